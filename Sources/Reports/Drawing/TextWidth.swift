import StudyModel

/// How wide texts are, near enough to lay plots out without a font.
///
/// The widths are those of DejaVu Sans rounded up, one of the widest fonts in use, so that texts of
/// other fonts fit too.
enum TextWidth {
  /// Returns the width of a text in points.
  static func of(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ems(of: $1) } * size
  }

  /// Returns the text, or its beginning with "…" where it is wider than there is room.
  static func fitted(_ text: String, width: Double, size: Double) -> String {
    let safe = text.terminalSafe
    guard of(safe, size: size) > width else { return safe }
    var result = String.UnicodeScalarView()
    var rest = width - of("…", size: size)
    for scalar in safe.unicodeScalars {
      rest -= ems(of: scalar) * size
      if rest < 0 { break }
      result.append(scalar)
    }
    return String(result) + "…"
  }

  /// Returns the text broken between words so that lines fit; a longer word stays whole.
  static func wrapped(_ text: String, width: Double, size: Double) -> [String] {
    var lines: [String] = []
    for word in text.terminalSafe(longest: 4096).split(separator: " ") {
      if let last = lines.last, of(last + " " + word, size: size) <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  private static func ems(of scalar: Unicode.Scalar) -> Double {
    switch scalar.value {
    case 0x20, 0x21, 0x27, 0x28, 0x29, 0x2C, 0x2D, 0x2E, 0x2F, 0x3A, 0x3B, 0x5B...0x5D, 0x66, 0x69,
      0x6A, 0x6C, 0x72, 0x74, 0x7C, 0x49:
      0.4
    case 0x25, 0x40, 0x4D, 0x57, 0x6D, 0x77: 0.98
    case 0x41...0x5A, 0x26, 0x2B, 0x3C...0x3E: 0.78
    case 0x21...0x7E: 0.64
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0x1F300...0x1FAFF, 0x20000...0x3FFFF:
      1.05
    default:
      scalar.properties.generalCategory == .nonspacingMark ? 0 : 0.85
    }
  }
}
