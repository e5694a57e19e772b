import RealModule

/// The chi-squared distribution with a positive, not necessarily whole, number of degrees of freedom.
struct ChiSquared {
  /// Degrees of freedom, above 0.
  let degreesOfFreedom: Double

  init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "degrees of freedom are above 0")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// Returns the probability of a value at or below `x`.
  func probability(below x: Double) -> Double { tails(x).lower }

  /// Returns the probability of a value above `x`.
  func probability(above x: Double) -> Double { tails(x).upper }

  /// Returns the value below which the share `probability`, in 0...1, of the distribution lies.
  func quantile(_ probability: Double) -> Double {
    precondition(probability >= 0 && probability <= 1, "a probability is in 0...1")
    if probability == 0 { return 0 }
    if probability == 1 { return .infinity }
    // The smaller tail is solved for, as it keeps its digits.
    let isUpper = probability > 0.5
    return RelativeNewton.root(from: degreesOfFreedom, within: 1e-300...1e300) { x in
      let tails = tails(x)
      let slope = kernel(x / 2)
      return isUpper
        ? (.log((1 - probability) / tails.upper), slope / tails.upper)
        : (.log(tails.lower / probability), slope / tails.lower)
    }
  }

  private var shape: Double { degreesOfFreedom / 2 }

  /// Returns y^a e^-y / Gamma(a) for the shape a: x times the density at x = 2 y.
  private func kernel(_ y: Double) -> Double {
    .exp(shape * .log(y) - y - .logGamma(shape))
  }

  /// Returns both tails; the series of DLMF 8.7.1 below the mean, the fraction of 8.9.2 above.
  private func tails(_ x: Double) -> (lower: Double, upper: Double) {
    let y = x / 2
    if y <= 0 { return (0, 1) }
    if y < shape + 1 {
      let lower = min(1, kernel(y) * series(y))
      return (lower, 1 - lower)
    }
    let upper = min(1, kernel(y) * continuedFraction(y))
    return (1 - upper, upper)
  }

  private func series(_ y: Double) -> Double {
    var (term, sum) = (1 / shape, 1 / shape)
    for step in 1...100_000 where term > sum * 1e-17 {
      term *= y / (shape + Double(step))
      sum += term
    }
    return sum
  }

  /// Evaluates the fraction by Lentz' method.
  private func continuedFraction(_ y: Double) -> Double {
    var b = y + 1 - shape
    var c = 1e300
    var d = 1 / b
    var fraction = d
    for step in 1...100_000 {
      let n = Double(step)
      let a = n * (shape - n)
      b += 2
      d = 1 / Self.awayFromZero(b + a * d)
      c = Self.awayFromZero(b + a / c)
      fraction *= c * d
      if abs(c * d - 1) < 2e-16 { break }
    }
    return fraction
  }

  private static func awayFromZero(_ value: Double) -> Double {
    abs(value) < 1e-300 ? 1e-300 : value
  }
}
