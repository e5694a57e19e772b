import CKernels
import Testing

extension Kernels {
  @Suite struct PlacesTests {
    @Test(arguments: levels)
    func `only the asked rows and channels are written`(level: ckernels_level) {
      #expect(ckernels_select(level))
      let layer = Layer(inputs: 16, outputs: 32, kernel: 3, height: 9, width: 17)
      let destination = Blocks(channels: 80, height: 9, width: 17, border: 2, repeating: 7.5)
      var places = ckernels_places(Blocks(layer.picture, border: 1), destination)
      let source = Blocks(layer.picture, border: 1)
      places.source = source.tensor
      places.destination_channel = 32
      #expect(Run(layer).rows(places, first: 2, count: 4) == .done)

      let plane = 13 * 21 * 16
      for index in 0..<destination.floats.count {
        let (block, rest) = index.quotientAndRemainder(dividingBy: plane)
        let (y, x) = (rest / (21 * 16) - 2, rest % (21 * 16) / 16 - 2)
        let written = (2..<4).contains(block) && (2..<6).contains(y) && (0..<17).contains(x)
        #expect((destination.floats.pointer[index] != 7.5) == written, "\(block) \(y) \(x)")
      }
    }

    @Test(arguments: levels)
    func `a dense block reads a prefix and writes behind it in place`(level: ckernels_level) throws
    {
      #expect(ckernels_select(level))
      let layer = Layer(inputs: 48, outputs: 32, kernel: 3, height: 5, width: 19)
      let wide = Blocks(channels: 80, height: 5, width: 19, border: 1)
      ckernels_from_planes(layer.picture.values, 5 * 19, 48, wide.tensor, 0, 0, 5)
      var places = ckernels_places(wide, wide)
      places.destination_channel = 48
      #expect(Run(layer).bands(2, of: places))
      #expect(wide.planes(32, from: 48) == (try #require(layer.output())))
      #expect(wide.planes(48) == layer.picture)
    }

    @Test(arguments: levels, [1, 3, 36])
    func `inputs from two tensors are as from one`(level: ckernels_level, outputs: Int) throws {
      #expect(ckernels_select(level))
      let layer = Layer(inputs: 40, outputs: outputs, kernel: 3, height: 6, width: 31)
      let plane = 6 * 31
      let values = layer.picture.values
      let first = Planes(Array(values[..<(16 * plane)]), count: 16, height: 6, width: 31)
      let rest = Planes(Array(values[(16 * plane)...]), count: 24, height: 6, width: 31)
      let destination = Blocks(channels: outputs, height: 6, width: 31, border: 0)
      for isReversed in [false, true] {
        // Memory before and behind the first tensor's.
        let tensors = isReversed ? [rest, first] : [first, rest]
        let blocks = tensors.map { Blocks($0, border: 1) }
        let (source, second) = isReversed ? (blocks[1], blocks[0]) : (blocks[0], blocks[1])
        var places = ckernels_places(source, destination)
        places.second = second.tensor
        places.second_from = 16
        #expect(Run(layer).bands(4, of: places))
        #expect(destination.planes(outputs) == (try #require(layer.output())))
        places.second_from = 8
        #expect(Run(layer).rows(places, first: 0, count: 6) == .outside)
        places.second_from = 16
        places.second.border = 0
        #expect(Run(layer).rows(places, first: 0, count: 6) == .outside)
      }
    }

    @Test(arguments: levels)
    func `a residual in place is added once`(level: ckernels_level) throws {
      #expect(ckernels_select(level))
      let layer = Layer(inputs: 16, outputs: 64, kernel: 3, height: 4, width: 47)
      let ending = Ending(activation: .slopes, scale: 0.2, residualScale: 1)
      let sum = Blocks(layer.residual, border: 3)
      let source = Blocks(layer.picture, border: 1)
      #expect(Run(layer, ending).bands(4, of: ckernels_places(source, sum, residual: sum)))
      #expect(sum.planes(64) == (try #require(layer.output(ending))))
    }

