import Foundation
import Testing

@testable import Pictures

@Suite struct PictureQualityTests {
  private func uniform(_ width: Int, _ height: Int, _ colour: [Int]) throws -> Picture {
    try Picture.made(width, height) { _, _, c in colour[c] }
  }

  // (2 * 100 * 110 + C1) / (100^2 + 110^2 + C1) with C1 = 2.55^2 = 6.5025.
  private static let luminanceOf100And110 = 22006.5025 / 22106.5025

  @Test func `a grey pixel is its level in the full range`() throws {
    let quality = try PictureQuality(
      of: uniform(1, 1, [110, 110, 110]), reference: uniform(1, 1, [100, 100, 100]), shave: 0,
      range: .full)
    let decibels = 10 * log10(65025.0 / 100)
    #expect(abs(quality.lumaPSNR - decibels) < 1e-9)
    #expect(abs(quality.roundedLumaPSNR - decibels) < 1e-9)
    #expect(abs(quality.colourPSNR - decibels) < 1e-9)
    #expect(abs(quality.daalaSSIM - Self.luminanceOf100And110) < 1e-9)
    #expect(quality.lumaSSIM == nil)
    #expect(quality.roundedLumaSSIM == nil)
    #expect(quality.multiScaleSSIM == nil)
  }

  // Y of 100 is 16 + 219 * 100 / 255 = 101.88, of 110 it is 110.47; rounded 102 and 110.
  @Test func `grey in the studio range is compressed like colour`() throws {
    let quality = try PictureQuality(
      of: uniform(1, 1, [110, 110, 110]), reference: uniform(1, 1, [100, 100, 100]), shave: 0)
    #expect(abs(quality.lumaPSNR - 20 * log10(25.5 * 255 / 219)) < 1e-9)
    #expect(abs(quality.roundedLumaPSNR - 10 * log10(65025.0 / 64)) < 1e-9)
    #expect(abs(quality.colourPSNR - 10 * log10(65025.0 / 100)) < 1e-9)
  }

  // 65.481 - 24.966 = 40.515 levels of Y; 81.481 and 40.966 are rounded to 81 and 41. Two of
  // three samples differ by 255.
  @Test func `red and blue differ by the difference of their weights`() throws {
    let quality = try PictureQuality(
      of: uniform(2, 3, [255, 0, 0]), reference: uniform(2, 3, [0, 0, 255]), shave: 0)
    #expect(abs(quality.lumaPSNR - 20 * log10(255 / 40.515)) < 1e-9)
    #expect(abs(quality.roundedLumaPSNR - 20 * log10(255.0 / 40)) < 1e-9)
    #expect(abs(quality.colourPSNR - 10 * log10(1.5)) < 1e-9)
  }

  @Test func `red has its weight in the full range`() throws {
    let quality = try PictureQuality(
      of: uniform(2, 2, [255, 0, 0]), reference: uniform(2, 2, [0, 0, 0]), shave: 0,
      range: .full)
    #expect(abs(quality.lumaPSNR + 20 * log10(0.299)) < 1e-9)
  }

  @Test func `a uniform window has the similarity of its luminance`() throws {
    let quality = try PictureQuality(
      of: uniform(11, 11, [110, 110, 110]), reference: uniform(11, 11, [100, 100, 100]), shave: 0,
      range: .full)
    #expect(abs(try #require(quality.lumaSSIM) - Self.luminanceOf100And110) < 1e-9)
  }

  @Test func `uniform pictures differ only at the fifth scale`() throws {
    let quality = try PictureQuality(
      of: uniform(161, 161, [110, 110, 110]), reference: uniform(161, 161, [100, 100, 100]),
      shave: 0, range: .full)
    let expected = pow(Self.luminanceOf100And110, 0.1333)
    #expect(abs(try #require(quality.multiScaleSSIM) - expected) < 1e-9)
  }

  @Test func `equal pictures have no noise`() throws {
    let picture = try Picture.patterned(170, 165)
    let quality = try PictureQuality(of: picture, reference: picture, shave: 0)
    #expect(quality.lumaPSNR == .infinity)
    #expect(quality.roundedLumaPSNR == .infinity)
    #expect(quality.colourPSNR == .infinity)
    for similarity in [
      quality.lumaSSIM, quality.roundedLumaSSIM, quality.daalaSSIM, quality.multiScaleSSIM,
    ] {
      #expect(abs(try #require(similarity) - 1) < 1e-12)
    }
  }

  // The values of an independent program in another language, after cutting four pixels: its
  // filters are two-dimensional, its planes whole.
  @Test(arguments: [
    (
      37, 23,
      [
        22.83194145001631, 22.824155909933395, 20.903840441838717, 0.8793231682522066,
        0.8789871736755338, 0.9879502557161292, nil,
      ]
    ),
    (
      175, 170,
      [
        22.961652328119232, 22.95544753034425, 21.038140891427084, 0.8834771802836908,
        0.8833577390572788, 0.8485207370277487, 0.9457239616574576,
      ]
    ),
  ])
  func `patterned pictures are measured as by an independent program`(
    width: Int, height: Int, expected: [Double?]
  ) throws {
    let reference = try Picture.patterned(width, height)
    let quality = try PictureQuality(
      of: reference.disturbed(), reference: reference, shave: 4)
    let measured = [
      quality.lumaPSNR, quality.roundedLumaPSNR, quality.colourPSNR, quality.lumaSSIM,
      quality.roundedLumaSSIM, quality.daalaSSIM, quality.multiScaleSSIM,
    ]
    for (value, golden) in zip(measured, expected) {
      #expect((value == nil) == (golden == nil))
      if let value, let golden { #expect(abs(value - golden) < 1e-9) }
    }
  }

  @Test func `pictures of different sizes are not compared`() throws {
    let error = MetricError.differentSizes(
      width: 12, height: 8, referenceWidth: 8, referenceHeight: 12)
    #expect(throws: error) {
      try PictureQuality(
        of: uniform(12, 8, [0, 0, 0]), reference: uniform(8, 12, [0, 0, 0]), shave: 0)
    }
    #expect(
      "\(error)" == "Picture is 12x8, but its reference is 8x12; only equal sizes are compared")
  }

  @Test(arguments: [4, 5, Int.max])
  func `a picture of which nothing is left is not compared`(shave: Int) throws {
    let picture = try uniform(8, 20, [0, 0, 0])
    let error = MetricError.nothingLeft(width: 8, height: 20, shave: shave)
    #expect(throws: error) { try PictureQuality(of: picture, reference: picture, shave: shave) }
    #expect(
      "\(error)"
        == "Nothing is left of a picture of 8x20 pixels when \(shave) are cut from each edge")
  }

  // Deviation 1.5: 256 / (1.5 sqrt(2 pi)) = 68.09, times exp(-d^2 / 4.5) = 0.8007, 0.4111, 0.1353
  // and 0.0286, rounded; the middle is what is left of 256.
  @Test func `the window for 256 rows has the taps of the published tool`() {
    #expect(
      DaalaSimilarity.taps(width: 300, height: 256) == [2, 9, 28, 55, 68, 55, 28, 9, 2])
    #expect(DaalaSimilarity.taps(width: 2, height: 256) == [55, 146, 55])
  }

  @Test func `halving averages blocks and repeats an odd edge`() {
    let plane = LumaPlane(width: 3, height: 3, values: [1, 3, 8, 5, 7, 4, 2, 6, 9])
    let halved = plane.halved()
    #expect(halved.width == 2 && halved.height == 2)
    #expect(halved.values == [4, 6, 4, 9])
  }
}
