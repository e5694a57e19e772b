import RealModule

/// The scores with the largest likelihood, their mean being 0.
struct PairFit {
  /// One score an item.
  private(set) var scores: [Double]
  /// The pseudo-inverse of Fisher's information at the scores, row by row.
  private(set) var covariance: [Double] = []
  /// The logarithm of the likelihood at the scores.
  private(set) var logLikelihood = 0.0

  private let wins: [Double]
  private let model: PairModel
  private var size: Int { scores.count }

  /// Fits the counts of connected items, optionally from known scores.
  ///
  /// Bradley-Terry begins with the MM algorithm (Hunter 2004, equation 3); Newton's steps on
  /// Fisher's information, halved until the likelihood grows, end both models.
  init(wins: [Double], size: Int, model: PairModel, from start: [Double]? = nil) throws(PairError) {
    self.wins = wins
    self.model = model
    scores = start ?? Array(repeating: 0, count: size)
    if start == nil { takeMinorisationSteps() }
    try takeNewtonSteps()
  }

  /// The MM algorithm: pi_i = wins_i / sum_j N_ij / (pi_i + pi_j), until nothing changes much.
  private mutating func takeMinorisationSteps() {
    let totals = (0..<size).map { row in
      (0..<size).reduce(0) { $0 + wins[row * size + $1] }
    }
    for _ in 0..<200 {
      let strengths = scores.map { Double.exp($0) }
      var next = (0..<size).map { item in
        let sum = (0..<size).reduce(0.0) { sum, other in
          sum + comparisons(item, other) / (strengths[item] + strengths[other])
        }
        return Double.log(totals[item] / sum)
      }
      Self.centre(&next)
      let change = zip(next, scores).reduce(0) { max($0, abs($1.0 - $1.1)) }
      scores = next
      if change < 1e-10 { break }
    }
    // The logistic curve is that of a normal deviate of about 1.7 times the scale.
    if model == .thurstoneCaseV { scores = scores.map { $0 / 1.7 } }
  }

  private mutating func takeNewtonSteps() throws(PairError) {
    logLikelihood = logLikelihood(at: scores)
    for _ in 0..<200 {
      guard let inverse = information().pseudoInverse() else { throw .notConverged }
      covariance = inverse
      let gradient = gradient()
      let step = (0..<size).map { row in
        (0..<size).reduce(0) { $0 + inverse[row * size + $1] * gradient[$1] }
      }
      let largest = step.reduce(0) { max($0, abs($1)) }
      if largest < 1e-11 { return }
      guard take(step, withoutTrial: largest < 1e-4) else { throw .notConverged }
    }
    throw .notConverged
  }

  /// Takes a step or a part of it; returns false when no part increases the likelihood.
  ///
  /// Rounding of the likelihood hides what short steps gain, so they are taken without trial.
  private mutating func take(_ step: [Double], withoutTrial: Bool) -> Bool {
    var share = 1.0
    for _ in 0..<40 {
      var next = zip(scores, step).map { $0 + share * $1 }
      Self.centre(&next)
      let likelihood = logLikelihood(at: next)
      if withoutTrial || likelihood > logLikelihood {
        (scores, logLikelihood) = (next, likelihood)
        return true
      }
      share /= 2
    }
    return false
  }

  private func comparisons(_ item: Int, _ other: Int) -> Double {
    wins[item * size + other] + wins[other * size + item]
  }

  private func logLikelihood(at scores: [Double]) -> Double {
    var sum = 0.0
    forEachWin { item, other, votes in
      sum += votes * model.logProbability(scores[item] - scores[other])
    }
    return sum
  }

  private func gradient() -> [Double] {
    var gradient = [Double](repeating: 0, count: size)
    forEachWin { item, other, votes in
      let slope = votes * model.slope(scores[item] - scores[other])
      gradient[item] += slope
      gradient[other] -= slope
    }
    return gradient
  }

  private func information() -> InformationMatrix {
    var matrix = InformationMatrix(size: size)
    for item in 0..<size {
      for other in 0..<item where comparisons(item, other) > 0 {
        let weight = comparisons(item, other) * model.information(scores[item] - scores[other])
        matrix.add(weight, between: item, and: other)
      }
    }
    return matrix
  }

  private func forEachWin(_ body: (Int, Int, Double) -> Void) {
    for item in 0..<size {
      for other in 0..<size where wins[item * size + other] > 0 {
        body(item, other, wins[item * size + other])
      }
    }
  }

  private static func centre(_ scores: inout [Double]) {
    let mean = scores.reduce(0, +) / Double(scores.count)
    for index in scores.indices { scores[index] -= mean }
  }
}
