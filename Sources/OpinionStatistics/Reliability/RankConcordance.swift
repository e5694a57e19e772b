/// Kendall's coefficient of concordance: how alike raters rank the stimuli.
///
/// W = 12 S / (k^2 n (n^2 - 1) - k T) for k raters and n stimuli, with S the squared deviations of the
/// stimuli's rank sums from their mean and T the sum of t^3 - t over the ties of every rater (Kendall and
/// Babington Smith, Annals of Mathematical Statistics 10, 1939). First votes only.
public struct RankConcordance: Sendable, Equatable {
  /// Number of raters who are compared.
  public let raters: Int
  /// Number of stimuli that all of them scored.
  public let stimuli: Int
  /// W, in 0...1.
  public let coefficient: Double

  /// k (n - 1) W, chi-square with n - 1 degrees of freedom if raters rank at random.
  public var statistic: Double { Double(raters * (stimuli - 1)) * coefficient }

  /// Degrees of freedom of ``statistic``.
  public var degreesOfFreedom: Int { stimuli - 1 }

  /// p value by the chi-square approximation.
  public var pValue: Double {
    ChiSquare(degreesOfFreedom: Double(degreesOfFreedom)).probability(above: statistic)
  }
}

extension OpinionTable {
  /// Returns the concordance over a complete block: the raters who scored every stimulus, or, if those are
  /// fewer than two, the stimuli that every rater scored.
  ///
  /// Time is linear in the votes; exact integers up to the last division.
  public func rankConcordance() -> Result<RankConcordance, MissingReliability> {
    guard raters.count > 1 else { return .failure(.oneRater) }
    guard stimulusCount > 1 else { return .failure(.oneStimulus) }
    let cells = RaterCells(self, repeated: .first)
    let complete = raters.indices.filter { cells.cells(ofRater: $0).count == stimulusCount }
    let isOverRaters = complete.count > 1
    let block = isOverRaters ? complete : Array(raters.indices)
    let columns = stimuli.indices.filter { isOverRaters || cells.counts[$0] == raters.count }
    guard columns.count > 1 else { return .failure(.tooFewVotes) }
    return Self.concordance(cells, block, columns, stimuli: stimulusCount)
  }

  private static func concordance(
    _ cells: RaterCells, _ raters: [Int], _ columns: [Int], stimuli: Int
  ) -> Result<RankConcordance, MissingReliability> {
    let isInBlock = columns.reduce(into: [Bool](repeating: false, count: stimuli)) {
      $0[$1] = true
    }
    // Doubled, so that middle ranks are whole.
    var rankSums = [Int](repeating: 0, count: stimuli)
    var ties = Int128(0)
    for rater in raters {
      let places = cells.cells(ofRater: rater).filter { isInBlock[Int(cells.stimulus[$0])] }
      var counts = [Int](repeating: 0, count: Opinion.scale.upperBound + 1)
      for place in places { counts[Int(cells.value[place])] += 1 }
      var ranks = counts
      var below = 0
      for score in Opinion.scale {
        let count = counts[score]
        ranks[score] = 2 * below + count + 1
        below += count
        ties += Int128(count) * (Int128(count) * Int128(count) - 1)
      }
      for place in places {
        rankSums[Int(cells.stimulus[place])] += ranks[Int(cells.value[place])]
      }
    }
    let (k, n) = (Int128(raters.count), Int128(columns.count))
    let squares = columns.reduce(Int128(0)) { $0 + Int128(rankSums[$1]) * Int128(rankSums[$1]) }
    // 12 S with ranks doubled: 3 sum R^2 - 3 k^2 n (n + 1)^2.
    let numerator = 3 * squares - 3 * k * k * n * (n + 1) * (n + 1)
    let denominator = k * k * n * (n * n - 1) - k * ties
    guard denominator > 0 else { return .failure(.noVariation) }
    return .success(
      RankConcordance(
        raters: raters.count, stimuli: columns.count,
        coefficient: Double(numerator) / Double(denominator)))
  }
}
