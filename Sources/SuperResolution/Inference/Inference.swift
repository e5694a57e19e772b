/// A network with its weights packed for the kernels, ready to run on pictures of any size.
///
/// Results have the same bits for every number of threads, band height and instruction set.
public final class Inference: Sendable {
  /// The network that runs.
  public let network: Network
  /// The number of threads that compute, the caller's among them.
  public let threads: Int

  /// Packs the weights of a network.
  ///
  /// - Parameters:
  ///   - network: The network to run.
  ///   - threads: The number of threads, at least 1.
  ///   - bandRows: The rows of the network's input that are enlarged at once; nil chooses. Only
  ///     speed and memory depend on it.
  public init(_ network: Network, threads: Int, bandRows: Int? = nil) {
    precondition(threads >= 1, "Somebody has to compute")
    self.network = network
    self.threads = threads
  }

  /// Returns the network's result for a picture.
  ///
  /// - Parameters:
  ///   - input: Planes with the network's number of channels, samples of 0...1.
  ///   - progress: Told the share of the work that is done, 0...1, after every layer and band;
  ///     false stops the run.
  /// - Returns: Unclipped samples; 0...1 stands for the range of 8-bit samples.
  /// - Throws: ``InferenceError``; `cancelled` where `progress` said so.
  public func run(
    _ input: SamplePlanes, progress: (Double) -> Bool = { _ in true }
  ) throws(InferenceError) -> SamplePlanes {
    preconditionFailure("Not there yet")
  }
}
