import CKernels
import Dispatch

/// What follows the sum in a test.
struct Ending: Sendable {
  var activation = ckernels_activation.none
  var slope: Float = 0
  var scale: Float = 1
  var residualScale: Float?
}

/// How a convolution is computed in a test.
enum Algorithm: Sendable {
  case direct
  case winograd
}

/// Packed weights of a convolution and the calls that use them.
final class Run: @unchecked Sendable {  // Calls on different rows may run at the same time.
  var convolution: ckernels_convolution
  private let algorithm: Algorithm
  private let weights: GuardedFloats
  private let bias: GuardedFloats
  private let slopes: GuardedFloats

  init(
    _ layer: Layer, _ ending: Ending = Ending(), first: Int = 0, step: Int = 1,
    by algorithm: Algorithm = .direct
  ) {
    self.algorithm = algorithm
    let outputs = Int32(layer.outputs / step)
    let (inputs, kernel) = (Int32(layer.inputs), Int32(layer.kernel))
    let padded = (layer.outputs / step + 15) / 16 * 16
    let floats =
      switch algorithm {
      case .direct: ckernels_packed_floats(outputs, inputs, kernel, kernel)
      case .winograd: ckernels_winograd_floats(outputs, inputs)
      }
    weights = GuardedFloats(floats, guarding: .after, repeating: .nan)
    bias = GuardedFloats(padded, guarding: .after, repeating: .nan)
    slopes = GuardedFloats(padded, guarding: .after, repeating: .nan)
    let (from, by) = (Int32(first), Int32(step))
    switch algorithm {
    case .direct:
      ckernels_pack(layer.weights, outputs, inputs, kernel, kernel, from, by, weights.pointer)
    case .winograd:
      let packed = GuardedFloats(
        ckernels_packed_floats(outputs, inputs, kernel, kernel), guarding: .after)
      ckernels_pack(layer.weights, outputs, inputs, kernel, kernel, from, by, packed.pointer)
      // In two calls, as threads do it.
      let blocks = (outputs + 15) / 16
      for (first, count) in [(blocks / 2, blocks - blocks / 2), (0, blocks / 2)] {
        ckernels_winograd_weights(packed.pointer, outputs, inputs, first, count, weights.pointer)
      }
    }
    ckernels_pack_values(layer.bias, outputs, from, by, bias.pointer)
    ckernels_pack_values(layer.slopes, outputs, from, by, slopes.pointer)
    convolution = ckernels_convolution(
      inputs: inputs, outputs: outputs, kernel_height: kernel, kernel_width: kernel,
      top: -(kernel / 2), left: -(kernel / 2), weights: weights.pointer, bias: bias.pointer,
      activation: ending.activation, slope: ending.slope, slopes: slopes.pointer,
      scale: ending.scale, residual_scale: ending.residualScale ?? 0)
  }

  func rows(_ places: ckernels_places, first: Int, count: Int) -> ckernels_status {
    withUnsafePointer(to: convolution) { convolution in
      withUnsafePointer(to: places) { places in
        switch algorithm {
        case .direct:
          return ckernels_convolve(convolution, places, Int32(first), Int32(count))
        case .winograd:
          let floats = ckernels_winograd_scratch_floats(convolution)
          let scratch = GuardedFloats(floats, guarding: .after, repeating: .nan)
          return ckernels_winograd(
            convolution, places, Int32(first), Int32(count), scratch.pointer)
        }
      }
    }
  }

  /// Computes all rows in bands, one after the other or on threads.
  func bands(_ band: Int, of places: ckernels_places, threaded: Bool = false) -> Bool {
    let height = Int(places.source.height)
    let box = Box(places)
    let starts = Array(stride(from: 0, to: height, by: band))
    if threaded {
      DispatchQueue.concurrentPerform(iterations: starts.count) { index in
        let first = starts[index]
        _ = self.rows(box.places, first: first, count: min(band, height - first))
      }
      return true
    }
    return starts.allSatisfy { rows(places, first: $0, count: min(band, height - $0)) == .done }
  }
}

/// Places that bands on other threads read.
private struct Box: @unchecked Sendable {  // Only read, and bands write different rows.
  let places: ckernels_places

  init(_ places: ckernels_places) { self.places = places }
}

extension ckernels_places {
  /// The whole of one tensor into the whole of another.
  init(_ source: Blocks, _ destination: Blocks, residual: Blocks? = nil) {
    self.init(
      source: source.tensor, source_channel: 0, source_row: 0,
      second: ckernels_tensor(), second_channel: 0, second_from: 0, destination: destination.tensor,
      destination_channel: 0, step: 1, phase_y: 0, phase_x: 0,
      residual: residual?.tensor ?? ckernels_tensor(), residual_channel: 0,
      residual_row: 0)
  }
}

extension Layer {
  /// The output planes, computed in one call from tensors guarded on one side.
  func output(
    _ ending: Ending = Ending(), guarding side: GuardedFloats.Guard = .after,
    replicate: Bool = false, band: Int = .max, threaded: Bool = false,
    by algorithm: Algorithm = .direct, border: Int? = nil
  ) -> Planes? {
    let source = Blocks(picture, border: border ?? self.border, guarding: side)
    if replicate { ckernels_fill_border(source.tensor, true) }
    let destination = Blocks(
      channels: outputs, height: height, width: width, border: 0, guarding: side, repeating: .nan)
    let residual = ending.residualScale.map { _ in
      Blocks(self.residual, border: 0, guarding: side)
    }
    let places = ckernels_places(source, destination, residual: residual)
    let run = Run(self, ending, by: algorithm)
    let done = run.bands(min(band, height), of: places, threaded: threaded)
    return done ? destination.planes(outputs) : nil
  }
}

/// The instruction sets of this machine, slowest first.
let levels: [ckernels_level] = [ckernels_level.portable, .neon, .avx2, .avx512].filter(ckernels_has)
