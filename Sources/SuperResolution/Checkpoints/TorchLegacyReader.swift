// Reads what PyTorch wrote before version 1.6: pickles of a magic number, a protocol, facts about
// the system, the object and the keys of its storages, then each storage with its size.
enum TorchLegacyReader {
  // 0x1950A86A20F9469CFC6C, PyTorch's `MAGIC_NUMBER` in `torch/serialization.py`.
  static let magic: [UInt8] = [0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19]

  static func read(_ bytes: [UInt8]) throws(CheckpointError) -> Checkpoint {
    var reader = ByteReader(bytes, 0..<bytes.count, format: .torchLegacy)
    try checkHeader(&reader)
    var machine = PickleMachine(reader)
    let value = try machine.run()
    reader = machine.reader
    let storages = try storages(&reader, sizes: sizes(machine.heap))
    return try TorchStateDictionary(machine.heap).checkpoint(
      of: value, format: .torchLegacy, reader: TensorReader(bytes: bytes, storages: storages))
  }

  private static func checkHeader(_ reader: inout ByteReader) throws(CheckpointError) {
    guard case .longInteger(magic) = try next(&reader).value else {
      throw reader.malformed("the magic number of PyTorch is missing")
    }
    guard case .integer(1001) = try next(&reader).value else {
      throw reader.malformed("the protocol is not 1001")
    }
    let system = try next(&reader)
    switch system.heap.value(of: "little_endian", in: system.value) {
    case .boolean(true): return
    case .boolean(false): throw .bigEndian
    default: throw reader.malformed("the byte order is missing")
    }
  }

  private static func next(
    _ reader: inout ByteReader
  ) throws(CheckpointError) -> (value: PickleValue, heap: PickleHeap) {
    var machine = PickleMachine(reader)
    let value = try machine.run()
    reader = machine.reader
    return (value, machine.heap)
  }

  // The storages do not say how large their numbers are; only the pickle does.
  private static func sizes(_ heap: PickleHeap) throws(CheckpointError) -> [String: (Int, Int)] {
    var sizes: [String: (count: Int, elementByteCount: Int)] = [:]
    for storage in heap.storages {
      let size = (storage.elementCount, storage.type.byteCount)
      if let other = sizes.updateValue(size, forKey: storage.key), other != size {
        throw .invalidStorage(storage.key, "has two sizes in the pickle")
      }
    }
    return sizes
  }

  private static func storages(
    _ reader: inout ByteReader, sizes: [String: (count: Int, elementByteCount: Int)]
  ) throws(CheckpointError) -> [String: Range<Int>] {
    let list = try next(&reader)
    guard let keys = list.heap.elements(list.value) else {
      throw reader.malformed("the list of storages is missing")
    }
    var storages: [String: Range<Int>] = [:]
    for key in keys {
      guard case .text(let key) = key else { throw reader.malformed("a key is not text") }
      guard let size = sizes[key] else { throw .invalidStorage(key, "is not in the pickle") }
      let count = try reader.unsigned(byteCount: 8)
      guard count == UInt64(size.count) else {
        throw .invalidStorage(key, "has \(count) numbers but should have \(size.count)")
      }
      let (byteCount, isTooLarge) = size.count.multipliedReportingOverflow(
        by: size.elementByteCount)
      guard !isTooLarge else { throw .invalidStorage(key, "is larger than any file") }
      guard storages.updateValue(try reader.take(byteCount), forKey: key) == nil else {
        throw .invalidStorage(key, "is there twice")
      }
    }
    return storages
  }
}
