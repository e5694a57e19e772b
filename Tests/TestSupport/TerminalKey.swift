/// A key that sends more than a character.
public enum TerminalKey: Sendable, Equatable {
  case up
  case down
  case left
  case right
  case home
  case end
  case pageUp
  case pageDown
  case enter
  case escape
  case tab
  case backTab
  case backspace
  case delete
  /// A key F1 to F12.
  case function(Int)
  /// A letter with Control held.
  case control(Character)

  /// The bytes that xterm sends.
  func bytes(isApplicationMode: Bool) -> [UInt8] {
    let lead = isApplicationMode ? "\u{1B}O" : "\u{1B}["
    let text: String
    switch self {
    case .up: text = lead + "A"
    case .down: text = lead + "B"
    case .right: text = lead + "C"
    case .left: text = lead + "D"
    case .home: text = lead + "H"
    case .end: text = lead + "F"
    case .pageUp: text = "\u{1B}[5~"
    case .pageDown: text = "\u{1B}[6~"
    case .enter: text = "\r"
    case .escape: text = "\u{1B}"
    case .tab: text = "\t"
    case .backTab: text = "\u{1B}[Z"
    case .backspace: text = "\u{7F}"
    case .delete: text = "\u{1B}[3~"
    case .function(let number): text = Self.function(number)
    case .control(let letter): return [(letter.asciiValue ?? 0) & 0x1F]
    }
    return Array(text.utf8)
  }

  private static func function(_ number: Int) -> String {
    switch number {
    case 1...4: "\u{1B}O\(["P", "Q", "R", "S"][number - 1])"
    case 5...12: "\u{1B}[\([15, 17, 18, 19, 20, 21, 23, 24][number - 5])~"
    default: ""
    }
  }
}
