import Foundation

/// A real xterm on a virtual screen, with its top left cell at pixel (0, 0).
///
/// What is written to it is what a program inside would write, and what is read from it is what
/// the program would read: the xterm runs nothing but a relay to two named pipes.
public final class XTermWindow {
  /// The screen that shows it.
  public let screen: VirtualScreen
  /// The width of a cell in pixels.
  public static let cellWidth = 8
  /// The height of a cell in pixels.
  public static let cellHeight = 13

  private let folder: TemporaryFolder
  private let emulator: PseudoTerminal
  private let input: Int32
  private let output: Int32
  /// What the xterm has sent and nobody has read.
  private var answers: [UInt8] = []
  private(set) var columns: Int
  private(set) var rows: Int

  private static let font = "-misc-fixed-medium-r-normal--13-120-75-75-c-80-iso10646-1"
  // As in Debian, but with SetWinSizeChars (8) and GetWinPosition (13).
  private static let disallowed =
    "1,2,3,4,5,6,7,9,11,14,15,16,18,19,20,21,GetSelection,SetSelection,SetWinLines,SetXprop"

  /// Starts a server and an xterm with sixels in it.
  ///
  /// - Parameters:
  ///   - columns: The width in cells.
  ///   - rows: The height in cells.
  ///   - margin: The cells that the screen is wider and higher than the window.
  /// - Throws: ``RealTerminalError`` or an error of the file system.
  public init(columns: Int, rows: Int, margin: Int = 0) throws {
    (self.columns, self.rows) = (columns, rows)
    screen = try VirtualScreen(
      width: (columns + margin) * Self.cellWidth, height: (rows + margin) * Self.cellHeight)
    folder = try TemporaryFolder()
    let (input, output) = (folder.path("input"), folder.path("output"))
    for path in [input, output] where mkfifo(path, 0o600) != 0 {
      throw RealTerminalError.notStarted("no named pipe")
    }
    // Open for both directions, so that neither side waits for the other.
    self.input = open(input, O_RDWR | O_NONBLOCK | O_CLOEXEC)
    self.output = open(output, O_RDWR | O_NONBLOCK | O_CLOEXEC)
    let relay = "stty raw -echo; printf + >\"$1\"; cat </dev/tty >\"$1\" & exec cat <\"$0\""
    emulator = try Self.xterm(
      on: screen, columns: columns, rows: rows,
      options: ["-bg", "black", "-fg", "white", "-e", "sh", "-c", relay, input, output])
    _ = try answer(within: 20) { $0.firstIndex(of: UInt8(ascii: "+")).map { $0..<($0 + 1) } }
    try synchronise()
  }

  deinit {
    emulator.end()
    close(input)
    close(output)
  }

  private static func xterm(
    on screen: VirtualScreen, columns: Int, rows: Int, options: [String]
  ) throws -> PseudoTerminal {
    var environment = Installed.environment
    environment["DISPLAY"] = screen.display
    let resources = [
      "numColorRegisters: 1024", "maxGraphicSize: 4000x2500", "allowWindowOps: false",
      // Bold glyphs are not always drawn at the same pixels.
      "boldMode: false",
      "disallowedWindowOps: \(disallowed)",
    ]
    return try PseudoTerminal(
      program: "/usr/bin/env",
      arguments: [
        "xterm", "-ti", "vt340", "-u8", "-b", "0", "-bw", "0", "+sb", "-fn", font, "-fb", font,
        "-geometry", "\(columns)x\(rows)+0+0",
      ] + resources.flatMap { ["-xrm", "XTerm*\($0)"] } + options,
      environment: environment, size: WindowSize(columns: 80, rows: 24))
  }

  /// The descriptor that becomes readable when the xterm answers.
  var descriptor: Int32 { output }

