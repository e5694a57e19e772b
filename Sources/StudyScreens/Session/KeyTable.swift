public import StudyModel

/// One key of a rating session and what it does; the help screen and the manual are made of these.
public struct KeyDescription: Hashable, Sendable {
  /// The keys as printed on them.
  public let keys: String
  /// What they do.
  public let action: String
  /// Whether they act on pages of several pictures.
  public let isForPages: Bool
  /// Whether they act on single pictures.
  public let isForSinglePictures: Bool

  init(_ keys: String, _ action: String, pages: Bool = true, single: Bool = true) {
    self.keys = keys
    self.action = action
    isForPages = pages
    isForSinglePictures = single
  }

  /// Every key of a session, in the order of the help screen.
  public static let all: [KeyDescription] = [
    KeyDescription("1 to 5", "score: 1 Bad, 2 Poor, 3 Fair, 4 Good, 5 Excellent"),
    KeyDescription("arrows, h j k l", "move to another picture", single: false),
    KeyDescription("Tab, Shift-Tab", "move to the next or the previous picture", single: false),
    KeyDescription("Enter", "next page, once every picture has a score", single: false),
    KeyDescription(
      "u", "take a score back; on a new page, return to the last", single: false),
    KeyDescription("u", "return to the last picture and rate it again", pages: false),
    KeyDescription("p", "pause: the pictures are hidden"),
    KeyDescription("?", "these keys"),
    KeyDescription("Ctrl-L", "draw the screen again"),
    KeyDescription("Ctrl-Z", "suspend the program; 'fg' goes on"),
    KeyDescription("q", "stop, after a question; everything is saved"),
  ]

  /// The keys of one procedure.
  public static func keys(of ratingProtocol: RatingProtocol) -> [KeyDescription] {
    all.filter { ratingProtocol.showsPages ? $0.isForPages : $0.isForSinglePictures }
  }
}
