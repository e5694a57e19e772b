import CKernels
import Testing

extension Kernels {
  @Suite struct RewriteTests {
    /// A layer with the same picture as another, its own weights and no bias.
    private func output(
      of source: Blocks, weights: [Float], inputs: Int, outputs: Int, kernel: Int, top: Int = 0,
      left: Int = 0, into destination: Blocks, step: Int = 1, phase: Int = 0
    ) -> ckernels_status {
      let (inputs, outputs, kernel) = (Int32(inputs), Int32(outputs), Int32(kernel))
      let packed = GuardedFloats(
        ckernels_packed_floats(outputs, inputs, kernel, kernel), guarding: .after)
      ckernels_pack(weights, outputs, inputs, kernel, kernel, 0, 1, packed.pointer)
      let layer = Layer(inputs: 1, outputs: 1, kernel: 1, height: 1, width: 1)
      let run = Run(layer)
      run.convolution.inputs = inputs
      run.convolution.outputs = outputs
      run.convolution.kernel_height = kernel
      run.convolution.kernel_width = kernel
      run.convolution.top = Int32(top)
      run.convolution.left = Int32(left)
      run.convolution.weights = UnsafePointer(packed.pointer)
      run.convolution.bias = nil
      var places = ckernels_places(source, destination)
      places.step = Int32(step)
      places.phase_y = Int32(phase / 2)
      places.phase_x = Int32(phase % 2)
      return run.rows(places, first: 0, count: Int(source.tensor.height))
    }

    @Test func `enlarging by nearest neighbour and 3x3 are four 2x2`() {
      let small = Layer(inputs: 5, outputs: 7, kernel: 3, height: 4, width: 6)
      var enlarged: [Float] = []
      for channel in 0..<5 {
        for y in 0..<8 {
          for x in 0..<12 {
            enlarged.append(small.picture.values[(channel * 4 + y / 2) * 6 + x / 2])
          }
        }
      }
      let expected = reference(
        Planes(enlarged, count: 5, height: 8, width: 12), small.weights, outputs: 7, kernel: 3)

      let source = Blocks(small.picture, border: 1)
      let large = Blocks(channels: 7, height: 8, width: 12, border: 0, repeating: .nan)
      for phase in 0..<4 {
        var weights = [Float](repeating: .nan, count: 7 * 5 * 4)
        ckernels_rewrite_nearest(small.weights, 7, 5, Int32(phase / 2), Int32(phase % 2), &weights)
        let status = output(
          of: source, weights: weights, inputs: 5, outputs: 7, kernel: 2, top: phase / 2 - 1,
          left: phase % 2 - 1, into: large, step: 2, phase: phase)
        #expect(status == .done)
      }
      #expect(relativeError(large.planes(7).values, expected) < 1e-5)
    }

    private func reference(
      _ picture: Planes, _ weights: [Float], outputs: Int, kernel: Int
    ) -> [Double] {
      let (height, width, inputs) = (picture.height, picture.width, picture.count)
      var sums: [Double] = []
      for output in 0..<outputs {
        for y in 0..<height {
          for x in 0..<width {
            var sum = 0.0
            for (ky, kx) in (0..<kernel).flatMap({ ky in (0..<kernel).map { (ky, $0) } }) {
              let (row, column) = (y + ky - kernel / 2, x + kx - kernel / 2)
              guard (0..<height).contains(row), (0..<width).contains(column) else { continue }
              for input in 0..<inputs {
                let weight = weights[((output * inputs + input) * kernel + ky) * kernel + kx]
                sum +=
                  Double(weight) * Double(picture.values[(input * height + row) * width + column])
              }
            }
            sums.append(sum)
          }
        }
      }
      return sums
    }
  }
}
