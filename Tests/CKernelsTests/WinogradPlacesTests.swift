import CKernels
import Testing

extension Kernels {
  @Suite struct WinogradPlacesTests {
    @Test(arguments: levels)
    func `only the asked rows and channels are written`(level: ckernels_level) {
      #expect(ckernels_select(level))
      let layer = Layer(16, 32, 17, 15)
      let destination = Blocks(channels: 80, height: 15, width: 17, border: 2, repeating: 7.5)
      let source = Blocks(layer.picture, border: 1)
      var places = ckernels_places(source, destination)
      places.destination_channel = 32
      #expect(Run(layer, by: .winograd).rows(places, first: 4, count: 8) == .done)
      var wrong = 0
      for index in 0..<destination.floats.count {
        let (block, rest) = index.quotientAndRemainder(dividingBy: 19 * 21 * 16)
        let (y, x) = (rest / (21 * 16) - 2, rest % (21 * 16) / 16 - 2)
        let written = (2..<4).contains(block) && (4..<12).contains(y) && (0..<17).contains(x)
        if (destination.floats.pointer[index] != 7.5) != written { wrong += 1 }
      }
      #expect(wrong == 0)
    }

    @Test(arguments: levels)
    func `rows beyond one around the asked ones do not matter`(level: ckernels_level) throws {
      #expect(ckernels_select(level))
      let layer = Layer(16, 16, 14, 23)
      let whole = try #require(layer.output(by: .winograd)).values
      for (first, count) in [(0, 4), (4, 8), (16, 7), (20, 3)] {
        var picture = layer.picture
        for index in picture.values.indices
        where !(first - 1...first + count).contains(index / 14 % 23) {
          picture.values[index] = .nan
        }
        let source = Blocks(picture, border: 1)
        let destination = Blocks(channels: 16, height: 23, width: 14, border: 0)
        let places = ckernels_places(source, destination)
        #expect(Run(layer, by: .winograd).rows(places, first: first, count: count) == .done)
        let rows = destination.planes(16).values.indices.filter {
          (first..<first + count).contains($0 / 14 % 23)
        }
        let values = destination.planes(16).values
        #expect(rows.allSatisfy { values[$0] == whole[$0] })
      }
    }

    @Test(arguments: levels)
    func `a dense block reads a prefix and writes behind it in place`(level: ckernels_level) throws
    {
      #expect(ckernels_select(level))
      let layer = Layer(48, 32, 19, 9)
      let wide = Blocks(channels: 80, height: 9, width: 19, border: 1)
      ckernels_from_planes(layer.picture.values, 9 * 19, 48, wide.tensor, 0, 0, 9)
      var places = ckernels_places(wide, wide)
      places.destination_channel = 48
      #expect(Run(layer, by: .winograd).bands(4, of: places))
      #expect(wide.planes(32, from: 48) == (try #require(layer.output(by: .winograd))))
      #expect(wide.planes(48) == layer.picture)
    }

    @Test(arguments: levels)
    func `a source may start behind other channels`(level: ckernels_level) throws {
      #expect(ckernels_select(level))
      let layer = Layer(32, 16, 7, 5)
      let wide = Blocks(channels: 64, height: 5, width: 7, border: 1, repeating: 3)
      ckernels_fill_border(wide.tensor, false)
      ckernels_from_planes(layer.picture.values, 5 * 7, 32, wide.tensor, 16, 0, 5)
      let destination = Blocks(channels: 16, height: 5, width: 7, border: 0)
      var places = ckernels_places(wide, destination)
      places.source_channel = 16
      #expect(Run(layer, by: .winograd).rows(places, first: 0, count: 5) == .done)
      #expect(destination.planes(16) == (try #require(layer.output(by: .winograd))))
    }

    @Test(arguments: levels)
    func `inputs from a second tensor follow those of the first`(level: ckernels_level) throws {
      #expect(ckernels_select(level))
      let layer = Layer(39, 20, 9, 7)
      let plane = 9 * 7
      let values = layer.picture.values
      let first = Planes(Array(values[..<(16 * plane)]), count: 16, height: 7, width: 9)
      let rest = Planes(Array(values[(16 * plane)...]), count: 23, height: 7, width: 9)
      let second = Blocks(channels: 48, height: 7, width: 9, border: 1)
      ckernels_from_planes(rest.values, plane, 23, second.tensor, 16, 0, 7)
      let destination = Blocks(channels: 20, height: 7, width: 9, border: 0)
      let source = Blocks(first, border: 1)
      var places = ckernels_places(source, destination)
      (places.second, places.second_channel, places.second_from) = (second.tensor, 16, 16)
      #expect(Run(layer, by: .winograd).bands(4, of: places))
      #expect(destination.planes(20) == (try #require(layer.output(by: .winograd))))
    }

    @Test(arguments: levels)
    func `a residual may start rows above the destination`(level: ckernels_level) throws {
      #expect(ckernels_select(level))
      let layer = Layer(16, 16, 6, 12)
      let ending = Ending(residualScale: 0.5)
      let whole = try #require(layer.output(ending, by: .winograd)).values
      let (source, added) = (Blocks(layer.picture, border: 1), Blocks(layer.residual, border: 0))
      let window = Blocks(channels: 16, height: 8, width: 6, border: 0)
      var places = ckernels_places(source, window, residual: added)
      (places.source_row, places.residual_row) = (4, 4)
      #expect(Run(layer, ending, by: .winograd).rows(places, first: 0, count: 8) == .done)
      let expected: [Float] = (0..<16).flatMap { (channel: Int) -> ArraySlice<Float> in
        let start = (channel * 12 + 4) * 6
        return whole[start..<start + 8 * 6]
      }
      #expect(window.planes(16).values == expected)
    }

