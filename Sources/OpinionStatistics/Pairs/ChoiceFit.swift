import RealModule

/// The scores of Luce's model with the largest likelihood, their mean being 0.
struct ChoiceFit {
  private(set) var scores: [Double]
  private(set) var covariance: [Double] = []
  private(set) var logLikelihood = 0.0
  private let table: ChoiceTable
  private var size: Int { scores.count }

  /// Fits connected items by Newton's method, each step halved until the likelihood grows.
  init(_ table: ChoiceTable) throws(PairError) {
    self.table = table
    // With one set of items this is the solution.
    scores = zip(table.choices, table.offers).map { choices, offers in
      .log((Double(choices) + 0.01) / Double(offers))
    }
    logLikelihood = logLikelihood(at: scores)
    for _ in 0..<200 {
      let (gradient, information) = derivatives()
      guard let inverse = information.pseudoInverse() else { throw .notConverged }
      covariance = inverse
      let step = (0..<size).map { row in
        (0..<size).reduce(0) { $0 + inverse[row * size + $1] * gradient[$1] }
      }
      let largest = step.reduce(0) { max($0, abs($1)) }
      if largest < 1e-11 { break }
      guard take(step, withoutTrial: largest < 1e-4) else { throw .notConverged }
    }
    let mean = scores.reduce(0, +) / Double(size)
    scores = scores.map { $0 - mean }
  }

  /// Takes a step or a part of it; short ones without trial, as rounding hides what they gain.
  private mutating func take(_ step: [Double], withoutTrial: Bool) -> Bool {
    var share = 1.0
    for _ in 0..<40 {
      let next = zip(scores, step).map { $0 + share * $1 }
      let likelihood = logLikelihood(at: next)
      if withoutTrial || likelihood > logLikelihood {
        (scores, logLikelihood) = (next, likelihood)
        return true
      }
      share /= 2
    }
    return false
  }

  private func logLikelihood(at scores: [Double]) -> Double {
    table.sets.reduce(0) { sum, set in
      let total = Double.log(set.items.reduce(0) { $0 + .exp(scores[$1]) })
      return zip(set.items, set.choices).reduce(sum) { sum, pair in
        sum + Double(pair.1) * (scores[pair.0] - total)
      }
    }
  }

  private func derivatives() -> (gradient: [Double], information: InformationMatrix) {
    var gradient = [Double](repeating: 0, count: size)
    var information = InformationMatrix(size: size)
    for set in table.sets {
      let votes = Double(set.votes)
      let strengths = set.items.map { Double.exp(scores[$0]) }
      let total = strengths.reduce(0, +)
      let shares = strengths.map { $0 / total }
      for (position, item) in set.items.enumerated() {
        gradient[item] += Double(set.choices[position]) - votes * shares[position]
        for second in 0..<position {
          information.add(
            votes * shares[position] * shares[second], between: item, and: set.items[second])
        }
      }
    }
    return (gradient, information)
  }
}
