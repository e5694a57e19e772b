import StudyFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A line on a terminal's standard error that tells how far a long run is; nothing elsewhere, and
/// nothing on a dumb terminal.
struct ProgressLine {
  /// Whether there is a terminal that can show it.
  let isShown: Bool
  private let start = Clock.monotonicMilliseconds
  private var last: Int64 = 0

  init(environment: [String: String] = Program.environment) {
    let terminal = environment["TERM"] ?? ""
    isShown = isatty(2) == 1 && !terminal.isEmpty && terminal != "dumb"
  }

  /// Shows the share of the work that is done, 0...1, at most ten times a second, and what is
  /// being done.
  mutating func show(share: Double, file: Int, of count: Int, name: String = "") {
    guard isShown else { return }
    let now = Clock.monotonicMilliseconds
    guard now - last >= 100 else { return }
    last = now
    let line = Self.text(
      share: share, file: file, of: count, name: name, milliseconds: now - start,
      columns: Self.columns)
    Self.write("\r" + line + "\u{1B}[K")
  }

  /// Takes the line away.
  func clear() {
    if isShown, last > 0 { Self.write("\r\u{1B}[K") }
  }

  private static func write(_ text: String) {
    // A line that cannot be shown is no reason to stop.
    try? FileBytes.writeAll(Array(text.utf8), to: 2, path: "standard error")
  }

  private static var columns: Int {
    var size = winsize()
    guard ioctl(2, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}

extension ProgressLine {
  /// The line for a window of some columns; it never fills the last one.
  static func text(
    share: Double, file: Int, of count: Int, name: String = "", milliseconds: Int64, columns: Int
  ) -> String {
    let share = min(max(share, 0), 1)
    var words = "\(padded(Int(share * 100), 3)) %  \(file) of \(count)"
    if !name.isEmpty { words += "  \(name)" }
    // The first seconds say little.
    if milliseconds >= 2000, share > 0 {
      let left = Double(milliseconds) / 1000 * (1 - share) / share
      words += "  \(duration(left)) left"
    }
    let room = min(30, columns - 1 - words.utf8.count - 4)
    if room >= 5 {
      let full = Int(share * Double(room))
      let bar = String(repeating: "#", count: full) + String(repeating: "-", count: room - full)
      words = "[\(bar)] " + words
    }
    return String(decoding: words.utf8.prefix(max(0, columns - 1)), as: UTF8.self)
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds.rounded(.up), 1e8))
    switch whole {
    case ..<60: return "\(whole) s"
    case ..<3600: return "\(whole / 60) min \(padded(whole % 60, 2)) s"
    default: return "\(whole / 3600) h \(padded(whole / 60 % 60, 2)) min"
    }
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: " ", count: max(0, width - digits.utf8.count)) + digits
  }
}
