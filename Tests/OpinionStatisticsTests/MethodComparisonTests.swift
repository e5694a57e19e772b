import Testing

@testable import OpinionStatistics

@Suite struct MethodComparisonTests {
  /// R documentation of friedman.test, Hollander and Wolfe (1973), page 140: rounding times in hundredths.
  private static let roundingTimes = [
    [540, 550, 555], [585, 570, 575], [520, 560, 550], [555, 550, 540], [590, 585, 570],
    [545, 555, 560], [540, 540, 535], [545, 550, 535], [525, 515, 500], [585, 580, 570],
    [525, 520, 510], [565, 555, 545], [560, 535, 545], [505, 500, 495], [550, 550, 540],
    [545, 555, 550], [555, 555, 535], [545, 550, 555], [550, 545, 525], [565, 560, 540],
    [570, 565, 555], [630, 630, 625],
  ].map { $0.map { ExactFraction(numerator: $0, denominator: 100) } }

  @Test func `Friedman, Nemenyi and Conover of the rounding times`() throws {
    let test = try FriedmanTest.test(Self.roundingTimes).get()
    #expect(isClose(test.statistic, 11.142857142857132) && test.degreesOfFreedom == 2)
    #expect(isClose(test.pValue, 0.003805040775511383) && test.blocks == 22)
    // scikit-posthocs 0.17.1.
    let nemenyi = [0.6374271670186252, 0.004409820445457013, 0.06137075925394708]
    let conover = [0.3012090214393702, 0.000691453476085363, 0.012282857347898928]
    for (index, pair) in [(0, 1), (0, 2), (1, 2)].enumerated() {
      #expect(isClose(test.nemenyiPValue(pair.0, pair.1), nemenyi[index], within: 1e-8))
      #expect(isClose(test.conoverPValue(pair.0, pair.1), conover[index]))
      #expect(test.conoverPValue(pair.1, pair.0) == test.conoverPValue(pair.0, pair.1))
    }
    #expect(test.conoverPValue(0, 0) == 1 && test.nemenyiPValue(1, 1) == 1)
  }

  @Test func `Friedman by hand`() throws {
    // Ranks, best first: 1 2 3, 1 2 3, 2 1 3: sums 4, 5, 9; D = 4 + 1 + 9 = 14, Q = 12 14 / 36 = 14/3.
    let rows = [[5, 4, 1], [4, 3, 2], [2, 5, 1]]
      .map { $0.map { ExactFraction(numerator: $0, denominator: 1) } }
    let test = try FriedmanTest.test(rows).get()
    #expect(isClose(test.statistic, 14.0 / 3) && isClose(test.concordance, 7.0 / 9))
    #expect(isClose(test.varianceRatio, 7) && isClose(test.fittedDegreesOfFreedom.first, 4.0 / 3))
    #expect(test.meanRanks.map { ($0 * 3).rounded() } == [4, 5, 9])
    // Chi-square with 2 degrees: exp(-7/3); F(2, 4) at 7: (1 + 7/2)^-2.
    #expect(isClose(test.pValue, ReferenceMath.exponential(-7.0 / 3)))
    #expect(isClose(test.varianceRatioPValue, 1 / 20.25))
  }

  @Test func `blocks that rank alike have concordance 1`() throws {
    let rows = [[5, 4, 4, 1], [4, 3, 3, 2], [5, 2, 2, 1]]
      .map { $0.map { ExactFraction(numerator: $0, denominator: 1) } }
    let test = try FriedmanTest.test(rows).get()
    #expect(test.concordance == 1 && test.varianceRatio == .infinity)
    #expect(test.varianceRatioPValue == 0 && test.fittedPValue == 0)
    #expect(test.conoverPValue(0, 3) == 0 && test.conoverPValue(1, 2) == 1)
  }

  private func table(_ means: [[Int]], raters: Int = 1) throws -> OpinionTable {
    // Rows are methods, columns sources; 0 is a missing vote.
    try OpinionTable(
      means.enumerated().flatMap { method, scores in
        scores.enumerated().filter { $0.element > 0 }.flatMap { source, score in
          (0..<raters).map { rater in
            Opinion(rater: "r\(rater)", source: "s\(source)", method: "m\(method)", score: score)
          }
        }
      })
  }

