import RealModule

/// The distribution of the range of k normal values over an independent standard deviation.
///
/// Tukey's studentized range; Nemenyi's test takes it with infinitely many degrees of freedom.
struct StudentizedRange {
  /// Number of values, at least 2.
  let groups: Int
  /// Degrees of freedom of the standard deviation, above 0 or infinite.
  let degreesOfFreedom: Double

  init(groups: Int, degreesOfFreedom: Double = .infinity) {
    precondition(groups >= 2 && degreesOfFreedom > 0, "a range needs two values")
    self.groups = groups
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// Returns the probability of a range above `q`, with about 1e-12 relative error however small.
  func probability(above q: Double) -> Double {
    if q <= 0 { return 1 }
    if degreesOfFreedom == .infinity { return min(1, normalTail(q)) }
    return min(1, averagedTail(q))
  }

  /// Returns the tail for a known standard deviation.
  ///
  /// 1 - k Int phi(z) [Phi(z) - Phi(z - q)]^(k-1) dz, where 1 is k Int phi(z) Phi(z)^(k-1) dz, so that
  /// nothing cancels: a^m - b^m is (a - b) times a sum of positive products. The trapezoidal rule
  /// converges exponentially for such an integrand (Trefethen and Weideman, SIAM Review 56, 2014).
  private func normalTail(_ q: Double) -> Double {
    let step = 0.0625
    var sum = 0.0
    var z = -9.0
    while z < max(9, q / 2 + 9) {
      let below = StandardNormal.probability(below: z)
      let far = StandardNormal.probability(below: z - q)
      sum += .exp(-z * z / 2) * far * Self.powerSum(below, below - far, terms: groups - 1)
      z += step
    }
    return Double(groups) * sum * step / (2 * .pi).squareRoot()
  }

  /// Returns (a^m - b^m) / (a - b) for m `terms`, as the sum of a^(m-1), a^(m-2) b and so on.
  private static func powerSum(_ a: Double, _ b: Double, terms: Int) -> Double {
    var sum = 0.0
    var power = 1.0
    for _ in 0..<terms {
      sum = sum * a + power
      power *= b
    }
    return sum
  }

  /// Returns the mean of the tails over the distribution of the standard deviation s.
  ///
  /// With u = log s^2, v s^2 is chi-square with v degrees of freedom; the density of u is the kernel of
  /// the gamma function with shape v / 2.
  private func averagedTail(_ q: Double) -> Double {
    let half = degreesOfFreedom / 2
    let gamma = IncompleteGamma(shape: half)
    // Both ends of u fall off at least as fast as exp(half u).
    let width = 12 / half.squareRoot()
    let low = -max(width, 40 / half)
    let count = 600
    let step = (width - low) / Double(count)
    return (0...count).reduce(0) { sum, index in
      let u = low + Double(index) * step
      return sum + gamma.kernel(at: half * .exp(u)) * normalTail(q * .exp(u / 2)) * step
    }
  }
}
