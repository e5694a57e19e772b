// What is put around a picture before a network sees it, in pixels of the network's input, by
// repeating the pixels at the edge; it is cut off the result.
struct PictureFrame: Equatable {
  // The width and height that are multiples of what the network folds into channels.
  let width: Int
  let height: Int
  // On each side, what convolutions without padding take away.
  let margin: Int

  init(width: Int, height: Int, graph: NetworkGraph) {
    let alignment = graph.tileAlignment
    self.width = (width + alignment - 1) / alignment * alignment
    self.height = (height + alignment - 1) / alignment * alignment
    // Networks with such convolutions are chains that keep the size otherwise.
    margin = graph.layers.reduce(0) { sum, layer in
      guard case .convolution(let convolution) = layer.operation, convolution.padding == .valid
      else { return sum }
      return sum + convolution.radius
    }
  }

  // The picture in its frame.
  func framed(_ planes: SamplePlanes) -> SamplePlanes {
    let (newWidth, newHeight) = (width + 2 * margin, height + 2 * margin)
    guard newWidth != planes.width || newHeight != planes.height else { return planes }
    var samples: [Float] = []
    samples.reserveCapacity(planes.channels * newWidth * newHeight)
    for channel in 0..<planes.channels {
      for row in 0..<newHeight {
        let inside = min(max(row - margin, 0), planes.height - 1)
        let start = (channel * planes.height + inside) * planes.width
        for column in 0..<newWidth {
          samples.append(planes.samples[start + min(max(column - margin, 0), planes.width - 1)])
        }
      }
    }
    return SamplePlanes(
      channels: planes.channels, width: newWidth, height: newHeight, samples: samples)
  }

  // The upper left part of a result.
  static func cropped(_ planes: SamplePlanes, width: Int, height: Int) -> SamplePlanes {
    guard width != planes.width || height != planes.height else { return planes }
    precondition(width <= planes.width && height <= planes.height, "A result holds the picture")
    var samples: [Float] = []
    samples.reserveCapacity(planes.channels * width * height)
    for channel in 0..<planes.channels {
      for row in 0..<height {
        let start = (channel * planes.height + row) * planes.width
        samples += planes.samples[start..<start + width]
      }
    }
    return SamplePlanes(channels: planes.channels, width: width, height: height, samples: samples)
  }
}
