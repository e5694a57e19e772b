import SuperResolution
import Testing

// Pickles that are small but would be huge, deep or slow if they were believed.
@Suite(.timeLimit(.minutes(1))) struct PickleLimitTests {
  private func error(
    _ object: [UInt8], storages: [(key: String, count: Int, bytes: [UInt8])] = []
  ) -> CheckpointError? {
    do {
      _ = try Checkpoint.read(CheckpointBytes.legacy(object, storages: storages))
      return nil
    } catch { return error }
  }

  @Test func `sixty doublings of a list cost nothing`() {
    // Each list holds the one before twice; the marked rest of the stack becomes a tuple.
    var object: [UInt8] = [0x28, 0x5D, 0x71, 0]
    for level in UInt8(1)...60 {
      object += [0x5D, 0x28, 0x68, level - 1, 0x68, level - 1, 0x65, 0x71, level]
    }
    #expect(error(Pickle.dictionary([("model", object + [0x74])])) == .noTensors)
  }

  @Test func `tuples in tuples do not exhaust the stack`() {
    let deep = [0x29] + [UInt8](repeating: 0x85, count: 400_000)
    #expect(error(deep) == .noTensors)
  }

  @Test func `the number of instructions is bounded`() {
    let pairs = [[UInt8]](repeating: [0x4E, 0x61], count: 250_000)
    let endless = [0x5D] + [UInt8](pairs.joined())
    guard case .limitExceeded(.torchLegacy, let what, _) = error(endless) else {
      Issue.record("A pickle of half a million instructions is read")
      return
    }
    #expect(what == "over 500000 pickle instructions")
  }

  @Test func `the stack is bounded`() {
    guard case .limitExceeded(_, let what, _) = error([UInt8](repeating: 0x4E, count: 70_000))
    else {
      Issue.record("A stack of 70000 values is kept")
      return
    }
    #expect(what == "over 65536 values on the pickle's stack")
  }

  @Test func `ordered dictionaries cannot multiply a list`() {
    let pair: [UInt8] = [0x4E, 0x4E, 0x86]
    let pairs =
      pair + [0x71, 1] + [UInt8]([[UInt8]](repeating: [0x68, 1], count: 50_000).joined())
    let list: [UInt8] = [0x5D, 0x71, 0, 0x28] + pairs + [0x65]
    let copy = Pickle.global("collections", "OrderedDict") + [0x68, 0, 0x85, 0x52]
    let copies = [UInt8]([[UInt8]](repeating: copy, count: 1000).joined())
    guard case .limitExceeded(_, let what, _) = error([0x28] + list + copies + [0x74]) else {
      Issue.record("A list is copied a thousand times")
      return
    }
    #expect(what == "over 500000 pickle instructions")
  }

  @Test func `a large dictionary that is named often is looked at once`() {
    let items: [UInt8] = (0..<20_000).flatMap { Pickle.integer($0) + [0x4E] }
    let large: [UInt8] = [0x7D, 0x71, 0, 0x28] + items + [0x75]
    let names = [UInt8]([[UInt8]](repeating: [0x4E, 0x68, 0], count: 20_000).joined())
    let object: [UInt8] = [0x7D, 0x28, 0x4E] + large + names + [0x75]
    #expect(error(object) == .noTensors)
  }

  @Test func `tensors cannot share a storage without end`() {
    let tensor = Pickle.tensor(count: 1000, shape: [1000], strides: [1])
    let items = (0..<200).map { ("w\($0)", $0 == 0 ? tensor + [0x71, 0] : [0x68, 0]) }
    let storage = CheckpointBytes.floats([Float](repeating: 1, count: 1000))
    let found = error(Pickle.dictionary(items), storages: [("1", 1000, storage)])
    #expect(found?.description.contains("until they outnumber the file's bytes") == true)
  }

  @Test func `a value below a mark cannot be taken`() {
    let object: [UInt8] = [0x7D, 0x4E, 0x28, 0x4E, 0x73]
    #expect(error(object)?.description.contains("takes more values than it has") == true)
  }
}
