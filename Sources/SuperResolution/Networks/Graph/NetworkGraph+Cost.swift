extension NetworkGraph {
  // How often a value's side holds the input's, as a fraction.
  struct Enlargement: Equatable {
    var multiplier = 1
    var divisor = 1
  }

  // The enlargement of each value, input first.
  var enlargements: [Enlargement] {
    var enlargements = [Enlargement()]
    for layer in layers {
      var next = enlargements[layer.inputs[0]]
      switch layer.operation {
      case .pixelShuffle(let factor), .nearestUpsampling(let factor),
        .bilinearUpsampling(let factor):
        next.multiplier *= factor
      case .pixelUnshuffle(let factor): next.divisor *= factor
      default: break
      }
      enlargements.append(next)
    }
    return enlargements
  }

  /// The factor between the sides of the network's input and of its result.
  public var scale: Int {
    let last = enlargements.last ?? Enlargement()
    return last.multiplier / last.divisor
  }

  /// The multiplications of all convolutions for one pixel of the network's input.
  public var multiplicationsPerInputPixel: Double {
    zip(layers, enlargements.dropFirst()).reduce(0) { sum, step in
      guard case .convolution(let convolution) = step.0.operation else { return sum }
      let side = Double(step.1.multiplier) / Double(step.1.divisor)
      return sum + Double(convolution.weightCount) * side * side
    }
  }

  /// What the sides of a tile must be multiples of, in input pixels.
  public var tileAlignment: Int { enlargements.reduce(1) { max($0, $1.divisor) } }
}
