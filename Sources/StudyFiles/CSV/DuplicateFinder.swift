/// Finds the line on which the same rater scored the same picture before.
struct DuplicateFinder {
  /// What may occur only once in a file; small, as there is one a row.
  struct Key: Equatable {
    private let rater: Int32
    private let source: Int32
    private let method: Int32
    private let tags: UInt8
    private let repetition: Int

    /// Creates the key of a row from the numbers of its names.
    init(of row: RatingRow, rater: Int, source: Int, method: Int) {
      self.rater = Int32(truncatingIfNeeded: rater)
      self.source = Int32(truncatingIfNeeded: source)
      self.method = Int32(truncatingIfNeeded: method)
      repetition = row.repetition
      tags = (row.kind == .test ? 0 : 1) | (row.isPreview ? 2 : 0) | (row.isSimulated ? 4 : 0)
    }

    /// A hash with a secret start, so that no file can make the table slow.
    var hash: Int {
      var hasher = Hasher()
      hasher.combine(UInt64(UInt32(bitPattern: rater)) << 32 | UInt64(UInt32(bitPattern: source)))
      hasher.combine(
        UInt64(UInt32(bitPattern: method)) << 32 ^ UInt64(bitPattern: Int64(repetition)))
      return hasher.finalize()
    }
  }

  private var table = IndexTable()
  private var keys: [Key] = []
  private var lines: [Int] = []

  /// Takes memory for a number of rows.
  mutating func reserveCapacity(_ rows: Int) {
    table.reserveCapacity(rows)
    keys.reserveCapacity(rows)
    lines.reserveCapacity(rows)
  }

  /// Returns the line of an equal key, or notes this one and returns nil.
  mutating func earlierLine(of key: Key, line: Int) -> Int? {
    let (position, isNew) = table.position(hash: key.hash) { keys[$0] == key }
    if !isNew { return lines[position] }
    keys.append(key)
    lines.append(line)
    return nil
  }
}
