import CKernels
import Testing

extension Kernels {
  @Suite struct SameBitsTests {
    static let ending = Ending(
      activation: .slopes, slope: 0, scale: 0.2, residualScale: 0.7)

    @Test(arguments: Layer.shapes)
    func `every instruction set gives the same bits`(layer: Layer) throws {
      for activation in [ckernels_activation.slopes, .tanh] {
        var ending = Self.ending
        ending.activation = activation
        let outputs = try levels.map { level in
          #expect(ckernels_select(level))
          return try #require(layer.output(ending)).values.map(\.bitPattern)
        }
        #expect(outputs.allSatisfy { $0 == outputs[0] })
      }
    }

    @Test(arguments: levels, [1, 8, 16, 64])
    func `bands and threads do not change bits`(level: ckernels_level, band: Int) throws {
      #expect(ckernels_select(level))
      for layer in Layer.shapes.suffix(1) + Layer.shapes.prefix(6) {
        let whole = try #require(layer.output(Self.ending)).values.map(\.bitPattern)
        for threaded in [false, true] {
          let banded = try #require(layer.output(Self.ending, band: band, threaded: threaded))
          #expect(banded.values.map(\.bitPattern) == whole)
        }
      }
    }

    @Test(arguments: [1, 3, 9], levels)
    func `a sum is one chain in the documented order`(kernel: Int, level: ckernels_level) throws {
      #expect(ckernels_select(level))
      let layer = Layer(inputs: 20, outputs: 36, kernel: kernel, height: 3, width: 13)
      #expect(try #require(layer.output()).values == layer.chains())
    }

    // What every other machine must find too.
    @Test(arguments: levels)
    func `bits are the ones of the machine this was written on`(level: ckernels_level) throws {
      #expect(ckernels_select(level))
      let layer = Layer(inputs: 20, outputs: 33, kernel: 3, height: 7, width: 29)
      var ending = Self.ending
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for activation in [ckernels_activation.slopes, .tanh] {
        ending.activation = activation
        for value in try #require(layer.output(ending)).values {
          hash = (hash ^ UInt64(value.bitPattern)) &* 0x100_0000_01b3
        }
      }
      #expect(String(hash, radix: 16) == "63b8c3b36c872d84")
    }
  }
}
