extension String {
  /// The text with everything that could steer a terminal replaced by U+FFFD.
  ///
  /// Replaced are control, format (among them bidirectional overrides), surrogate, private and
  /// unassigned scalars and line and paragraph separators; a third combining mark in a row and
  /// later ones are dropped, and so is everything after 256 scalars (CWE-150).
  public var terminalSafe: String { terminalSafe(longest: 256) }

  /// The text made safe for a terminal, cut after `longest` scalars.
  public func terminalSafe(longest: Int) -> String {
    var result = String.UnicodeScalarView()
    var marks = 0
    var count = 0
    for scalar in unicodeScalars {
      guard count < longest else { break }
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
        .paragraphSeparator:
        marks = 0
        result.append("\u{FFFD}")
      case .nonspacingMark, .enclosingMark, .spacingMark:
        marks += 1
        guard marks <= 2 else { continue }
        result.append(scalar)
      default:
        marks = 0
        result.append(scalar)
      }
      count += 1
    }
    return String(result)
  }
}
