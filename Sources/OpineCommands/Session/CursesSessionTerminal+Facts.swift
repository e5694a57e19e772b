import CursesTerminal
import StudyModel
import StudyScreens
import TerminalGraphics

extension CursesSessionTerminal {
  /// What is known about the terminal now.
  var facts: SessionRecord.Display {
    let profile = curses.profile
    let window = curses.windowInPixels
    let environment = Program.environment
    func variable(_ name: String) -> String? { environment[name]?.terminalSafe(longest: 64) }
    return SessionRecord.Display(
      terminal: profile.name, deviceAttributes: profile.deviceAttributes,
      term: variable("TERM") ?? "", termProgram: variable("TERM_PROGRAM"),
      colorTerm: variable("COLORTERM"), localeCharset: CursesTerminal.localeCharset.terminalSafe,
      renderer: profile.renderer.rawValue, reason: profile.reason,
      alternatives: profile.alternatives.map(\.rawValue), columns: size.columns,
      rows: size.rows, cellWidthInPixels: profile.cell?.width,
      cellHeightInPixels: profile.cell?.height, windowWidthInPixels: window?.width,
      windowHeightInPixels: window?.height,
      hasSynchronisedOutput: profile.hasSynchronisedOutput,
      sixel: profile.renderer == .sixel ? SessionRecord.Sixel(profile) : nil,
      isInsideMultiplexer: profile.isMultiplexer,
      multiplexer: profile.isMultiplexer ? multiplexer(environment) : nil,
      isOverSSH: environment["SSH_CONNECTION"] != nil)
  }

  private func multiplexer(_ environment: [String: String]) -> String {
    let variables = [("TMUX", "tmux"), ("STY", "screen"), ("ZELLIJ", "zellij")]
    let known = variables.first { !environment[$0.0, default: ""].isEmpty }?.1
    return known ?? (curses.profile.name.hasPrefix("tmux") ? "tmux" : "unknown")
  }
}

extension SessionRecord.Sixel {
  /// What a profile says about sixels.
  fileprivate init(_ profile: TerminalProfile) {
    let painting =
      switch profile.sixelPainting {
      case .atOnce: "at-once"
      case .atEnd: "at-end"
      case nil: "unknown"
      }
    self.init(
      registers: profile.sixelRegisters, percentCurve: profile.percentCurve.rawValue,
      painting: painting)
  }
}
