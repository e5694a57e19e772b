import Foundation
import TestSupport

/// A rater who presses keys at random, the same ones for the same seed.
struct RandomRater {
  private enum Action {
    case key(TerminalKey)
    case text(String)
    case redraw
  }

  private static let actions: [Action] =
    ["1", "2", "3", "4", "5", "4", "2"].map { .text($0) }
    + [.up, .down, .left, .right, .tab, .backTab, .escape].map { .key($0) }
    + [.enter, .enter, .enter].map { .key($0) }
    + ["u", "u", "p", "?", "q"].map { .text($0) }
    + [.key(.control("l")), .redraw]

  private var generator: SplitMix

  /// A rater for a seed.
  init(seed: UInt64) { generator = SplitMix(state: seed) }

  /// Presses keys, each after the effect of the one before, and never leaves the session.
  mutating func press(_ count: Int, in session: TerminalSession) throws {
    for _ in 0..<count {
      let action = Self.actions[Int(generator.next() % UInt64(Self.actions.count))]
      if SessionView(session.terminal).kind == .text("Thank you") {
        session.press("u")
      } else {
        perform(action, in: session)
      }
      try session.settle()
    }
  }

  private func perform(_ action: Action, in session: TerminalSession) {
    switch action {
    case .key(let key): session.press(key)
    case .text(let text): session.press(text)
    case .redraw: session.terminate(SIGWINCH)
    }
  }

  /// Goes to a page with pictures, as from a help page.
  func goToPage(_ robot: SessionRobot) throws {
    try robot.steps { $0.kind == .page || $0.kind == .text("Thank you") }
    if robot.view.kind == .text("Thank you") {
      try robot.press("u") { $0.kind == .page }
    }
    try robot.session.settle()
  }
}
