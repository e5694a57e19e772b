#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Takes a terminal over for whole pages of text, and gives it back.
final class WatchScreen {
  private let hasColour: Bool
  private var saved = termios()
  private var hasKeys = false
  private var isOpen = false
  private var last = ""

  /// A screen that is not taken over yet.
  init(hasColour: Bool) {
    self.hasColour = hasColour
  }

  /// Switches to the other screen page and hides the cursor.
  func open() throws {
    // A stopped program would leave its page behind.
    signal(SIGTSTP, SIG_IGN)
    if isatty(0) == 1, tcgetattr(0, &saved) == 0 {
      var quiet = saved
      quiet.c_lflag &= ~tcflag_t(ECHO | ICANON)
      hasKeys = tcsetattr(0, TCSANOW, &quiet) == 0
    }
    isOpen = true
    // Without automatic margins a wide character at the end of a line moves nothing.
    try Output.write(Array("\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l\u{1B}[2J".utf8))
  }

  /// Gives the terminal back; further calls do nothing.
  func close() {
    guard isOpen else { return }
    isOpen = false
    try? Output.write(Array("\u{1B}[0m\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l".utf8))
    if hasKeys { tcsetattr(0, TCSANOW, &saved) }
  }

  /// Shows a page in place of the last one; the same page writes nothing.
  func draw(_ lines: [WatchPage.Line]) throws {
    let text = WatchScreen.text(lines, hasColour: hasColour)
    guard text != last else { return }
    try Output.write(Array(text.utf8))
    last = text
  }

  /// Draws the next page whole, as after a change of the window's size.
  func forget() { last = "" }

  /// The bytes that draw lines from the top left corner on.
  static func text(_ lines: [WatchPage.Line], hasColour: Bool) -> String {
    let rows = lines.enumerated().map { row, line in
      let style = code(line.style, hasColour: hasColour)
      return "\u{1B}[\(row + 1);1H\u{1B}[2K"
        + (style.isEmpty ? line.text : style + line.text + "\u{1B}[0m")
    }
    return rows.joined() + "\u{1B}[\(lines.count + 1);1H" + "\u{1B}[J"
  }

  private static func code(_ style: WatchPage.Line.Style, hasColour: Bool) -> String {
    switch style {
    case .plain: ""
    case .heading: "\u{1B}[1m"
    case .active: hasColour ? "\u{1B}[32m" : ""
    case .warning: hasColour ? "\u{1B}[31m" : ""
    }
  }

  /// Waits for a key, at most so long; true for the key that ends the program.
  func waitForEnd(milliseconds: Int32) -> Bool {
    guard hasKeys else {
      poll(nil, 0, milliseconds)
      return false
    }
    var descriptor = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, milliseconds) > 0 else { return false }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(0, &bytes, bytes.count)
    if count <= 0 { return true }
    return bytes.prefix(count).contains(UInt8(ascii: "q"))
  }

  /// Columns and rows of the terminal on standard output.
  static var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return (80, 24)
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}
