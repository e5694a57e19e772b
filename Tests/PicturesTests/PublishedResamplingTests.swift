import Pictures
import Testing

// Pictures reduced by MATLAB's imresize, published with the SelfExSR data, and enlargements
// computed from them with an independent program. All must be met exactly.
@Suite(
  .enabled(if: SharedData.hasPictures, "The pictures of ../shared/data/sr are not there"))
struct PublishedResamplingTests {
  static let reduced =
    (1...5).map { "Set5/*/img_00\($0)" } + [
      "Set14/*/img_003", "Set14/*/img_005", "BSD100/*/img_021",
    ]

  static let stimuli = [
    "baboon", "baby", "bird", "butterfly", "comic", "head", "monarch", "woman", "zebra",
  ]

  @Test(arguments: reduced)
  func `reduction by 4 equals MATLAB's`(path: String) throws {
    let high = try picture("images/" + path.replacing("*", with: "HR"))
    let low = try picture("images/" + path.replacing("*", with: "LRx4"))
    #expect(try high.reduced(by: 4) == low)
  }

  @Test(arguments: stimuli, Resampling.allCases)
  func `enlargement by 4 equals the stimulus`(name: String, kernel: Resampling) throws {
    let low = try picture("stimuli/\(name)/lr")
    let expected = try picture("stimuli/\(name)/\(kernel.rawValue)")
    #expect(low.enlarged(by: 4, using: kernel) == expected)
  }

  private func picture(_ path: String) throws -> Picture {
    try PNGDecoder.decode(SharedData.bytes(path + ".png")).picture
  }
}
