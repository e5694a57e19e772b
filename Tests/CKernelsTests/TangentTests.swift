import CKernels
import Foundation
import Testing

extension Kernels {
  @Suite struct TangentTests {
    /// The activation of values, by a 1x1 convolution with weight 1.
    private func tangents(_ values: [Float]) -> [Float] {
      let source = Blocks(Planes(values, count: 1, height: 1, width: values.count), border: 0)
      let destination = Blocks(channels: 1, height: 1, width: values.count, border: 0)
      let layer = Layer(inputs: 1, outputs: 1, kernel: 1, height: 1, width: 1)
      let run = Run(layer, Ending(activation: .tanh))
      let one = GuardedFloats(16, guarding: .after)
      one.pointer[0] = 1
      run.convolution.weights = UnsafePointer(one.pointer)
      run.convolution.bias = nil
      #expect(run.bands(1, of: ckernels_places(source, destination)))
      return destination.planes(1).values
    }

    @Test(arguments: levels)
    func `the tangent is within 3 units in the last place`(level: ckernels_level) {
      #expect(ckernels_select(level))
      let values =
        stride(from: Float(-12), through: 12, by: 0.0021).map(\.self)
        + (0..<60).map { Float(sign: .plus, exponent: -$0 * 2, significand: 1.37) }
      for (value, tangent) in zip(values, tangents(values)) {
        let exact = tanh(Double(value))
        #expect(abs(Double(tangent) - exact) <= 3 * Double(Float(exact).ulp), "\(value)")
      }
    }

    @Test(arguments: levels)
    func `the tangent is odd, bounded and passes on what is no number`(level: ckernels_level) {
      #expect(ckernels_select(level))
      let least = Float.leastNonzeroMagnitude
      let values = tangents([0, .infinity, -.infinity, 1e30, -1e30, least, .nan, 20, 0.3, -0.3])
      #expect(values[0] == 0)
      #expect(values[1...5] == [1, -1, 1, -1, least])
      #expect(values[6].isNaN)
      #expect(values[7] == 1)
      #expect(values[8] == -values[9])
    }
  }
}
