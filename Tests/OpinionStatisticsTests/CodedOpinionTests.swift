import Testing

@testable import OpinionStatistics

/// Tables from columns of numbers beside tables from single votes, and what must not matter.
@Suite struct CodedOpinionTests {
  private func votes(missing: Int, seed: UInt64) -> [Opinion] {
    var generator = SplitMix64(seed: seed)
    var votes: [Opinion] = []
    for rater in 0..<9 {
      for source in 0..<7 {
        for method in 0..<5 where Int.random(in: 0..<100, using: &generator) >= missing {
          for repetition in 0...Int.random(in: 0...1, using: &generator) {
            votes.append(
              Opinion(
                rater: "r\(rater)", source: "s\(source)", method: "m\(method)",
                repetition: 3 * repetition, score: Int.random(in: 1...5, using: &generator)))
          }
        }
      }
    }
    return votes.shuffled(using: &generator)
  }

  private func coded(_ votes: [Opinion]) -> CodedOpinions {
    func code<Value: Equatable>(_ values: [Value]) -> (list: [Value], column: [Int32]) {
      var list: [Value] = []
      let column = values.map { value -> Int32 in
        if let place = list.firstIndex(of: value) { return Int32(place) }
        list.append(value)
        return Int32(list.count - 1)
      }
      return (list, column)
    }
    let (raters, rater) = code(votes.map(\.rater))
    let (sources, source) = code(votes.map(\.source))
    let (methods, method) = code(votes.map(\.method))
    let (repetitions, repetition) = code(votes.map(\.repetition))
    return CodedOpinions(
      raters: raters, sources: sources, methods: methods, repetitions: repetitions, rater: rater,
      source: source, method: method, repetition: repetition,
      score: votes.map { UInt8($0.score) })
  }

  private func expectEqual(_ first: OpinionTable, _ second: OpinionTable) {
    #expect(first.raters == second.raters && first.sources == second.sources)
    #expect(first.methods == second.methods && first.repetitions == second.repetitions)
    #expect(first.columns.rater == second.columns.rater)
    #expect(first.columns.source == second.columns.source)
    #expect(first.columns.method == second.columns.method)
    #expect(first.columns.repetition == second.columns.repetition)
    #expect(first.columns.score == second.columns.score)
  }

  /// Few votes are sorted, many fill a table.
  @Test(arguments: [0, 30, 90, 99], 1...3 as ClosedRange<UInt64>)
  func `columns and single votes give the same table`(missing: Int, seed: UInt64) throws {
    let votes = votes(missing: missing, seed: seed)
    expectEqual(try OpinionTable(coded(votes)), try OpinionTable(votes))
    let some = votes.filter { $0.rater != "r2" && $0.source != "s0" }
    expectEqual(
      try OpinionTable(coded(votes)) { votes[$0].rater != "r2" && votes[$0].source != "s0" },
      try OpinionTable(some))
    let rest = votes.filter { !["r1", "r4"].contains($0.rater) }
    expectEqual(
      try OpinionTable(votes).removing(raters: ["r1", "r4", "nobody"]), try OpinionTable(rest))
  }

  /// A vote alone in a large design, so that no table of all cells is made.
  @Test func `votes far apart are sorted`() throws {
    let votes = (0..<200).map {
      Opinion(rater: "r\($0)", source: "s\($0)", method: "m\($0)", score: $0 % 5 + 1)
    }
    expectEqual(try OpinionTable(coded(votes)), try OpinionTable(votes))
  }

  @Test func `faults are those of single votes`() throws {
    let good = Opinion(rater: "a", source: "x", method: "m", score: 3)
    for votes in [
      [good, Opinion(rater: "a", source: "x", method: "m", score: 4)],
      [good, Opinion(rater: "b", source: "x", method: "m", score: 6)],
      [good, Opinion(rater: "b", source: "x", method: "m", repetition: -1, score: 2)],
    ] {
      let expected = #expect(throws: OpinionTableError.self) { try OpinionTable(votes) }
      let error = #expect(throws: OpinionTableError.self) { try OpinionTable(coded(votes)) }
      #expect(error == expected)
    }
    #expect(try OpinionTable(coded([])).opinionCount == 0)
  }

  /// Names are changed in their order, so that only they differ.
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `names of raters do not matter`(seed: UInt64) throws {
    let votes = votes(missing: 20, seed: seed)
    let renamed = votes.map {
      Opinion(
        rater: "person " + $0.rater, source: $0.source, method: $0.method,
        repetition: $0.repetition, score: $0.score)
    }
    let (first, second) = (try OpinionTable(votes), try OpinionTable(renamed))
    #expect(first.methodSummaries() == second.methodSummaries())
    #expect(first.methodComparisons() == second.methodComparisons())
    #expect(first.methodDifferences() == second.methodDifferences())
    #expect(first.intraclassCorrelations() == second.intraclassCorrelations())
    #expect(first.agreement(.ordinal) == second.agreement(.ordinal))
    #expect(first.averageRanks() == second.averageRanks())
    #expect(
      first.screening().raters.map(\.isRejected) == second.screening().raters.map(\.isRejected))
    #expect(
      first.raterModel()?.stimuli.map(\.quality) == second.raterModel()?.stimuli.map(\.quality))
  }

  /// Scores 1 to 4 raised by one: means move by one, everything about differences stays.
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `a shift of the scale moves means alone`(seed: UInt64) throws {
    let low = votes(missing: 10, seed: seed).map {
      Opinion(
        rater: $0.rater, source: $0.source, method: $0.method, repetition: $0.repetition,
        score: min($0.score, 4))
    }
    let high = low.map {
      Opinion(
        rater: $0.rater, source: $0.source, method: $0.method, repetition: $0.repetition,
        score: $0.score + 1)
    }
    let (first, second) = (try OpinionTable(low), try OpinionTable(high))
    for (one, other) in zip(first.methodSummaries(), second.methodSummaries()) {
      #expect(isClose(other.mos, one.mos + 1, within: 1e-12))
      let (before, after) = (one.interval?.halfWidth, other.interval?.halfWidth)
      #expect(isClose(after, before, within: 1e-9))
    }
    #expect(
      first.methodComparisons().pairs.map(\.wilcoxon.pValue)
        == second.methodComparisons().pairs.map(\.wilcoxon.pValue))
    #expect(first.averageRanks() == second.averageRanks())
    let (before, after) = (first.intraclassCorrelations(), second.intraclassCorrelations())
    #expect(
      isClose(
        after[.absoluteSingle]?.value, try #require(before[.absoluteSingle]?.value), within: 1e-6))
    #expect(
      first.screening().raters.map(\.above) == second.screening().raters.map(\.above))
  }
}
