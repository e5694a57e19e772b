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
    let tally = ConcordanceTally(self)
    let complete = tally.cells.map { $0 == stimulusCount }
    let isOverRaters = complete.count { $0 } > 1
    let isRater = isOverRaters ? complete : [Bool](repeating: true, count: raters.count)
    let isStimulus = stimuli.indices.map { isOverRaters || tally.raters[$0] == raters.count }
    guard isStimulus.count(where: { $0 }) > 1 else { return .failure(.tooFewVotes) }
    return concordance(
      isRater: isRater, isStimulus: isStimulus,
      tally: isOverRaters ? tally : ConcordanceTally(self, only: isStimulus))
  }

  private func concordance(
    isRater: [Bool], isStimulus: [Bool], tally: ConcordanceTally
  ) -> Result<RankConcordance, MissingReliability> {
    let scores = Opinion.scale.upperBound
    // Doubled, so that middle ranks are whole; by rater and score.
    var ranks = [Int](repeating: 0, count: raters.count * scores)
    var ties = Int128(0)
    for rater in raters.indices where isRater[rater] {
      var below = 0
      for place in (rater * scores)..<((rater + 1) * scores) {
        let count = tally.scores[place]
        ranks[place] = 2 * below + count + 1
        below += count
        ties += Int128(count) * (Int128(count) * Int128(count) - 1)
      }
    }
    var rankSums = [Int](repeating: 0, count: stimulusCount)
    forEachCell { stimulus, rows in
      let rater = Int(columns.rater[rows.lowerBound])
      guard isRater[rater], isStimulus[stimulus] else { return }
      rankSums[stimulus] += ranks[rater * scores + Int(columns.score[rows.lowerBound]) - 1]
    }
    let squares = rankSums.reduce(Int128(0)) { $0 + Int128($1) * Int128($1) }
    let (k, n) = (isRater.count { $0 }, isStimulus.count { $0 })
    return Self.concordance(raters: k, stimuli: n, squares: squares, ties: ties)
  }

  /// `squares` is the sum of squared rank sums, ranks doubled.
  private static func concordance(
    raters: Int, stimuli: Int, squares: Int128, ties: Int128
  ) -> Result<RankConcordance, MissingReliability> {
    let (k, n) = (Int128(raters), Int128(stimuli))
    // 12 S is 3 sum R^2 - 3 k^2 n (n + 1)^2.
    let numerator = 3 * squares - 3 * k * k * n * (n + 1) * (n + 1)
    let denominator = k * k * n * (n * n - 1) - k * ties
    guard denominator > 0 else { return .failure(.noVariation) }
    return .success(
      RankConcordance(
        raters: raters, stimuli: stimuli, coefficient: Double(numerator) / Double(denominator)))
  }
}

/// How many first votes there are by rater, by rater and score, and by stimulus.
private struct ConcordanceTally {
  var cells: [Int]
  var scores: [Int]
  var raters: [Int]

  init(_ table: OpinionTable, only isStimulus: [Bool]? = nil) {
    let width = Opinion.scale.upperBound
    var cells = [Int](repeating: 0, count: table.raters.count)
    var scores = [Int](repeating: 0, count: table.raters.count * width)
    var raters = [Int](repeating: 0, count: table.stimulusCount)
    table.forEachCell { stimulus, rows in
      guard isStimulus?[stimulus] ?? true else { return }
      let rater = Int(table.columns.rater[rows.lowerBound])
      cells[rater] += 1
      scores[rater * width + Int(table.columns.score[rows.lowerBound]) - 1] += 1
      raters[stimulus] += 1
    }
    (self.cells, self.scores, self.raters) = (cells, scores, raters)
  }
}
