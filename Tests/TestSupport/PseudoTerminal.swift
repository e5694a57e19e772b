import CPseudoTerminal
import Foundation

/// A failure to start or to follow a program on a pseudo-terminal.
public enum PseudoTerminalError: Error, Equatable, Sendable {
  /// The program could not be started.
  case notStarted(String)
  /// What was waited for did not come in time.
  case timedOut(String)
}

/// The size of a window in cells and pixels; no pixels means that the kernel does not know them.
public struct WindowSize: Sendable, Equatable {
  /// The numbers of columns and rows.
  public var columns: Int
  /// The number of rows.
  public var rows: Int
  /// The width of a cell in pixels, 0 if unknown.
  public var cellWidth: Int
  /// The height of a cell in pixels, 0 if unknown.
  public var cellHeight: Int

  /// Makes a size in cells, and in pixels by the size of a cell.
  public init(columns: Int, rows: Int, cellWidth: Int = 0, cellHeight: Int = 0) {
    self.columns = columns
    self.rows = rows
    self.cellWidth = cellWidth
    self.cellHeight = cellHeight
  }

  fileprivate var shape: pseudo_terminal_size {
    pseudo_terminal_size(
      rows: UInt16(rows), columns: UInt16(columns),
      width_in_pixels: UInt16(columns * cellWidth), height_in_pixels: UInt16(rows * cellHeight))
  }
}

/// A program that runs on a pseudo-terminal of its own.
///
/// It belongs to one test at a time. The program is killed and reaped when the object goes.
public final class PseudoTerminal {
  private let descriptor: Int32
  private var isConnected = true
  /// The process identifier of the program.
  public let process: Int32
  private var status: Int?

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - program: The path of the program.
  ///   - arguments: The arguments without the name of the program.
  ///   - environment: All variables that the program gets.
  ///   - folder: The working folder; nil means that of the test.
  ///   - size: The size of the window.
  /// - Throws: ``PseudoTerminalError/notStarted(_:)``.
  public init(
    program: String, arguments: [String], environment: [String: String], folder: String? = nil,
    size: WindowSize
  ) throws {
    var terminal: Int32 = -1
    let strings = ([program] + arguments).map { strdup($0) } + [nil]
    let variables =
      environment.sorted { $0.key < $1.key }
      .map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for string in strings + variables { free(string) } }
    process = pseudo_terminal_start(
      &terminal, program, strings, variables, folder, size.shape)
    descriptor = terminal
    guard process > 0 else { throw PseudoTerminalError.notStarted(program) }
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      var ended: Int32 = 0
      waitpid(process, &ended, 0)
    }
    hangUp()
  }

  /// Closes the terminal, as when its window is closed; the program gets SIGHUP.
  public func hangUp() {
    guard isConnected else { return }
    isConnected = false
    close(descriptor)
  }

  /// Writes bytes as if they had been typed.
  ///
  /// - Returns: The bytes that the program did not take because it has ended or reads no more.
  @discardableResult
  public func write(_ bytes: [UInt8], within milliseconds: Int = 5000) -> ArraySlice<UInt8> {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { posixWrite(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        guard wait(for: Int16(POLLOUT), milliseconds: milliseconds) else { return rest }
      } else if errno != EINTR {
        return rest
      }
    }
    return rest
  }

  /// Reads what the program has written, waiting for the first byte.
  ///
  /// - Parameters:
  ///   - milliseconds: The longest time to wait.
  ///   - other: A file; something to read there ends the waiting too.
  /// - Returns: Empty when nothing came in time; nil when the program closed its terminal.
  public func read(within milliseconds: Int, or other: Int32? = nil) -> [UInt8]? {
    var requests = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
    if let other { requests.append(pollfd(fd: other, events: Int16(POLLIN), revents: 0)) }
    guard poll(&requests, nfds_t(requests.count), Int32(milliseconds)) > 0,
      requests[0].revents != 0
    else { return [] }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = buffer.withUnsafeMutableBytes { posixRead(descriptor, $0.baseAddress, $0.count) }
    if count > 0 { return Array(buffer[..<count]) }
    return count < 0 && (errno == EAGAIN || errno == EINTR) ? [] : nil
  }

  /// Tells whether the program waits for something; true where the system does not tell.
  var isAsleep: Bool {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else {
      return true
    }
    // The name in parentheses may hold anything.
    return status.drop { $0 != ")" }.dropFirst(2).first == "S"
  }

  /// Changes the size of the window; the program gets SIGWINCH.
  public func resize(to size: WindowSize) {
    _ = pseudo_terminal_resize(descriptor, size.shape)
  }

  /// Sends a signal to the program and the processes of its group.
  public func signal(_ number: Int32) {
    if kill(-process, number) != 0 { kill(process, number) }
  }

  /// The exit status, or 128 + the number of the signal that ended it; nil while it runs.
  public var exitStatus: Int? {
    var ended: Int32 = 0
    if status == nil, pseudo_terminal_reap(process, &ended) == 1 { status = Int(ended) }
    return status
  }

  /// Tells whether lines are edited and echoed, as a shell expects them.
  public var isCooked: Bool { pseudo_terminal_is_cooked(descriptor) == 1 }

  private func wait(for events: Int16, milliseconds: Int) -> Bool {
    var request = pollfd(fd: descriptor, events: events, revents: 0)
    return poll(&request, 1, Int32(milliseconds)) > 0
  }
}

private func posixWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(file, bytes, count)
}

private func posixRead(_ file: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(file, bytes, count)
}
