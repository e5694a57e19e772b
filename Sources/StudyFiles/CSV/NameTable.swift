/// Gives each different name a number, and one string that all rows share.
///
/// Names are compared by bytes; canonically equal spellings stay apart.
struct NameTable {
  private var table = IndexTable()
  private var list = NameList()
  private var latest: Int?

  /// The names in the order of first use.
  var names: [String] { list.names }

  /// Returns the number of a name given as UTF-8.
  mutating func code(for name: ArraySlice<UInt8>) -> Int {
    // Files list their rows in runs of the same name.
    if let latest, list.isName(latest, equalTo: name) { return latest }
    var hasher = Hasher()
    name.withUnsafeBytes { hasher.combine(bytes: $0) }
    let (position, isNew) = table.position(hash: hasher.finalize()) {
      list.isName($0, equalTo: name)
    }
    if isNew { list.append(name) }
    latest = position
    return position
  }
}

/// Names as strings and as bytes one after the other.
private struct NameList {
  private(set) var names: [String] = []
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  mutating func append(_ name: ArraySlice<UInt8>) {
    names.append(String(decoding: name, as: UTF8.self))
    bytes += name
    ends.append(bytes.count)
  }

  func isName(_ position: Int, equalTo name: ArraySlice<UInt8>) -> Bool {
    let start = position == 0 ? 0 : ends[position - 1]
    return ends[position] - start == name.count
      && bytes[start..<ends[position]].elementsEqual(name)
  }
}
