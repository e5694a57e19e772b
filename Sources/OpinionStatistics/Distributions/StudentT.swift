import RealModule

/// Student's t distribution with a positive, not necessarily whole, number of degrees of freedom.
struct StudentT {
  /// Degrees of freedom, above 0.
  let degreesOfFreedom: Double

  init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "degrees of freedom are above 0")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// Returns the probability of a value at or below `t`.
  func probability(below t: Double) -> Double {
    let tail = self.tail(abs(t))
    return t < 0 ? tail : 1 - tail
  }

  /// Returns the value below which the share `probability`, in 0...1, of the distribution lies.
  func quantile(_ probability: Double) -> Double {
    precondition(probability >= 0 && probability <= 1, "a probability is in 0...1")
    if probability == 0.5 { return 0 }
    if probability > 0.5 { return -quantile(1 - probability) }
    if probability == 0 { return -.infinity }
    return -upperQuantile(probability)
  }

  private var tailFunction: IncompleteBeta { IncompleteBeta(degreesOfFreedom / 2, 0.5) }

  /// Returns v / (v + t^2) and its complement for v degrees of freedom.
  private func argument(_ t: Double) -> (x: Double, complement: Double) {
    let square = t * t / degreesOfFreedom
    return (1 / (1 + square), 1 / (1 + 1 / square))
  }

  /// Returns P(T > t) = I_x(v/2, 1/2) / 2 with x = v / (v + t^2), for t at or above 0.
  private func tail(_ t: Double) -> Double {
    let (x, complement) = argument(t)
    return tailFunction.value(at: x, complement: complement) / 2
  }

  /// Returns the t above 0 that leaves `tail`, below 1/2, above it.
  ///
  /// Near the middle the share between -t and t is solved for, as 1 - 2 `tail` is exact there. The
  /// kernel of the beta function at x is t times the density.
  private func upperQuantile(_ tail: Double) -> Double {
    let isCentral = tail > 0.25
    let start = -StandardNormal.quantile(tail)
    return RelativeNewton.root(from: start, within: 1e-300...1e300) { t in
      let (x, complement) = argument(t)
      let slope = tailFunction.kernel(at: x, complement: complement)
      if isCentral {
        let share = tailFunction.mirrored.value(at: complement, complement: x)
        return (.log(share / (1 - 2 * tail)), 2 * slope / share)
      }
      let share = tailFunction.value(at: x, complement: complement) / 2
      return (.log(tail / share), slope / share)
    }
  }
}
