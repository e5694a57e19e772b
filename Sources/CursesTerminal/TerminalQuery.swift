import CNCurses
import TerminalGraphics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Questions to the terminal whose answers come as input.
enum TerminalQuery {
  /// Asks the terminal what it can show; takes at most 1.5 s where it does not answer.
  static func profile(environment: [String: String], isUTF8: Bool) -> TerminalProfile {
    report(environment: environment, isUTF8: isUTF8, asks: environment["TERM"] != "dumb").profile
  }

  /// The same with the answers; without asking, what the environment tells.
  static func report(
    environment: [String: String], isUTF8: Bool, asks: Bool
  ) -> TerminalReport {
    let window = opine_window_size(STDOUT_FILENO)
    var answer: [UInt8] = []
    if asks, opine_raw_begin(STDIN_FILENO) {
      defer { opine_raw_end(STDIN_FILENO) }
      send(TerminalProbe.query)
      answer = input(within: 1500) { TerminalProbe.isComplete($0) }
    }
    var known = environment
    // The locale that is in force counts, not the variables that may name a missing one.
    known["LC_ALL"] = isUTF8 ? "C.UTF-8" : "C"
    return TerminalProbe.report(
      answer: answer, environment: known, columns: Int(window.columns), rows: Int(window.rows),
      widthInPixels: Int(window.width_in_pixels), heightInPixels: Int(window.height_in_pixels))
  }

  /// Reads the answer to ``TerminalProbe/onsetQuery``; other input is thrown away.
  static func waitForOnset(within milliseconds: Int64) -> Bool {
    let bytes = input(within: milliseconds) { TerminalProbe.removingOnsetAnswer(from: $0) != nil }
    return TerminalProbe.removingOnsetAnswer(from: bytes) != nil
  }

  private static func send(_ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes { buffer in
      #if canImport(Glibc)
        Glibc.write(STDOUT_FILENO, buffer.baseAddress, buffer.count)
      #else
        Darwin.write(STDOUT_FILENO, buffer.baseAddress, buffer.count)
      #endif
    }
  }

  private static func input(
    within milliseconds: Int64, until isComplete: ([UInt8]) -> Bool
  ) -> [UInt8] {
    let end = monotonicMilliseconds() + milliseconds
    var result: [UInt8] = []
    while !isComplete(result) {
      let left = end - monotonicMilliseconds()
      guard left > 0, result.count < 65_536 else { break }
      var polled = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      let count = poll(&polled, 1, Int32(left))
      if count < 0 { continue }
      guard count > 0 else { break }
      var bytes = [UInt8](repeating: 0, count: 4096)
      let length = read(STDIN_FILENO, &bytes, bytes.count)
      guard length > 0 else { break }
      result += bytes.prefix(length)
    }
    return result
  }

  private static func monotonicMilliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
