import Foundation
import Pictures
import TestSupport

/// How far a pane on the screen is from its picture, computed from the pixels of the screen.
struct ShownPane {
  /// The largest difference of a sample, in 8-bit levels.
  let maximumError: Int
  let squaredError: Int
  let samples: Int
  /// The size on the screen where it is not that of the picture.
  let otherSize: String?

  /// Compares what is at the place of the picture; where there is nothing, the screen is black.
  init(_ picture: Picture, shown: DecodedPicture?) {
    var largest = 0
    var sum = 0
    for row in 0..<picture.height {
      for column in 0..<(3 * picture.width) {
        var value = 0
        if let shown, row < shown.height, column < 3 * shown.width {
          value = Int(shown.rgb[3 * row * shown.width + column])
        }
        let difference = abs(value - Int(picture.samples[3 * row * picture.width + column]))
        largest = max(largest, difference)
        sum += difference * difference
      }
    }
    maximumError = largest
    squaredError = sum
    samples = picture.samples.count
    let isWhole = shown.map { ($0.width, $0.height) == (picture.width, picture.height) } ?? false
    otherSize = isWhole ? nil : shown.map { "\($0.width)x\($0.height)" } ?? "nothing"
  }

  /// The peak signal-to-noise ratio in dB, infinite when exact.
  var ratio: Double { ShownPage.ratio(squaredError, samples) }
}

/// The panes of one page as they are on the screen.
struct ShownPage {
  let panes: [ShownPane]
  /// What a person watching the terminal would complain about.
  let warnings: [String]
  /// The number of bytes that were sent.
  let bytes: Int

  var maximumError: Int { panes.map(\.maximumError).max() ?? 0 }
  var squaredError: Int { panes.reduce(0) { $0 + $1.squaredError } }
  var isExact: Bool { squaredError == 0 }

  /// The peak signal-to-noise ratio over all samples of all panes in dB.
  var ratio: Double { Self.ratio(squaredError, panes.reduce(0) { $0 + $1.samples }) }

  /// The largest error and the ratio of all panes, then the ratio of the worst one.
  var text: String {
    var text = isExact ? "exact, max 0" : String(format: "%.2f dB, max %d", ratio, maximumError)
    if panes.count > 1, !isExact {
      text += String(format: ", worst %.2f", panes.map(\.ratio).min() ?? 0)
    }
    if let size = panes.lazy.compactMap(\.otherSize).first { text += ", shows \(size)" }
    return text
  }

  /// 10 log10(255^2 / mean squared error).
  static func ratio(_ squaredError: Int, _ samples: Int) -> Double {
    10 * log10(255 * 255 * Double(samples) / Double(squaredError))
  }
}
