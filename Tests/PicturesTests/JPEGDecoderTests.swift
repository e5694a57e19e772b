import Foundation
import Testing

@testable import Pictures

// The fixtures were made for these tests and decoded with Pillow 13.0 (libjpeg-turbo).
@Suite struct JPEGDecoderTests {
  @Test(arguments: ["full", "halved", "wide", "progressive", "restarts", "grey", "rgb"])
  func `samples are those of another program`(name: String) throws {
    let decoded = try JPEGDecoder.decode(Fixture.bytes("\(name).jpg"))
    #expect(decoded.picture == (try Fixture.picture("\(name).png")))
    #expect(decoded.header.width == 53 && decoded.header.height == 37)
    #expect(decoded.header.componentCount == (name == "grey" ? 1 : 3))
    #expect(decoded.header.orientation == 1 && !decoded.header.hasOtherProfile)
  }

  @Test(arguments: 1...8)
  func `pictures are turned upright`(orientation: Int) throws {
    let decoded = try JPEGDecoder.decode(Fixture.bytes("orientation\(orientation).jpg"))
    #expect(decoded.header.orientation == orientation)
    #expect(decoded.header.width == 15 && decoded.header.height == 9)
    #expect(decoded.picture == (try Fixture.picture("orientation\(orientation).png")))
  }

  @Test func `a profile that is not sRGB is noticed`() throws {
    #expect(try !JPEGDecoder.decode(Fixture.bytes("srgb-profile.jpg")).header.hasOtherProfile)
    #expect(try JPEGDecoder.decode(Fixture.bytes("other-profile.jpg")).header.hasOtherProfile)
  }

  @Test func `bytes tell what a JPEG is`() throws {
    #expect(JPEGDecoder.isJPEG(try Fixture.bytes("grey.jpg")))
    #expect(!JPEGDecoder.isJPEG(try Fixture.bytes("grey.png")))
    #expect(!JPEGDecoder.isJPEG([0xFF, 0xD8]))
  }

  @Test func `other kinds of JPEG are refused`() throws {
    let bytes = try Fixture.bytes("full.jpg")
    #expect(throws: JPEGError.unsupported("four colours (CMYK)")) {
      try JPEGDecoder.decode(Fixture.bytes("cmyk.jpg"))
    }
    // The frame header: FF C0, length, precision, height, width, components.
    let frame = try #require(
      (0..<bytes.count - 1).first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC0 })
    func changed(_ place: Int, _ values: UInt8...) -> [UInt8] {
      var changed = bytes
      changed.replaceSubrange(frame + place..<frame + place + values.count, with: values)
      return changed
    }
    let refusals: [([UInt8], JPEGError)] = [
      (changed(1, 0xC3), .unsupported("lossless or hierarchical compression")),
      (changed(1, 0xC9), .unsupported("arithmetic coding")),
      (changed(4, 12), .unsupported("12 bits a sample")),
      (changed(5, 0, 0), .unsupported("its height behind the picture")),
      (changed(7, 0, 0), .malformed("its width is 0")),
      (changed(5, 0xFF, 0xFF), .tooLarge(width: 53, height: 65535)),
      (changed(5, 0x20, 0, 0x20, 0), .tooManyPixels(width: 8192, height: 8192)),
      (changed(9, 2), .unsupported("2 components")),
      (changed(1, 0xE5), .malformed("it has no frame header")),
    ]
    for (bytes, error) in refusals {
      #expect(throws: error) { try JPEGDecoder.decode(bytes) }
    }
    #expect(throws: JPEGError.notJPEG) { try JPEGDecoder.decode([]) }
    #expect(throws: JPEGError.notJPEG) { try JPEGDecoder.decode(Array("GIF89a".utf8)) }
    #expect(throws: JPEGError.tooManyBytes(67_108_865)) {
      try JPEGDecoder.decode([UInt8](repeating: 0xFF, count: 67_108_865))
    }
  }

  @Test func `a progressive picture of too many scans is refused`() throws {
    let bytes = try Fixture.bytes("progressive.jpg")
    let count = (0..<bytes.count - 1).count { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xDA }
    #expect(count > 4)
    #expect(throws: JPEGError.malformed("it has too many scans")) {
      try JPEGDecoder.decode(bytes, maximumScanCount: count - 1)
    }
    #expect(try JPEGDecoder.decode(bytes, maximumScanCount: count).picture.width == 53)
  }
}

