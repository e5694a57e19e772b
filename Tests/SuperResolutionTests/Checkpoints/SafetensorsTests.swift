import SuperResolution
import Testing

@Suite struct SafetensorsTests {
  private func values(_ type: String, _ bytes: [UInt8], count: Int) throws -> [Float]? {
    let file = CheckpointBytes.safetensors(type: type, shape: [count], body: bytes)
    return try Checkpoint.read(file).tensors["a"]?.values
  }

  @Test func `half precision is converted exactly`() throws {
    // One, the smallest subnormal and normal numbers, the largest number, minus two, minus zero.
    let halves: [UInt16] = [0x3C00, 0x0001, 0x0400, 0x7BFF, 0xC000, 0x8000]
    let found = try values("F16", halves.flatMap(CheckpointBytes.littleEndian), count: 6)
    #expect(found == [1, 0x1p-24, 0x1p-14, 65504, -2, 0])
    #expect(found?.last?.sign == .minus)
  }

  @Test func `brain and double precision are converted`() throws {
    #expect(try values("BF16", [0x80, 0x3F, 0x49, 0xC0], count: 2) == [1, -3.140625])
    let doubles = [0.1, -1e30].flatMap { CheckpointBytes.littleEndian($0.bitPattern) }
    #expect(try values("F64", doubles, count: 2) == [0.1, -1e30])
  }

  @Test(
    arguments: [
      ("F16", [0x00, 0x7C]), ("F16", [0x01, 0xFE]), ("BF16", [0x80, 0xFF]),
      ("F32", [0, 0, 0xC0, 0x7F]), ("F32", [0, 0, 0x80, 0xFF]),
      ("F64", CheckpointBytes.littleEndian((1e300).bitPattern)),
    ] as [(String, [UInt8])])
  func `values that are not finite are refused`(type: String, bytes: [UInt8]) {
    #expect(throws: CheckpointError.notFinite("a")) { try values(type, bytes, count: 1) }
  }

  @Test func `metadata, spaces, escapes and integers are read over`() throws {
    let header = """
      {"__metadata__": {"format": "pt", "a": "\\u00e9"}, "n": {"dtype": "I64", "shape": [],
      "data_offsets": [4, 12]}, "\\ud83d\\ude00\\n": {"data_offsets": [0, 4], "shape": [1, 1],
      "dtype": "F32"} }  \u{20}
      """
    let body = CheckpointBytes.floats([2.5]) + [UInt8](repeating: 0, count: 8)
    let checkpoint = try Checkpoint.read(CheckpointBytes.safetensors(header: header, body: body))
    #expect(checkpoint.tensors == ["😀\n": WeightTensor(shape: [1, 1], values: [2.5])])
  }

  @Test(arguments: [
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 8, "leaves a gap before it"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 8, "4 bytes at the end belong"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#, 4, "pair of rising offsets"),
    (#"{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}"#, 0, "a dimension of length 0"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}"#, 4, "'}' is missing"),
    (#"{"a":{"dtype":"F32","shape":[1e3],"data_offsets":[0,4]}}"#, 4, "']' is missing"),
    (#"{"a":{"dtype":"F32","dtype":"F32"}}"#, 0, "unknown or repeated property"),
    (#"{"\ud83d":{}}"#, 0, "half a surrogate pair"), ("{}x", 0, "goes on after its end"),
    ("{}", 0, "no tensors"),
  ])
  func `malformed headers are refused`(header: String, bodyLength: Int, words: String) {
    let body = [UInt8](repeating: 0, count: bodyLength)
    let file = CheckpointBytes.safetensors(header: header, body: body)
    let error = #expect(throws: CheckpointError.self) { try Checkpoint.read(file) }
    #expect(error?.description.contains(words) == true, "\(String(describing: error))")
  }
}
