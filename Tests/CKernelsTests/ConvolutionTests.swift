import CKernels
import Foundation
import Testing

/// Tests that select an instruction set for the process: one after the other.
@Suite(.serialized) struct Kernels {}

extension Kernels {
  @Suite struct ConvolutionTests {
    @Test(arguments: Layer.shapes)
    func `sums agree with double precision on every instruction set`(layer: Layer) throws {
      let expected = layer.sums()
      for level in levels {
        #expect(ckernels_select(level))
        for side in GuardedFloats.Guard.allCases {
          let output = try #require(layer.output(guarding: side))
          #expect(relativeError(output.values, expected) < 1e-5, "\(level)")
        }
      }
    }

    @Test(arguments: levels)
    func `replicate padding repeats the nearest pixel`(level: ckernels_level) throws {
      #expect(ckernels_select(level))
      let layer = Layer(inputs: 3, outputs: 20, kernel: 5, height: 6, width: 9)
      let output = try #require(layer.output(replicate: true))
      #expect(relativeError(output.values, layer.sums(replicate: true)) < 1e-5)
    }

    @Test(arguments: levels)
    func `activation, scale and residual follow the sum`(level: ckernels_level) throws {
      #expect(ckernels_select(level))
      let layer = Layer(inputs: 20, outputs: 36, kernel: 3, height: 4, width: 31)
      let (sums, residual, slopes) = (layer.sums(), layer.residual.values, layer.slopes)
      let plane = layer.height * layer.width
      let activations: [(ckernels_activation, Float, (Int, Double) -> Double)] = [
        (.none, 9, { $1 }),
        (.slope, 0, { max($1, 0) }),
        (.slope, 0.2, { $1 > 0 ? $1 : $1 * Double(Float(0.2)) }),
        (.slopes, 9, { $1 > 0 ? $1 : $1 * Double(slopes[$0 / plane]) }),
        (.tanh, 9, { tanh($1) }),
      ]
      for (activation, slope, function) in activations {
        for residualScale in [nil, 1, 0.25] as [Float?] {
          let ending = Ending(
            activation: activation, slope: slope, scale: 0.5, residualScale: residualScale)
          let expected = sums.indices.map { index in
            function(index, sums[index]) * 0.5
              + Double(residual[index]) * Double(residualScale ?? 0)
          }
          let output = try #require(layer.output(ending))
          #expect(relativeError(output.values, expected) < 1e-5, "\(activation) \(slope)")
        }
      }
    }

    @Test func `a convolution without bias starts at zero`() throws {
      let layer = Layer(inputs: 3, outputs: 17, kernel: 3, height: 3, width: 30)
      for level in levels {
        #expect(ckernels_select(level))
        let source = Blocks(layer.picture, border: 1)
        let destination = Blocks(channels: 17, height: 3, width: 30, border: 0)
        let run = Run(layer)
        run.convolution.bias = nil
        #expect(run.bands(3, of: ckernels_places(source, destination)))
        let plane = layer.height * layer.width
        let expected = layer.sums().enumerated().map { $1 - Double(layer.bias[$0 / plane]) }
        #expect(relativeError(destination.planes(17).values, expected) < 1e-5)
      }
    }
  }
}
