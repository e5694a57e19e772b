import Foundation
import StudyModel

/// Normal random numbers by the method of Box and Muller (1958), from a seed.
struct NormalGenerator {
  private var uniform: SeededGenerator

  init(seed: UInt64) { uniform = SeededGenerator(seed: seed) }

  /// Returns a number with mean 0.
  mutating func next(variance: Double) -> Double {
    let radius = -2 * log(1 - uniform.unit())
    return (variance * radius).squareRoot() * cos(2 * .pi * uniform.unit())
  }

  /// Returns whether an event of this probability happens.
  mutating func happens(_ probability: Double) -> Bool { uniform.unit() < probability }
}
