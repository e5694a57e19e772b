// Reads the header: {"NAME": {"dtype": "F32", "shape": [3], "data_offsets": [0, 12]}, ...}. It knows
// this one form of JSON, so that nothing can be nested deeper.
struct SafetensorsHeaderParser {
  static let maximumTensorCount = 65_536

  private var json: JSONScanner

  init(_ reader: ByteReader) {
    json = JSONScanner(reader)
  }

  mutating func entries() throws(CheckpointError) -> [SafetensorsEntry] {
    var entries: [SafetensorsEntry] = []
    var names: Set<String> = []
    try json.expect("{")
    var isMore = try !json.skip("}")
    while isMore {
      let name = try json.text()
      try json.expect(":")
      guard names.insert(name).inserted else { throw .duplicateTensor(name) }
      guard names.count <= Self.maximumTensorCount else {
        throw .limitExceeded(
          .safetensors, "over \(Self.maximumTensorCount) tensors", offset: json.position)
      }
      if name == "__metadata__" {
        try skipMetadata()
      } else {
        entries.append(try entry(named: name))
      }
      isMore = try json.isMore(before: "}")
    }
    try json.expectEnd()
    return entries
  }

  private mutating func entry(named name: String) throws(CheckpointError) -> SafetensorsEntry {
    var typeName: String?
    var shape: [Int]?
    var offsets: [Int]?
    try json.expect("{")
    repeat {
      let key = try json.text()
      try json.expect(":")
      switch key {
      case "dtype" where typeName == nil: typeName = try json.text()
      case "shape" where shape == nil: shape = try json.integers(maximumCount: 8)
      case "data_offsets" where offsets == nil: offsets = try json.integers(maximumCount: 2)
      default: throw json.malformed("a tensor has an unknown or repeated property")
      }
    } while try json.isMore(before: "}")
    guard let typeName, let shape, let offsets, offsets.count == 2, offsets[0] <= offsets[1] else {
      throw .invalidTensor(name, "has no type, shape or pair of rising offsets")
    }
    guard let type = ElementType(safetensors: typeName) else {
      throw .invalidTensor(name, "has numbers of the unknown type \(quoted(typeName))")
    }
    return SafetensorsEntry(
      name: name, type: type, shape: shape, range: offsets[0]..<offsets[1])
  }

  private mutating func skipMetadata() throws(CheckpointError) {
    try json.expect("{")
    guard try !json.skip("}") else { return }
    repeat {
      _ = try json.text()
      try json.expect(":")
      _ = try json.text()
    } while try json.isMore(before: "}")
  }
}
