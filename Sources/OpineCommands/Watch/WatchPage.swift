import StudyModel

/// Draws a reading as lines of text: the same reading, time and size always give the same lines.
struct WatchPage {
  /// A line and what it is.
  struct Line: Equatable {
    enum Style: Equatable {
      case plain
      case heading
      case active
      case warning
    }

    var text: String
    var style = Style.plain
  }

  let reading: WatchReading
  /// Milliseconds since 1970.
  let now: Int64
  /// Cells a line, at least 1.
  let width: Int
  /// The most lines; nil takes what is needed.
  let height: Int?

  /// The lines, none longer than the width and no more than the height.
  var lines: [Line] {
    let below = methods + footer
    var above = [Line(text: reading.title.terminalSafe, style: .heading)]
    switch reading.content {
    case .nothingYet:
      above += [target, Line(text: ""), Line(text: Self.nothingYet)]
    case .failure(let sentence):
      above.append(Line(text: ""))
      above += sentence.split(separator: "\n").flatMap { wrapped(String($0)) }
        .map { Line(text: $0, style: .warning) }
    case .raters(let raters):
      let summary = summary(raters)
      let space = height.map { max(1, $0 - above.count - summary.count - below.count - 3) }
      above += summary + [Line(text: "")] + table(raters, rows: space)
    }
    let all = above + (below.isEmpty ? [] : [Line(text: "")] + below)
    return all.prefix(height ?? all.count).map {
      Line(
        text: String(String.UnicodeScalarView($0.text.unicodeScalars.prefix(width))),
        style: $0.style)
    }
  }

  static let nothingYet = "Nobody has rated yet; 'opine rate STUDY --rater CODE' begins"
  static let hidden =
    "MOS is hidden: who knows interim results may steer or stop the study by them; --unblind "
    + "shows it"

  private var target: Line {
    Line(text: "Raters finished: 0 of \(reading.targetRaters.map(String.init) ?? "?")")
  }

  private func summary(_ raters: [WatchedRater]) -> [Line] {
    let finished = raters.count { $0.state == .finished }
    let wanted = max(reading.targetRaters ?? 0, raters.count, 1)
    let share = raters.map(\.share).reduce(0, +) / Double(wanted)
    let percent = Int((share * 100).rounded(.down))
    let facts = [
      "Raters finished: \(finished) of \(reading.targetRaters.map(String.init) ?? "?")",
      "begun: \(raters.count)", "ratings: \(raters.map(\.ratings).reduce(0, +))",
      "done: about \(percent) %",
    ]
    let bar = Self.bar(share, width: min(max(width - 2, 1), 60))
    return [Line(text: facts.joined(separator: ", ")), Line(text: bar)]
  }

  /// The table with at most `rows` raters: those who rate now first.
  private func table(_ raters: [WatchedRater], rows: Int?) -> [Line] {
    guard !raters.isEmpty else { return [Line(text: Self.nothingYet)] }
    let sorted = raters.sorted {
      ($0.state.rawValue, $0.ordinal) < ($1.state.rawValue, $1.ordinal)
    }
    let limit = rows.map { sorted.count <= $0 ? sorted.count : max(0, $0 - 1) } ?? sorted.count
    let shown = sorted.prefix(limit)
    let bare = cells(Array(shown), bar: 0)
    let rest = width - (bare.first?.count ?? 0) - 3
    let text = cells(Array(shown), bar: rest < 4 ? 0 : min(rest, 40))
    var lines = [Line(text: text[0], style: .heading)]
    lines += zip(text.dropFirst(), shown).map {
      Line(text: $0, style: $1.state == .rating ? .active : .plain)
    }
    if limit < sorted.count { lines.append(Line(text: "and \(sorted.count - limit) more")) }
    return lines
  }

  private func cells(_ raters: [WatchedRater], bar: Int) -> [String] {
    let header = ["rater", "state", "sessions", "block", "done", "last rating", "prev./degr."]
    let counts = raters.map { "\($0.done)/\($0.presentations)" }
    let widest = counts.map(\.count).max() ?? 0
    return TextTable(
      header: header,
      rows: zip(raters, counts).map { rater, bare in
        let count = String(repeating: " ", count: widest - bare.count) + bare
        return [
          rater.code.text.terminalSafe, rater.state.words, "\(rater.sessions)",
          "\(rater.block)/\(rater.blocks)",
          bar == 0 ? count : Self.bar(rater.share, width: bar) + " " + count,
          rater.lastActivity.map { Self.age(now - $0) } ?? "-",
          "\(rater.previews)/\(rater.degraded)",
        ]
      }
    ).lines
  }

  private var methods: [Line] {
    guard case .raters = reading.content, let interim = reading.interim else { return [] }
    guard !interim.rows.isEmpty else { return [Line(text: "No ratings to count yet")] }
    let text = TextTable(
      header: ["method", "ratings", "\(interim.measure) so far", "95 % CI"],
      rows: interim.rows.map { row in
        let interval = row.low.flatMap { low in
          row.high.map { "\(DecimalText.fixed(low)) \(DecimalText.fixed($0))" }
        }
        return [
          row.method.terminalSafe, "\(row.answers)", DecimalText.fixed(row.value), interval ?? "-",
        ]
      }
    ).lines
    return text.enumerated().map { Line(text: $1, style: $0 == 0 ? .heading : .plain) }
  }

  private var footer: [Line] {
    guard case .raters = reading.content else { return [] }
    let sentence =
      reading.interim == nil
      ? Self.hidden
      : "Interim results: deciding by them when to stop makes the intervals too narrow"
    return wrapped(sentence).map { Line(text: $0) }
  }
}

extension WatchPage {
  /// A bar of `width` cells and two brackets.
  static func bar(_ share: Double, width: Int) -> String {
    let full = min(width, max(0, Int((share * Double(width)).rounded(.down))))
    return "[" + String(repeating: "#", count: full)
      + String(repeating: "-", count: width - full) + "]"
  }

  /// How long ago something was; a clock that was set back counts as now.
  static func age(_ milliseconds: Int64) -> String {
    let seconds = max(0, milliseconds / 1000)
    return switch seconds {
    case ..<60: "\(seconds) s"
    case ..<3600: "\(seconds / 60) min"
    case ..<172_800: "\(seconds / 3600) h"
    default: "\(seconds / 86_400) d"
    }
  }

  /// Breaks a sentence between words so that lines fit.
  private func wrapped(_ sentence: String) -> [String] {
    var lines: [String] = []
    for word in sentence.terminalSafe(longest: 4096).split(separator: " ") {
      if let last = lines.last, last.unicodeScalars.count + word.unicodeScalars.count < width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
