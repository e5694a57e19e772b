import StudyModel

/// Text made safe for HTML and SVG: as scalars, so that no combining mark hides a quote.
enum Markup {
  /// Returns text for the inside of an element.
  static func text(_ text: String) -> String { escaped(text, longest: 4096) }

  /// Returns text for the inside of quotes.
  static func attribute(_ text: String) -> String { escaped(text, longest: 4096) }

  private static func escaped(_ text: String, longest: Int) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.terminalSafe(longest: longest).unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "'": result.append(contentsOf: "&#39;".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
