/// What a terminal answers and how it paints, as measured on the real one.
public struct TerminalPersonality: Sendable {
  /// When a sixel pixel gets its colour.
  public enum SixelPainting: Sendable {
    /// The colour that its register had when it was selected.
    case immediate
    /// The colour that its register has when the image ends.
    case deferred
  }

  /// The rule from percent to an 8-bit sample.
  public enum Percent: Sendable {
    /// As in xterm: by way of 16 bits.
    case sixteenBits
    /// Rounding down.
    case down
  }

  /// The name for messages.
  public var name: String
  /// The answer to `CSI c` without `CSI`; nil for none.
  public var deviceAttributes: String?
  /// The answer to `CSI > c` without `CSI`; nil for none.
  public var secondaryAttributes: String?
  /// The answer to `CSI > q`; nil for none.
  public var version: String?
  /// How sixels are painted; nil means that they are not understood.
  public var sixel: SixelPainting?
  /// The rule for sixel colours.
  public var percent = Percent.down
  /// The number of colour registers.
  public var registers = 1024
  /// The answer to the question after registers: item 1; nil for none.
  public var registerAnswer: String?
  /// The answer to the question after the largest picture: item 2; `W;H` is filled in.
  public var sizeAnswer: String?
  /// The largest sixel picture along either side in pixels; larger ones are dropped.
  public var largestSide: Int?
  /// The largest number of bytes of a sixel image; longer ones are ignored.
  public var longestString: Int?
  /// Tells whether unset pixels of a sixel image keep what lies below.
  public var keepsUnsetPixels = true
  /// Tells whether a scroll of any region moves every picture.
  public var scrollsEveryPicture = false
  /// Tells whether there are only 16 graphics, of which the topmost is taken again.
  public var hasSlots = false
  /// Tells whether the kitty graphics protocol is understood.
  public var hasKittyGraphics = false
  /// Tells whether inline pictures of iTerm2 are understood.
  public var hasInlinePictures = false
  /// Tells whether `CSI 14 t`, `16 t` and `18 t` are answered.
  public var answersPixelSizes = false
  /// Tells whether the kernel knows the size of the window in pixels.
  public var kernelKnowsPixels = true
  /// The state of mode 2026; nil when `DECRQM` is not answered.
  public var synchronisedOutput: Int?
  /// Tells whether `CSI 5 n` and `CSI 6 n` are answered.
  public var answersStatus = true
  /// The size of a cell in pixels.
  public var cellWidth = 8
  /// The height of a cell in pixels.
  public var cellHeight = 16
  /// The variables that the terminal sets.
  public var environment: [String: String] = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"]

  init(_ name: String, _ change: (inout Self) -> Void) {
    self.name = name
    change(&self)
  }
}

extension TerminalPersonality {
  /// Pictures by the kitty graphics protocol (kitty 0.26.5).
  public static let kitty = Self("kitty") {
    $0.deviceAttributes = "?62;c"
    $0.secondaryAttributes = ">1;4000;26c"
    $0.version = "kitty(0.26.5)"
    $0.hasKittyGraphics = true
    $0.answersPixelSizes = true
    $0.synchronisedOutput = 2
    $0.cellHeight = 17
    $0.environment["COLORTERM"] = "truecolor"
    $0.environment["KITTY_WINDOW_ID"] = "1"
  }

  /// Inline pictures (iTerm2 3.5.9, as other projects quote its answers).
  public static let iterm2 = Self("iterm2") {
    $0.deviceAttributes = "?62;4c"
    $0.secondaryAttributes = ">0;95;0c"
    $0.version = "iTerm2 3.5.9"
    $0.sixel = .immediate
    $0.registerAnswer = "?1;0;1024S"
    $0.sizeAnswer = "?2;0;W;HS"
    $0.hasInlinePictures = true
    $0.answersPixelSizes = true
    $0.synchronisedOutput = 2
    $0.cellHeight = 17
    $0.environment["TERM_PROGRAM"] = "iTerm.app"
    $0.environment["COLORTERM"] = "truecolor"
  }

