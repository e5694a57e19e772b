/// Groups of methods among which no pair differs significantly: all maximal ones.
///
/// These are the columns of a compact letter display (Piepho, An algorithm for a letter-based
/// representation of all-pairwise comparisons, JCGS 13, 2004) and the bars of a critical difference
/// diagram (Demsar, JMLR 7, 2006). They are the maximal cliques of the graph of pairs without a
/// significant difference: Bron and Kerbosch, CACM 16 (1973), with the pivots of Tomita and others (2006).
/// Graphs may have exponentially many: above ``largestCount`` there are no groups.
struct MethodGroups {
  /// The most groups that are listed; more say nothing to a reader.
  static let largestCount = 100

  /// Members by position, ascending; the groups in the order of their first members.
  let groups: [[Int]]
  /// Whether there are more than ``largestCount`` groups, of which none is listed.
  let areTooMany: Bool

  /// Groups `count` methods of which the pairs in `significant` differ.
  init(count: Int, significant: [(Int, Int)]) {
    var search = CliqueSearch(count: count, missing: significant, limit: Self.largestCount)
    let found = search.run()
    areTooMany = found == nil
    groups = (found ?? []).sorted { $0.lexicographicallyPrecedes($1) }
  }

  init(groups: [[Int]], areTooMany: Bool) {
    self.groups = groups
    self.areTooMany = areTooMany
  }

  /// Returns the letters of a method, one for each of its groups: a for the first group, after z the
  /// number of the group in brackets.
  func letters(of method: Int) -> String {
    groups.indices.filter { groups[$0].contains(method) }.map { group in
      group < 26 ? String(UnicodeScalar(UInt8(97 + group))) : "(\(group + 1))"
    }.joined()
  }
}
