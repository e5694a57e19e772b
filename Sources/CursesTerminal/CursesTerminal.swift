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
  /// Whether the terminal has confirmed a page.
  private var hasConfirmed = false
  private let signals: Int32
  private let ground: UInt8
  private let environment: [String: String]
  private let isUTF8: Bool
  private let input = TerminalInput.standard
  private var isOpen = true
  private var isBroken = false

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
    signals = opine_signals_catch()
    let isUTF8 = opine_locale_is_utf8()
    let hasColour = environment["NO_COLOR", default: ""].isEmpty
    // Before the questions: what is typed, or answered late, is never echoed.
    guard environment["TERM"] != "dumb", opine_screen_start(hasColour, Int32(ground)) else {
      throw .cannotPlaceCursor(type: environment["TERM"] ?? "")
    }
    // ncurses installs its own handlers for some of these.
    _ = opine_signals_catch()
    self.environment = environment
    self.isUTF8 = isUTF8
    let found = TerminalQuery.profile(environment: environment, isUTF8: isUTF8)
    let wanted = renderer.map { found.using($0) } ?? found
    self.profile = wanted
    self.ground = UInt8(clamping: ground)
    presenter = PicturePresenter(profile: wanted, ground: self.ground)
    opine_errors_begin()
    let window = opine_window_size(STDOUT_FILENO)
    size = ScreenSize(columns: Int(window.columns), rows: Int(window.rows))
    write(presenter.claim(terminalRows: size.rows))
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
    let end = milliseconds.map { TerminalInput.monotonicMilliseconds + max(0, $0) }
    while true {
      // First, so that no flood of keys keeps the program from ending.
      if let event = pendingSignal() { return event }
      if isBroken || input.hasEnded { return .end }
      if let event = pendingKey() { return event }
      let left = end.map { max(0, $0 - TerminalInput.monotonicMilliseconds) }
      if left == 0 { return .timeout }
      let isAlive = wait(within: [left, input.patience].compactMap { $0 }.min())
      guard isAlive else { return pendingSignal() ?? .end }
    }
  }

  /// Waits until there may be something to do; false when the terminal is gone.
  private func wait(within milliseconds: Int64?) -> Bool {
    var polled = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
      pollfd(fd: STDOUT_FILENO, events: 0, revents: 0),
    ]
    guard poll(&polled, 3, milliseconds.map { Int32(clamping: $0) } ?? -1) > 0 else { return true }
    let isReadable = Int32(polled[0].revents) & POLLIN != 0
    return (polled[0].revents == 0 || isReadable) && polled[2].revents == 0
  }

  private func pendingKey() -> TerminalEvent? {
    switch input.next() {
    case .key(.redraw):
      restart()
      return .redraw
    case .key(let key): return .key(key)
    case .suspend: return suspend()
    case .onsetAnswer, nil: return nil
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
    input.forgetAnswers()
    restart()
    return .redraw
  }

  /// Reads the size again and paints everything anew.
  private func restart() {
    write(presenter.reset())
    shown = []
    let window = opine_window_size(STDOUT_FILENO)
    size = ScreenSize(columns: Int(window.columns), rows: Int(window.rows))
    opine_screen_restart()
    if profile.renderer == .sixel {
      // The largest picture changes with the window.
      profile = TerminalQuery.profile(environment: environment, isUTF8: isUTF8)
        .using(profile.renderer)
    }
    if window.width_in_pixels > 0, window.columns > 0, window.rows > 0 {
      let cell = PixelSize(
        width: Int(window.width_in_pixels / window.columns),
        height: Int(window.height_in_pixels / window.rows))
      profile = profile.resized(cell: cell)
    }
    presenter = PicturePresenter(profile: profile, ground: ground)
    write(presenter.claim(terminalRows: size.rows))
    opine_screen_repaint_rows(Int32(size.rows - 2), 1)
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
      guard errno == EINTR || errno == EAGAIN else {
        isBroken = true
        return
      }
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
  /// - Returns: The milliseconds from the last byte written to the confirmation; nil when the
  ///   terminal did not confirm within the time of ``OnsetWait``.
  public func show(_ page: PreparedPage) -> Int64? {
    let boxes = page.tiles.map(\.cells)
    let leaving = boxes == shown ? [] : shown
    write(presenter.frame(page, clearing: leaving, terminalRows: size.rows))
    shown = boxes
    if profile.needsAgeing, profile.renderer == .sixel {
      // They were scrolled away.
      opine_screen_repaint_rows(Int32(size.rows - 2), 2)
      opine_screen_update()
    }
    write(TerminalProbe.onsetQuery)
    let confirmed = OnsetWait(isAnswering: profile.isVerified || hasConfirmed).wait()
    hasConfirmed = hasConfirmed || confirmed != nil
    return confirmed
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
