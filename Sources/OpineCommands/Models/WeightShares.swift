import StudyModel

/// Two weights files with their shares in an interpolation: `psnr.pth:0.2,gan.pth:0.8`.
struct WeightShares: Equatable {
  /// A file and its share.
  struct Part: Equatable {
    let path: String
    let share: Double
  }

  let first: Part
  let second: Part

  /// Reads the form above; nil for a text without it, such as the path of one file.
  ///
  /// - Throws: A sentence where the shares are not from 0 to 1 with the sum 1 (within 1e-9).
  init?(_ text: String) throws {
    let bytes = Array(text.utf8)
    let commas = bytes.indices.filter { bytes[$0] == UInt8(ascii: ",") }
    let pairs = commas.compactMap { comma -> (Part, Part)? in
      guard let first = Self.part(bytes[..<comma]), let second = Self.part(bytes[(comma + 1)...])
      else { return nil }
      return (first, second)
    }
    // Paths may hold commas and colons; more than one reading is none.
    guard pairs.count == 1, let (first, second) = pairs.first else { return nil }
    (self.first, self.second) = (first, second)
    let isComplete = abs(first.share + second.share - 1) <= 1e-9
    guard isComplete, (0...1).contains(first.share), (0...1).contains(second.share) else {
      throw CommandError(
        "The shares of '\(text.terminalSafe)' are \(first.share) and \(second.share); they must be "
          + "from 0 to 1 and add up to 1")
    }
  }

  private static func part(_ bytes: ArraySlice<UInt8>) -> Part? {
    guard let colon = bytes.lastIndex(of: UInt8(ascii: ":")), colon > bytes.startIndex,
      let share = Double(String(decoding: bytes[(colon + 1)...], as: UTF8.self)), share.isFinite
    else { return nil }
    return Part(path: String(decoding: bytes[..<colon], as: UTF8.self), share: share)
  }
}
