import StudyModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How wide a report may be, and whether it may use more than ASCII.
struct TextLayout: Equatable {
  /// The columns of the terminal; at least 40.
  var columns = 80
  /// Whether pictures of numbers are drawn with ASCII alone.
  var isASCII = false

  /// The layout for standard output: `COLUMNS`, else the terminal's width, else 80 columns; ASCII
  /// where the locale has no UTF-8 or the terminal is dumb.
  static func standardOutput(
    ascii: Bool, environment: [String: String] = Program.environment
  ) -> TextLayout {
    let named = environment["COLUMNS"].flatMap { Int($0) }
    let columns = named.flatMap { $0 > 0 ? $0 : nil } ?? terminalColumns ?? 80
    let locale =
      ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty } ?? ""
    let isUTF8 = ["utf-8", "utf8"].contains { name in
      locale.lowercased().utf8.split(separator: UInt8(ascii: ".")).last.map {
        String(decoding: $0, as: UTF8.self).utf8.starts(with: name.utf8)
      } ?? false
    }
    return TextLayout(
      columns: min(max(columns, 40), 1000),
      isASCII: ascii || !isUTF8 || environment["TERM"] == "dumb")
  }

  private static var terminalColumns: Int? {
    var size = winsize()
    guard isatty(1) == 1, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  /// Breaks a sentence between words; further lines are indented by two blanks.
  func wrapped(_ sentence: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in sentence.split(separator: " ") {
      if line.isEmpty {
        line = String(word)
      } else if line.count + 1 + word.count > columns {
        lines.append(line)
        line = "  " + word
      } else {
        line += " " + word
      }
    }
    return lines + [line]
  }
}
