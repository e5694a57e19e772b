/// The attributes of a character on the screen.
public struct CellAttributes: Sendable, Equatable {
  /// A colour of text or ground.
  public enum Colour: Sendable, Equatable {
    /// The terminal's own.
    case standard
    /// One of the 256 of the palette.
    case palette(Int)
    /// A colour by its samples.
    case rgb(Int, Int, Int)
  }

  /// The colour of the character.
  public internal(set) var foreground = Colour.standard
  /// The colour behind the character.
  public internal(set) var background = Colour.standard
  /// Tells whether the character is bold.
  public internal(set) var isBold = false
  /// Tells whether the character is dim.
  public internal(set) var isDim = false
  /// Tells whether the character is underlined.
  public internal(set) var isUnderlined = false
  /// Tells whether the colours are exchanged.
  public internal(set) var isReverse = false

  /// Makes plain attributes.
  public init() {}

  mutating func select(_ parameters: [Int?]) {
    var rest = parameters.map { $0 ?? 0 }[...]
    while let code = rest.popFirst() {
      switch code {
      case 0: self = CellAttributes()
      case 1: isBold = true
      case 2: isDim = true
      case 4: isUnderlined = true
      case 7: isReverse = true
      case 22: (isBold, isDim) = (false, false)
      case 24: isUnderlined = false
      case 27: isReverse = false
      case 30...37: foreground = .palette(code - 30)
      case 38: foreground = Self.extended(&rest) ?? foreground
      case 39: foreground = .standard
      case 40...47: background = .palette(code - 40)
      case 48: background = Self.extended(&rest) ?? background
      case 49: background = .standard
      case 90...97: foreground = .palette(code - 82)
      case 100...107: background = .palette(code - 92)
      default: break
      }
    }
  }

  private static func extended(_ rest: inout ArraySlice<Int>) -> Colour? {
    switch rest.popFirst() {
    case 5: return rest.popFirst().map(Colour.palette)
    case 2:
      guard rest.count >= 3 else { return nil }
      defer { rest = rest.dropFirst(3) }
      let first = rest.startIndex
      return .rgb(rest[first], rest[first + 1], rest[first + 2])
    default: return nil
    }
  }
}

/// A character on the screen; a wide one is followed by a cell without text.
public struct ScreenCell: Sendable, Equatable {
  /// The character with its combining marks.
  public internal(set) var text = " "
  /// The attributes of the character.
  public internal(set) var attributes = CellAttributes()
}

extension Unicode.Scalar {
  /// The number of cells that a terminal gives to the character: 0, 1 or 2.
  var cellWidth: Int {
    switch value {
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
