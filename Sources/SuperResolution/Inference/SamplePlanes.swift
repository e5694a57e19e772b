/// A picture as planes of 32-bit samples, as networks take and give it: 0...1 stands for the range
/// of 8-bit samples, and nothing is clipped.
public struct SamplePlanes: Sendable, Equatable {
  /// The number of channels.
  public let channels: Int
  /// The number of columns.
  public let width: Int
  /// The number of rows.
  public let height: Int
  /// The samples by channel, row and column; the last changes fastest.
  public var samples: [Float]

  /// Creates planes of samples.
  ///
  /// - Precondition: There are `channels * height * width` samples.
  public init(channels: Int, width: Int, height: Int, samples: [Float]) {
    precondition(samples.count == channels * width * height, "Planes hold all their samples")
    self.channels = channels
    self.width = width
    self.height = height
    self.samples = samples
  }
}
