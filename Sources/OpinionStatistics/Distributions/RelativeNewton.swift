import RealModule

/// Newton's method for one positive root, in the logarithm of the argument and inside a bracket.
enum RelativeNewton {
  /// Returns the x in `bracket` at which an increasing function crosses zero.
  ///
  /// `function` returns its value and its derivative with respect to log x. A step that would leave
  /// the bracket becomes a bisection in log x, so that the search always ends.
  static func root(
    from start: Double, within bracket: ClosedRange<Double>,
    of function: (Double) -> (value: Double, slope: Double)
  ) -> Double {
    var low = bracket.lowerBound
    var high = bracket.upperBound
    var x = start
    for _ in 0..<200 {
      let (value, slope) = function(x)
      if value == 0 { return x }
      if value < 0 { low = x } else { high = x }
      let step = -value / slope
      var next = x * .exp(step)
      if !(next >= low && next <= high) { next = low.squareRoot() * high.squareRoot() }
      if abs(step) < 4e-16 || next == x { return next }
      x = next
    }
    return x
  }
}
