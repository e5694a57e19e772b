/// When a sixel pixel gets the colour of its register.
public enum SixelPainting: Sendable, Equatable {
  /// At once, so that a register can be defined again within an image.
  case atOnce
  /// When the image ends, with the last definition of the register.
  case atEnd
}

/// What is known about the terminal and how pictures are shown on it.
public struct TerminalProfile: Sendable, Equatable {
  /// The name and version, printable ASCII of at most 64 bytes.
  public let name: String
  /// The parameters of the primary device attributes (DA1); empty when the terminal did not answer.
  public let deviceAttributes: [Int]
  /// The way that pictures are shown.
  public internal(set) var renderer: Renderer
  /// The usable renderers, best first; the last one is ``Renderer/ascii``.
  public let alternatives: [Renderer]
  /// The size of a character cell; nil when the terminal does not tell.
  public internal(set) var cell: PixelSize?
  /// The number of sixel colour registers to use.
  public let sixelRegisters: Int
  /// The rule by which sixel colours become samples.
  public let percentCurve: PercentCurve
  /// When a sixel pixel gets its colour; nil when that is not known.
  public let sixelPainting: SixelPainting?
  /// The number of sixel images of one frame that the terminal keeps apart when they overlap;
  /// 1 when a picture has to be a single image.
  public let imagesPerFrame: Int
  /// The largest picture that is drawn whole; nil when no limit is known.
  public let largestPicture: PixelSize?
  /// What a person can do at the terminal to have larger pictures drawn, in words that go on after
  /// a semicolon; nil when nothing is known.
  public let sizeHint: String?
  /// Tells whether a frame can be shown at once (mode 2026).
  public let hasSynchronisedOutput: Bool
  /// Tells whether old sixel pictures must be moved up before new ones are drawn.
  public let needsAgeing: Bool
  /// The number of bytes above which one sixel image is ignored; nil when no limit is known.
  public let longestPass: Int?
  /// Tells whether a multiplexer such as tmux stands between the program and the screen.
  public let isMultiplexer: Bool
  /// Tells whether the screen of this terminal was compared with what was sent to it.
  public let isVerified: Bool
  /// Tells whether the locale encodes text as UTF-8.
  public let isUTF8: Bool
  /// Tells whether text can be coloured.
  public let hasColour: Bool
  /// The plain words that say why this renderer was chosen.
  public internal(set) var reason: String
  /// What a person has to change to get exact pixels, one sentence; nil where they are exact.
  public let hint: String?

  /// Returns the same profile with a renderer that a person has chosen.
  ///
  /// Whether the terminal can show it is the caller's question: see ``alternatives``.
  public func using(_ renderer: Renderer) -> TerminalProfile {
    guard renderer != self.renderer else { return self }
    var changed = self
    changed.renderer = renderer
    changed.reason = "chosen by hand"
    return changed
  }

  /// Returns the same profile after the cells have changed their size.
  public func resized(cell: PixelSize) -> TerminalProfile {
    var changed = self
    changed.cell = cell
    return changed
  }
}
