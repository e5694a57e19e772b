// One chunk of a PNG: its type and where its data lie.
struct PNGChunk {
  let type: Int
  let data: Range<Int>

  // Whether the four letters of the type are these.
  func isNamed(_ name: String) -> Bool {
    type == Self.type(name)
  }

  static func type(_ name: String) -> Int {
    name.utf8.reduce(0) { $0 << 8 | Int($1) }
  }

  // Reads four bytes, most significant first.
  static func integer(_ bytes: [UInt8], at start: Int) -> Int {
    bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
  }
}

// The chunks before the picture data, in order; ends early where the data are not chunks. Chunks
// are visited, not collected: a hostile file holds millions.
struct ChunksBeforePictureData: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var position = PNGHeader.signature.count

  init(of bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func next() -> PNGChunk? {
    guard bytes.count - position >= 12 else { return nil }
    let start = position + 8
    let length = PNGChunk.integer(bytes, at: position)
    let chunk = PNGChunk(
      type: PNGChunk.integer(bytes, at: position + 4), data: start..<start + length)
    guard length <= bytes.count - position - 12, !chunk.isNamed("IDAT") else { return nil }
    position += 12 + length
    return chunk
  }
}
