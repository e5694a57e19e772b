import Foundation
import Pictures
import TestSupport

/// Pictures that are as hard to show as photographs: smooth shading, texture, edges, noise.
enum Photograph {
  /// A picture made by code, another one for each seed, coarser for each level of `coarseness`.
  static func synthetic(
    width: Int, height: Int, seed: Int, coarseness: Int
  ) throws -> Picture {
    let scene = Scene(seed: seed)
    let step = 1 + coarseness
    var samples: [UInt8] = []
    samples.reserveCapacity(3 * width * height)
    for row in 0..<height {
      for column in 0..<width {
        samples += scene.colour(column: column / step * step, row: row / step * step)
      }
    }
    return try Picture(width: width, height: height, samples: samples)
  }

  /// The centre of a PNG file.
  static func centre(of path: String, width: Int, height: Int) throws -> Picture {
    let file = try Data(contentsOf: URL(fileURLWithPath: path))
    let whole = try PNGDecoder.decode([UInt8](file)).picture
    let (left, top) = ((whole.width - width) / 2, (whole.height - height) / 2)
    var samples: [UInt8] = []
    for row in top..<(top + height) {
      let start = 3 * (row * whole.width + left)
      samples += whole.samples[start..<(start + 3 * width)]
    }
    return try Picture(width: width, height: height, samples: samples)
  }

  private struct Scene {
    /// Values on a lattice for each octave and channel.
    private let lattice: [[Int]]
    private let shift: Int

    init(seed: Int) {
      var generator = SplitMix(state: UInt64(seed))
      lattice = (0..<3).map { _ in (0..<1024).map { _ in Int(generator.next() % 256) } }
      shift = Int(generator.next() % 64)
    }

    func colour(column: Int, row: Int) -> [UInt8] {
      // A disc with a hard edge has colours of its own.
      let (x, y) = (column % 96 - 48, (row + shift) % 96 - 48)
      let offset = x * x + y * y < 900 ? 90 : 0
      let grain = (column &* 2_654_435 &+ row &* 40_503 &+ column &* row) >> 3 & 15
      return (0..<3).map { channel in
        let coarse = value(lattice[channel], column, row, cell: 64)
        let fine = value(lattice[channel], column + 7, row + 3, cell: 8)
        return UInt8(clamping: (3 * coarse + fine) / 4 + offset * (channel - 1) + grain)
      }
    }

    /// Bilinear interpolation between lattice points `cell` pixels apart.
    private func value(_ points: [Int], _ column: Int, _ row: Int, cell: Int) -> Int {
      let (left, top) = (column / cell, row / cell)
      let (x, y) = (column % cell, row % cell)
      func point(_ right: Int, _ down: Int) -> Int {
        points[((left + right) * 31 + (top + down) * 57) & 1023]
      }
      let upper = point(0, 0) * (cell - x) + point(1, 0) * x
      let lower = point(0, 1) * (cell - x) + point(1, 1) * x
      return (upper * (cell - y) + lower * y) / (cell * cell)
    }
  }
}

extension SmallStudy {
  /// A study of four methods on three photographs of unequal size.
  static var ofPhotographs: SmallStudy {
    var small = SmallStudy()
    small.methods = ["coarse", "middle", "fine", "hr"]
    small.images = ["one", "two", "three"]
    small.draw = { method, image in
      try Photograph.synthetic(
        width: 80 + 16 * image, height: 45 + 16 * image, seed: image, coarseness: 3 - method)
    }
    return small
  }
}
