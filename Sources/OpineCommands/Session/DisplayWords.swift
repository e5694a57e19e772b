import StudyModel
import TerminalGraphics

/// The fidelity of a display in plain words.
enum DisplayWords {
  /// Words that are the same for every picture.
  ///
  /// An error or a number of colours would tell a rater which method made the picture. Both are
  /// in the record of what was shown.
  static func sentence(renderer: Renderer) -> String {
    switch renderer {
    case .kitty: "Exact pixels (kitty graphics)"
    case .iterm2: "Exact pixels (inline PNG)"
    case .sixel: "Pixels 1:1, colours rounded (sixel)"
    case .halfBlock: "Preview in half blocks: these scores are not counted"
    case .ascii: "Preview in ASCII: these scores are not counted"
    }
  }

  /// Refuses a display below what the study asks for.
  static func check(
    _ profile: TerminalProfile, minimum: DisplayRequirement.Minimum
  ) throws(CommandError) {
    let isExact = profile.renderer == .kitty || profile.renderer == .iterm2
    switch minimum {
    case .any: return
    case .exact where isExact: return
    case .pixels where profile.renderer.showsPixels: return
    case .exact:
      throw refusal(profile, "exact pixels, as kitty, WezTerm and iTerm2 show them")
    case .pixels:
      throw refusal(profile, "a terminal that shows pixels (kitty, iTerm2, sixel)")
    }
  }

  private static func refusal(_ profile: TerminalProfile, _ wanted: String) -> CommandError {
    let multiplexer = profile.isMultiplexer ? " outside tmux and screen" : ""
    return CommandError(
      "This study asks for \(wanted), but \(profile.name) shows \(profile.renderer.words) "
        + "(\(profile.reason)); start the session in such a terminal\(multiplexer). "
        + "For xterm: xterm -ti vt340 -xrm 'XTerm*numColorRegisters: 1024'")
  }
}

extension Renderer {
  /// What the renderer shows, in words.
  fileprivate var words: String {
    switch self {
    case .kitty, .iterm2: "exact pixels"
    case .sixel: "pixels with rounded colours"
    case .halfBlock: "half blocks"
    case .ascii: "ASCII characters"
    }
  }
}
