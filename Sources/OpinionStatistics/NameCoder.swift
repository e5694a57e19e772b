/// Gives each different name a number in the order of first use.
///
/// Names are the same only when their UTF-8 bytes are; canonically equal spellings stay apart.
struct NameCoder {
  /// A name that is compared by bytes.
  private struct Name: Hashable {
    let text: String

    static func == (left: Name, right: Name) -> Bool {
      left.text.utf8.elementsEqual(right.text.utf8)
    }
  }

  private var codes: [Name: Int32] = [:]
  private var names: [String] = []
  private var latest: Int32 = 0

  /// Returns the number of a name, a new one for a new name.
  mutating func code(for name: String) -> Int32 {
    // Files list their rows in runs of the same name.
    if !names.isEmpty, names[Int(latest)].utf8.elementsEqual(name.utf8) { return latest }
    if let known = codes[Name(text: name)] {
      latest = known
    } else {
      latest = Int32(names.count)
      codes[Name(text: name)] = latest
      names.append(name)
    }
    return latest
  }

  /// Returns the names sorted by bytes, and for each number the position of its name there.
  func sortedByBytes() -> (names: [String], rank: [Int32]) {
    let order = names.indices.sorted {
      names[$0].utf8.lexicographicallyPrecedes(names[$1].utf8)
    }
    var rank = [Int32](repeating: 0, count: names.count)
    for (position, code) in order.enumerated() { rank[code] = Int32(position) }
    return (order.map { names[$0] }, rank)
  }
}

/// Gives each different repetition a number in the order of first use.
struct RepetitionCoder {
  private var codes: [Int: Int32] = [:]
  private var numbers: [Int] = []
  private var latest: Int32 = 0

  /// Returns the number of a repetition, a new one for a new repetition.
  mutating func code(for repetition: Int) -> Int32 {
    if !numbers.isEmpty, numbers[Int(latest)] == repetition { return latest }
    if let known = codes[repetition] {
      latest = known
    } else {
      latest = Int32(numbers.count)
      codes[repetition] = latest
      numbers.append(repetition)
    }
    return latest
  }

  /// Returns the repetitions in ascending order, and for each number the position there.
  func ascending() -> (numbers: [Int], rank: [Int32]) {
    let order = numbers.indices.sorted { numbers[$0] < numbers[$1] }
    var rank = [Int32](repeating: 0, count: numbers.count)
    for (position, code) in order.enumerated() { rank[code] = Int32(position) }
    return (order.map { numbers[$0] }, rank)
  }
}
