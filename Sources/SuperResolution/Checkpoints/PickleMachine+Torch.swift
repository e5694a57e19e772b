// The places where a pickle would load and call Python's functions. Here they make plain values.
extension PickleMachine {
  mutating func pushGlobal(_ instruction: PickleInstruction) throws(CheckpointError) {
    let (module, name) = try globalName(instruction)
    guard let global = TorchGlobal(module: module, name: name) else {
      throw .forbiddenGlobal("\(module).\(name)")
    }
    try push(.global(global))
  }

  private mutating func globalName(
    _ instruction: PickleInstruction
  ) throws(CheckpointError) -> (module: String, name: String) {
    if instruction == .global {
      let module = try reader.line(maximumLength: Self.maximumNameLength)
      return (module, try reader.line(maximumLength: Self.maximumNameLength))
    }
    guard case .text(let name) = try pop(), case .text(let module) = try pop() else {
      throw reader.malformed("the pickle names a function by something that is not text")
    }
    return (module, name)
  }

  mutating func reduce() throws(CheckpointError) {
    guard case .tuple(let place) = try pop(), case .global(let global) = try pop() else {
      throw reader.malformed("the pickle calls something that is not a function")
    }
    let arguments = heap.tuples[place]
    switch global {
    case .orderedDictionary: try pushDictionary(items(arguments))
    case .rebuildTensor: try pushTensor(arguments)
    case .rebuildParameter:
      guard let data = arguments.first, case .tensor = data else {
        throw reader.malformed("a parameter is not a tensor")
      }
      try push(data)
    case .storage: throw reader.malformed("the pickle calls a type of storage")
    }
  }

  // Python 2 hands the items of an ordered dictionary over as a list of pairs.
  private mutating func items(
    _ arguments: [PickleValue]
  ) throws(CheckpointError) -> [PickleItem] {
    guard let first = arguments.first else { return [] }
    guard arguments.count == 1, let pairs = heap.elements(first) else {
      throw reader.malformed("an ordered dictionary is not made from pairs")
    }
    try charge(pairs.count)
    var items: [PickleItem] = []
    for pair in pairs {
      guard let pair = heap.elements(pair), pair.count == 2 else {
        throw reader.malformed("an ordered dictionary is not made from pairs")
      }
      items.append(PickleItem(key: pair[0], value: pair[1]))
    }
    return items
  }

  // Arguments: storage, offset, shape, strides; since PyTorch 0.4 also requires_grad and hooks.
  private mutating func pushTensor(_ arguments: [PickleValue]) throws(CheckpointError) {
    guard (4...7).contains(arguments.count), case .storage(let place) = arguments[0],
      case .integer(let offset) = arguments[1], let shape = heap.integers(arguments[2]),
      let strides = heap.integers(arguments[3])
    else { throw reader.malformed("a tensor has no storage, offset, shape or strides") }
    try charge(shape.count + strides.count)
    heap.tensors.append(
      TensorReference(
        storage: heap.storages[place], offset: offset, shape: shape, strides: strides))
    try push(.tensor(heap.tensors.count - 1))
  }

  // Attributes such as `_metadata` say nothing about weights.
  mutating func build() throws(CheckpointError) {
    _ = try pop()
    guard case .dictionary = try top() else {
      throw reader.malformed("the pickle sets attributes of something that is not a dictionary")
    }
  }

  // The persistent ID of a storage: 'storage', type, key, device, number of elements and, before
  // PyTorch 1.6, a view or None.
  mutating func pushStorage() throws(CheckpointError) {
    guard let fields = heap.elements(try pop()), (5...6).contains(fields.count),
      case .text("storage") = fields[0], case .global(.storage(let type)) = fields[1],
      case .text(let key) = fields[2], case .integer(let count) = fields[4], count >= 0
    else { throw reader.malformed("a storage has no type, key or size") }
    guard !key.isEmpty, key.utf8.count <= 20, key.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { throw .invalidStorage(key, "has a key that is not a plain number") }
    let view = fields.count == 6 ? try view(fields[5], elementCount: count) : 0..<count
    heap.storages.append(
      StorageReference(key: key, type: type, elementCount: count, view: view))
    try push(.storage(heap.storages.count - 1))
  }

  // A view: key, offset, number of elements.
  private func view(
    _ value: PickleValue, elementCount: Int
  ) throws(CheckpointError) -> Range<Int> {
    if case .none = value { return 0..<elementCount }
    guard let fields = heap.elements(value), fields.count == 3,
      case .integer(let offset) = fields[1], case .integer(let count) = fields[2],
      offset >= 0, count >= 0, offset <= elementCount, count <= elementCount - offset
    else { throw reader.malformed("a view reaches beyond its storage") }
    return offset..<offset + count
  }
}
