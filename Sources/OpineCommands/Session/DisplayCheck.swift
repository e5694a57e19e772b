import StudyModel
import TerminalGraphics

/// Refuses terminals that cannot show what a session has to show, before its first screen.
enum DisplayCheck {
  /// Refuses a renderer that a person has chosen and the terminal does not offer.
  ///
  /// Nothing would be on the screen, and the store would say that there were pixels.
  static func renderer(of profile: TerminalProfile) throws(CommandError) {
    guard !profile.alternatives.contains(profile.renderer) else { return }
    let offered = profile.alternatives.map(\.rawValue).joined(separator: ", ")
    throw CommandError(
      "\(profile.name) does not offer '\(profile.renderer.rawValue)'; choose --renderer among "
        + "what it offers, best first, or leave the option out: \(offered)")
  }

  /// Refuses a display below what the study asks for.
  static func minimum(
    _ minimum: DisplayRequirement.Minimum, of profile: TerminalProfile
  ) throws(CommandError) {
    guard !isEnough(profile.renderer, minimum) else { return }
    let wanted =
      minimum == .exact ? "exact pixels" : "a terminal that shows pixels (kitty, iTerm2, sixel)"
    throw CommandError(
      "This study asks for \(wanted), but \(profile.name) shows \(profile.renderer.words) "
        + "(\(profile.reason)). " + advice(profile, minimum))
  }

  private static func isEnough(
    _ renderer: Renderer, _ minimum: DisplayRequirement.Minimum
  ) -> Bool {
    switch minimum {
    case .any: true
    case .pixels: renderer.showsPixels
    case .exact: renderer == .kitty || renderer == .iterm2
    }
  }

  /// What to change, a sentence.
  private static func advice(
    _ profile: TerminalProfile, _ minimum: DisplayRequirement.Minimum
  ) -> String {
    if let best = profile.alternatives.first, isEnough(best, minimum) {
      return "Leave out '--renderer' to get '\(best.rawValue)'"
    }
    let isAboutPixels = minimum == .pixels || profile.alternatives.first == .sixel
    if isAboutPixels, let hint = profile.hint { return hint }
    return "Use kitty or mlterm for exact pixels"
      + (profile.isMultiplexer ? ", outside tmux and screen" : "")
  }

  /// Refuses a study with a picture that is larger than the terminal draws.
  static func size(of plan: StudyPlan, on profile: TerminalProfile) throws(CommandError) {
    guard profile.renderer.showsPixels, let largest = profile.largestPicture else { return }
    let shown = plan.stimuli.map { ($0.image, plan.shownRectangle(of: $0)) }
    let beyond = shown.filter { $0.1.width > largest.width || $0.1.height > largest.height }
    guard let worst = beyond.max(by: { $0.1.pixels < $1.1.pixels }) else { return }
    let others = Set(beyond.map(\.0)).count - 1
    let count = others == 0 ? "" : " (and \(others) \(others == 1 ? "other" : "others"))"
    let advice =
      [profile.sizeHint, "show a smaller 'crop' (study.yaml)"].compactMap { $0 }
      + (profile.renderer == .kitty ? [] : ["use kitty"])
    throw CommandError(
      "Picture '\(worst.0)'\(count) is shown with \(worst.1.width) x \(worst.1.height) pixels, "
        + "but \(profile.name) draws at most \(largest.width) x \(largest.height); "
        + advice.joined(separator: ", or "))
  }
}

extension PixelRectangle {
  fileprivate var pixels: Int { width * height }
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
