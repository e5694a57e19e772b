/// Finds what somebody may have meant.
enum NearestNames {
  /// The names that differ least from a text, at most three, and none that differs much.
  static func of(_ text: String, among names: [String]) -> [String] {
    let wanted = Array(text.lowercased().utf8.prefix(64))
    let limit = max(1, min(3, wanted.count / 2))
    let distances = names.map {
      (name: $0, distance: distance(wanted, Array($0.lowercased().utf8)))
    }
    guard let least = distances.map(\.distance).min(), least <= limit else { return [] }
    return Array(distances.filter { $0.distance == least }.map(\.name).sorted().prefix(3))
  }

  // Insertions, deletions and replacements of bytes: Levenshtein, 'Binary codes capable of
  // correcting deletions, insertions, and reversals', Soviet Physics Doklady 10 (1966).
  private static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
    var row = Array(0...second.count)
    for (index, byte) in first.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (column, other) in second.enumerated() {
        let replaced = diagonal + (byte == other ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
      }
    }
    return row[second.count]
  }
}
