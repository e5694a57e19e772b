/// Splits the bytes written to a terminal into characters and control functions (ECMA-48).
struct ControlParser {
  enum Event: Equatable {
    case scalar(Unicode.Scalar)
    case control(UInt8)
    case escape(intermediates: [UInt8], final: UInt8)
    case sequence(ControlSequence)
    /// A control string with the byte that opened it after ESC: `P`, `]`, `_`, `^` or `X`.
    case string(opener: UInt8, body: [UInt8])
  }

  private enum State {
    case text
    case escape([UInt8])
    case sequence([UInt8])
    case string(UInt8)
    case stringEscape(UInt8)
  }

  private var state = State.text
  private var body: [UInt8] = []
  private var character: [UInt8] = []

  /// Tells whether no sequence is open.
  var isIdle: Bool {
    if case .text = state { return character.isEmpty }
    return false
  }

  mutating func feed(_ bytes: [UInt8], _ handle: (Event) -> Void) {
    for byte in bytes { if let event = feed(byte) { handle(event) } }
  }

  private mutating func feed(_ byte: UInt8) -> Event? {
    switch state {
    case .string(let opener): return string(byte, opener)
    case .text: return text(byte)
    case .escape(let intermediates): return escape(byte, intermediates)
    case .sequence(let bytes): return sequence(byte, bytes)
    case .stringEscape(let opener):
      state = .text
      if byte == UInt8(ascii: "\\") { return .string(opener: opener, body: body) }
      state = .escape([])
      return feed(byte)
    }
  }

  private mutating func string(_ byte: UInt8, _ opener: UInt8) -> Event? {
    if byte == 0x1B {
      state = .stringEscape(opener)
    } else if byte == 0x07, opener == UInt8(ascii: "]") {
      state = .text
      return .string(opener: opener, body: body)
    } else {
      body.append(byte)
    }
    return nil
  }

  private mutating func escape(_ byte: UInt8, _ intermediates: [UInt8]) -> Event? {
    switch byte {
    case UInt8(ascii: "[") where intermediates.isEmpty: state = .sequence([])
    case _ where intermediates.isEmpty && [0x50, 0x58, 0x5D, 0x5E, 0x5F].contains(byte):
      body = []
      state = .string(byte)
    case 0x20...0x2F: state = .escape(intermediates + [byte])
    case 0x1B: state = .escape([])
    default:
      state = .text
      return .escape(intermediates: intermediates, final: byte)
    }
    return nil
  }

  private mutating func sequence(_ byte: UInt8, _ bytes: [UInt8]) -> Event? {
    switch byte {
    case 0x20...0x3F:
      state = .sequence(bytes + [byte])
      return nil
    case 0x40...0x7E:
      state = .text
      return .sequence(ControlSequence(bytes, final: byte))
    case 0x1B:
      state = .escape([])
      return nil
    default: return .control(byte)
    }
  }

  private mutating func text(_ byte: UInt8) -> Event? {
    if byte == 0x1B {
      state = .escape([])
      character = []
      return nil
    }
    if byte < 0x20 || byte == 0x7F { return .control(byte) }
    if byte < 0x80 { return .scalar(Unicode.Scalar(byte)) }
    character = byte < 0xC0 ? character + [byte] : [byte]
    guard let first = character.first, character.count == Self.length(first) else { return nil }
    defer { character = [] }
    return String(decoding: character, as: UTF8.self).unicodeScalars.first.map(Event.scalar)
  }

  private static func length(_ first: UInt8) -> Int {
    switch first {
    case 0xC0...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF7: 4
    default: 1
    }
  }
}

/// A sequence that began with `ESC [`.
struct ControlSequence: Equatable {
  /// A byte in `<=>?` before the parameters.
  let prefix: UInt8?
  /// The parameters; nil where one was left out.
  let parameters: [Int?]
  let intermediates: [UInt8]
  let final: UInt8

  init(_ bytes: [UInt8], final: UInt8) {
    prefix = bytes.first.flatMap { (0x3C...0x3F).contains($0) ? $0 : nil }
    intermediates = bytes.filter { (0x20...0x2F).contains($0) }
    let numbers = bytes.dropFirst(prefix == nil ? 0 : 1).filter { (0x30...0x3B).contains($0) }
    parameters = numbers.split(omittingEmptySubsequences: false) {
      $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ":")
    }.map { Int(String(decoding: $0, as: UTF8.self)) }
    self.final = final
  }

  /// The letters of the sequence without parameters, such as `?h`.
  var kind: String {
    let bytes = (prefix.map { [$0] } ?? []) + intermediates + [final]
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Returns a parameter; one that is absent or smaller than the default becomes the default.
  func number(_ index: Int, or standard: Int) -> Int {
    guard parameters.indices.contains(index), let value = parameters[index] else {
      return standard
    }
    return max(value, standard)
  }
}
