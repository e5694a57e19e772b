/// The place of a score: which picture of which presentation of which session.
public struct RatingKey: Hashable, Sendable {
  /// The session.
  public let session: UniqueID
  /// The presentation's position in the session.
  public let position: Int
  /// The tile.
  public let slot: Int

  /// A place with every part given.
  public init(session: UniqueID, position: Int, slot: Int) {
    self.session = session
    self.position = position
    self.slot = slot
  }
}

/// One score as it was given; a changed mind is a further revision, nothing is overwritten.
public struct Rating: Hashable, Sendable {
  /// Which picture.
  public let key: RatingKey
  /// 0 for the first score of this picture, counting up.
  public let revision: Int
  /// Which drawing of the picture the rater saw: the ``DisplayRecord/showing``.
  public let showing: Int
  /// The score, on the scale of the procedure.
  public let score: Int
  /// When the picture was on the screen, in milliseconds since 1970; for information only.
  public let shownAtMilliseconds: Int64
  /// From the picture's onset to the key, in milliseconds of the monotonic clock, at least 0.
  public let latencyMilliseconds: Int64

  /// A score with every part given.
  public init(
    key: RatingKey, revision: Int, showing: Int, score: Int, shownAtMilliseconds: Int64,
    latencyMilliseconds: Int64
  ) {
    self.key = key
    self.revision = revision
    self.showing = showing
    self.score = score
    self.shownAtMilliseconds = shownAtMilliseconds
    self.latencyMilliseconds = latencyMilliseconds
  }
}

/// How a picture really reached the screen.
public struct DisplayRecord: Hashable, Sendable {
  /// Which picture.
  public var key: RatingKey
  /// 0 for the first drawing, +1 after a resize, a pause, a resume or another redraw.
  public var showing: Int
  /// What the terminal said it is, at most 64 bytes.
  public var terminal: String
  /// The way the picture was sent: `kitty`, `iterm2`, `sixel`, `half-block`, `ascii`; or
  /// `simulated`.
  public var renderer: String
  /// Screen pixels a picture sample: numerator.
  public var scaleNumerator: Int
  /// Screen pixels a picture sample: denominator.
  public var scaleDenominator: Int
  /// Whether every sample was sent unchanged.
  public var isExact: Bool
  /// Colours of the palette, 0...65536; 0 is true colour.
  public var paletteColours: Int
  /// Error of the shown picture against the file in thousandths of a decibel; nil when exact or
  /// not computed.
  public var psnrMilliDecibels: Int?
  /// The part of the picture that was shown.
  public var crop: PixelRectangle
  /// Left cell of the picture, 0-based.
  public var cellColumn: Int
  /// Top cell of the picture, 0-based.
  public var cellRow: Int
  /// Width of the terminal in cells.
  public var terminalColumns: Int
  /// Height of the terminal in cells.
  public var terminalRows: Int
  /// Width of a cell in pixels, 0 when the terminal did not say.
  public var cellWidth: Int
  /// Height of a cell in pixels, 0 when the terminal did not say.
  public var cellHeight: Int
  /// With which bytes the picture was sent; nil when that is not known.
  public var detail: DisplayDetail?

  /// A record with every part given.
  public init(
    key: RatingKey, showing: Int, terminal: String, renderer: String, scaleNumerator: Int,
    scaleDenominator: Int, isExact: Bool, paletteColours: Int, psnrMilliDecibels: Int?,
    crop: PixelRectangle, cellColumn: Int, cellRow: Int, terminalColumns: Int, terminalRows: Int,
    cellWidth: Int, cellHeight: Int, detail: DisplayDetail? = nil
  ) {
    self.key = key
    self.showing = showing
    self.terminal = terminal
    self.renderer = renderer
    self.scaleNumerator = scaleNumerator
    self.scaleDenominator = scaleDenominator
    self.isExact = isExact
    self.paletteColours = paletteColours
    self.psnrMilliDecibels = psnrMilliDecibels
    self.crop = crop
    self.cellColumn = cellColumn
    self.cellRow = cellRow
    self.terminalColumns = terminalColumns
    self.terminalRows = terminalRows
    self.cellWidth = cellWidth
    self.cellHeight = cellHeight
    self.detail = detail
  }

  /// Whether the picture was drawn with characters: such scores stay out of statistics.
  public var isPreview: Bool { DisplayRecord.previewRenderers.contains(renderer) }

  /// Whether the picture was drawn in pixels with an error that may change what a rater judges.
  ///
  /// Such scores are marked and count: to leave them out would spare the methods whose pictures
  /// have few colours, and so favour them.
  public var isDegraded: Bool {
    !isExact && !isPreview
      && psnrMilliDecibels.map { $0 < 1000 * DisplayRecord.faithfulDecibels } ?? false
  }

  /// The peak signal-to-noise ratio in decibels from which on the error of a display is taken as
  /// too small to matter.
  public static let faithfulDecibels = 45

  /// The renderers that draw with characters.
  public static let previewRenderers: Set<String> = ["half-block", "ascii"]
}
