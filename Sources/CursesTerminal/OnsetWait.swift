/// The wait for a terminal to confirm that it has handled all that was written.
///
/// While an earlier answer is owed, a terminal is given little time, so that one that never answers
/// does not make every page slow. An answer that comes late confirms what it was asked for and
/// nothing newer.
struct OnsetWait {
  /// The milliseconds that a terminal has for an answer when nobody knows whether it answers.
  static let patience: Int64 = 2000
  /// The milliseconds that a terminal has which is known to answer, after a slow line perhaps.
  static let longPatience: Int64 = 10_000
  /// The milliseconds that it has while it owes an earlier answer.
  static let shortPatience: Int64 = 100

  private let input: TerminalInput
  private let limit: Int64

  /// A wait for answers that come as input.
  ///
  /// - Parameters:
  ///   - input: Where the answers come from.
  ///   - isAnswering: Whether the terminal is known to answer.
  init(input: TerminalInput = .standard, isAnswering: Bool = false) {
    self.input = input
    limit = isAnswering ? Self.longPatience : Self.patience
  }

  /// Waits for the answer to ``TerminalProbe/onsetQuery``, which the caller has just written.
  ///
  /// Keys pressed before the answer are thrown away. A signal that asks the program to end ends
  /// the wait too.
  ///
  /// - Returns: The milliseconds until the answer came; nil when none came in time.
  func wait() -> Int64? {
    let start = TerminalInput.monotonicMilliseconds
    let end = start + (input.answersOwed > 0 ? Self.shortPatience : limit)
    input.expectAnswer()
    input.skip(
      while: { end - TerminalInput.monotonicMilliseconds }, until: { _ in input.answersOwed == 0 })
    guard input.answersOwed == 0 else { return nil }
    return TerminalInput.monotonicMilliseconds - start
  }
}
