import RealModule

/// How a difference of scores becomes the probability of being preferred.
public enum PairModel: Sendable, Equatable, CaseIterable {
  /// Logistic: P = 1 / (1 + exp(-d)); Bradley and Terry, Biometrika 39 (1952).
  case bradleyTerry
  /// Normal: P = Phi(d), the difference of two opinions having standard deviation 1; Thurstone,
  /// Psychological Review 34 (1927), Case V.
  case thurstoneCaseV

  /// Returns the probability that an item is preferred whose score is higher by `difference`.
  public func probability(_ difference: Double) -> Double {
    switch self {
    case .bradleyTerry: 1 / (1 + .exp(-difference))
    case .thurstoneCaseV: StandardNormal.probability(below: difference)
    }
  }

  /// Returns the logarithm of the probability.
  func logProbability(_ difference: Double) -> Double {
    switch self {
    case .bradleyTerry:
      difference < 0
        ? difference - .log(onePlus: .exp(difference)) : -.log(onePlus: .exp(-difference))
    case .thurstoneCaseV: .log(probability(difference))
    }
  }

  /// Returns the derivative of the logarithm of the probability.
  func slope(_ difference: Double) -> Double {
    switch self {
    case .bradleyTerry: return probability(-difference)
    case .thurstoneCaseV:
      let probability = probability(difference)
      // Mills' ratio tends to the difference.
      return probability < 1e-300 ? -difference : Self.density(difference) / probability
    }
  }

  /// Returns Fisher's information about the difference in one vote.
  func information(_ difference: Double) -> Double {
    let product = probability(difference) * probability(-difference)
    switch self {
    case .bradleyTerry: return product
    case .thurstoneCaseV:
      let density = Self.density(difference)
      return product < 1e-300 ? 0 : density * density / product
    }
  }

  private static func density(_ z: Double) -> Double { .exp(-z * z / 2) / (2 * .pi).squareRoot() }
}

extension PairModel: CustomStringConvertible {
  /// A few words for the heading or foot of a table.
  public var description: String {
    switch self {
    case .bradleyTerry: "Bradley-Terry"
    case .thurstoneCaseV: "Thurstone Case V"
    }
  }
}
