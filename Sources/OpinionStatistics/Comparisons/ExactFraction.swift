/// A mean of votes, or a difference of two, as an exact fraction.
///
/// Means of unequal numbers of votes that are equal must count as ties; as rounded numbers they can
/// differ in the last bit and take ranks (scipy issue 26082).
struct ExactFraction: Comparable {
  let numerator: Int
  /// Above 0.
  let denominator: Int

  /// The rounded value.
  var value: Double { Double(numerator) / Double(denominator) }

  /// The fraction without its sign.
  var magnitude: ExactFraction {
    ExactFraction(numerator: abs(numerator), denominator: denominator)
  }

  static func - (left: ExactFraction, right: ExactFraction) -> ExactFraction {
    if left.denominator == right.denominator {
      return ExactFraction(
        numerator: left.numerator - right.numerator, denominator: left.denominator)
    }
    return ExactFraction(
      numerator: left.numerator * right.denominator - right.numerator * left.denominator,
      denominator: left.denominator * right.denominator)
  }

  static func < (left: ExactFraction, right: ExactFraction) -> Bool {
    if left.denominator == right.denominator { return left.numerator < right.numerator }
    return Int128(left.numerator) * Int128(right.denominator)
      < Int128(right.numerator) * Int128(left.denominator)
  }

  static func == (left: ExactFraction, right: ExactFraction) -> Bool {
    if left.denominator == right.denominator { return left.numerator == right.numerator }
    return Int128(left.numerator) * Int128(right.denominator)
      == Int128(right.numerator) * Int128(left.denominator)
  }
}
