import CNCurses
import TerminalGraphics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Questions to the terminal whose answers come as input.
enum TerminalQuery {
  /// Milliseconds for all answers of a terminal that has begun to answer.
  static let patience: Int64 = 1500
  /// The largest number of bytes of an answer; what comes beyond is thrown away.
  static let longestAnswer = 65_536

  /// Asks the terminal what it can show.
  ///
  /// Keys that are pressed meanwhile are thrown away.
  static func profile(
    environment: [String: String], isUTF8: Bool, input: TerminalInput = .standard
  ) -> TerminalProfile {
    report(
      environment: environment, isUTF8: isUTF8, asks: environment["TERM"] != "dumb", input: input
    ).profile
  }

  /// The same with the answers; without asking, what the environment tells.
  static func report(
    environment: [String: String], isUTF8: Bool, asks: Bool, input: TerminalInput = .standard
  ) -> TerminalReport {
    let window = opine_window_size(STDOUT_FILENO)
    var answer: [UInt8] = []
    if asks, opine_raw_begin(STDIN_FILENO) {
      defer { opine_raw_end(STDIN_FILENO) }
      send(TerminalProbe.query)
      answer = self.answer(from: input, firstByteWithin: firstBytePatience(environment))
    }
    var known = environment
    // The locale that is in force counts, not the variables that may name a missing one.
    known["LC_ALL"] = isUTF8 ? "C.UTF-8" : "C"
    return TerminalProbe.report(
      answer: answer, environment: known, columns: Int(window.columns), rows: Int(window.rows),
      widthInPixels: Int(window.width_in_pixels), heightInPixels: Int(window.height_in_pixels))
  }

  /// Milliseconds until an answer has to begin.
  ///
  /// A terminal answers within a few, but a round trip over the network takes longer, and a
  /// terminal that is known to answer may still be opening its window.
  static func firstBytePatience(_ environment: [String: String]) -> Int64 {
    let tellingVariables = [
      "SSH_CONNECTION", "KITTY_WINDOW_ID", "XTERM_VERSION", "MLTERM", "TERM_PROGRAM", "TMUX", "STY",
      "KONSOLE_VERSION", "VTE_VERSION", "WT_SESSION", "COLORTERM",
    ]
    let tellingTypes = ["xterm-kitty", "foot", "mlterm", "wezterm", "xterm-ghostty"]
    let isTold =
      tellingVariables.contains { !environment[$0, default: ""].isEmpty }
      || tellingTypes.contains { environment["TERM", default: ""].hasPrefix($0) }
    return isTold ? 1000 : 180
  }

  /// Reads the answers to ``TerminalProbe/query``.
  static func answer(from input: TerminalInput, firstByteWithin milliseconds: Int64) -> [UInt8] {
    let start = TerminalInput.monotonicMilliseconds
    var result: [UInt8] = []
    var hasBegun = false
    input.skip(
      while: { start + (hasBegun ? patience : milliseconds) - TerminalInput.monotonicMilliseconds },
      until: { bytes in
        // A key that is typed now is no answer.
        hasBegun = hasBegun || bytes.contains(0x1B)
        guard result.count < longestAnswer else { return false }
        result += bytes.prefix(longestAnswer - result.count)
        return TerminalProbe.isComplete(result)
      })
    return result
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
}
