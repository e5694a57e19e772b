import Foundation
import TerminalGraphics
import TestSupport

/// A start of the program that is timed by the bytes it writes.
///
/// The questions are answered at once, with what the model of kitty answers. The model itself does
/// not take part: to make it and to draw on it takes longer than the program does.
struct StartWatch {
  /// Milliseconds until each of the texts was written, in their order.
  let milliseconds: [Double]

  init(program: String, arguments: [String], until texts: [String]) throws {
    let window = (columns: 300, rows: 87)
    var model = FakeTerminal(.kitty, columns: window.columns, rows: window.rows)
    let answers = model.feed(TerminalProbe.query)
    let own = ProcessInfo.processInfo.environment
    let environment = own.filter { ["PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH"].contains($0.key) }
      .merging(TerminalPersonality.kitty.environment) { $1 }
    let start = Date()
    let terminal = try PseudoTerminal(
      program: program, arguments: arguments, environment: environment, size: model.size)
    var wanted = [TerminalProbe.query] + texts.map { Array($0.utf8) }
    var times: [Double] = []
    var written: [UInt8] = []
    while let next = wanted.first {
      guard let bytes = terminal.read(within: 10_000), !bytes.isEmpty else {
        throw PseudoTerminalError.timedOut("waited for the first screens")
      }
      written += bytes
      guard written.contains(next) else { continue }
      wanted.removeFirst()
      if next == TerminalProbe.query {
        terminal.write(answers)
      } else {
        times.append(Date().timeIntervalSince(start) * 1000)
      }
    }
    milliseconds = times
  }
}
