import RealModule

/// The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 - P(a, x) with a above 0.
struct IncompleteGamma {
  /// The parameter, above 0.
  let shape: Double

  init(shape: Double) {
    precondition(shape > 0, "the shape of a gamma function is above 0")
    self.shape = shape
  }

  /// Returns P(a, x), the share below x.
  func lower(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    return x < shape + 1 ? series(x) : 1 - continuedFraction(x)
  }

  /// Returns Q(a, x), the share above x, with full relative accuracy where it is small.
  func upper(_ x: Double) -> Double {
    if x <= 0 { return 1 }
    if x == .infinity { return 0 }
    return x < shape + 1 ? 1 - series(x) : continuedFraction(x)
  }

  /// Returns x^a exp(-x) / Gamma(a), that is x times the density.
  ///
  /// Written with the deviance and the error of Stirling's formula: Loader, Fast and accurate
  /// computation of binomial probabilities (2000), section 5.
  func kernel(at x: Double) -> Double {
    let exponent =
      -IncompleteBeta.stirlingError(shape) - IncompleteBeta.deviance(of: shape, from: x)
    return (shape / (2 * .pi)).squareRoot() * .exp(exponent)
  }

  /// Returns P(a, x) by its series, DLMF 8.11.4.
  private func series(_ x: Double) -> Double {
    var term = 1 / shape
    var sum = term
    var divisor = shape
    while term > sum * 1e-17 {
      divisor += 1
      term *= x / divisor
      sum += term
    }
    return kernel(at: x) * sum
  }

  /// Returns Q(a, x) by its continued fraction, DLMF 8.9.2, evaluated by Lentz' method.
  private func continuedFraction(_ x: Double) -> Double {
    var denominator = x + 1 - shape
    var d = 1 / denominator
    var c = 1e300
    var fraction = d
    for step in 1...20_000 {
      let n = Double(step)
      let numerator = n * (shape - n)
      denominator += 2
      d = 1 / (denominator + numerator * d)
      c = denominator + numerator / c
      fraction *= c * d
      if abs(c * d - 1) < 2e-16 { break }
    }
    return kernel(at: x) * fraction
  }
}
