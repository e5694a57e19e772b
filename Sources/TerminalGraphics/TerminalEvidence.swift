/// The rules that turn answers and environment into a profile.
struct TerminalEvidence {
  let answers: TerminalAnswers
  let environment: [String: String]
  let cell: PixelSize?

  var profile: TerminalProfile {
    let choice = usableRenderers
    return TerminalProfile(
      name: name, deviceAttributes: answers.deviceAttributes ?? [],
      renderer: choice.first ?? .ascii, alternatives: choice, cell: cell,
      sixelRegisters: sixelRegisters, percentCurve: isXTerm ? .xterm : .floor,
      sixelPainting: sixelPainting, imagesPerFrame: isXTerm ? 14 : 1,
      largestPicture: largestPicture, hasSynchronisedOutput: answers.hasSynchronisedOutput,
      needsAgeing: isXTerm, longestPass: longestPass, isMultiplexer: isMultiplexer,
      isUTF8: isUTF8, hasColour: hasColour, reason: reason(for: choice.first ?? .ascii))
  }

  private var version: String { answers.version ?? "" }
  private var isXTerm: Bool { version.hasPrefix("XTerm(") }
  private var isMlterm: Bool { isSet("MLTERM") }
  private var showsSixels: Bool { answers.deviceAttributes?.dropFirst().contains(4) ?? false }

  private var showsInlinePictures: Bool {
    version.contains("iTerm2") || version.contains("WezTerm") || isMlterm
  }

  private var isMultiplexer: Bool {
    isSet("TMUX") || isSet("STY") || version.hasPrefix("tmux")
  }

  private var name: String {
    if !version.isEmpty { return version }
    if let mlterm = environment["MLTERM"], !mlterm.isEmpty {
      return TerminalAnswers.safeName("mlterm \(mlterm)".utf8)
    }
    let term = TerminalAnswers.safeName((environment["TERM"] ?? "").utf8)
    return term.isEmpty ? "unknown terminal" : term
  }

  private var usableRenderers: [Renderer] {
    var usable: [Renderer] = []
    if !isMultiplexer, cell != nil {
      if answers.acceptsKittyGraphics { usable.append(.kitty) }
      if showsInlinePictures { usable.append(.iterm2) }
      if showsSixels { usable.append(.sixel) }
    }
    if isUTF8, hasColour { usable.append(.halfBlock) }
    return usable + [.ascii]
  }

  private var sixelRegisters: Int {
    let isKnown = isXTerm || isMlterm || version.hasPrefix("foot(")
    return max(2, min(answers.sixelRegisters ?? 256, isKnown ? 1024 : 256))
  }

  private var sixelPainting: SixelPainting? {
    if isXTerm { return .atEnd }
    return isMlterm || version.hasPrefix("foot(") ? .atOnce : nil
  }

  private var largestPicture: PixelSize? {
    if isMlterm { return PixelSize(width: 1100, height: 1100) }
    if answers.acceptsKittyGraphics { return PixelSize(width: 10_000, height: 10_000) }
    guard isXTerm else { return answers.largestSixel }
    // A last band that crosses the limit is not painted.
    let limit = answers.largestSixel ?? PixelSize(width: 1000, height: 1000)
    return PixelSize(width: limit.width, height: limit.height / 6 * 6)
  }

  /// The default of `maxStringParse` in the versions 386 to 392 of xterm.
  private var longestPass: Int? {
    guard isXTerm, let number = Int(version.dropFirst("XTerm(".count).prefix { $0 != ")" })
    else { return nil }
    return (386...392).contains(number) ? 600_000 : nil
  }

  private var isUTF8: Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    let lower = locale?.lowercased() ?? ""
    return lower.contains("utf-8") || lower.contains("utf8")
  }

  private var hasColour: Bool {
    let term = environment["TERM"] ?? ""
    let isPlain = ["", "dumb", "unknown"].contains(term)
    let isMonochrome =
      ["vt1", "vt2", "vt3"].contains { term.hasPrefix($0) } || term.hasSuffix("-m")
      || term.hasSuffix("-mono")
    return !isSet("NO_COLOR") && !isPlain && !isMonochrome
  }

  private func isSet(_ variable: String) -> Bool { !(environment[variable] ?? "").isEmpty }

  private func reason(for renderer: Renderer) -> String {
    switch renderer {
    case .kitty: "the terminal shows pictures by the kitty protocol"
    case .iterm2: "the terminal shows inline pictures"
    case .sixel: "the terminal shows sixels"
    case .halfBlock, .ascii: reasonForCharacters
    }
  }

  private var reasonForCharacters: String {
    if isMultiplexer { return "no pictures inside tmux or screen" }
    if answers.deviceAttributes == nil { return "the terminal did not answer" }
    let showsPixels = answers.acceptsKittyGraphics || showsInlinePictures || showsSixels
    return showsPixels
      ? "the terminal does not tell the size of its cells" : "the terminal shows no pictures"
  }
}