// What happens to JPEGs that were cut or changed.
@Suite struct DamagedJPEGTests {
  @Test(arguments: ["full", "progressive", "restarts", "orientation6", "srgb-profile"])
  func `a picture that ends early is refused at every length`(name: String) throws {
    let bytes = try Fixture.bytes("\(name).jpg")
    for count in 3..<bytes.count {
      #expect(throws: JPEGError.truncated(byteCount: count), "\(count)") {
        try JPEGDecoder.decode(Array(bytes[..<count]))
      }
    }
  }

  @Test(arguments: ["full", "halved", "progressive", "restarts", "grey", "orientation6", "cmyk"])
  func `flipped bits give an error or a picture`(name: String) throws {
    let bytes = try Fixture.bytes("\(name).jpg")
    for place in bytes.indices {
      for mask in [0x01, 0x80, 0xFF] as [UInt8] {
        var changed = bytes
        changed[place] ^= mask
        // No trap, whatever comes.
        let decoded = try? JPEGDecoder.decode(changed)
        if let decoded { #expect(decoded.picture.width * decoded.picture.height > 0) }
      }
    }
  }

  @Test func `noise behind a start is refused`() {
    var state: UInt64 = 7
    for _ in 0..<2000 {
      let noise = (0..<60).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 56)
      }
      #expect(throws: JPEGError.self) { try JPEGDecoder.decode([0xFF, 0xD8, 0xFF] + noise) }
    }
  }

  @Test func `damage that libjpeg would only warn about is refused`() throws {
    var bytes = try Fixture.bytes("restarts.jpg")
    let place = try #require(
      (0..<bytes.count - 1).last { bytes[$0] == 0xFF && (0xD0...0xD7).contains(bytes[$0 + 1]) })
    bytes[place + 1] = bytes[place + 1] == 0xD0 ? 0xD5 : 0xD0
    let error = #expect(throws: JPEGError.self) { try JPEGDecoder.decode(bytes) }
    #expect(
      error?.description.hasPrefix("JPEG is damaged: Corrupt JPEG data: ") ?? false,
      "\(error as Any)")
  }

  @Test(
    arguments: [
      (.notJPEG, "Picture is not a JPEG"),
      (.truncated(byteCount: 9), "JPEG data end after 9 bytes"),
      (.tooManyBytes(70_000_000), "JPEG has 70000000 bytes; at most 67108864 can be read"),
      (.tooLarge(width: 9000, height: 1), "Picture is 9000x1; at most 8192x8192 can be read"),
      (
        .tooManyPixels(width: 8192, height: 8192),
        "Picture is 8192x8192, 67108864 pixels; at most 40000000 can be read"
      ),
      (.malformed("its width is 0"), "JPEG is damaged: its width is 0"),
      (
        .unsupported("12 bits a sample"),
        "JPEG has 12 bits a sample, which is not read; save the picture as an 8-bit RGB PNG"
      ),
      (.outOfMemory, "There is not enough memory for the picture"),
    ] as [(JPEGError, String)])
  func `every message is a sentence`(error: JPEGError, sentence: String) {
    #expect(error.description == sentence)
  }
}

// Pictures made for these tests.
private enum Fixture {
  static func bytes(_ name: String) throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    return Array(try Data(contentsOf: folder.appending(path: "Fixtures/\(name)")))
  }

  static func picture(_ name: String) throws -> Picture {
    try PNGDecoder.decode(bytes(name)).picture
  }
}
