import CNCurses
public import StudyScreens
public import TerminalGraphics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The terminal during a session: text through ncurses, pictures written raw beside it.
///
/// One at a time; ``close()`` gives the terminal back, whatever happened.
public final class CursesTerminal {
  /// What the terminal can show.
  public private(set) var profile: TerminalProfile
  /// The window in cells.
  public private(set) var size: ScreenSize

  private var presenter: PicturePresenter
  private var shown: [CellRectangle] = []
  private let signals: Int32
  private let ground: UInt8
  private var isOpen = true

  /// Takes over the terminal.
  ///
  /// - Parameters:
  ///   - environment: The variables of the process.
  ///   - renderer: The way to draw pictures; nil takes the most faithful.
  ///   - ground: The grey around pictures, as an sRGB code.
  /// - Throws: ``CursesTerminalError`` when there is no terminal that can place a cursor.
  public init(
    environment: [String: String], renderer: Renderer?, ground: Int
  ) throws(CursesTerminalError) {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    let isUTF8 = opine_locale_is_utf8()
    let found = TerminalQuery.profile(environment: environment, isUTF8: isUTF8)
    let wanted = renderer.map { found.using($0) } ?? found
    self.profile = wanted
    self.ground = UInt8(clamping: ground)
    presenter = PicturePresenter(profile: wanted, ground: self.ground)
    signals = opine_signals_catch()
    let hasColour = environment["NO_COLOR", default: ""].isEmpty
    guard environment["TERM"] != "dumb", opine_screen_start(hasColour, Int32(ground)) else {
      throw .cannotPlaceCursor(type: environment["TERM"] ?? "")
    }
    // ncurses installs its own handlers for some of these.
    _ = opine_signals_catch()
    opine_errors_begin()
    let window = opine_window_size(STDOUT_FILENO)
    size = ScreenSize(columns: Int(window.columns), rows: Int(window.rows))
  }

  /// Gives the terminal back; does nothing the second time.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    write(presenter.reset())
    opine_screen_end()
    opine_errors_end()
  }

  /// Draws text; picture boxes have to be blank in `frame`.
  public func draw(_ frame: Frame) {
    for (row, cells) in frame.rows.enumerated() {
      var start = 0
      while start < cells.count {
        let style = cells[start].style
        let end = cells[start...].firstIndex { $0.style != style } ?? cells.count
        let scalars = cells[start..<end].compactMap { $0.scalar?.value }
        opine_screen_put(
          Int32(row), Int32(start), scalars, Int32(scalars.count), style.code)
        start = end
      }
    }
    opine_screen_update()
  }

  /// Waits for a key, a signal, or the time `milliseconds` from now.
  public func nextEvent(within milliseconds: Int64?) -> TerminalEvent {
    while true {
      if let event = pendingKey() { return event }
      var polled = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
      ]
      let limit = milliseconds.map { Int32(clamping: max(0, $0)) } ?? -1
      let count = poll(&polled, 2, limit)
      if polled[1].revents != 0, let event = pendingSignal() { return event }
      if count == 0 { return .timeout }
      if Int32(polled[0].revents) & (POLLHUP | POLLERR | POLLNVAL) != 0,
        Int32(polled[0].revents) & POLLIN == 0
      {
        return .end
      }
      if Int32(polled[0].revents) & POLLIN != 0, isAtEnd { return .end }
    }
  }

  /// Readable without a byte: the other side is gone.
  private var isAtEnd: Bool {
    var waiting: Int32 = 0
    return ioctl(STDIN_FILENO, UInt(FIONREAD), &waiting) == 0 && waiting == 0
  }

  private func pendingKey() -> TerminalEvent? {
    while true {
      var scalar: UInt32 = 0
      switch opine_screen_key(&scalar) {
      case opine_input_none: return nil
      case opine_input_scalar:
        return Unicode.Scalar(scalar).map { .key(.character($0)) } ?? .key(.other)
      case opine_input_enter: return .key(.enter)
      case opine_input_tab: return .key(.tab)
      case opine_input_back_tab: return .key(.backTab)
      case opine_input_left: return .key(.left)
      case opine_input_right: return .key(.right)
      case opine_input_up: return .key(.up)
      case opine_input_down: return .key(.down)
      case opine_input_escape: return .key(.escape)
      case opine_input_redraw:
        restart()
        return .redraw
      case opine_input_interrupt: return .key(.character("q"))
      case opine_input_suspend: return suspend()
      case opine_input_resize, opine_input_other: continue
      default: continue
      }
    }
  }

  private func pendingSignal() -> TerminalEvent? {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(signals, &bytes, bytes.count)
    let numbers = bytes.prefix(max(0, count)).map(Int32.init)
    if numbers.contains(where: { [SIGHUP, SIGTERM, SIGINT].contains($0) }) { return .end }
    if numbers.contains(SIGTSTP) { return suspend() }
    guard numbers.contains(SIGWINCH) else { return nil }
    restart()
    return .redraw
  }

  private func suspend() -> TerminalEvent {
    write(presenter.reset())
    shown = []
    opine_screen_pause()
    opine_errors_end()
    opine_suspend()
    opine_errors_begin()
    restart()
    return .redraw
  }

  /// Reads the size again and paints everything anew.
  private func restart() {
    write(presenter.reset())
    shown = []
    let window = opine_window_size(STDOUT_FILENO)
    size = ScreenSize(columns: Int(window.columns), rows: Int(window.rows))
    if window.width_in_pixels > 0, window.columns > 0, window.rows > 0 {
      let cell = PixelSize(
        width: Int(window.width_in_pixels / window.columns),
        height: Int(window.height_in_pixels / window.rows))
      profile = profile.resized(cell: cell)
      presenter = PicturePresenter(profile: profile, ground: ground)
    }
    opine_screen_restart()
  }

  func write(_ bytes: [UInt8]) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer -> Int in
        guard let base = buffer.baseAddress else { return 0 }
        #if canImport(Glibc)
          return Glibc.write(STDOUT_FILENO, base + written, bytes.count - written)
        #else
          return Darwin.write(STDOUT_FILENO, base + written, bytes.count - written)
        #endif
      }
      if count >= 0 {
        written += count
        continue
      }
      guard errno == EINTR || errno == EAGAIN else { return }
      var polled = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
      poll(&polled, 1, 1000)
    }
  }
}

extension CursesTerminal {
  /// Turns pictures into pages for the terminal as it is now.
  public var encoder: PageEncoder { presenter.encoder }

  /// Shows pictures and waits until the terminal has handled them.
  ///
  /// Keys pressed before that are thrown away.
  ///
  /// - Returns: Whether the terminal confirmed within 2 s.
  public func show(_ page: PreparedPage) -> Bool {
    let boxes = page.tiles.map(\.cells)
    let leaving = boxes == shown ? [] : shown
    write(presenter.frame(page, clearing: leaving, terminalRows: size.rows))
    shown = boxes
    if profile.needsAgeing, profile.renderer == .sixel, let top = boxes.map(\.row).min() {
      opine_screen_repaint_rows(Int32(size.rows - 2), 2)
      opine_screen_repaint_rows(Int32(top - 2), 2)
      opine_screen_update()
    }
    opine_screen_flush_keys()
    write(TerminalProbe.onsetQuery)
    return TerminalQuery.waitForOnset(within: 2000)
  }

  /// Takes all pictures off the screen.
  public func hidePictures() {
    guard !shown.isEmpty else { return }
    write(presenter.frame(nil, clearing: shown, terminalRows: size.rows))
    shown = []
  }
}

extension TextStyle {
  var code: opine_style { opine_style(rawValue: UInt32(rawValue)) }
}
