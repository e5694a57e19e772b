import SuperResolution
import Testing

@Suite struct TorchCheckpointTests {
  private let six = [(key: "1", count: 6, bytes: CheckpointBytes.floats([0, 1, 2, 3, 4, 5]))]

  // A state dictionary of one number, which is also its place in the storage.
  private func weights(_ number: Int, name: String = "w") -> [UInt8] {
    Pickle.dictionary([(name, Pickle.tensor(count: 6, offset: number, shape: [1], strides: [1]))])
  }

  private func read(_ object: [UInt8]) throws(CheckpointError) -> Checkpoint {
    try Checkpoint.read(CheckpointBytes.legacy(object, storages: six))
  }

  @Test func `strides say where the values are`() throws {
    let tensor = Pickle.tensor(count: 6, shape: [3, 2], strides: [1, 3])
    let checkpoint = try read(Pickle.dictionary([("w", tensor)]))
    #expect(
      checkpoint.tensors == ["w": WeightTensor(shape: [3, 2], values: [0, 3, 1, 4, 2, 5])])
    #expect(checkpoint.format == .torchLegacy)
  }

  @Test(arguments: [0, 7, Int.max])
  func `the stride of a dimension of length one does not matter`(stride: Int) throws {
    let tensor = Pickle.tensor(count: 6, shape: [2, 1, 2], strides: [1, stride, 2])
    let checkpoint = try read(Pickle.dictionary([("w", tensor)]))
    #expect(checkpoint.tensors["w"]?.values == [0, 2, 1, 3])
  }

  @Test(arguments: [
    ([2, 2], [Int.max, 1]), ([2, 2], [Int.max, Int.max]), ([3], [3]), ([7], [1]),
    ([6, 2], [1, 1]),
    ([2], [0]), ([2], [-1]), ([-1], [1]), ([0], [1]), ([2, 3], [1]), ([Int.max, 4], [1, 1]),
    ([Int](repeating: 1, count: 9), [Int](repeating: 1, count: 9)),
  ])
  func `impossible shapes and strides are refused`(shape: [Int], strides: [Int]) {
    let tensor = Pickle.tensor(count: 6, shape: shape, strides: strides)
    let error = #expect(throws: CheckpointError.self) {
      try read(Pickle.dictionary([("w", tensor)]))
    }
    guard case .invalidTensor("w", _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: [-1, 6, Int.max, Int.min])
  func `offsets outside the storage are refused`(offset: Int) {
    let tensor = Pickle.tensor(count: 6, offset: offset, shape: [1], strides: [1])
    #expect(throws: CheckpointError.self) { try read(Pickle.dictionary([("w", tensor)])) }
  }

  @Test func `a tensor can lie in a view of a storage`() throws {
    let view = Pickle.tuple([Pickle.text("2"), Pickle.integer(2), Pickle.integer(3)])
    let inside = Pickle.tensor(count: 6, view: view, offset: 1, shape: [2], strides: [1])
    #expect(
      try read(Pickle.dictionary([("w", inside)])).tensors["w"]?.values == [3, 4])
    let beyond = Pickle.tensor(count: 6, view: view, offset: 1, shape: [3], strides: [1])
    #expect(throws: CheckpointError.invalidTensor("w", "reaches beyond its storage of 3 numbers")) {
      try read(Pickle.dictionary([("w", beyond)]))
    }
  }

  @Test(arguments: [
    (["params", "params_ema", "state_dict"], "params_ema"), (["state_dict", "params"], "params"),
    (["net", "model", "model_state_dict"], "model_state_dict"), (["net", "model"], "model"),
    (["net", "optimizer"], "net"),
  ])
  func `the best known key wins, wherever it stands`(keys: [String], best: String) throws {
    let items = keys.enumerated().map { ($0.element, weights($0.offset)) }
    let checkpoint = try read(Pickle.dictionary(items))
    #expect(checkpoint.wrapper == best)
    #expect(checkpoint.tensors["w"]?.values == keys.firstIndex(of: best).map { [Float($0)] })
  }

  @Test func `a network under an unknown key is found when it is the only one`() throws {
    let one = Pickle.dictionary([("epoch", Pickle.integer(7)), ("generator", weights(4))])
    #expect(try read(one).wrapper == "generator")
    #expect(try read(one).tensors["w"]?.values == [4])
    #expect(throws: CheckpointError.severalNetworks(["one", "two"])) {
      try read(Pickle.dictionary([("one", weights(1)), ("two", weights(2))]))
    }
  }

  @Test func `prefixes that all names share are cut off`() throws {
    let checkpoint = try read(weights(1, name: "module.netG.conv.weight"))
    #expect(Array(checkpoint.tensors.keys) == ["conv.weight"])
    #expect(checkpoint.prefix == "module.netG.")
    let tensor = Pickle.tensor(count: 6, shape: [1], strides: [1])
    let mixed = try read(Pickle.dictionary([("module.a", tensor), ("b", tensor)]))
    #expect(mixed.tensors.keys.sorted() == ["b", "module.a"])
  }

  @Test func `counters and integers are not weights`() throws {
    let float = Pickle.tensor(count: 6, shape: [1], strides: [1])
    let integer = Pickle.tensor(
      key: "2", type: "LongStorage", count: 1, shape: [], strides: [])
    let object = Pickle.dictionary([
      ("w", float), ("bn.num_batches_tracked", float), ("steps", integer),
    ])
    let storages = six + [(key: "2", count: 1, bytes: CheckpointBytes.littleEndian(Int64(9)))]
    let checkpoint = try Checkpoint.read(CheckpointBytes.legacy(object, storages: storages))
    #expect(Array(checkpoint.tensors.keys) == ["w"])
    #expect(throws: CheckpointError.noTensors) {
      try Checkpoint.read(
        CheckpointBytes.legacy(Pickle.dictionary([("n", integer)]), storages: [storages[1]]))
    }
  }

  @Test func `two tensors of one name are refused`() {
    let tensor = Pickle.tensor(count: 6, shape: [1], strides: [1])
    #expect(throws: CheckpointError.duplicateTensor("w")) {
      try read(Pickle.dictionary([("w", tensor), ("w", tensor)]))
    }
  }

  @Test func `an ordered dictionary of Python 2 and parameters are read`() throws {
    let tensor = Pickle.tensor(count: 6, offset: 5, shape: [1], strides: [1])
    let parameter =
      Pickle.global("torch._utils", "_rebuild_parameter")
      + Pickle.tuple([tensor, [0x88], [0x4E]]) + [0x52]
    let pairs = [0x5D, 0x28] + Pickle.tuple([Pickle.text("w"), parameter]) + [0x65]
    let object =
      Pickle.global("collections", "OrderedDict") + Pickle.tuple([pairs]) + [0x52]
    #expect(try read(object).tensors["w"]?.values == [5])
  }
}
