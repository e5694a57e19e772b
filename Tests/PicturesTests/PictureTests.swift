import Pictures
import Testing

@Suite struct PictureTests {
  @Test func `samples that do not fill the picture are refused`() {
    let error = PictureError.wrongSampleCount(found: 11, expected: 12)
    #expect(throws: error) {
      try Picture(width: 2, height: 2, samples: [UInt8](repeating: 0, count: 11))
    }
    #expect("\(error)" == "Picture has 11 samples instead of 12")
  }

  @Test(arguments: [(0, 4), (4, 0), (-1, -1), (Int.max, 2)])
  func `a picture without countable pixels is refused`(width: Int, height: Int) {
    #expect(throws: PictureError.invalidSize(width: width, height: height)) {
      try Picture(width: width, height: height, samples: [])
    }
  }

  @Test func `an invalid size is explained`() {
    #expect(
      "\(PictureError.invalidSize(width: 0, height: 4))" == "A picture cannot be 0x4 pixels")
  }

  @Test func `cropping keeps the pixels of the region`() throws {
    let picture = try Picture.made(5, 4) { x, y, c in 100 * c + 10 * y + x }
    let cropped = try picture.cropped(to: PictureRegion(x: 3, y: 1, width: 2, height: 3))
    #expect(cropped.width == 2)
    #expect(cropped.height == 3)
    #expect(
      cropped.samples == [
        13, 113, 213, 14, 114, 214, 23, 123, 223, 24, 124, 224, 33, 133, 233, 34, 134, 234,
      ])
  }

  @Test(arguments: [
    PictureRegion(x: -1, y: 0, width: 2, height: 2), PictureRegion(x: 0, y: 3, width: 1, height: 2),
    PictureRegion(x: 4, y: 0, width: 2, height: 1), PictureRegion(x: 0, y: 0, width: 0, height: 1),
    PictureRegion(x: Int.max, y: 0, width: 1, height: 1),
    PictureRegion(x: 1, y: 0, width: Int.max, height: 1),
  ])
  func `a region beyond the picture is refused`(region: PictureRegion) throws {
    let picture = try Picture.made(5, 4) { _, _, _ in 0 }
    #expect(throws: PictureError.regionOutsidePicture(region, width: 5, height: 4)) {
      try picture.cropped(to: region)
    }
  }

  @Test func `a region beyond the picture is explained`() {
    let region = PictureRegion(x: 4, y: 0, width: 2, height: 1)
    #expect(
      "\(PictureError.regionOutsidePicture(region, width: 5, height: 4))"
        == "Region 2x1 at (4, 0) is not inside the picture of 5x4 pixels")
  }

  @Test func `enlarging repeats pixels in both directions`() throws {
    let picture = try Picture(width: 2, height: 1, samples: [1, 2, 3, 4, 5, 6])
    let row: [UInt8] = [1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6]
    let enlarged = picture.enlarged(by: 2)
    #expect(enlarged.width == 4)
    #expect(enlarged.height == 2)
    #expect(enlarged.samples == row + row)
    #expect(picture.enlarged(by: 1) == picture)
  }

  @Test func `the signal-to-noise ratio of a difference of one everywhere is 48_13 dB`() throws {
    let picture = try Picture.made(3, 2) { _, _, _ in 100 }
    let other = try Picture.made(3, 2) { x, _, _ in x == 0 ? 99 : 101 }
    // 20 log10(255).
    #expect(abs(picture.peakSignalToNoiseRatio(against: other) - 48.130_803_6) < 1e-6)
    #expect(picture.maximumAbsoluteError(against: other) == 1)
  }

  @Test func `black against white has a ratio of zero`() throws {
    let black = try Picture.made(2, 2) { _, _, _ in 0 }
    let white = try Picture.made(2, 2) { _, _, _ in 255 }
    #expect(black.peakSignalToNoiseRatio(against: white) == 0)
    #expect(black.maximumAbsoluteError(against: white) == 255)
  }

  @Test func `equal pictures have an infinite ratio and no error`() throws {
    let picture = try Picture.random(4, 4, seed: 1)
    #expect(picture.peakSignalToNoiseRatio(against: picture) == .infinity)
    #expect(picture.maximumAbsoluteError(against: picture) == 0)
  }
}
