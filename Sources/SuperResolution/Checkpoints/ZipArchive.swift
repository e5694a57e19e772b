// The entries of a ZIP archive as PyTorch writes it: stored, never compressed.
// Source: PKWARE's APPNOTE 6.3, sections 4.3.7, 4.3.12, 4.3.14 to 4.3.16 and 4.5.3.
struct ZipArchive {
  // Far above the 702 storages of RRDBNet.
  static let maximumEntryCount = 65_535

  let bytes: [UInt8]
  private let records: [ZipEntry]
  private let directoryStart: Int

  init(_ bytes: [UInt8]) throws(CheckpointError) {
    let directory = try Self.directory(of: bytes)
    var reader = ByteReader(bytes, directory.range, format: .torchZip)
    var records: [ZipEntry] = []
    for _ in 0..<directory.entryCount { records.append(try ZipEntry(&reader)) }
    guard reader.remaining == 0 else { throw reader.malformed("the directory is too long") }
    self.bytes = bytes
    self.records = records
    directoryStart = directory.range.lowerBound
  }

  var names: [String] { records.map(\.name) }

  // Returns where the contents of each entry are, by name.
  func contents() throws(CheckpointError) -> [String: Range<Int>] {
    var contents: [String: Range<Int>] = [:]
    var occupied: [Range<Int>] = []
    for record in records {
      let location = try record.location(in: bytes, before: directoryStart)
      guard contents.updateValue(location.contents, forKey: record.name) == nil else {
        throw .duplicateEntry(record.name)
      }
      occupied.append(location.all)
    }
    try Self.checkDisjoint(occupied)
    return contents
  }

  private static func checkDisjoint(_ ranges: [Range<Int>]) throws(CheckpointError) {
    let sorted = ranges.sorted { $0.lowerBound < $1.lowerBound }
    for (one, next) in zip(sorted, sorted.dropFirst()) where one.upperBound > next.lowerBound {
      throw .malformed(.torchZip, "two entries overlap", offset: next.lowerBound)
    }
  }

  private static func directory(
    of bytes: [UInt8]
  ) throws(CheckpointError) -> (range: Range<Int>, entryCount: Int) {
    let end = try endRecord(of: bytes)
    var reader = ByteReader(bytes, end + 4..<bytes.count, format: .torchZip)
    let disks = try reader.unsigned(byteCount: 4)
    let entriesHere = try reader.count(byteCount: 2)
    let entryCount = try reader.count(byteCount: 2)
    let size = try reader.count(byteCount: 4)
    let start = try reader.count(byteCount: 4)
    guard disks == 0, entriesHere == entryCount else {
      throw reader.malformed("the archive has several parts")
    }
    if entryCount == 0xFFFF || size == 0xFFFF_FFFF || start == 0xFFFF_FFFF {
      throw .limitExceeded(.torchZip, "over \(maximumEntryCount) entries or 4 GB", offset: end)
    }
    guard start <= end, size <= end - start else {
      throw .malformed(.torchZip, "the directory is not where the archive says", offset: end)
    }
    return (start..<start + size, entryCount)
  }

  // The record is the last thing in the file but for a comment, whose length it ends with.
  private static func endRecord(of bytes: [UInt8]) throws(CheckpointError) -> Int {
    var start = bytes.count - 22
    let lowest = max(0, start - 0xFFFF)
    while start >= lowest {
      let isRecord =
        bytes[start] == 0x50 && bytes[start + 1] == 0x4B && bytes[start + 2] == 5
        && bytes[start + 3] == 6
      let commentLength = Int(bytes[start + 20]) | Int(bytes[start + 21]) << 8
      if isRecord, start + 22 + commentLength == bytes.count { return start }
      start -= 1
    }
    throw .truncated(.torchZip, offset: bytes.count)
  }
}
