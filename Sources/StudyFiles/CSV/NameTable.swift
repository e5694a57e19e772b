/// Gives each different name a number, and one string that all rows share.
///
/// Names are compared by bytes; canonically equal spellings stay apart.
struct NameTable {
  private var table = IndexTable()
  private var list = NameList()
  /// For each name the one that came after it the last time.
  private var followers: [Int] = []
  private var latest = -1

  /// The names in the order of first use.
  var names: [String] { list.names }

  /// Returns the number of a name given as UTF-8.
  @inline(__always)
  mutating func code(for name: UnsafeBufferPointer<UInt8>) -> Int {
    if latest >= 0 {
      // Files list their rows in runs of the same name, or in rounds of all names.
      if list.isName(latest, equalTo: name) { return latest }
      let guess = followers[latest]
      if list.isName(guess, equalTo: name) {
        latest = guess
        return guess
      }
    }
    return search(name)
  }

  @inline(never)
  private mutating func search(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(name))
    let (position, isNew) = table.position(hash: hasher.finalize()) {
      list.isName($0, equalTo: name)
    }
    if isNew {
      list.append(name)
      followers.append(position)
    }
    if latest >= 0 { followers[latest] = position }
    latest = position
    return position
  }
}

/// Names as strings and as bytes one after the other.
private struct NameList {
  private(set) var names: [String] = []
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]

  mutating func append(_ name: UnsafeBufferPointer<UInt8>) {
    names.append(String(decoding: name, as: UTF8.self))
    bytes += name
    ends.append(bytes.count)
  }

  @inline(__always)
  func isName(_ position: Int, equalTo name: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = ends[position]
    guard ends[position + 1] - start == name.count else { return false }
    for index in 0..<name.count where bytes[start + index] != name[index] { return false }
    return true
  }
}
