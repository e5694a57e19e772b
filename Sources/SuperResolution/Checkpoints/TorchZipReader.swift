// Reads what PyTorch writes since version 1.6: `ROOT/data.pkl` and `ROOT/data/KEY`.
enum TorchZipReader {
  // The pickle of RRDBNet has 70 kB.
  static let maximumPickleByteCount = 32 << 20

  static func read(_ bytes: [UInt8]) throws(CheckpointError) -> Checkpoint {
    let archive = try ZipArchive(bytes)
    let root = try root(of: archive.names)
    let isProgram = archive.names.contains {
      $0 == root + "constants.pkl" || $0.utf8.starts(with: (root + "code/").utf8)
    }
    if isProgram { throw .torchScript }
    let contents = try archive.contents()
    try checkVersion(bytes, contents, root: root)
    guard let pickle = contents[root + "data.pkl"] else { throw .missingEntry("data.pkl") }
    guard pickle.count <= maximumPickleByteCount else {
      throw .limitExceeded(
        .torchZip, "a pickle of \(pickle.count) bytes", offset: pickle.lowerBound)
    }
    var machine = PickleMachine(ByteReader(bytes, pickle, format: .torchZip))
    let value = try machine.run()
    return try TorchStateDictionary(machine.heap).checkpoint(
      of: value, format: .torchZip,
      reader: TensorReader(bytes: bytes, storages: storages(contents, root: root)))
  }

  // The folder is named after the file that was saved, or `archive`.
  private static func root(of names: [String]) throws(CheckpointError) -> String {
    var root: String?
    for name in names {
      let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      guard parts.count == 2, parts[1].elementsEqual("data.pkl".utf8) else { continue }
      guard root == nil else { throw .duplicateEntry("data.pkl") }
      root = String(decoding: parts[0], as: UTF8.self) + "/"
    }
    guard let root else { throw .missingEntry("data.pkl") }
    return root
  }

  private static func checkVersion(
    _ bytes: [UInt8], _ contents: [String: Range<Int>], root: String
  ) throws(CheckpointError) {
    let order = contents[root + "byteorder"].map { text(bytes[$0]) } ?? "little"
    if order == "big" { throw .bigEndian }
    guard order == "little" else { throw .unsupportedVersion("byte order \(order)") }
    guard let version = contents[root + "version"].map({ text(bytes[$0]) }) else {
      throw .missingEntry("version")
    }
    guard ["1", "2", "3"].contains(version) else { throw .unsupportedVersion(version) }
  }

  // Returns a short text without the line feed at its end.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes.prefix(100)
    if bytes.last == 0x0A { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func storages(
    _ contents: [String: Range<Int>], root: String
  ) -> [String: Range<Int>] {
    let folder = Array((root + "data/").utf8)
    var storages: [String: Range<Int>] = [:]
    for (name, range) in contents where name.utf8.starts(with: folder) {
      storages[String(decoding: name.utf8.dropFirst(folder.count), as: UTF8.self)] = range
    }
    return storages
  }
}
