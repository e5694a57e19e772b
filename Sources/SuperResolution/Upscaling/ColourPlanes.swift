import Pictures

// Planes of a picture, one value a pixel, 0...1 standing for levels 0...255 of 8 bits.
struct ColourPlanes {
  let width: Int
  let height: Int
  var planes: [[Double]]
}

// Conversions of ITU-R BT.601. Every formula is computed in double precision as it is written, from
// left to right, without fused operations, so that a picture gives the same bits everywhere.
extension ColourPlanes {
  // Red, green and blue: v / 255.
  init(_ picture: Picture) {
    width = picture.width
    height = picture.height
    planes = (0..<3).map { channel in
      stride(from: channel, to: picture.samples.count, by: 3).map {
        Double(picture.samples[$0]) / 255
      }
    }
  }

  // The grey value E = G + 0.299 (R - G) + 0.114 (B - G): exactly the level of grey pixels.
  var grey: [Double] {
    planes[1].indices.map { index in
      let green = planes[1][index]
      return green + 0.299 * (planes[0][index] - green) + 0.114 * (planes[2][index] - green)
    }
  }

  // The planes that a network of a convention takes, from those of red, green and blue.
  func converted(to channels: PictureChannels) -> ColourPlanes {
    let grey = channels == .rgb ? [] : grey
    switch channels {
    case .rgb: return self
    case .gray: return with([grey])
    case .luma: return with([grey.map(Self.luma)])
    case .ycbcr:
      let blueness = planes[2].indices.map {
        (128 + 112 / 0.886 * (planes[2][$0] - grey[$0])) / 255
      }
      let redness = planes[0].indices.map {
        (128 + 112 / 0.701 * (planes[0][$0] - grey[$0])) / 255
      }
      return with([grey.map(Self.luma), blueness, redness])
    }
  }

  func with(_ planes: [[Double]]) -> ColourPlanes {
    ColourPlanes(width: width, height: height, planes: planes)
  }

  // Y = (16 + 219 E) / 255.
  static func luma(_ grey: Double) -> Double { (16 + 219 * grey) / 255 }

  // E = (255 Y - 16) / 219.
  static func grey(_ luma: Double) -> Double { (255 * luma - 16) / 219 }
}

extension ColourPlanes {
  // Every plane enlarged by bicubic interpolation, not rounded.
  func enlarged(by factor: Int) -> ColourPlanes {
    ColourPlanes(
      width: width * factor, height: height * factor,
      planes: planes.map { Resampling.bicubic.enlarged($0, width: width, by: factor) })
  }

  // Single precision for networks.
  var samples: SamplePlanes {
    SamplePlanes(
      channels: planes.count, width: width, height: height,
      samples: planes.flatMap { $0.map { Float($0) } })
  }
}
