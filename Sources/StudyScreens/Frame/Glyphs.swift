/// The few symbols that screens use, for terminals with and without Unicode.
public struct Glyphs: Hashable, Sendable {
  /// Points at the focused tile, from the left.
  public let pointer: String
  /// Stands for a score that is not given yet.
  public let noScore: String
  /// Separates hints.
  public let separator: String
  /// A finished part of a progress bar.
  public let done: String
  /// An open part of a progress bar.
  public let open: String

  /// For terminals that show UTF-8.
  public static let unicode = Glyphs(
    pointer: "▶", noScore: "·", separator: "  ·  ", done: "█", open: "░")

  /// For all others.
  public static let ascii = Glyphs(
    pointer: ">", noScore: ".", separator: "  |  ", done: "#", open: "-")
}
