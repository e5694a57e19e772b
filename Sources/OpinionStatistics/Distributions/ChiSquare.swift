import RealModule

/// The chi-square distribution with a positive number of degrees of freedom.
struct ChiSquare {
  /// Degrees of freedom, above 0.
  let degreesOfFreedom: Double

  init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "degrees of freedom are above 0")
    self.degreesOfFreedom = degreesOfFreedom
  }

  private var gamma: IncompleteGamma { IncompleteGamma(shape: degreesOfFreedom / 2) }

  /// Returns the probability of a value at or below `x`.
  func probability(below x: Double) -> Double { gamma.lower(x / 2) }

  /// Returns the probability of a value above `x`, accurate however small.
  func probability(above x: Double) -> Double { gamma.upper(x / 2) }

  /// Returns the value below which the share `probability`, in 0...1, of the distribution lies.
  func quantile(_ probability: Double) -> Double {
    precondition(probability >= 0 && probability <= 1, "a probability is in 0...1")
    if probability == 0 { return 0 }
    if probability == 1 { return .infinity }
    let gamma = gamma
    let isUpper = probability > 0.5
    return 2
      * RelativeNewton.root(from: gamma.shape, within: 1e-300...1e300) { x in
        let kernel = gamma.kernel(at: x)
        if isUpper {
          let share = gamma.upper(x)
          return (.log((1 - probability) / share), kernel / share)
        }
        let share = gamma.lower(x)
        return (.log(share / probability), kernel / share)
      }
  }
}
