import CKernels
import Dispatch

/// A 3x3 convolution with memory of its own, alive until the program ends.
struct Layer {
  let inputs: Int
  let outputs: Int
  let size: Int
  private let direct: Call
  private let winograd: Call

  init(inputs: Int, outputs: Int, size: Int) {
    (self.inputs, self.outputs, self.size) = (inputs, outputs, size)
    let channels = (Int32(inputs), Int32(outputs))
    var convolution = ckernels_convolution(
      inputs: channels.0, outputs: channels.1, kernel_height: 3, kernel_width: 3, top: -1,
      left: -1,
      weights: UnsafePointer(
        Layer.floats(ckernels_packed_floats(channels.1, channels.0, 3, 3), 0.001)),
      bias: UnsafePointer(Layer.floats(outputs, 0.1)), activation: .slope, slope: 0.2, slopes: nil,
      scale: 1, residual_scale: 0)
    let places = ckernels_places(
      source: Layer.tensor(inputs, size), source_channel: 0, source_row: 0,
      second: ckernels_tensor(), second_channel: 0, second_from: 0,
      destination: Layer.tensor(outputs, size), destination_channel: 0, step: 1, phase_y: 0,
      phase_x: 0, residual: ckernels_tensor(), residual_channel: 0, residual_row: 0)
    direct = Call(convolution: convolution, places: places)
    let filters = Layer.floats(ckernels_winograd_floats(channels.1, channels.0), 0)
    let packed = convolution.weights
    convolution.weights = UnsafePointer(filters)
    let scratch = Layer.floats(ckernels_winograd_scratch_floats(&convolution), 0)
    winograd = Call(
      convolution: convolution, places: places, packed: packed, filters: filters,
      scratch: scratch)
  }

  func rate(threads: Int) -> Rate {
    let band = threads == 1 ? size : 8
    return Rate(operations: operations) {
      if threads == 1 {
        direct.run(first: 0, rows: size)
      } else {
        DispatchQueue.concurrentPerform(iterations: size / band) {
          direct.run(first: $0 * band, rows: band)
        }
      }
    }
  }

  /// Rates of both algorithms in bands of 16 rows on one thread; operations are those of the sum.
  func pair() -> (direct: Rate, winograd: Rate) {
    (rate(of: direct), rate(of: winograd))
  }

  private var operations: Double { 2 * 9 * Double(inputs * outputs) * Double(size * size) }

  private func rate(of call: Call) -> Rate {
    Rate(operations: operations) {
      call.prepare()
      for first in stride(from: 0, to: size, by: 16) { call.run(first: first, rows: 16) }
    }
  }

  private static func tensor(_ channels: Int, _ size: Int) -> ckernels_tensor {
    let (channels, side) = (Int32(channels), Int32(size))
    let data = floats(ckernels_tensor_floats(channels, side, side, 1), 0.5)
    return ckernels_tensor(data: data, channels: channels, height: side, width: side, border: 1)
  }

  private static func floats(_ count: Int, _ value: Float) -> UnsafeMutablePointer<Float> {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: 4 * count, alignment: 4096)
    let floats = memory.bindMemory(to: Float.self, capacity: count)
    floats.initialize(repeating: value, count: count)
    return floats
  }
}

// Bands write different rows, what the pointers lead to is read only otherwise, and scratch is used
// on one thread.
private struct Call: @unchecked Sendable {
  let convolution: ckernels_convolution
  let places: ckernels_places
  var packed: UnsafePointer<Float>?
  var filters: UnsafeMutablePointer<Float>?
  var scratch: UnsafeMutablePointer<Float>?

  /// Transforms the weights, which belongs to each convolution.
  func prepare() {
    let (outputs, inputs) = (convolution.outputs, convolution.inputs)
    ckernels_winograd_weights(packed, outputs, inputs, 0, packed == nil ? 0 : outputs, filters)
  }

  func run(first: Int, rows: Int) {
    withUnsafePointer(to: convolution) { convolution in
      withUnsafePointer(to: places) { places in
        let (first, rows) = (Int32(first), Int32(rows))
        let status =
          scratch.map { ckernels_winograd(convolution, places, first, rows, $0) }
          ?? ckernels_convolve(convolution, places, first, rows)
        precondition(status == .done)
      }
    }
  }
}
