import Pictures
import Testing

@Suite struct DegradationTests {
  // The kernel is symmetric about the centre at 5.5, between the sixth and the seventh column.
  @Test(arguments: Degradation.allCases)
  func `a step inside a block is met half way`(convention: Degradation) throws {
    let picture = try Picture.made(12, 4) { x, _, _ in x < 6 ? 0 : 200 }
    #expect(try picture.reduced(by: 4, following: convention).reds[1] == 100)
  }

  // The first output is centred at 0.5; widened by 2, the kernel gives columns 0, -1, -2 and -3
  // half of 0.8671875, 0.2265625, -0.0703125 and -0.0234375. Replicated, all four are column 0:
  // 0.5 * 255, rounded up. Mirrored, only column -1 is: 0.546875 * 255 = 139.45.
  @Test func `edges are repeated by one convention and mirrored by the other`() throws {
    let picture = try Picture.made(8, 2) { x, _, _ in x == 0 ? 255 : 0 }
    #expect(try picture.reduced(by: 2, following: .matlabReplicated).reds[0] == 128)
    #expect(try picture.reduced(by: 2, following: .matlabMirrored).reds[0] == 139)
  }

  // Computed from the definitions with dense matrices over padded rows, in another language.
  @Test(arguments: [
    (
      Degradation.matlabReplicated,
      [
        72, 92, 88, 159, 166, 169, 107, 112, 117, 136, 142, 143, 129, 134, 139, 134, 141, 151, 113,
        117, 120, 156, 159, 163, 160, 156, 167, 105, 120, 116, 137, 141, 151, 128, 128, 136,
      ]
    ),
    (
      .matlabMirrored,
      [
        70, 90, 85, 159, 166, 169, 107, 112, 117, 138, 144, 145, 128, 132, 137, 134, 141, 151, 112,
        117, 120, 155, 159, 162, 161, 159, 168, 104, 119, 114, 139, 143, 153, 125, 124, 133,
      ]
    ),
    (
      .gaussian,
      [
        79, 97, 93, 150, 157, 159, 108, 113, 118, 137, 144, 144, 126, 131, 136, 131, 138, 147, 117,
        121, 125, 153, 155, 160, 155, 153, 163, 111, 125, 121, 137, 140, 150, 127, 128, 135,
      ]
    ),
  ])
  func `a patterned picture is reduced by 4 as an independent program does it`(
    convention: Degradation, expected: [Int]
  ) throws {
    let reduced = try Picture.patterned(16, 12).reduced(by: 4, following: convention)
    #expect(reduced.samples.map(Int.init) == expected)
  }

  @Test(arguments: Degradation.allCases)
  func `a uniform picture stays uniform in every convention`(convention: Degradation) throws {
    let picture = try Picture.made(12, 8) { _, _, c in [7, 128, 255][c] }
    #expect(
      try picture.reduced(by: 4, following: convention)
        == (try Picture.made(3, 2) { _, _, c in [7, 128, 255][c] }))
  }

  // The kernel reaches further than the picture is wide: mirrored again and again.
  @Test(arguments: Degradation.allCases)
  func `a picture of one block becomes one pixel`(convention: Degradation) throws {
    let picture = try Picture.made(4, 4) { x, _, _ in x < 2 ? 0 : 200 }
    #expect(try picture.reduced(by: 4, following: convention).reds == [100])
  }
}

// Every low-resolution picture published with the SelfExSR data, which MATLAB's imresize made.
@Suite(
  .enabled(if: SharedData.hasPictures, "The pictures of ../shared/data/sr are not there"))
struct PublishedDegradationTests {
  static let paths =
    (1...5).map { "Set5/*/img_\(number($0))" } + (1...14).map { "Set14/*/img_\(number($0))" }
    + stride(from: 1, through: 96, by: 5).map { "BSD100/*/img_\(number($0))" }

  private static func number(_ value: Int) -> String {
    String("000\(value)".suffix(3))
  }

  @Test(arguments: paths)
  func `reduction by 4 equals MATLAB's in every sample`(path: String) throws {
    let high = try picture("images/" + path.replacing("*", with: "HR"))
    let low = try picture("images/" + path.replacing("*", with: "LRx4"))
    #expect(try high.reduced(by: 4, following: .matlabReplicated) == low)
  }

  private func picture(_ path: String) throws -> Picture {
    try PNGDecoder.decode(SharedData.bytes(path + ".png")).picture
  }
}
