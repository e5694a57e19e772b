/// A named array of a network's learned numbers, with the name left to its ``Checkpoint``.
public struct WeightTensor: Sendable, Equatable {
  /// The length of each dimension, outermost first; empty for a single number.
  public let shape: [Int]
  /// The numbers in row-major order: the last dimension changes fastest.
  public let values: [Float]

  /// Creates a tensor; `values` holds exactly as many numbers as `shape` says.
  public init(shape: [Int], values: [Float]) {
    precondition(
      shape.reduce(1, *) == values.count, "A tensor needs as many values as its shape says")
    self.shape = shape
    self.values = values
  }
}
