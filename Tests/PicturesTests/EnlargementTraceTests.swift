import Foundation
import Pictures
import TestSupport
import Testing

@Suite struct EnlargementTraceTests {
  @Test func `pictures made by rule are not suspected`() {
    #expect(SamplePicture.picture().enlargementTrace == nil)
  }

  // By 2, noise as strong as this picture's leaves enough in the upper half to hide.
  @Test(arguments: Resampling.allCases, [3, 4])
  func `enlargements are suspected`(kernel: Resampling, scale: Int) {
    let trace = SamplePicture.picture().enlarged(by: scale, using: kernel).enlargementTrace
    #expect(trace == (kernel == .nearest ? .repeatedPixels : .missingFrequencies))
  }

  @Test func `flat and small pictures are not judged`() throws {
    let flat = try Picture(width: 200, height: 200, samples: [UInt8](repeating: 90, count: 120_000))
    #expect(flat.enlargementTrace == nil)
    let small = try SamplePicture.picture().cropped(
      to: PictureRegion(x: 0, y: 0, width: 47, height: 100))
    #expect(small.enlarged(by: 2).enlargementTrace == nil)
  }

  @Test func `originals of the demo are told from their enlargements`() throws {
    let folder = try #require(packageRoot()) + "/Studies/demo/pictures"
    for method in ["hr", "nearest", "bilinear", "bicubic"] {
      let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(method)")
      #expect(names.count == 8)
      for name in names {
        let trace = try Self.picture("\(folder)/\(method)/\(name)").enlargementTrace
        #expect((trace == nil) == (method == "hr"), "\(method)/\(name)")
      }
    }
  }

  static func picture(_ path: String) throws -> Picture {
    try PNGDecoder.decode(Array(try Data(contentsOf: URL(filePath: path)))).picture
  }
}

// Photographs of benchmarks, and enlargements of their low-resolution versions.
@Suite(
  .enabled(if: SharedData.hasPictures, "The pictures of ../shared/data/sr are not there"))
struct PhotographTraceTests {
  static let sets = ["Set5", "Set14", "BSD100"]

  @Test(arguments: sets)
  func `no photograph is suspected`(set: String) throws {
    for name in try names("\(set)/HR") {
      #expect(try picture("\(set)/HR/\(name)").enlargementTrace == nil, "\(name)")
    }
  }

  // Set5 alone keeps the test short; all of Set14 and BSD100 were measured.
  @Test(arguments: ["Set5"], Resampling.allCases)
  func `every enlargement of a photograph is suspected`(set: String, kernel: Resampling) throws {
    for name in try names("\(set)/LRx4") {
      let small = try picture("\(set)/LRx4/\(name)")
      #expect(small.enlarged(by: 4, using: kernel).enlargementTrace != nil, "\(name) by 4")
      guard min(small.width, small.height) >= 48 else { continue }
      #expect(small.enlarged(by: 2, using: kernel).enlargementTrace != nil, "\(name) by 2")
    }
  }

  private func picture(_ path: String) throws -> Picture {
    try PNGDecoder.decode(SharedData.bytes("images/\(path)")).picture
  }

  private func names(_ folder: String) throws -> [String] {
    let path = SharedData.folder.appending(path: "data/sr/images/\(folder)").path
    return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }
}
