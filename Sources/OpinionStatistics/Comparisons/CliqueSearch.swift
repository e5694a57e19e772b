/// Lists the maximal cliques of a graph that is complete but for some edges.
///
/// Bron and Kerbosch, Algorithm 457, CACM 16 (1973); pivots after Tomita, Tanaka and Takahashi,
/// Theoretical Computer Science 363 (2006).
struct CliqueSearch {
  private let count: Int
  private let limit: Int
  private var neighbours: [MemberSet]
  private var cliques: [[Int]] = []
  // Every clique takes at most `count` steps, apart from dead ends.
  private var stepsLeft: Int

  init(count: Int, missing: [(Int, Int)], limit: Int) {
    self.count = count
    self.limit = limit
    stepsLeft = 100 * limit * (count + 1)
    neighbours = (0..<count).map { MemberSet(all: count, except: $0) }
    for (first, second) in missing {
      neighbours[first].remove(second)
      neighbours[second].remove(first)
    }
  }

  /// Returns the members of every clique, ascending; nil for more than the limit.
  mutating func run() -> [[Int]]? {
    if count == 0 { return [] }
    let isComplete = extend([], candidates: MemberSet(all: count), excluded: MemberSet(none: count))
    return isComplete ? cliques : nil
  }

  /// Lists the maximal cliques with all `members`; returns false when there are too many.
  private mutating func extend(
    _ members: [Int], candidates: MemberSet, excluded: MemberSet
  ) -> Bool {
    stepsLeft -= 1
    guard stepsLeft > 0 else { return false }
    if candidates.isEmpty {
      if excluded.isEmpty { cliques.append(members.sorted()) }
      return cliques.count <= limit
    }
    var (candidates, excluded) = (candidates, excluded)
    let pivot = candidates.union(excluded).members.max {
      candidates.sharedCount(neighbours[$0]) < candidates.sharedCount(neighbours[$1])
    }
    for member in candidates.subtracting(neighbours[pivot ?? 0]).members {
      let isDone = extend(
        members + [member], candidates: candidates.intersection(neighbours[member]),
        excluded: excluded.intersection(neighbours[member]))
      guard isDone else { return false }
      candidates.remove(member)
      excluded.insert(member)
    }
    return true
  }
}

/// A set of small whole numbers, a bit each.
private struct MemberSet {
  private var words: [UInt64]

  init(none count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

  init(all count: Int, except: Int? = nil) {
    self.init(none: count)
    for member in 0..<count where member != except { insert(member) }
  }

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  var members: [Int] {
    words.indices.flatMap { word in
      (0..<64).filter { words[word] >> UInt64($0) & 1 == 1 }.map { 64 * word + $0 }
    }
  }

  mutating func insert(_ member: Int) { words[member >> 6] |= 1 << UInt64(member & 63) }

  mutating func remove(_ member: Int) { words[member >> 6] &= ~(1 << UInt64(member & 63)) }

  func sharedCount(_ other: MemberSet) -> Int {
    words.indices.reduce(0) { $0 + (words[$1] & other.words[$1]).nonzeroBitCount }
  }

  func union(_ other: MemberSet) -> MemberSet { merged(other) { $0 | $1 } }

  func intersection(_ other: MemberSet) -> MemberSet { merged(other) { $0 & $1 } }

  func subtracting(_ other: MemberSet) -> MemberSet { merged(other) { $0 & ~$1 } }

  private func merged(_ other: MemberSet, _ merge: (UInt64, UInt64) -> UInt64) -> MemberSet {
    var result = self
    for word in words.indices { result.words[word] = merge(words[word], other.words[word]) }
    return result
  }
}
