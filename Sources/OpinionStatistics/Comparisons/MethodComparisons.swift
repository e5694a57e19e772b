/// Tests of all methods against each other.
public struct MethodComparisons: Sendable, Equatable {
  /// What pairs the scores.
  public let unit: PairingUnit
  /// The methods that take part.
  public let methods: [String]
  /// Methods left out because they have votes in fewer than nine of ten blocks.
  public let excluded: [String]
  /// Number of blocks (source images or raters) with votes on all ``methods``.
  public let completeBlocks: Int
  /// Friedman's test over the complete blocks, or why there is none.
  public let friedmanOrReason: Result<FriedmanTest, MissingTest>
  /// All pairs with a common block, in the order of ``methods``.
  public let pairs: [PairComparison]
  /// All maximal groups of methods without a significant difference inside; best method first, by
  /// average over the blocks.
  public let groups: [[String]]
  /// For each of ``methods`` one letter for each of its ``groups``: methods that share a letter do not
  /// differ significantly.
  public let letters: [String]
  /// Whether there are more than 100 groups, of which none is listed.
  public let hasTooManyGroups: Bool

  /// Friedman's test, nil when there is none.
  public var friedman: FriedmanTest? { try? friedmanOrReason.get() }

  /// The smallest p value that Wilcoxon's test can give with all blocks: 2 / 2^n, 1 for none.
  public var smallestPossiblePValue: Double { Self.smallestPValue(blocks: completeBlocks) }

  /// How many blocks a pair needs so that its smallest p value survives Holm over all pairs at 0.05.
  public var blocksNeeded: Int {
    let bound = MultipleTesting.level / Double(max(1, pairs.count))
    return (1...).first { Self.smallestPValue(blocks: $0) <= bound } ?? 0
  }

  private static func smallestPValue(blocks: Int) -> Double {
    // Below 2^-1000 the number of blocks is no obstacle.
    min(1, (0..<min(blocks, 1000)).reduce(2) { value, _ in value / 2 })
  }
}

extension OpinionTable {
  /// Returns tests of all methods against each other, those named in `order` first.
  ///
  /// With `only` these methods take part, else those with votes in nine of ten blocks. Friedman's test and
  /// what follows from it use the blocks with votes on all of them; a pair uses the blocks with votes on
  /// both. Time is linear in the votes, and for each pair n log n in the blocks. Without `afterFriedman`
  /// the p values of Nemenyi and Conover, most of the time with many methods, are left out.
  public func methodComparisons(
    unit: PairingUnit = .source, order: [String] = [], only: [String]? = nil,
    afterFriedman: Bool = true
  ) -> MethodComparisons {
    let blocks = ComparisonBlocks(self, unit: unit)
    let all = positions(order: order)
    let chosen = only.map { names in Set(names.compactMap { position(ofMethod: $0) }) }
    let kept = all.filter { chosen?.contains($0) ?? blocks.isNearlyComplete($0) }
    let rows = blocks.rows(of: kept)
    let friedman = FriedmanTest.test(rows)
    let tests = pairs(of: kept, in: blocks, friedman: afterFriedman ? try? friedman.get() : nil)
    let groups = MethodGroups(
      ranking: Self.ranking(kept, in: blocks), pairs: tests.filter(\.pair.isSignificant))
    return MethodComparisons(
      unit: unit, methods: kept.map { methods[$0] },
      excluded: chosen == nil ? all.filter { !kept.contains($0) }.map { methods[$0] } : [],
      completeBlocks: rows.count, friedmanOrReason: friedman, pairs: tests.map(\.pair),
      groups: groups.groups.map { $0.map { methods[$0] } },
      letters: kept.map { groups.letters(of: $0) }, hasTooManyGroups: groups.areTooMany)
  }

  /// Returns methods by their mean over blocks, the best first and equal ones as they come.
  private static func ranking(_ methods: [Int], in blocks: ComparisonBlocks) -> [Int] {
    let means = methods.map { method in
      let values = blocks.means[method].compactMap { $0?.value }
      return values.reduce(0, +) / Double(values.count)
    }
    return methods.indices.sorted { (means[$1], $0) < (means[$0], $1) }.map { methods[$0] }
  }

  private func pairs(
    of kept: [Int], in blocks: ComparisonBlocks, friedman: FriedmanTest?
  ) -> [ComparedPair] {
    var quantiles = QuantileCache()
    var result: [ComparedPair] = []
    for (index, first) in kept.enumerated() {
      for other in kept.indices where other > index {
        let second = kept[other]
        guard
          var pair = PairComparison(
            first: methods[first], second: methods[second],
            rows: blocks.rows(of: [first, second]), quantiles: &quantiles)
        else { continue }
        pair.nemenyiPValue = friedman?.nemenyiPValue(index, other)
        pair.conoverPValue = friedman?.conoverPValue(index, other)
        result.append(ComparedPair(first: first, second: second, pair: pair))
      }
    }
    ComparedPair.adjust(&result)
    return result
  }
}

/// A comparison with the positions of its methods in the table.
struct ComparedPair {
  let first: Int
  let second: Int
  var pair: PairComparison

  /// Sets the p values that depend on the other pairs.
  static func adjust(_ pairs: inout [ComparedPair]) {
    let exact = pairs.map { Optional($0.pair.wilcoxon.pValue) }
    let holm = MultipleTesting.holm(exact)
    let discovery = MultipleTesting.benjaminiHochberg(exact)
    let tTest = MultipleTesting.holm(pairs.map(\.pair.tTest?.pValue))
    let conover = MultipleTesting.holm(pairs.map(\.pair.conoverPValue))
    for index in pairs.indices {
      pairs[index].pair.holmPValue = holm[index] ?? 1
      pairs[index].pair.falseDiscoveryPValue = discovery[index] ?? 1
      pairs[index].pair.tTestHolmPValue = tTest[index]
      pairs[index].pair.conoverHolmPValue = conover[index]
    }
  }
}

extension MethodGroups {
  /// Groups methods, ranked best first and given by position in the table.
  init(ranking: [Int], pairs: [ComparedPair]) {
    let rank = Dictionary(uniqueKeysWithValues: zip(ranking, ranking.indices))
    let ranked = MethodGroups(
      count: ranking.count,
      significant: pairs.compactMap { pair in
        if let first = rank[pair.first], let second = rank[pair.second] { return (first, second) }
        return nil
      })
    self.init(
      groups: ranked.groups.map { $0.map { ranking[$0] } }, areTooMany: ranked.areTooMany)
  }
}
