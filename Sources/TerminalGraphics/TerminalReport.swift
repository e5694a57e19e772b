/// What a terminal answered, word for word, beside what is made of it.
public struct TerminalReport: Sendable, Equatable {
  /// What is made of the answers.
  public let profile: TerminalProfile
  /// Tells whether the last question was answered, which every terminal does.
  public let hasAnswered: Bool
  /// The answered name and version, printable ASCII of at most 64 bytes.
  public let version: String?
  /// Tells whether pictures by the kitty protocol were accepted.
  public let acceptsKittyGraphics: Bool
  /// Tells whether sixels are among the attributes.
  public let showsSixels: Bool
  /// The answered number of sixel colour registers, which may be more than are used.
  public let sixelRegisters: Int?
  /// Tells whether the terminal is one that shows inline pictures; that cannot be asked.
  public let showsInlinePictures: Bool
}