    @Test(arguments: levels)
    func `a window on the picture sees the rows around it`(level: ckernels_level) throws {
      #expect(ckernels_select(level))
      let layer = Layer(inputs: 16, outputs: 16, kernel: 3, height: 12, width: 14)
      let source = Blocks(layer.picture, border: 1)
      let window = Blocks(channels: 16, height: 5, width: 14, border: 1)
      var places = ckernels_places(source, window)
      places.source_row = 4
      #expect(Run(layer).rows(places, first: 0, count: 5) == .done)
      let whole = try #require(layer.output()).values
      let expected: [Float] = (0..<16).flatMap { (channel: Int) -> ArraySlice<Float> in
        let start = (channel * 12 + 4) * 14
        return whole[start..<start + 5 * 14]
      }
      #expect(window.planes(16).values == expected)
    }

    @Test(arguments: levels)
    func `four calls with step 2 are a pixel shuffle`(level: ckernels_level) throws {
      #expect(ckernels_select(level))
      let layer = Layer(inputs: 16, outputs: 80, kernel: 3, height: 3, width: 15)
      let ending = Ending(activation: .slopes)
      let plain = try #require(layer.output(ending)).values
      let source = Blocks(layer.picture, border: 1)
      let shuffled = Blocks(channels: 20, height: 6, width: 30, border: 1, repeating: .nan)
      for phase in 0..<4 {
        var places = ckernels_places(source, shuffled)
        places.step = 2
        places.phase_y = Int32(phase / 2)
        places.phase_x = Int32(phase % 2)
        #expect(Run(layer, ending, first: phase, step: 4).bands(2, of: places))
      }
      var expected: [Float] = []
      for (channel, y) in (0..<20).flatMap({ channel in (0..<6).map { (channel, $0) } }) {
        for x in 0..<30 {
          let from = channel * 4 + y % 2 * 2 + x % 2
          expected.append(plain[(from * 3 + y / 2) * 15 + x / 2])
        }
      }
      #expect(shuffled.planes(20).values == expected)
    }

    @Test func `calls that make no sense do nothing and say why`() {
      let layer = Layer(inputs: 16, outputs: 16, kernel: 3, height: 4, width: 5)
      let source = Blocks(layer.picture, border: 1)
      let destination = Blocks(channels: 16, height: 4, width: 5, border: 0, repeating: 7.5)
      func status(
        first: Int = 0, count: Int = 4, _ change: (inout ckernels_places, Run) -> Void = { _, _ in }
      ) -> ckernels_status {
        let run = Run(layer)
        var places = ckernels_places(source, destination)
        change(&places, run)
        return run.rows(places, first: first, count: count)
      }
      #expect(status(count: 5) == .outside)
      #expect(status(first: -1) == .outside)
      #expect(status { places, _ in places.destination_channel = 16 } == .outside)
      #expect(status { places, _ in places.source_channel = 8 } == .outside)
      #expect(status { places, _ in places.source_row = 1 } == .outside)
      #expect(status { places, _ in places.step = 2 } == .outside)
      #expect(status { places, _ in places.step = 0 } == .wrong_argument)
      #expect(status { places, _ in places.phase_x = 1 } == .wrong_argument)
      #expect(status { places, _ in places.source.border = 0 } == .narrow_border)
      #expect(status { places, _ in places.destination = source.tensor } == .wrong_argument)
      #expect(status { _, run in run.convolution.weights = nil } == .wrong_argument)
      #expect(status { _, run in run.convolution.inputs = 17 } == .outside)
      #expect(status { _, run in run.convolution.left = -2 } == .narrow_border)
      #expect(destination.floats.bits.allSatisfy { $0 == Float(7.5).bitPattern })
      #expect(status() == .done)
    }
  }
}
