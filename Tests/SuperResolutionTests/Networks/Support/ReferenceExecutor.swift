import SuperResolution

// Samples of a value: channels of rows.
struct ReferenceImage {
  var channels: Int
  var height: Int
  var width: Int
  var samples: [Double]

  init(channels: Int, height: Int, width: Int, samples: [Double]) {
    precondition(samples.count == channels * height * width)
    self.channels = channels
    self.height = height
    self.width = width
    self.samples = samples
  }

  init(channels: Int, height: Int, width: Int) {
    let none = [Double](repeating: 0, count: channels * height * width)
    self.init(channels: channels, height: height, width: width, samples: none)
  }

  func position(_ channel: Int, _ row: Int, _ column: Int) -> Int {
    (channel * height + row) * width + column
  }
}

// Runs a bound network by its definition, in double precision and one sample at a time.
struct ReferenceExecutor {
  let network: Network

  func run(_ input: ReferenceImage) -> ReferenceImage {
    var values = [input]
    for (layer, parameters) in zip(network.graph.layers, network.parameters) {
      values.append(result(layer, parameters, layer.inputs.map { values[$0] }))
    }
    return values[values.count - 1]
  }

  private func result(
    _ layer: Layer, _ parameters: LayerParameters, _ inputs: [ReferenceImage]
  ) -> ReferenceImage {
    let input = inputs[0]
    switch layer.operation {
    case .convolution(let shape): return convolution(shape, parameters, input)
    case .batchNormalization: fatalError("Folded at binding")
    case .instanceNormalization(let epsilon): return normalized(input, Double(epsilon))
    case .activation(let activation): return activated(input, activation, parameters)
    case .sum(let scale):
      var sum = inputs[1]
      for index in sum.samples.indices {
        sum.samples[index] += Double(scale) * input.samples[index]
      }
      return sum
    case .concatenation:
      return ReferenceImage(
        channels: inputs.reduce(0) { $0 + $1.channels }, height: input.height, width: input.width,
        samples: inputs.flatMap(\.samples))
    case .pixelShuffle(let factor):
      return moved(
        input, channels: input.channels / (factor * factor), height: input.height * factor,
        width: input.width * factor
      ) { channel, row, column in
        let group = row % factor * factor + column % factor
        return (channel * factor * factor + group, row / factor, column / factor)
      }
    case .pixelUnshuffle(let factor):
      return moved(
        input, channels: input.channels * factor * factor, height: input.height / factor,
        width: input.width / factor
      ) { channel, row, column in
        let group = channel % (factor * factor)
        return (
          channel / (factor * factor), row * factor + group / factor,
          column * factor + group % factor
        )
      }
    case .nearestUpsampling(let factor):
      return moved(
        input, channels: input.channels, height: input.height * factor, width: input.width * factor
      ) { ($0, $1 / factor, $2 / factor) }
    case .bilinearUpsampling(let factor): return interpolated(input, factor)
    case .affine(let multiplier, let offset):
      var result = input
      result.samples = input.samples.map { $0 * Double(multiplier) + Double(offset) }
      return result
    }
  }

  private func convolution(
    _ shape: Convolution, _ parameters: LayerParameters, _ input: ReferenceImage
  ) -> ReferenceImage {
    let radius = shape.radius
    let loss = shape.padding == .valid ? radius : 0
    let size = shape.kernelSize
    var sums = ReferenceImage(
      channels: shape.outputChannels, height: input.height - 2 * loss,
      width: input.width - 2 * loss)
    let area = sums.height * sums.width
    for tapRow in 0..<size {
      for tapColumn in 0..<size {
        // Where each sample of the result finds this tap's input, or nothing.
        var sources = [Int](repeating: -1, count: area)
        for row in 0..<sums.height {
          for column in 0..<sums.width {
            var y = row + loss + tapRow - radius
            var x = column + loss + tapColumn - radius
            if shape.padding == .replicate {
              y = max(0, min(input.height - 1, y))
              x = max(0, min(input.width - 1, x))
            }
            if y >= 0, y < input.height, x >= 0, x < input.width {
              sources[row * sums.width + column] = y * input.width + x
            }
          }
        }
        let pairs = sources.indices.filter { sources[$0] >= 0 }.map {
          (Int32($0), Int32(sources[$0]))
        }
        accumulate(
          shape, parameters, input, tap: tapRow * size + tapColumn, pairs: pairs, into: &sums)
      }
    }
    for channel in 0..<shape.outputChannels {
      for index in channel * area..<(channel + 1) * area {
        sums.samples[index] += Double(parameters.bias[channel])
      }
    }
    guard let activation = shape.activation else { return sums }
    return activated(sums, activation, parameters)
  }

