import RealModule

/// The normal distribution with mean 0 and standard deviation 1.
enum StandardNormal {
  /// Returns the probability of a value at or below `z`.
  static func probability(below z: Double) -> Double {
    .erfc(-z / 2.0.squareRoot()) / 2
  }

  /// Returns the value below which the share `probability`, in 0...1, of the distribution lies.
  static func quantile(_ probability: Double) -> Double {
    precondition(probability >= 0 && probability <= 1, "a probability is in 0...1")
    if probability == 0.5 { return 0 }
    if probability > 0.5 { return -quantile(1 - probability) }
    if probability == 0 { return -.infinity }
    return -upperQuantile(probability)
  }

  /// Returns the z above 0 that leaves `tail`, below 1/2, above it.
  ///
  /// Near the middle the share between -z and z is solved for, as 1 - 2 `tail` is exact there.
  private static func upperQuantile(_ tail: Double) -> Double {
    let isCentral = tail > 0.25
    return RelativeNewton.root(from: 1, within: 1e-17...40) { z in
      let density = .exp(-z * z / 2) / (2 * .pi).squareRoot()
      if isCentral {
        let share = Double.erf(z / 2.0.squareRoot())
        return (.log(share / (1 - 2 * tail)), 2 * z * density / share)
      }
      let share = Double.erfc(z / 2.0.squareRoot()) / 2
      return (.log(tail / share), z * density / share)
    }
  }
}
