// Reads safetensors: eight bytes of length, a header in JSON, and the tensors without gaps.
// Source: github.com/huggingface/safetensors, README, "Format".
enum SafetensorsReader {
  // RRDBNet's header has 70 kB.
  static let maximumHeaderByteCount = 16 << 20

  static func read(_ bytes: [UInt8]) throws(CheckpointError) -> Checkpoint {
    var reader = ByteReader(bytes, 0..<bytes.count, format: .safetensors)
    let headerLength = try reader.count(byteCount: 8)
    guard headerLength <= maximumHeaderByteCount else {
      throw .limitExceeded(.safetensors, "a header of \(headerLength) bytes", offset: 0)
    }
    let header = try reader.take(headerLength)
    var parser = SafetensorsHeaderParser(ByteReader(bytes, header, format: .safetensors))
    let entries = try parser.entries()
    try check(entries, bodyLength: reader.remaining)
    var tensors: [String: WeightTensor] = [:]
    for entry in entries where entry.type.isFloatingPoint && !TensorNames.isCounter(entry.name) {
      let count = entry.range.count / entry.type.byteCount
      let start = header.upperBound + entry.range.lowerBound
      guard let values = entry.type.floats(bytes, at: start, count: count) else {
        throw .notFinite(entry.name)
      }
      tensors[entry.name] = WeightTensor(shape: entry.shape, values: values)
    }
    return try Checkpoint(stripping: tensors, format: .safetensors, wrapper: nil)
  }

  // Every byte of the body belongs to exactly one tensor.
  private static func check(
    _ entries: [SafetensorsEntry], bodyLength: Int
  ) throws(CheckpointError) {
    var end = 0
    for entry in entries.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      let expected = try elementCount(of: entry.shape, name: entry.name) * entry.type.byteCount
      guard entry.range.count == expected else {
        throw .invalidTensor(
          entry.name,
          "has \(entry.range.count) bytes but its shape \(entry.shape) needs \(expected)")
      }
      guard entry.range.lowerBound == end else {
        let isGap = entry.range.lowerBound > end
        throw .invalidTensor(entry.name, isGap ? "leaves a gap before it" : "overlaps another")
      }
      end = entry.range.upperBound
      guard end <= bodyLength else {
        throw .invalidTensor(entry.name, "ends \(end - bodyLength) bytes beyond the file")
      }
    }
    guard end == bodyLength else {
      throw .malformed(
        .safetensors, "\(bodyLength - end) bytes at the end belong to no tensor", offset: end)
    }
  }
}

// One tensor of the header; the range counts from the start of the body.
struct SafetensorsEntry {
  let name: String
  let type: ElementType
  let shape: [Int]
  let range: Range<Int>
}
