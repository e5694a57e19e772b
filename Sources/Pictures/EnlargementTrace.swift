import Foundation

/// Why a picture looks as if it had been enlarged already.
public enum EnlargementTrace: Sendable, Equatable {
  /// Nearly all pixels repeat the one before them but for every n-th, in both directions.
  case repeatedPixels
  /// The upper half or three quarters of the frequencies are nearly empty in both directions.
  case missingFrequencies
}

extension Picture {
  /// What betrays an enlargement by interpolation; `nil` where nothing does.
  ///
  /// Interpolation leaves the frequencies beyond those of the small picture almost empty. Luma is
  /// cut into blocks of 48 pixels of rows and of columns, a Blackman window and a discrete Fourier
  /// transform give their mean power, and what rounding to 8 bits adds to it is taken off. A
  /// picture is suspected where the upper half of the frequencies has less than 0.05 of the power
  /// per frequency of the quarter below, or the upper three quarters less than 0.02 of that of the
  /// eighth below; the thresholds are measured, not derived. Strongly blurred photographs and the
  /// results of some networks are suspected, too. Pictures below 96 pixels a side are not judged.
  public var enlargementTrace: EnlargementTrace? {
    guard min(width, height) >= 2 * BlockSpectrum.blockLength else { return nil }
    if repeatsPixels { return .repeatedPixels }
    let luma = LumaPlane(of: self, range: .full)
    let rows = BlockSpectrum(luma, alongRows: true)
    let columns = BlockSpectrum(luma, alongRows: false)
    let halfIsEmpty = rows.lacksUpperHalf && columns.lacksUpperHalf
    let mostIsEmpty = rows.lacksThreeQuarters && columns.lacksThreeQuarters
    return halfIsEmpty || mostIsEmpty ? .missingFrequencies : nil
  }

  private var repeatsPixels: Bool {
    let acrossColumns = differences(count: width, step: 3, lines: height, lineStep: 3 * width)
    let acrossRows = differences(count: height, step: 3 * width, lines: width, lineStep: 3)
    return Self.isPeriodic(acrossColumns) && Self.isPeriodic(acrossRows)
  }

  // How much the green samples at each place but the first differ from those before.
  private func differences(count: Int, step: Int, lines: Int, lineStep: Int) -> [Int] {
    samples.withUnsafeBufferPointer { samples in
      (1..<count).map { place in
        var sum = 0
        for line in 0..<lines {
          let position = line * lineStep + place * step + 1
          sum += abs(Int(samples[position]) - Int(samples[position - step]))
        }
        return sum
      }
    }
  }

  // Whether 99 % of the differences are at every second to eighth place.
  private static func isPeriodic(_ differences: [Int]) -> Bool {
    let total = differences.reduce(0, +)
    guard total > 0 else { return false }
    return (2...8).contains { period in
      (0..<period).contains { phase in
        let there = stride(from: phase, to: differences.count, by: period).reduce(0) {
          $0 + differences[$1]
        }
        return (total - there) * 100 <= total
      }
    }
  }
}

// The mean power of a plane's blocks by frequency, in one direction.
private struct BlockSpectrum {
  static let blockLength = 48
  // At most so many rows or columns are looked at, evenly spread.
  static let maximumLines = 64

  // The power at each frequency of 0...24 cycles a block, without that of rounding.
  let power: [Double]

  // The power of rounding to whole levels: variance 1/12, half of it for luma of three channels.
  private static let floor = window.reduce(0) { $0 + $1 * $1 } / 24

  private static let window: [Double] = (0..<blockLength).map { place in
    let turn = (Double(place) + 0.5) / Double(blockLength)
    return 0.42 - 0.5 * cos(2 * Double.pi * turn) + 0.08 * cos(4 * Double.pi * turn)
  }

  private static let cosines = (0..<blockLength).map { cos(2 * Double.pi * Double($0) / 48) }

  init(_ luma: LumaPlane, alongRows: Bool) {
    let count = alongRows ? luma.width : luma.height
    let lines = alongRows ? luma.height : luma.width
    let (step, lineStep) = alongRows ? (1, luma.width) : (luma.width, 1)
    let spacing = (lines + Self.maximumLines - 1) / Self.maximumLines
    var sums = [Double](repeating: 0, count: Self.blockLength / 2 + 1)
    var blocks = 0
    for line in stride(from: 0, to: lines, by: spacing) {
      for start in stride(
        from: 0, through: count - Self.blockLength, by: Self.blockLength)
      {
        let first = line * lineStep + start * step
        Self.add(
          (0..<Self.blockLength).map { luma.values[first + $0 * step] }, to: &sums)
        blocks += 1
      }
    }
    power = sums.map { max($0 / Double(blocks) - Self.floor, 0) }
  }

  private static func add(_ block: [Double], to sums: inout [Double]) {
    let mean = block.reduce(0, +) / Double(blockLength)
    let values = zip(block, window).map { ($0 - mean) * $1 }
    values.withUnsafeBufferPointer { values in
      cosines.withUnsafeBufferPointer { cosines in
        // Lower frequencies are not asked for.
        for frequency in 3...blockLength / 2 {
          var (real, imaginary, angle) = (0.0, 0.0, 0)
          for place in 0..<blockLength {
            real += values[place] * cosines[angle]
            imaginary += values[place] * cosines[(angle + 36) % blockLength]
            angle = (angle + frequency) % blockLength
          }
          sums[frequency] += real * real + imaginary * imaginary
        }
      }
    }
  }

  private func mean(_ frequencies: ClosedRange<Int>) -> Double {
    power[frequencies].reduce(0, +) / Double(frequencies.count)
  }

  // A flat picture has nothing to compare with: ten times the power of rounding is needed.
  var lacksUpperHalf: Bool {
    let below = mean(6...11)
    return below > 10 * Self.floor && mean(13...24) < 0.05 * below
  }

  var lacksThreeQuarters: Bool {
    let below = mean(3...5)
    return below > 10 * Self.floor && mean(7...24) < 0.02 * below
  }
}
