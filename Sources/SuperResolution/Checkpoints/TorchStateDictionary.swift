// Finds the weights among the values of a pickle.
struct TorchStateDictionary {
  private let heap: PickleHeap
  // By place, each looked at once: a dictionary can be referred to from very many places.
  private let haveTensors: [Bool]
  // Averaged weights first: a training run that keeps them means them to be used.
  static let wrappers = [
    "params_ema", "params", "state_dict", "model_state_dict", "model", "net",
  ]

  init(_ heap: PickleHeap) {
    self.heap = heap
    haveTensors = heap.dictionaries.map { items in
      items.contains { if case .tensor = $0.value { $0.name != nil } else { false } }
    }
  }

  // Returns the tensors of the network and the key that they were under.
  func tensors(
    of root: PickleValue
  ) throws(CheckpointError) -> (items: [(name: String, tensor: TensorReference)], key: String?) {
    for key in Self.wrappers {
      guard let value = heap.value(of: key, in: root), hasTensors(value) else { continue }
      return (tensors(in: value), key)
    }
    if hasTensors(root) { return (tensors(in: root), nil) }
    guard case .dictionary(let place) = root else { throw .noTensors }
    let candidates = heap.dictionaries[place].filter { hasTensors($0.value) }
    guard let only = candidates.first else { throw .noTensors }
    guard candidates.count == 1 else {
      throw .severalNetworks(candidates.map { $0.name ?? "without a name" })
    }
    return (tensors(in: only.value), only.name)
  }

  private func hasTensors(_ value: PickleValue) -> Bool {
    guard case .dictionary(let place) = value else { return false }
    return haveTensors[place]
  }

  private func tensors(in value: PickleValue) -> [(name: String, tensor: TensorReference)] {
    guard case .dictionary(let place) = value else { return [] }
    return heap.dictionaries[place].compactMap { tensor(of: $0) }
  }

  private func tensor(of item: PickleItem) -> (name: String, tensor: TensorReference)? {
    guard let name = item.name, case .tensor(let place) = item.value else { return nil }
    return (name, heap.tensors[place])
  }
}

extension TorchStateDictionary {
  // Reads the tensors of the network.
  func checkpoint(
    of root: PickleValue, format: CheckpointFormat, reader: TensorReader
  ) throws(CheckpointError) -> Checkpoint {
    var reader = reader
    let (items, key) = try tensors(of: root)
    var tensors: [String: WeightTensor] = [:]
    for (name, reference) in items
    where reference.storage.type.isFloatingPoint && !TensorNames.isCounter(name) {
      guard tensors[name] == nil else { throw .duplicateTensor(name) }
      tensors[name] = try reader.tensor(reference, name: name)
    }
    return try Checkpoint(stripping: tensors, format: format, wrapper: key)
  }
}
