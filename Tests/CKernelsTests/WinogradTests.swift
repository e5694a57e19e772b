import CKernels
import Foundation
import Testing

extension Layer {
  init(_ inputs: Int, _ outputs: Int, _ width: Int, _ height: Int) {
    self.init(inputs: inputs, outputs: outputs, kernel: 3, height: height, width: width)
  }

  static let winogradShapes = [
    Layer(1, 1, 1, 1), Layer(3, 16, 3, 5), Layer(64, 4, 5, 3), Layer(20, 36, 13, 11),
    Layer(64, 64, 37, 53), Layer(96, 32, 1, 9), Layer(32, 80, 9, 1), Layer(192, 64, 6, 10),
    Layer(16, 48, 64, 8), Layer(64, 256, 4, 4), Layer(160, 32, 101, 2),
  ]
}

extension Kernels {
  @Suite struct WinogradTests {
    static let ending = Ending(activation: .slopes, slope: 0, scale: 0.2, residualScale: 0.7)

    @Test(arguments: Layer.winogradShapes)
    func `sums agree with double precision on every instruction set`(layer: Layer) throws {
      let expected = layer.sums()
      for level in levels {
        #expect(ckernels_select(level))
        for side in GuardedFloats.Guard.allCases {
          let output = try #require(layer.output(guarding: side, by: .winograd))
          #expect(relativeError(output.values, expected) < 2e-6, "\(level)")
        }
      }
    }

    @Test(arguments: levels)
    func `padding is one pixel, whatever the border`(level: ckernels_level) throws {
      #expect(ckernels_select(level))
      let layer = Layer(20, 20, 9, 6)
      let outputs = try (1...4).map {
        try #require(layer.output(replicate: true, by: .winograd, border: $0))
      }
      #expect(relativeError(outputs[0].values, layer.sums(replicate: true)) < 2e-6)
      #expect(outputs.allSatisfy { $0 == outputs[0] })
    }

    @Test(arguments: levels)
    func `activation, scale and residual follow the sum`(level: ckernels_level) throws {
      #expect(ckernels_select(level))
      let layer = Layer(20, 36, 31, 5)
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
          let output = try #require(layer.output(ending, by: .winograd))
          #expect(relativeError(output.values, expected) < 2e-6, "\(activation) \(slope)")
        }
      }
    }

    @Test(arguments: levels)
    func `a convolution without bias adds nothing`(level: ckernels_level) throws {
      #expect(ckernels_select(level))
      let layer = Layer(3, 17, 30, 3)
      let source = Blocks(layer.picture, border: 1)
      let destination = Blocks(channels: 17, height: 3, width: 30, border: 0)
      let run = Run(layer, by: .winograd)
      run.convolution.bias = nil
      #expect(run.bands(4, of: ckernels_places(source, destination)))
      let plane = layer.height * layer.width
      let expected = layer.sums().enumerated().map { $1 - Double(layer.bias[$0 / plane]) }
      #expect(relativeError(destination.planes(17).values, expected) < 2e-6)
    }

    @Test(arguments: Layer.winogradShapes)
    func `every instruction set gives the same bits`(layer: Layer) throws {
      for activation in [ckernels_activation.slopes, .tanh] {
        var ending = Self.ending
        ending.activation = activation
        let outputs = try levels.map { level in
          #expect(ckernels_select(level))
          return try #require(layer.output(ending, by: .winograd)).values.map(\.bitPattern)
        }
        #expect(outputs.allSatisfy { $0 == outputs[0] })
      }
    }

    @Test(arguments: levels, [4, 8, 16, 64])
    func `bands and threads do not change bits`(level: ckernels_level, band: Int) throws {
      #expect(ckernels_select(level))
      for layer in [Layer(64, 64, 37, 53), Layer(20, 36, 13, 11), Layer(16, 16, 1, 30)] {
        let whole = try #require(layer.output(Self.ending, by: .winograd)).values.map(\.bitPattern)
        for threaded in [false, true] {
          let banded = layer.output(Self.ending, band: band, threaded: threaded, by: .winograd)
          #expect(try #require(banded).values.map(\.bitPattern) == whole)
        }
      }
    }

    // What every other machine must find too.
    @Test(arguments: levels)
    func `bits are the ones of the machine this was written on`(level: ckernels_level) throws {
      #expect(ckernels_select(level))
      let layer = Layer(20, 33, 29, 7)
      var ending = Self.ending
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for activation in [ckernels_activation.slopes, .tanh] {
        ending.activation = activation
        for value in try #require(layer.output(ending, by: .winograd)).values {
          hash = (hash ^ UInt64(value.bitPattern)) &* 0x100_0000_01b3
        }
      }
      #expect(String(hash, radix: 16) == "6f175a0c18e1e1fc")
    }
  }
}