    @Test(arguments: levels)
    func `a residual in place is added once`(level: ckernels_level) throws {
      #expect(ckernels_select(level))
      let layer = Layer(16, 64, 47, 6)
      let ending = Ending(activation: .slopes, scale: 0.2, residualScale: 1)
      let sum = Blocks(layer.residual, border: 3)
      let source = Blocks(layer.picture, border: 1)
      let places = ckernels_places(source, sum, residual: sum)
      #expect(Run(layer, ending, by: .winograd).bands(4, of: places))
      #expect(sum.planes(64) == (try #require(layer.output(ending, by: .winograd))))
    }

    @Test(arguments: levels)
    func `a window on the picture gives the bits of the whole`(level: ckernels_level) throws {
      #expect(ckernels_select(level))
      let layer = Layer(16, 16, 14, 19)
      let whole = try #require(layer.output(by: .winograd)).values
      // The destination begins at a tile of the picture, the source where it has to.
      for (start, count, above) in [(4, 8, 4), (4, 8, 1), (12, 7, 12), (12, 7, 1), (16, 3, 1)] {
        let window = Blocks(channels: 16, height: count, width: 14, border: 1)
        let source = Blocks(
          layer.picture.rows(start - above..<min(19, start + count + 1)), border: 1)
        var places = ckernels_places(source, window)
        places.source_row = Int32(above)
        #expect(Run(layer, by: .winograd).rows(places, first: 0, count: count) == .done)
        let expected: [Float] = (0..<16).flatMap { (channel: Int) -> ArraySlice<Float> in
          let row = channel * 19 + start
          return whole[row * 14..<(row + count) * 14]
        }
        #expect(window.planes(16).values == expected)
      }
    }

    @Test(arguments: levels)
    func `four calls with step 2 are a pixel shuffle`(level: ckernels_level) throws {
      #expect(ckernels_select(level))
      let layer = Layer(16, 80, 15, 6)
      let ending = Ending(activation: .slopes)
      let plain = try #require(layer.output(ending, by: .winograd)).values
      let source = Blocks(layer.picture, border: 1)
      let shuffled = Blocks(channels: 20, height: 12, width: 30, border: 1, repeating: .nan)
      for phase in 0..<4 {
        var places = ckernels_places(source, shuffled)
        places.step = 2
        places.phase_y = Int32(phase / 2)
        places.phase_x = Int32(phase % 2)
        let run = Run(layer, ending, first: phase, step: 4, by: .winograd)
        #expect(run.bands(4, of: places))
      }
      var expected: [Float] = []
      for (channel, y) in (0..<20).flatMap({ channel in (0..<12).map { (channel, $0) } }) {
        for x in 0..<30 {
          let from = channel * 4 + y % 2 * 2 + x % 2
          expected.append(plain[(from * 6 + y / 2) * 15 + x / 2])
        }
      }
      #expect(shuffled.planes(20).values == expected)
    }

    @Test func `calls that make no sense do nothing and say why`() {
      let layer = Layer(16, 16, 5, 10)
      let source = Blocks(layer.picture, border: 1)
      let destination = Blocks(channels: 16, height: 10, width: 5, border: 0, repeating: 7.5)
      func status(
        first: Int = 0, count: Int = 10,
        _ change: (inout ckernels_places, Run) -> Void = { _, _ in }
      ) -> ckernels_status {
        let run = Run(layer, by: .winograd)
        var places = ckernels_places(source, destination)
        change(&places, run)
        return run.rows(places, first: first, count: count)
      }
      #expect(status(first: 2, count: 8) == .wrong_argument)
      #expect(status(first: 3, count: 4) == .wrong_argument)
      #expect(status { _, run in run.convolution.kernel_width = 1 } == .wrong_argument)
      #expect(status { _, run in run.convolution.kernel_height = 2 } == .wrong_argument)
      #expect(status { _, run in run.convolution.top = 0 } == .wrong_argument)
      #expect(status { _, run in run.convolution.left = 0 } == .wrong_argument)
      #expect(status { _, run in run.convolution.weights = nil } == .wrong_argument)
      #expect(status(count: 12) == .outside)
      #expect(status(first: -4, count: 4) == .outside)
      #expect(status { places, _ in places.destination_channel = 16 } == .outside)
      #expect(status { places, _ in places.source.border = 0 } == .narrow_border)
      #expect(status { places, _ in places.destination = source.tensor } == .wrong_argument)
      withUnsafePointer(to: Run(layer, by: .winograd).convolution) { convolution in
        withUnsafePointer(to: ckernels_places(source, destination)) { places in
          #expect(ckernels_winograd(convolution, places, 0, 10, nil) == .wrong_argument)
        }
      }
      #expect(destination.floats.bits.allSatisfy { $0 == Float(7.5).bitPattern })
      #expect(status(count: 0) == .done)
      #expect(status(first: 4, count: 4) == .done)
      #expect(status() == .done)
    }
  }
}
