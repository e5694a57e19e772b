/// Shows prepared pages on one terminal and keeps account of what the terminal stores.
///
/// Same calls in the same order give the same bytes.
public struct PicturePresenter: Sendable {
  /// The terminal that is written to.
  public let profile: TerminalProfile
  /// The sRGB grey of cleared cells; nil means the background of the terminal.
  public let ground: UInt8?

  var storage = KittyStorage()

  /// Makes a presenter that has sent nothing yet.
  ///
  /// - Parameters:
  ///   - profile: The terminal that is written to.
  ///   - ground: The sRGB grey of cleared cells; nil means the background of the terminal.
  public init(profile: TerminalProfile, ground: UInt8? = 124) {
    self.profile = profile
    self.ground = ground
  }

  /// Turns pictures into pages for this presenter; keeps nothing.
  public var encoder: PageEncoder { PageEncoder(profile: profile) }
}
