import Testing

/// A convolution with random weights, and its sums in double precision.
struct Layer: Sendable, CustomTestStringConvertible {
  var inputs: Int
  var outputs: Int
  var kernel: Int
  var height: Int
  var width: Int

  var testDescription: String { "\(kernel)x\(kernel) \(inputs) > \(outputs), \(width)x\(height)" }
  var border: Int { kernel / 2 }

  var picture: Planes { Planes(count: inputs, height: height, width: width, seed: 1) }
  var residual: Planes { Planes(count: outputs, height: height, width: width, seed: 2) }
  var weights: [Float] {
    var noise = Noise(3)
    let fan = inputs * kernel * kernel
    return noise.floats(outputs * fan, scale: 2 / Float(fan).squareRoot())
  }
  var bias: [Float] {
    var noise = Noise(4)
    return noise.floats(outputs)
  }
  var slopes: [Float] {
    var noise = Noise(5)
    return noise.floats(outputs, scale: 0.4)
  }

  static let shapes: [Layer] = [
    Layer(inputs: 1, outputs: 64, kernel: 9, height: 13, width: 11),
    Layer(inputs: 3, outputs: 64, kernel: 9, height: 5, width: 29),
    Layer(inputs: 64, outputs: 3, kernel: 9, height: 3, width: 13),
    Layer(inputs: 3, outputs: 16, kernel: 3, height: 5, width: 64),
    Layer(inputs: 64, outputs: 64, kernel: 3, height: 5, width: 37),
    Layer(inputs: 20, outputs: 20, kernel: 3, height: 11, width: 13),
    Layer(inputs: 16, outputs: 3, kernel: 3, height: 1, width: 1),
    Layer(inputs: 96, outputs: 32, kernel: 3, height: 6, width: 15),
    Layer(inputs: 192, outputs: 64, kernel: 3, height: 3, width: 17),
    Layer(inputs: 32, outputs: 192, kernel: 3, height: 2, width: 9),
    Layer(inputs: 64, outputs: 48, kernel: 3, height: 3, width: 53),
    Layer(inputs: 32, outputs: 1, kernel: 5, height: 9, width: 31),
    Layer(inputs: 20, outputs: 2, kernel: 3, height: 4, width: 19),
    Layer(inputs: 20, outputs: 96, kernel: 5, height: 2, width: 7),
    Layer(inputs: 64, outputs: 32, kernel: 1, height: 10, width: 27),
    Layer(inputs: 1, outputs: 1, kernel: 1, height: 3, width: 2),
    Layer(inputs: 3, outputs: 20, kernel: 5, height: 70, width: 3),
  ]
}

extension Layer {
  /// The sums with bias, of pixels outside the picture as zeros or as the nearest pixel.
  func sums(replicate: Bool = false) -> [Double] {
    let (picture, weights, bias) = (picture.values.map(Double.init), weights, bias)
    var sums: [Double] = []
    for output in 0..<outputs {
      for y in 0..<height {
        for x in 0..<width {
          var sum = Double(bias[output])
          for ky in 0..<kernel {
            let top = y + ky - border
            if !replicate && !(0..<height).contains(top) { continue }
            let row = min(max(top, 0), height - 1)
            for kx in 0..<kernel {
              let left = x + kx - border
              if !replicate && !(0..<width).contains(left) { continue }
              let column = min(max(left, 0), width - 1)
              for input in 0..<inputs {
                let weight = weights[((output * inputs + input) * kernel + ky) * kernel + kx]
                sum += Double(weight) * picture[(input * height + row) * width + column]
              }
            }
          }
          sums.append(sum)
        }
      }
    }
    return sums
  }
}

extension Layer {
  /// The sums as bias, then fused multiply-adds over blocks of 16 inputs, rows, columns, inputs.
  func chains() -> [Float] {
    let (picture, weights, bias) = (picture.values, weights, bias)
    let blocks = stride(from: 0, to: inputs, by: 16).map { $0..<min($0 + 16, inputs) }
    let taps = (0..<kernel).flatMap { ky in (0..<kernel).map { (ky, $0) } }
    var sums: [Float] = []
    for output in 0..<outputs {
      for (y, x) in (0..<height).flatMap({ y in (0..<width).map { (y, $0) } }) {
        var sum = bias[output]
        for block in blocks {
          for (ky, kx) in taps {
            let (row, column) = (y + ky - border, x + kx - border)
            let inside = (0..<height).contains(row) && (0..<width).contains(column)
            for input in block {
              let weight = weights[((output * inputs + input) * kernel + ky) * kernel + kx]
              let value = inside ? picture[(input * height + row) * width + column] : 0
              sum.addProduct(weight, value)
            }
          }
        }
        sums.append(sum)
      }
    }
    return sums
  }
}

/// The largest difference, as a fraction of the largest expected value.
func relativeError(_ values: [Float], _ expected: [Double]) -> Double {
  guard values.count == expected.count else { return .infinity }
  let range = max(expected.lazy.map(abs).max() ?? 0, 1e-30)
  return zip(values, expected).reduce(0) { worst, pair in
    let difference = abs(Double(pair.0) - pair.1) / range
    return difference.isNaN ? .infinity : max(worst, difference)
  }
}
