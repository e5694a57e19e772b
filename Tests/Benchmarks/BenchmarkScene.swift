import Foundation
import Pictures
import TestSupport

/// The pictures of one page: the outputs of several methods for one scene.
struct BenchmarkScene {
  /// The name of the scene, and where it comes from.
  let name: String
  let panes: [Picture]

  /// The methods in the order of their panes.
  private static let methods = ["hr", "srgan", "srresnet", "bicubic"]

  /// What the panes are.
  static var description: String {
    "the middle of \(methods.joined(separator: ", ")) of published test pictures"
      + (sharedFolder() == nil ? ", which are absent" : "")
      + "; grain of growing strength of the made one"
  }

  /// Returns scenes of published test pictures, and of a made one, all of one size.
  static func all(side: Int, panes: Int) throws -> [BenchmarkScene] {
    let published = side > 256 ? ["baby", "monarch"] : ["baby", "bird", "butterfly", "monarch"]
    let found = try published.compactMap { try stimuli(of: $0, side: side, panes: panes) }
    return try found + [made(side: side, panes: panes)]
  }

  /// Writes the panes as PNG files and returns their paths.
  func write(to folder: TemporaryFolder) throws -> [String] {
    try panes.enumerated().map { number, picture in
      let path = folder.path("pane\(number).png")
      try Data(PNGEncoder.encode(picture)).write(to: URL(fileURLWithPath: path))
      return path
    }
  }

  /// The middle of the stimuli of a scene in the shared data; nil when they are absent.
  private static func stimuli(
    of scene: String, side: Int, panes: Int
  ) throws -> BenchmarkScene? {
    guard let folder = sharedFolder() else { return nil }
    let pictures = try methods.prefix(panes).map { name -> Picture? in
      let path = "\(folder)/data/sr/stimuli/\(scene)/\(name).png"
      guard let data = FileManager.default.contents(atPath: path) else { return nil }
      let picture = try PNGDecoder.decode([UInt8](data)).picture
      return try picture.cropped(
        to: PictureRegion(
          x: (picture.width - side) / 2, y: (picture.height - side) / 2, width: side,
          height: side))
    }
    guard pictures.allSatisfy({ $0 != nil }) else { return nil }
    return BenchmarkScene(name: scene, panes: pictures.compactMap { $0 })
  }

  /// Smooth shapes, edges and grain that differs from pane to pane, as methods do.
  private static func made(side: Int, panes: Int) throws -> BenchmarkScene {
    let pictures = try (0..<panes).map { pane in
      var state = UInt64(pane + 1)
      var samples: [UInt8] = []
      samples.reserveCapacity(3 * side * side)
      for place in 0..<(side * side) {
        let (x, y) = (Double(place % side) / 64, Double(place / side) / 64)
        let shade = 110 + 60 * sin(2 * x + y) * cos(1.3 * y) + (x + y > 3 ? 40 : 0)
        for tint in [25 * sin(x), 10 * cos(2 * y), -25 * sin(x + y)] {
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          let grain = (Double(state >> 40) / Double(1 << 23) - 1) * Double(2 + 2 * pane)
          samples.append(UInt8(min(255, max(0, shade + tint + grain))))
        }
      }
      return try Picture(width: side, height: side, samples: samples)
    }
    return BenchmarkScene(name: "made by code", panes: pictures)
  }
}
