import Foundation

/// Elementary functions of the C library, for reference computations.
enum ReferenceMath {
  static func arctangent(_ x: Double) -> Double { atan(x) }
  static func sine(_ x: Double) -> Double { sin(x) }
  static func cosine(_ x: Double) -> Double { cos(x) }
  static func exponential(_ x: Double) -> Double { exp(x) }
  static func naturalLogarithm(_ x: Double) -> Double { log(x) }
  static func errorFunctionComplement(_ x: Double) -> Double { erfc(x) }
}
