import CKernels

// A channel's mean and population variance.
struct ChannelMoments: Equatable {
  var mean: Double
  var variance: Double
}

// A function of single samples, for each channel.
struct SampleMap {
  let channels: Int
  private let centres: [Float]
  private let factors: [Float]
  private let offsets: [Float]
  private let slopes: [Float]

  // Whether the hyperbolic tangent follows.
  let isTangent: Bool

  // An affine function of all channels, then an activation.
  init(channels: Int, multiplier: Float, offset: Float, _ activation: SampleActivation) {
    self.channels = channels
    let padded = channels.blocked
    centres = [Float](repeating: 0, count: padded)
    factors = [Float](repeating: multiplier, count: padded)
    offsets = [Float](repeating: offset, count: channels).padded(to: padded)
    slopes = activation.slopes.padded(to: padded, with: 1)
    isTangent = activation.isTangent
  }

  // Takes each channel to mean 0 and variance 1, then an activation.
  init(_ moments: [ChannelMoments], epsilon: Float, _ activation: SampleActivation) {
    channels = moments.count
    let padded = channels.blocked
    centres = moments.map { Float($0.mean) }.padded(to: padded)
    factors = moments.map { Float(1 / ($0.variance + Double(epsilon)).squareRoot()) }
      .padded(to: padded)
    offsets = [Float](repeating: 0, count: padded)
    slopes = activation.slopes.padded(to: padded, with: 1)
    isTangent = activation.isTangent
  }

  func withKernel(_ body: (UnsafePointer<ckernels_map>) -> Void) {
    centres.withUnsafeBufferPointer { centres in
      factors.withUnsafeBufferPointer { factors in
        offsets.withUnsafeBufferPointer { offsets in
          slopes.withUnsafeBufferPointer { slopes in
            var map = ckernels_map(
              centres: centres.baseAddress, factors: factors.baseAddress,
              offsets: offsets.baseAddress, slopes: slopes.baseAddress)
            body(&map)
          }
        }
      }
    }
  }
}

// An activation of samples that no convolution applies.
struct SampleActivation {
  // The factor of negative samples in each channel; empty for none.
  var slopes: [Float] = []
  var isTangent = false
}

extension Inference {
  func activation(_ fused: FusedActivation) -> SampleActivation {
    guard let layer = fused.layer, let activation = fused.activation else {
      return SampleActivation()
    }
    let channels = network.graph.channelCounts[layer + 1]
    switch activation {
    case .relu: return SampleActivation(slopes: [Float](repeating: 0, count: channels))
    case .leaky(let slope):
      return SampleActivation(slopes: [Float](repeating: slope, count: channels))
    case .parametric: return SampleActivation(slopes: network.parameters[layer].slopes)
    case .tanh: return SampleActivation(isTangent: true)
    }
  }

  // Whether convolutions read the nearest sample beyond the edges, instead of zero.
  var repeatsEdges: Bool { network.summary.padding == .replicate }
}

extension [Float] {
  fileprivate func padded(to count: Int, with value: Float = 0) -> [Float] {
    self + [Float](repeating: value, count: Swift.max(0, count - self.count))
  }
}
