// One record of a ZIP archive's directory.
struct ZipEntry {
  let name: String
  private let flags: UInt64
  private let method: UInt64
  private let storedSize: Int
  private let size: Int
  private let headerOffset: Int

  init(_ reader: inout ByteReader) throws(CheckpointError) {
    guard try reader.unsigned(byteCount: 4) == 0x0201_4B50 else {
      throw reader.malformed("a record of the directory is missing")
    }
    _ = try reader.take(4)
    flags = try reader.unsigned(byteCount: 2)
    method = try reader.unsigned(byteCount: 2)
    _ = try reader.take(8)
    storedSize = try reader.count(byteCount: 4)
    size = try reader.count(byteCount: 4)
    let nameLength = try reader.count(byteCount: 2)
    let extraLength = try reader.count(byteCount: 2)
    let commentLength = try reader.count(byteCount: 2)
    _ = try reader.take(8)
    headerOffset = try reader.count(byteCount: 4)
    name = try reader.text(byteCount: nameLength)
    _ = try reader.take(extraLength)
    _ = try reader.take(commentLength)
  }

  // Returns where the entry is, with and without its header, after checking that it is stored as it
  // is. Files of 4 GB, whose sizes would be elsewhere, are refused before.
  func location(
    in bytes: [UInt8], before end: Int
  ) throws(CheckpointError) -> (all: Range<Int>, contents: Range<Int>) {
    guard method == 0, flags & 0x2041 == 0, storedSize == size else {
      throw .compressedEntry(name)
    }
    guard headerOffset <= end else {
      throw .malformed(.torchZip, "an entry is not where the directory says", offset: end)
    }
    var reader = ByteReader(bytes, headerOffset..<end, format: .torchZip)
    guard try reader.unsigned(byteCount: 4) == 0x0403_4B50 else {
      throw reader.malformed("an entry is not where the directory says")
    }
    _ = try reader.take(22)
    let nameLength = try reader.count(byteCount: 2)
    let extraLength = try reader.count(byteCount: 2)
    guard try reader.text(byteCount: nameLength) == name else {
      throw reader.malformed("an entry has another name than in the directory")
    }
    _ = try reader.take(extraLength)
    let contents = try reader.take(size)
    return (headerOffset..<contents.upperBound, contents)
  }
}