  @Test func `reasons for no Friedman test`() throws {
    let two = try table([[1, 2], [3, 4]]).methodComparisons()
    #expect(two.friedmanOrReason == .failure(.fewerThanThreeMethods) && two.friedman == nil)
    #expect(two.pairs.count == 1 && two.pairs[0].nemenyiPValue == nil)
    let one = try table([[1], [3], [2]]).methodComparisons()
    #expect(one.friedmanOrReason == .failure(.fewerThanTwoBlocks) && one.pairs.count == 3)
    #expect(one.pairs.allSatisfy { $0.holmPValue == 1 && $0.tTest == nil })
    let tied = try table([[3, 4], [3, 4], [3, 4]]).methodComparisons()
    #expect(tied.friedmanOrReason == .failure(.allTied))
    #expect(tied.pairs.allSatisfy { $0.wilcoxon.pValue == 1 && $0.effects.commonLanguage == 0.5 })
    let none = try OpinionTable([]).methodComparisons()
    #expect(none.pairs.isEmpty && none.groups.isEmpty && none.smallestPossiblePValue == 1)
    #expect(
      [MissingTest.fewerThanThreeMethods, .fewerThanTwoBlocks, .allTied].map(\.description) == [
        "no Friedman test: fewer than three methods",
        "no Friedman test: fewer than two complete blocks",
        "no Friedman test: all methods are tied",
      ])
  }

  @Test func `a method on fewer than nine of ten sources is left out and named`() throws {
    let full = Array(repeating: 3, count: 10)
    let most = full.dropLast() + [0]
    let few = full.dropLast(2) + [0, 0]
    let table = try table([full, Array(most), Array(few), full])
    let comparisons = table.methodComparisons(order: ["m3"])
    #expect(comparisons.methods == ["m3", "m0", "m1"] && comparisons.excluded == ["m2"])
    #expect(comparisons.completeBlocks == 9 && comparisons.pairs.map(\.blocks) == [10, 9, 9])
    let chosen = table.methodComparisons(only: ["m2", "m0", "none"])
    #expect(chosen.methods == ["m0", "m2"] && chosen.excluded.isEmpty)
    #expect(chosen.pairs.map(\.blocks) == [8])
  }

  @Test func `means of unequal numbers of votes that are equal are zeros`() throws {
    // 7/3 for m0 on every source by three raters, 14/6 for m1 by six.
    var votes: [Opinion] = []
    for source in 0..<6 {
      for (rater, score) in [1, 2, 4, 1, 2, 4].enumerated() {
        let names = (rater: "r\(rater)", source: "s\(source)")
        if rater < 3 {
          votes.append(
            Opinion(rater: names.rater, source: names.source, method: "m0", score: score))
        }
        votes.append(Opinion(rater: names.rater, source: names.source, method: "m1", score: score))
      }
    }
    let pair = try #require(try OpinionTable(votes).methodComparisons().pairs.first)
    #expect(pair.wilcoxon.zeros == 6 && pair.wilcoxon.pValue == 1 && pair.tTest == nil)
  }

  @Test func `the number of sources limits the p value`() throws {
    let five = try table([[5, 5, 5, 5, 4], [1, 2, 1, 1, 1]]).methodComparisons()
    #expect(five.smallestPossiblePValue == 0.0625 && five.pairs[0].wilcoxon.pValue == 0.0625)
    #expect(!five.pairs[0].isSignificant && five.blocksNeeded == 6)
    #expect(five.groups == [["m0", "m1"]] && five.letters == ["a", "a"])
    // 28 pairs: 0.05 / 28 needs 2 / 2^11.
    let eight = try table((0..<8).map { _ in [3, 4, 3] }).methodComparisons()
    #expect(eight.pairs.count == 28 && eight.blocksNeeded == 11)
  }

  @Test func `methods that differ on enough sources fall into groups`() throws {
    let count = 12
    let table = try table([
      Array(repeating: 1, count: count), Array(repeating: 5, count: count),
      (0..<count).map { $0.isMultiple(of: 2) ? 5 : 4 },
    ])
    let comparisons = table.methodComparisons()
    // m1 and m2 differ on six sources (p = 1/32, after Holm too); m0 differs from both.
    #expect(comparisons.groups == [["m1"], ["m2"], ["m0"]])
    #expect(comparisons.letters == ["c", "a", "b"])
    let pair = comparisons.pairs[2]
    #expect(pair.first == "m1" && pair.wilcoxon.zeros == 6 && pair.wilcoxon.pValue == 0.03125)
    #expect(pair.isSignificant && pair.effects.commonLanguage == 0.75)
  }

  @Test func `groups are all maximal sets without a significant pair`() {
    // a b | b c d | d e: Piepho's letters overlap.
    let groups = MethodGroups(
      count: 5, significant: [(0, 2), (0, 3), (0, 4), (1, 4), (2, 4)])
    #expect(groups.groups == [[0, 1], [1, 2, 3], [3, 4]])
    #expect((0..<5).map(groups.letters) == ["a", "ab", "b", "bc", "c"])
    #expect(MethodGroups(count: 3, significant: []).groups == [[0, 1, 2]])
    #expect(
      MethodGroups(count: 3, significant: [(0, 1), (0, 2), (1, 2)]).groups == [[0], [1], [2]])
    // The pair in the middle only: two overlapping groups, not one bar by rank.
    #expect(MethodGroups(count: 3, significant: [(0, 1)]).groups == [[0, 2], [1, 2]])
    #expect(MethodGroups(count: 0, significant: []).groups.isEmpty)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `groups agree with a search of all subsets`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let count = 7
    var significant: [(Int, Int)] = []
    for first in 0..<count {
      for second in first + 1..<count where Bool.random(using: &generator) {
        significant.append((first, second))
      }
    }
    func isFree(_ set: Int) -> Bool {
      significant.allSatisfy { set >> $0.0 & 1 == 0 || set >> $0.1 & 1 == 0 }
    }
    let free = (1..<1 << count).filter(isFree)
    let maximal = free.filter { set in !free.contains { $0 != set && $0 & set == set } }
    let expected = maximal.map { set in (0..<count).filter { set >> $0 & 1 == 1 } }
      .sorted { $0.lexicographicallyPrecedes($1) }
    #expect(MethodGroups(count: count, significant: significant).groups == expected)
  }

  /// Only 0 and 1, 2 and 3 and so on differ, so every choice of one of each is a group (Moon and Moser).
  @Test func `more than a hundred groups are none`() {
    func pairs(_ count: Int) -> MethodGroups {
      MethodGroups(count: 2 * count, significant: (0..<count).map { (2 * $0, 2 * $0 + 1) })
    }
    #expect(pairs(6).groups.count == 64 && !pairs(6).areTooMany)
    #expect(pairs(7).groups.isEmpty && pairs(7).areTooMany)
    let many = pairs(150)
    #expect(many.areTooMany && many.letters(of: 0).isEmpty)
  }

  /// Methods of ten equal ones each: every ten are a group.
  @Test func `three hundred methods are grouped`() {
    var significant: [(Int, Int)] = []
    for first in 0..<300 {
      for second in first + 1..<300 where first / 10 != second / 10 {
        significant.append((first, second))
      }
    }
    let groups = MethodGroups(count: 300, significant: significant)
    #expect(groups.groups == (0..<30).map { group in (0..<10).map { 10 * group + $0 } })
    #expect(groups.letters(of: 299) == "(30)")
  }

  @Test(arguments: [PairingUnit.source, .rater])
  func `the order of the votes changes no bit`(unit: PairingUnit) throws {
    var generator = SplitMix64(seed: 4)
    var votes: [Opinion] = []
    for rater in 0..<6 {
      for source in 0..<8 {
        for method in 0..<4 where Int.random(in: 0..<10, using: &generator) > 1 {
          votes.append(
            Opinion(
              rater: "r\(rater)", source: "s\(source)", method: "m\(method)",
              score: Int.random(in: 1...5, using: &generator)))
        }
      }
    }
    let table = try OpinionTable(votes)
    let shuffled = try OpinionTable(votes.shuffled(using: &generator))
    #expect(table.methodComparisons(unit: unit) == shuffled.methodComparisons(unit: unit))
    #expect(table.methodDifferences() == shuffled.methodDifferences())
    #expect(table.methodIntervals() == shuffled.methodIntervals())
    for (left, right) in zip(
      table.pigeonholeIntervals(seed: 2), shuffled.pigeonholeIntervals(seed: 2))
    {
      #expect(left.interval == right.interval && left.method == right.method)
    }
    #expect(
      table.differenceScoreSummaries(reference: "m0")
        == shuffled.differenceScoreSummaries(reference: "m0"))
  }

  @Test func `scores upside down turn every sign`() throws {
    let scores = [[1, 2, 2, 4, 3, 5], [2, 2, 4, 4, 1, 5], [1, 1, 1, 3, 3, 4]]
    let upright = try table(scores).methodComparisons()
    let turned = try table(scores.map { $0.map { 6 - $0 } }).methodComparisons()
    for (left, right) in zip(upright.pairs, turned.pairs) {
      #expect(left.wilcoxon.pValue == right.wilcoxon.pValue)
      #expect(isClose(left.meanDifference, -right.meanDifference))
      #expect(left.wilcoxon.rankBiserialCorrelation == -right.wilcoxon.rankBiserialCorrelation)
      #expect(isClose(left.effects.cliffsDelta, -right.effects.cliffsDelta))
      #expect(isClose(left.tTest?.pValue, right.tTest?.pValue))
    }
    #expect(isClose(upright.friedman?.statistic, turned.friedman?.statistic))
  }

  @Test func `units have words`() {
    #expect(PairingUnit.source.description == "paired by source image, mean over raters")
    #expect(PairingUnit.rater.description == "paired by rater, mean over images")
  }
}
