import RealModule

/// The beta distribution on 0...1 with both parameters above 0.
struct BetaDistribution {
  private let function: IncompleteBeta

  init(_ a: Double, _ b: Double) {
    function = IncompleteBeta(a, b)
  }

  /// Returns the probability of a value at or below `x`.
  func probability(below x: Double) -> Double {
    function.value(at: x, complement: 1 - x)
  }

  /// Returns the value below which the share `probability`, in 0...1, of the distribution lies.
  func quantile(_ probability: Double) -> Double {
    precondition(probability >= 0 && probability <= 1, "a probability is in 0...1")
    if probability == 0 { return 0 }
    if probability == 1 { return 1 }
    let mean = function.a / (function.a + function.b)
    if probability <= self.probability(below: mean) {
      return Self.quantileBelowMean(probability, of: function)
    }
    return 1 - Self.quantileBelowMean(1 - probability, of: function.mirrored)
  }

  private static func quantileBelowMean(
    _ probability: Double, of function: IncompleteBeta
  ) -> Double {
    let mean = function.a / (function.a + function.b)
    return RelativeNewton.root(from: mean, within: 1e-300...1) { x in
      let share = function.value(at: x, complement: 1 - x)
      let slope = function.kernel(at: x, complement: 1 - x) / (1 - x)
      return (.log(share / probability), slope / share)
    }
  }
}
