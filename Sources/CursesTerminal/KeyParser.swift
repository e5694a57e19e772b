import StudyScreens

/// Turns the bytes that a terminal sends into keys, and swallows whole whatever is no key.
///
/// Control functions and strings have the form of ECMA-48, sections 5.3 to 5.6. No byte inside of
/// one is ever taken for a key, however the bytes are cut into pieces.
nonisolated struct KeyParser {
  /// What the bytes meant.
  enum Input: Hashable, Sendable {
    /// A key was pressed.
    case key(Key)
    /// Control and Z was pressed.
    case suspend
    /// The terminal has handled what was written before the question after its state.
    case onsetAnswer
  }

  private enum State {
    case ground
    case escape
    /// After `ESC [`.
    case control
    /// After `ESC O`.
    case function
    /// Inside a device control, operating system or application string.
    case string
    /// After an ESC inside of a string.
    case stringEnd
    /// Between the marks of bracketed paste.
    case paste
    /// Inside a UTF-8 character of so many bytes.
    case character(length: Int, isAlternate: Bool)
    /// Before so many bytes of any value.
    case skipping(Int)
  }

  private var state = State.ground
  private var body: [UInt8] = []

  /// The milliseconds without a byte after which ``expire()`` is due; nil while nothing is open.
  ///
  /// Short after what a person can press alone: Escape, or Alt with a character that begins a
  /// sequence.
  var patience: Int64? {
    switch state {
    case .ground: nil
    case .escape, .character, .skipping: 50
    case .control, .function, .string: body.isEmpty ? 50 : 250
    case .stringEnd: 250
    case .paste: 1000
    }
  }

  /// Takes one byte and returns what it completes.
  mutating func feed(_ byte: UInt8) -> Input? {
    switch state {
    case .ground: return start(byte)
    case .escape: return follow(byte)
    case .control: return control(byte)
    case .function: return function(byte)
    case .string: return string(byte)
    case .stringEnd:
      if byte == UInt8(ascii: "\\") { return end() }
      enter(.escape)
      return follow(byte)
    case .paste: return paste(byte)
    case .character(let length, let isAlternate):
      return character(byte, length: length, isAlternate: isAlternate)
    case .skipping(let count):
      guard byte >= 0x20 else { return restart(byte) }
      enter(count > 1 ? .skipping(count - 1) : .ground)
      return nil
    }
  }

  /// Gives up what is open, and returns the Escape key if that was all of it.
  mutating func expire() -> Input? {
    if case .escape = state { return end(.key(.escape)) }
    return end()
  }

  private mutating func enter(_ new: State) {
    state = new
    body = []
  }

  private mutating func end(_ result: Input? = nil) -> Input? {
    enter(.ground)
    return result
  }

  private mutating func restart(_ byte: UInt8) -> Input? {
    enter(.ground)
    return start(byte)
  }

  /// Keeps a byte of a sequence; known ones are shorter than this limit.
  private mutating func keep(_ byte: UInt8) {
    if body.count < 16 { body.append(byte) }
  }
}

nonisolated extension KeyParser {
  private mutating func start(_ byte: UInt8) -> Input? {
    switch byte {
    case 3: return .key(.character("q"))
    case 9: return .key(.tab)
    case 10, 13: return .key(.enter)
    case 12: return .key(.redraw)
    case 26: return .suspend
    case 27: enter(.escape)
    case 0x20...0x7E: return .key(.character(Unicode.Scalar(byte)))
    case 0x80...0x9F: introduce(byte - 0x40)
    case 0xC2...0xF4: enterCharacter(byte, isAlternate: false)
    default: break
    }
    return nil
  }

  /// Opens what ESC and this byte open; tells whether that is anything.
  @discardableResult
  private mutating func introduce(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "["): enter(.control)
    case UInt8(ascii: "O"): enter(.function)
    case UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "]"), UInt8(ascii: "^"),
      UInt8(ascii: "_"):
      enter(.string)
    default: return false
    }
    return true
  }

  private mutating func follow(_ byte: UInt8) -> Input? {
    if byte == 27 || introduce(byte) { return nil }
    guard (0xC2...0xF4).contains(byte) else { return end() }
    enterCharacter(byte, isAlternate: true)
    return nil
  }

  private mutating func control(_ byte: UInt8) -> Input? {
    switch byte {
    case 0x18, 0x1A: return end()
    case 0x1B: enter(.escape)
    case 0x20...0x3F: keep(byte)
    case 0x40...0x7E: return finishControl(byte)
    default: break
    }
    return nil
  }

  private mutating func finishControl(_ final: UInt8) -> Input? {
    let parameters = String(decoding: body, as: UTF8.self)
    switch (parameters, final) {
    case ("", UInt8(ascii: "Z")): return end(.key(.backTab))
    case ("", UInt8(ascii: "M")): enter(.skipping(3))  // mouse report of X10
    case ("", UInt8(ascii: "[")): enter(.skipping(1))  // function key of the Linux console
    case ("", _): return end(Self.arrow(final))
    case ("0", UInt8(ascii: "n")): return end(.onsetAnswer)
    case ("200", UInt8(ascii: "~")): enter(.paste)
    default: return end()
    }
    return nil
  }

  private mutating func function(_ byte: UInt8) -> Input? {
    switch byte {
    case 0x1B: enter(.escape)
    case 0x30...0x3F: keep(byte)
    case UInt8(ascii: "M") where body.isEmpty: return end(.key(.enter))
    default: return end(body.isEmpty ? Self.arrow(byte) : nil)
    }
    return nil
  }

  private static func arrow(_ final: UInt8) -> Input? {
    switch final {
    case UInt8(ascii: "A"): .key(.up)
    case UInt8(ascii: "B"): .key(.down)
    case UInt8(ascii: "C"): .key(.right)
    case UInt8(ascii: "D"): .key(.left)
    default: nil
    }
  }

  private mutating func string(_ byte: UInt8) -> Input? {
    switch byte {
    case 0x07, 0x18, 0x1A: return end()
    case 0x1B: enter(.stringEnd)
    default: keep(byte)
    }
    return nil
  }

  private mutating func paste(_ byte: UInt8) -> Input? {
    let mark = Array("\u{1B}[201~".utf8)
    body = mark.starts(with: body + [byte]) ? body + [byte] : byte == 0x1B ? [byte] : []
    return body == mark ? end() : nil
  }

  private mutating func enterCharacter(_ lead: UInt8, isAlternate: Bool) {
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    enter(.character(length: length, isAlternate: isAlternate))
    keep(lead)
  }

  private mutating func character(
    _ byte: UInt8, length: Int, isAlternate: Bool
  ) -> Input? {
    guard (0x80...0xBF).contains(byte) else { return restart(byte) }
    keep(byte)
    guard body.count == length else { return nil }
    let scalars = String(decoding: body, as: UTF8.self).unicodeScalars
    guard !isAlternate, scalars.count == 1, let scalar = scalars.first, scalar != "\u{FFFD}"
    else { return end() }
    enter(.ground)
    guard (0x80...0x9F).contains(scalar.value) else { return .key(.character(scalar)) }
    introduce(UInt8(scalar.value) - 0x40)
    return nil
  }
}
