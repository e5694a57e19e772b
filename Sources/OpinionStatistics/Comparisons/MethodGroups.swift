/// Groups of methods among which no pair differs significantly: all maximal ones.
///
/// These are the columns of a compact letter display (Piepho, An algorithm for a letter-based
/// representation of all-pairwise comparisons, JCGS 13, 2004) and the bars of a critical difference
/// diagram (Demsar, JMLR 7, 2006), found by inserting the significant pairs and absorbing subsets.
struct MethodGroups {
  /// Members by position, ascending; the groups in the order of their first members.
  let groups: [[Int]]

  /// Groups `count` methods of which the pairs in `significant` differ.
  init(count: Int, significant: [(Int, Int)]) {
    var columns: [Set<Int>] = count == 0 ? [] : [Set(0..<count)]
    for (first, second) in significant {
      var next: [Set<Int>] = []
      for column in columns {
        if column.contains(first), column.contains(second) {
          next.append(column.subtracting([first]))
          next.append(column.subtracting([second]))
        } else {
          next.append(column)
        }
      }
      columns = Self.absorbed(next)
    }
    groups = columns.map { $0.sorted() }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Returns the columns that are no subset of another one.
  private static func absorbed(_ columns: [Set<Int>]) -> [Set<Int>] {
    var result: [Set<Int>] = []
    for column in columns.sorted(by: { $0.count > $1.count })
    where !result.contains(where: { column.isSubset(of: $0) }) {
      result.append(column)
    }
    return result
  }

  /// Returns the letters of a method, one for each of its groups: a for the first group, after z the
  /// number of the group in brackets.
  func letters(of method: Int) -> String {
    groups.indices.filter { groups[$0].contains(method) }.map { group in
      group < 26 ? String(UnicodeScalar(UInt8(97 + group))) : "(\(group + 1))"
    }.joined()
  }
}
