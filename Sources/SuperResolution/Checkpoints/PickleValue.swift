// What a pickle can describe. Containers are numbers of places in a `PickleHeap`, so that memo
// references never copy anything and deep nesting never recurses.
enum PickleValue {
  case none
  case boolean(Bool)
  case integer(Int)
  // Two's complement, little-endian, of more than eight bytes.
  case longInteger([UInt8])
  case real(Double)
  case text(String)
  case tuple(Int)
  case list(Int)
  case dictionary(Int)
  case storage(Int)
  case tensor(Int)
  case global(TorchGlobal)
}

// The only names that a pickle of weights may use. None of them is ever called: they say which
// shape of plain value their arguments make.
enum TorchGlobal {
  case orderedDictionary
  case rebuildTensor
  case rebuildParameter
  case storage(ElementType)

  init?(module: String, name: String) {
    switch (module, name) {
    case ("collections", "OrderedDict"): self = .orderedDictionary
    case ("torch._utils", "_rebuild_tensor"), ("torch._utils", "_rebuild_tensor_v2"):
      self = .rebuildTensor
    case ("torch._utils", "_rebuild_parameter"): self = .rebuildParameter
    case ("torch", _):
      guard let type = ElementType(torchStorage: name) else { return nil }
      self = .storage(type)
    default: return nil
    }
  }
}

// The containers of one pickle.
struct PickleHeap {
  var tuples: [[PickleValue]] = []
  var lists: [[PickleValue]] = []
  var dictionaries: [[PickleItem]] = []
  var storages: [StorageReference] = []
  var tensors: [TensorReference] = []

  // Returns the elements of a tuple or list; nil for anything else.
  func elements(_ value: PickleValue) -> [PickleValue]? {
    switch value {
    case .tuple(let place): tuples[place]
    case .list(let place): lists[place]
    default: nil
    }
  }

  // Returns the integers of a short tuple or list; nil when it is or holds anything else. A long
  // one, recalled often, would cost more time than its bytes suggest.
  func integers(_ value: PickleValue) -> [Int]? {
    guard let elements = elements(value), elements.count <= 64 else { return nil }
    var integers: [Int] = []
    for element in elements {
      guard case .integer(let integer) = element else { return nil }
      integers.append(integer)
    }
    return integers
  }

  // Returns the last value under a key, as Python would.
  func value(of key: String, in dictionary: PickleValue) -> PickleValue? {
    guard case .dictionary(let place) = dictionary else { return nil }
    return dictionaries[place].last { $0.name == key }?.value
  }
}

struct PickleItem {
  let key: PickleValue
  let value: PickleValue

  var name: String? {
    if case .text(let name) = key { name } else { nil }
  }
}
