import Foundation

/// The forms in which `opine doctor` prints.
enum DoctorFormat: String, CaseIterable {
  case table
  case json
}

extension DoctorReport {
  /// The report in one form; the only place that tells the forms apart.
  func bytes(_ format: DoctorFormat) -> [UInt8] {
    switch format {
    case .table: Array((lines.joined(separator: "\n") + "\n").utf8)
    case .json: json
    }
  }

  private var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { Array($0) + [UInt8(ascii: "\n")] } ?? []
  }

  private var lines: [String] {
    var lines = facts.map { Self.row($0.0, $0.1, width: 12) }
    lines += [""] + answerLines
    if let session { lines += [""] + sessionLines(session) }
    if let hint { lines += ["", "What to change", "  \(hint)"] }
    return lines
  }

  private var facts: [(String, String)] {
    var facts = [
      ("Terminal", terminal),
      ("TERM", term.isEmpty ? "not set" : term),
      ("Locale", "\(locale.isEmpty ? "not set" : locale), \(isUtf8 ? "UTF-8" : "not UTF-8")"),
      ("Colours", hasColour ? "yes" : "no"),
      ("Connection", connection),
    ]
    if let columns, let rows {
      let pixels = widthInPixels.flatMap { width in
        heightInPixels.map { ", \(width) x \($0) pixels" }
      }
      facts.append(("Window", "\(columns) x \(rows) cells\(pixels ?? "")"))
    }
    if session != nil {
      let cell = cellWidthInPixels.flatMap { width in
        cellHeightInPixels.map { "\(width) x \($0) pixels" }
      }
      facts.append(("Cell", cell ?? "the terminal does not tell its size"))
    }
    return facts
  }

  private var connection: String {
    let parts = [multiplexer ? "inside a multiplexer" : nil, ssh ? "over ssh" : nil]
    let known = parts.compactMap { $0 }
    return known.isEmpty ? "direct" : known.joined(separator: ", ")
  }

  private var answerLines: [String] {
    guard let answers else { return silence }
    let registers = answers.sixelRegisters.map { ", \($0) colour registers" } ?? ""
    let rows = [
      ("name", answers.version ?? "none"),
      ("kitty graphics", Self.yes(answers.kittyGraphics)),
      ("sixels", Self.yes(answers.sixels) + (answers.sixels ? registers : "")),
      ("inline pictures", Self.yes(answers.inlinePictures) + " (known by the name only)"),
      ("synchronised output", Self.yes(answers.synchronisedOutput)),
    ]
    return ["What the terminal answered"] + rows.map { "  " + Self.row($0.0, $0.1, width: 19) }
  }

  /// Why there are no answers.
  private var silence: [String] {
    switch questions {
    case "notATerminal":
      [
        "Nothing could be asked: standard input or output is not a terminal",
        "Run 'opine doctor' in the window where people will rate",
      ]
    case "dumb": ["Nothing was asked: the variable TERM says that the terminal is dumb"]
    default: ["The terminal did not answer within 1.5 seconds"]
    }
  }

  private func sessionLines(_ session: Session) -> [String] {
    let verified =
      isVerified
      ? "yes: the screen of this program was compared with the files"
      : "no: nobody has compared the screen of this program with the files"
    let rows = [
      ("drawn with", "\(session.renderer): \(session.reason)"),
      (
        "alternatives",
        session.alternatives.isEmpty ? "none" : session.alternatives.joined(separator: ", ")
      ),
      ("measured", verified),
      ("display.minimum exact", session.acceptsExact ? "accepted" : "refused"),
      ("display.minimum pixels", session.acceptsPixels ? "accepted" : "refused"),
    ]
    return ["A session here"] + rows.map { "  " + Self.row($0.0, $0.1, width: 22) } + [""]
      + displayLines
  }

  private var displayLines: [String] {
    let title =
      "Expected error of the display (sample of 256 x 256 pixels, \(sampleColours) colours)"
    let rows = display.map { row in
      let noun = row.pictures == 1 ? "1 picture" : "\(row.pictures) on a page"
      return "  " + Self.row(noun, Self.words(row), width: 11)
    }
    return [title] + rows
  }

  private static func words(_ display: ExpectedDisplay) -> String {
    if let problem = display.problem { return problem }
    if display.isExact { return "exact" }
    let error = display.maximumAbsoluteError.map { "at most \($0) of 255 levels" } ?? ""
    let decibels = display.psnrDb.map { ", \(tenths($0)) dB" } ?? ""
    let limit = Int(ExpectedDisplay.faithful)
    return error + decibels + (display.technique.map { " (\($0))" } ?? "")
      + (display.isFaithful ? "" : ": below the \(limit) dB that rating should have")
  }

  private static func yes(_ value: Bool) -> String { value ? "yes" : "no" }

  private static func tenths(_ value: Double) -> String {
    let number = Int((value * 10).rounded())
    return "\(number / 10).\(number % 10)"
  }

  private static func row(_ name: String, _ value: String, width: Int) -> String {
    name + String(repeating: " ", count: max(0, width - name.utf8.count) + 2) + value
  }
}
