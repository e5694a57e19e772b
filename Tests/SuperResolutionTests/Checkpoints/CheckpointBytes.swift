// Makes the bytes of small checkpoints.
enum CheckpointBytes {
  static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    (0..<value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  static func floats(_ values: [Float]) -> [UInt8] {
    values.flatMap { littleEndian($0.bitPattern) }
  }

  static func safetensors(header: String, body: [UInt8]) -> [UInt8] {
    littleEndian(UInt64(header.utf8.count)) + Array(header.utf8) + body
  }

  static func safetensors(type: String, shape: [Int], body: [UInt8]) -> [UInt8] {
    safetensors(
      header: #"{"a":{"dtype":"\#(type)","shape":\#(shape),"data_offsets":[0,\#(body.count)]}}"#,
      body: body)
  }

  // The container of PyTorch before 1.6 around a pickle without PROTO and STOP.
  static func legacy(
    _ object: [UInt8], storages: [(key: String, count: Int, bytes: [UInt8])] = []
  ) -> [UInt8] {
    let magic: [UInt8] = [0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19]
    let system = Pickle.dictionary([("little_endian", [0x88])])
    let keys: [UInt8] = storages.flatMap { Pickle.text($0.key) }
    var bytes = Pickle.whole([0x8A, 10] + magic) + Pickle.whole(Pickle.integer(1001))
    bytes +=
      Pickle.whole(system) + Pickle.whole(object) + Pickle.whole([0x5D, 0x28] + keys + [0x65])
    for storage in storages { bytes += littleEndian(Int64(storage.count)) + storage.bytes }
    return bytes
  }
}

// Makes parts of pickles of protocol 2.
enum Pickle {
  static func whole(_ body: [UInt8]) -> [UInt8] { [0x80, 2] + body + [0x2E] }

  static func text(_ text: String) -> [UInt8] {
    [0x58] + CheckpointBytes.littleEndian(UInt32(text.utf8.count)) + Array(text.utf8)
  }

  static func integer(_ value: Int) -> [UInt8] {
    guard let short = Int32(exactly: value) else {
      return [0x8A, 8] + CheckpointBytes.littleEndian(Int64(value))
    }
    return [0x4A] + CheckpointBytes.littleEndian(short)
  }

  static func tuple(_ parts: [[UInt8]]) -> [UInt8] { [0x28] + parts.flatMap { $0 } + [0x74] }

  static func dictionary(_ items: [(String, [UInt8])]) -> [UInt8] {
    [0x7D, 0x28] + items.flatMap { text($0.0) + $0.1 } + [0x75]
  }

  static func global(_ module: String, _ name: String) -> [UInt8] {
    [0x63] + Array("\(module)\n\(name)\n".utf8)
  }

  static func tensor(
    key: String = "1", type: String = "FloatStorage", count: Int, view: [UInt8] = [0x4E],
    offset: Int = 0, shape: [Int], strides: [Int]
  ) -> [UInt8] {
    let storage =
      tuple([
        text("storage"), global("torch", type), text(key), text("cpu"), integer(count), view,
      ]) + [0x51]
    let arguments = tuple([
      storage, integer(offset), tuple(shape.map(integer)), tuple(strides.map(integer)),
    ])
    return global("torch._utils", "_rebuild_tensor") + arguments + [0x52]
  }
}
