/// With which bytes a picture was sent, and what came of it.
public struct DisplayDetail: Hashable, Sendable {
  /// The kind of bytes within the renderer.
  ///
  /// `raw`, `png`, `redefine`, `layers`, `shared-layers`, `single`, `half-block`, `ascii`, or
  /// `simulated`; see ``isName(_:_:)``, with 1 to 16 signs.
  public var technique: String
  /// The largest difference of a shown sample, in 8-bit levels; 0 when exact, nil for characters.
  public var maximumAbsoluteError: Int?
  /// The number of images that hold the picture.
  public var imageCount: Int
  /// The number of bytes of those images.
  public var byteCount: Int
  /// The number of different colours shown, at most 2^24; 0 is true colour.
  public var colours: Int
  /// The number of sixel colour registers an image may use, 0...65536; 0 without sixels.
  public var registers: Int
  /// The rule by which sixel colours became samples, such as `xterm`; empty without sixels.
  public var percentCurve: String
  /// From the last byte written to the terminal's answer in milliseconds; nil when the terminal did
  /// not confirm in time.
  public var acknowledgedMilliseconds: Int?
  /// What the picture's file said about its colours, such as `sRGB=0 gAMA=45455`.
  ///
  /// Empty when it said nothing; see ``isColourText(_:)``. Samples are never changed by it.
  public var colourChunks: String

  /// A detail with every part given.
  public init(
    technique: String, maximumAbsoluteError: Int?, imageCount: Int, byteCount: Int, colours: Int,
    registers: Int, percentCurve: String, acknowledgedMilliseconds: Int?, colourChunks: String
  ) {
    self.technique = technique
    self.maximumAbsoluteError = maximumAbsoluteError
    self.imageCount = imageCount
    self.byteCount = byteCount
    self.colours = colours
    self.registers = registers
    self.percentCurve = percentCurve
    self.acknowledgedMilliseconds = acknowledgedMilliseconds
    self.colourChunks = colourChunks
  }
}

extension DisplayDetail {
  /// The largest difference that two 8-bit samples have.
  public static let errors = 0...255
  /// As many colours as there are.
  public static let colourCounts = 0...(1 << 24)
  /// As many registers as a terminal may have.
  public static let registerCounts = 0...65536

  /// Returns whether a text can be the name of a technique or rule.
  ///
  /// Such a name has lower-case letters, digits and hyphens of a number in `length`, a letter first.
  public static func isName(_ text: String, _ length: ClosedRange<Int>) -> Bool {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    return length.contains(text.utf8.count) && text.utf8.first.map(letters.contains) ?? true
      && text.utf8.allSatisfy {
        letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "-")
      }
  }

  /// Returns whether a text can be the words about a picture's colours.
  ///
  /// Such a text has at most 128 printable ASCII characters, a letter first.
  public static func isColourText(_ text: String) -> Bool {
    let first = text.utf8.first.map { $0 | 0x20 } ?? UInt8(ascii: "a")
    return text.utf8.count <= 128 && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
      && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
  }
}
