public import StudyModel

/// One key of a rating session and what it does; the help screen and the manual are made of these.
public struct KeyDescription: Hashable, Sendable {
  /// The keys as printed on them.
  public let keys: String
  /// What they do.
  public let action: String
  /// The procedures in which they act.
  public let protocols: Set<RatingProtocol>

  init(_ keys: String, _ action: String, _ protocols: [RatingProtocol] = RatingProtocol.allCases) {
    self.keys = keys
    self.action = action
    self.protocols = Set(protocols)
  }

  private static let pages: [RatingProtocol] = [.sideBySide, .sideBySideReference]
  private static let quality = pages + [.srganACRHR]
  private static let impairment: [RatingProtocol] = [.dcr, .dcrSideBySide]
  private static let pairs: [RatingProtocol] = [.pair, .pairTies]
  private static let inTime = RatingProtocol.allCases.filter { $0.arrangement == .inTime }
  private static let others = RatingProtocol.allCases.filter { !$0.showsPages }

  /// Every key of a session, in the order of the help screen.
  public static let all: [KeyDescription] = [
    KeyDescription("1 to 5", "score: " + words(.sideBySide), quality),
    KeyDescription("1 to 5", "score: " + words(.dcr), impairment),
    KeyDescription("1 to 7", "score: " + words(.ccr), [.ccr]),
    KeyDescription("1, Left", "the left picture looks better", pairs),
    KeyDescription("2, Right", "the right picture looks better", pairs),
    KeyDescription("0", "no difference", [.pairTies]),
    KeyDescription("arrows, h j k l", "move to another picture", pages),
    KeyDescription("Tab, Shift-Tab", "move to the next or the previous picture", pages),
    KeyDescription("Enter", "next page, once every picture has a score", pages),
    KeyDescription("r", "show both pictures again", inTime),
    KeyDescription("u", "take a score back; on a new page, return to the last", pages),
    KeyDescription("u", "return to the last picture and rate it again", others),
    KeyDescription("p", "pause: the pictures are hidden"),
    KeyDescription("?", "these keys"),
    KeyDescription("Ctrl-L", "draw the screen again"),
    KeyDescription("Ctrl-Z", "suspend the program; 'fg' goes on"),
    KeyDescription("q", "stop, after a question; everything is saved"),
  ]

  private static func words(_ ratingProtocol: RatingProtocol) -> String {
    AnswerKeys(ratingProtocol).answers.map { "\($0.key) \($0.word)" }.joined(separator: ", ")
  }

  /// The keys of one procedure.
  public static func keys(of ratingProtocol: RatingProtocol) -> [KeyDescription] {
    all.filter { $0.protocols.contains(ratingProtocol) }
  }
}