  /// Shows bytes; waits while the xterm is busy.
  ///
  /// - Throws: ``RealTerminalError/timedOut(_:)`` when it takes nothing for 20 s.
  public func write(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { putBytes(input, $0.baseAddress, min($0.count, 4096)) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        collect(within: 0)
        var request = pollfd(fd: input, events: Int16(POLLOUT), revents: 0)
        guard poll(&request, 1, 20_000) > 0 else {
          throw RealTerminalError.timedOut("xterm took no more bytes")
        }
      } else if errno != EINTR {
        throw RealTerminalError.timedOut("xterm has gone")
      }
    }
  }

  /// Takes what the xterm has answered so far.
  public func takeAnswers() -> [UInt8] {
    collect(within: 0)
    defer { answers = [] }
    return answers
  }

  /// Waits until all that was written has been drawn.
  ///
  /// It asks where the window is, for which the xterm has to ask the X server, which first draws
  /// what it was told before.
  public func synchronise() throws {
    try write(Array("\u{1B}[13t".utf8))
    _ = try answer(within: 20) { Self.report($0, "\u{1B}[3;") }
  }

  /// Changes the size of the window and waits until it has changed.
  public func resize(columns: Int, rows: Int) throws {
    (self.columns, self.rows) = (columns, rows)
    try write(Array("\u{1B}[8;\(rows);\(columns)t".utf8))
    try synchronise()
  }

  /// Waits until nothing is drawn any more and returns what the window shows.
  public func settledShot() throws -> Screenshot {
    try synchronise()
    var last = screen.capture()
    let deadline = Date(timeIntervalSinceNow: 20)
    while Date() < deadline {
      poll(nil, 0, 15)
      let next = screen.capture()
      if next == last { return next }
      last = next
    }
    throw RealTerminalError.timedOut("the screen is never at rest")
  }

  /// Covers the window with another one, removes that, and waits for the xterm to paint again.
  ///
  /// - Returns: The number of pixels that are not what they were.
  public func coverAndUncover() throws -> Int {
    let before = try settledShot()
    let colour: UInt32 = 0xFF_FE01
    let size = (width: columns * Self.cellWidth, height: rows * Self.cellHeight)
    let cover = try Self.xterm(
      on: screen, columns: columns, rows: rows,
      options: ["-bg", "#fffe01", "-cr", "#fffe01", "-e", "cat"])
    try wait(for: "the cover") {
      screen.capture().count(of: colour, width: size.width, height: size.height)
        > size.width * size.height * 99 / 100
    }
    cover.end()
    try wait(for: "the uncovered window") {
      screen.capture().count(of: colour, width: size.width, height: size.height) == 0
    }
    // The first answer comes before or after the exposure is handled, the second one after it.
    try synchronise()
    return try settledShot().changedPixels(from: before)
  }

  private func wait(for what: String, _ condition: () -> Bool) throws {
    let deadline = Date(timeIntervalSinceNow: 20)
    while !condition() {
      guard Date() < deadline else { throw RealTerminalError.timedOut(what) }
      poll(nil, 0, 10)
    }
  }

  /// Waits for an answer and removes it from what is read.
  private func answer(
    within seconds: TimeInterval, _ find: ([UInt8]) -> Range<Int>?
  ) throws -> [UInt8] {
    let deadline = Date(timeIntervalSinceNow: seconds)
    while true {
      if let range = find(answers) {
        defer { answers.removeSubrange(range) }
        return Array(answers[range])
      }
      guard Date() < deadline, emulator.exitStatus == nil else {
        let said = emulator.read(within: 0) ?? []
        throw RealTerminalError.timedOut("xterm: \(String(decoding: said, as: UTF8.self))")
      }
      collect(within: 50)
    }
  }

  /// Finds a report that ends with `t`.
  private static func report(_ bytes: [UInt8], _ beginning: String) -> Range<Int>? {
    guard let start = bytes.firstRange(of: Array(beginning.utf8))?.lowerBound,
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "t"))
    else { return nil }
    return start..<(end + 1)
  }

  private func collect(within milliseconds: Int32) {
    var request = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, milliseconds) > 0 else { return }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = buffer.withUnsafeMutableBytes { getBytes(output, $0.baseAddress, $0.count) }
    if count > 0 { answers += buffer[..<count] }
  }
}

private func putBytes(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(file, bytes, count)
}

private func getBytes(_ file: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(file, bytes, count)
}
