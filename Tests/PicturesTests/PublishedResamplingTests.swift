import Pictures
import Testing

// Enlargements of published pictures, computed with an independent program; all must be met exactly.
@Suite(
  .enabled(if: SharedData.hasPictures, "The pictures of ../shared/data/sr are not there"))
struct PublishedResamplingTests {
  static let stimuli = [
    "baboon", "baby", "bird", "butterfly", "comic", "head", "monarch", "woman", "zebra",
  ]

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