  private func accumulate(
    _ shape: Convolution, _ parameters: LayerParameters, _ input: ReferenceImage, tap: Int,
    pairs: [(Int32, Int32)], into sums: inout ReferenceImage
  ) {
    let taps = shape.kernelSize * shape.kernelSize
    let area = sums.height * sums.width
    let inputArea = input.height * input.width
    let count = pairs.count
    sums.samples.withUnsafeMutableBufferPointer { sums in
      input.samples.withUnsafeBufferPointer { samples in
        pairs.withUnsafeBufferPointer { pairs in
          guard let sums = sums.baseAddress, let samples = samples.baseAddress,
            let pairs = pairs.baseAddress
          else { return }
          for output in 0..<shape.outputChannels {
            let target = sums + output * area
            for channel in 0..<shape.inputChannels {
              let source = samples + channel * inputArea
              let weight = Double(
                parameters.weights[(output * shape.inputChannels + channel) * taps + tap])
              if weight == 0 { continue }
              var index = 0
              while index < count {
                target[Int(pairs[index].0)] += weight * source[Int(pairs[index].1)]
                index += 1
              }
            }
          }
        }
      }
    }
  }

  private func activated(
    _ input: ReferenceImage, _ activation: Activation, _ parameters: LayerParameters
  ) -> ReferenceImage {
    var result = input
    let area = input.height * input.width
    for index in input.samples.indices {
      let sample = input.samples[index]
      switch activation {
      case .relu: result.samples[index] = max(0, sample)
      case .leaky(let slope): result.samples[index] = sample > 0 ? sample : Double(slope) * sample
      case .parametric:
        let slope = Double(parameters.slopes[index / area])
        result.samples[index] = sample > 0 ? sample : slope * sample
      case .tanh: result.samples[index] = hyperbolicTangent(sample)
      }
    }
    return result
  }

  private func normalized(_ input: ReferenceImage, _ epsilon: Double) -> ReferenceImage {
    var result = input
    let area = input.height * input.width
    for channel in 0..<input.channels {
      let range = channel * area..<(channel + 1) * area
      let mean = input.samples[range].reduce(0, +) / Double(area)
      let variance = input.samples[range].reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let deviation = (variance / Double(area) + epsilon).squareRoot()
      for index in range { result.samples[index] = (input.samples[index] - mean) / deviation }
    }
    return result
  }

  private func moved(
    _ input: ReferenceImage, channels: Int, height: Int, width: Int,
    from source: (Int, Int, Int) -> (Int, Int, Int)
  ) -> ReferenceImage {
    var result = ReferenceImage(channels: channels, height: height, width: width)
    for channel in 0..<channels {
      for row in 0..<height {
        for column in 0..<width {
          let place = source(channel, row, column)
          result.samples[result.position(channel, row, column)] =
            input.samples[input.position(place.0, place.1, place.2)]
        }
      }
    }
    return result
  }

  private func interpolated(_ input: ReferenceImage, _ factor: Int) -> ReferenceImage {
    var result = ReferenceImage(
      channels: input.channels, height: input.height * factor, width: input.width * factor)
    for channel in 0..<input.channels {
      for row in 0..<result.height {
        let rows = taps(row, factor, input.height)
        for column in 0..<result.width {
          let columns = taps(column, factor, input.width)
          var sum = 0.0
          for (y, vertical) in rows {
            for (x, horizontal) in columns {
              sum += vertical * horizontal * input.samples[input.position(channel, y, x)]
            }
          }
          result.samples[result.position(channel, row, column)] = sum
        }
      }
    }
    return result
  }

  private func taps(_ place: Int, _ factor: Int, _ count: Int) -> [(Int, Double)] {
    let centre = max(0, (Double(place) + 0.5) / Double(factor) - 0.5)
    let first = Int(centre)
    let share = centre - Double(first)
    return [(first, 1 - share), (min(first + 1, count - 1), share)]
  }
}

extension ReferenceImage {
  func cropped(rows: Range<Int>, columns: Range<Int>) -> ReferenceImage {
    var part = ReferenceImage(channels: channels, height: rows.count, width: columns.count)
    for channel in 0..<channels {
      for row in rows {
        for column in columns {
          part.samples[part.position(channel, row - rows.lowerBound, column - columns.lowerBound)] =
            samples[position(channel, row, column)]
        }
      }
    }
    return part
  }
}