  /// Sixels whose registers count at the end of the image (xterm 379 -ti vt340).
  public static let xtermVT340 = Self("xterm-vt340") {
    $0.deviceAttributes = "?63;1;2;4;6;9;15;16;22;28c"
    $0.secondaryAttributes = ">19;379;0c"
    $0.version = "XTerm(379)"
    $0.sixel = .deferred
    $0.percent = .sixteenBits
    $0.registerAnswer = "?1;0;1024S"
    $0.sizeAnswer = "?2;0;W;HS"
    $0.largestSide = 1000
    $0.hasSlots = true
    $0.synchronisedOutput = 0
    $0.cellHeight = 13
    $0.environment["XTERM_VERSION"] = "XTerm(379)"
  }

  /// The text of ``xtermVT340`` without its pictures, for use beside a real one.
  public static let textOfXTermVT340 = Self("xterm-vt340 text") {
    $0 = xtermVT340
    $0.sixel = nil
  }

  /// Sixels painted at once (foot 1.13.1).
  public static let foot = Self("foot") {
    $0.deviceAttributes = "?62;4;22c"
    $0.secondaryAttributes = ">1;011301;0c"
    $0.version = "foot(1.13.1)"
    $0.sixel = .immediate
    $0.registerAnswer = "?1;0;1024S"
    $0.sizeAnswer = "?2;0;W;HS"
    $0.scrollsEveryPicture = true
    $0.answersPixelSizes = true
    $0.synchronisedOutput = 2
    $0.cellHeight = 17
    $0.environment["COLORTERM"] = "truecolor"
  }

  /// Inline pictures and sixels (mlterm 3.9.0).
  public static let mlterm = Self("mlterm") {
    $0.deviceAttributes = "?63;1;2;3;4;6;7;15;18;22;29c"
    $0.secondaryAttributes = ">24;279;0c"
    $0.sixel = .immediate
    $0.registerAnswer = "?1;0;1024S"
    $0.sizeAnswer = "?1;3;0S"
    $0.keepsUnsetPixels = false
    $0.hasInlinePictures = true
    $0.answersPixelSizes = true
    $0.synchronisedOutput = 0
    $0.cellWidth = 10
    $0.cellHeight = 19
    $0.environment["MLTERM"] = "3.9.0"
  }

  /// No pictures (xterm 379 without -ti vt340).
  public static let xterm = Self("xterm") {
    $0.deviceAttributes = "?64;1;2;6;9;15;16;17;18;21;22;28c"
    $0.secondaryAttributes = ">41;379;0c"
    $0.version = "XTerm(379)"
    $0.registerAnswer = "?1;3S"
    $0.sizeAnswer = "?2;3S"
    $0.synchronisedOutput = 0
    $0.cellHeight = 13
  }

  /// A multiplexer without pictures (tmux 3.3a).
  public static let tmux = Self("tmux") {
    $0.deviceAttributes = "?1;2c"
    $0.secondaryAttributes = ">84;0;0c"
    $0.version = "tmux 3.3a"
    $0.cellWidth = 16
    $0.cellHeight = 32
    $0.environment["TMUX"] = "/tmp/tmux-0/default,1,0"
  }

  /// Text in UTF-8 and colour, nothing else.
  public static let plain = Self("plain") {
    $0.deviceAttributes = "?1;2c"
    $0.kernelKnowsPixels = false
  }

  /// Neither colour nor UTF-8; answers nothing but its attributes.
  public static let dumb = Self("dumb") {
    $0.deviceAttributes = "?1;0c"
    $0.kernelKnowsPixels = false
    $0.answersStatus = false
    $0.environment = ["TERM": "vt100", "LC_ALL": "C"]
  }

  /// Answers nothing at all.
  public static let mute = Self("mute") {
    $0.kernelKnowsPixels = false
    $0.answersStatus = false
  }

  /// Every terminal above, and those of which only answers are known.
  public static let all =
    [kitty, iterm2, xtermVT340, foot, mlterm, xterm, tmux, plain, dumb, mute] + quoted
}
