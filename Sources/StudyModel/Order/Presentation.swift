/// One step of a session: a single stimulus, or a page of them.
public struct Presentation: Hashable, Sendable {
  /// What a presentation is for.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Shows the ends of the scale, or checks that they were understood; never analysed.
    case calibration
    /// Stabilises the rater at the start of a block; never analysed.
    case dummy
    /// Analysed.
    case test
    /// A second showing, for reliability only.
    case retest
  }

  /// The place in the session, 0-based.
  public let position: Int
  /// The block, 0-based; a break lies between blocks.
  public let block: Int
  /// What the presentation is for.
  public let kind: Kind
  /// For a retest the position of the first showing in this session, or nil when that was earlier.
  public let repeatOf: Int?
  /// Columns of the page's grid, 1...32; 1 for a single stimulus and for pictures in time.
  public let gridColumns: Int
  /// The pictures in reading order.
  public let items: [PresentationItem]

  /// A presentation with every part given.
  public init(
    position: Int, block: Int, kind: Kind, repeatOf: Int?, gridColumns: Int,
    items: [PresentationItem]
  ) {
    self.position = position
    self.block = block
    self.kind = kind
    self.repeatOf = repeatOf
    self.gridColumns = gridColumns
    self.items = items
  }

  /// The slots that get a score.
  public var ratedSlots: [Int] { items.filter { $0.role == .rated }.map(\.slot) }

  /// Whether the presentation is complete by a confirmation, not by its only score.
  public var needsConfirmation: Bool { ratedSlots.count != 1 }
}

/// One picture of a presentation.
public struct PresentationItem: Hashable, Sendable {
  /// Whether a picture gets a score.
  public enum Role: String, Hashable, Sendable, CaseIterable {
    /// Gets a score.
    case rated
    /// Shown and not scored: a labelled reference, an end of the scale, or the picture that the
    /// rated one is compared with.
    case reference
  }

  /// The tile in reading order, or the place in time, 0...31.
  public let slot: Int
  /// The picture's number in the plan.
  public let stimulus: Int
  /// Whether the picture gets a score.
  public let role: Role

  /// An item with every part given.
  public init(slot: Int, stimulus: Int, role: Role) {
    self.slot = slot
    self.stimulus = stimulus
    self.role = role
  }
}

/// The whole order of a session, frozen before its first picture.
public struct SessionPlan: Hashable, Sendable {
  /// The number from which the order was drawn.
  public let seed: UInt64
  /// The presentations in order; positions are 0, 1, 2, ...
  public let presentations: [Presentation]

  /// A plan with every part given.
  public init(seed: UInt64, presentations: [Presentation]) {
    self.seed = seed
    self.presentations = presentations
  }

  /// The bytes that are hashed to notice damage: eight big-endian bytes for every number, text as
  /// one length byte and UTF-8, in the order of the presentations and their items.
  public var canonicalBytes: [UInt8] {
    var bytes: [UInt8] = []
    func append(_ value: Int?) {
      let number = value.map(Int64.init) ?? Int64.min
      bytes += (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * Int64($0))) }
    }
    func append(_ text: String) {
      bytes.append(UInt8(truncatingIfNeeded: text.utf8.count))
      bytes += Array(text.utf8)
    }
    for presentation in presentations {
      append(presentation.position)
      append(presentation.block)
      append(presentation.kind.rawValue)
      append(presentation.repeatOf)
      append(presentation.gridColumns)
      for item in presentation.items {
        append(item.slot)
        append(item.stimulus)
        append(item.role.rawValue)
      }
    }
    return bytes
  }
}
