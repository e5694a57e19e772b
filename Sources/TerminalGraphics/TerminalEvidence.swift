/// The rules that turn answers, environment and the table of terminals into a profile.
///
/// The table can only take away from what was answered.
struct TerminalEvidence {
  let answers: TerminalAnswers
  let environment: [String: String]
  let cell: PixelSize?
  private let entry: TerminalEntry
  private let isSure: Bool

  init(answers: TerminalAnswers, environment: [String: String], cell: PixelSize?) {
    self.answers = answers
    self.environment = environment
    self.cell = cell
    let found = RecognisedTerminal(version: answers.version, environment: environment)
    entry = found.entry
    isSure = found.isSure
  }

  var profile: TerminalProfile {
    let choice = usableRenderers
    let renderer = choice.first ?? .ascii
    return TerminalProfile(
      name: name, deviceAttributes: answers.deviceAttributes ?? [], renderer: renderer,
      alternatives: choice, cell: cell,
      sixelRegisters: sixelRegisters, percentCurve: isSure ? entry.percentCurve : .floor,
      sixelPainting: isSure ? entry.sixelPainting : nil,
      imagesPerFrame: isSure ? entry.imagesPerFrame : 1,
      largestPicture: largestPicture, sizeHint: isSure ? entry.hintForSize : nil,
      hasSynchronisedOutput: answers.hasSynchronisedOutput,
      needsAgeing: isSure && entry.needsAgeing, longestPass: longestPass,
      isMultiplexer: entry.isMultiplexer, isVerified: isSure && entry.isVerified,
      isUTF8: isUTF8, hasColour: hasColour, reason: reason(for: renderer),
      hint: hint(for: renderer))
  }

  var showsSixels: Bool { answers.deviceAttributes?.dropFirst().contains(4) ?? false }

  /// Nothing can be asked about inline pictures; where only a variable names the terminal its
  /// sixels have to bear it out.
  var showsInlinePictures: Bool {
    guard isSure, entry.showsInlinePictures else { return false }
    return !(answers.version ?? "").isEmpty || showsSixels
  }

  private var name: String {
    if let version = answers.version, !version.isEmpty { return version }
    if let mlterm = environment["MLTERM"], entry.title == TerminalEntry.mlterm.title {
      return TerminalAnswers.safeName("mlterm \(mlterm)".utf8)
    }
    if entry.title != TerminalEntry.unknown.title { return entry.title }
    let term = TerminalAnswers.safeName((environment["TERM"] ?? "").utf8)
    return term.isEmpty ? entry.title : term
  }

  private func offers(_ renderer: Renderer) -> Bool {
    switch renderer {
    case .kitty: answers.acceptsKittyGraphics
    case .iterm2: showsInlinePictures
    case .sixel: showsSixels
    case .halfBlock, .ascii: true
    }
  }

  private var usableRenderers: [Renderer] {
    var usable = cell == nil ? [] : entry.renderers.filter(offers)
    if isUTF8, hasColour { usable.append(.halfBlock) }
    return usable + [.ascii]
  }

  private var sixelRegisters: Int {
    max(2, min(answers.sixelRegisters ?? 256, isSure ? entry.trustedRegisters : 256))
  }

  private var largestPicture: PixelSize? {
    if isSure, let limit = entry.largestPicture { return limit }
    if answers.acceptsKittyGraphics { return PixelSize(width: 10_000, height: 10_000) }
    guard isSure, let limit = answers.largestSixel ?? entry.largestUnanswered else {
      return answers.largestSixel
    }
    return entry.cutsLastBand
      ? PixelSize(width: limit.width, height: limit.height / 6 * 6) : limit
  }

  private var longestPass: Int? {
    guard isSure, let limit = entry.passLimit, let number = versionNumber,
      limit.versions.contains(number)
    else { return nil }
    return limit.bytes
  }

  /// The first number in the version, as 379 in `XTerm(379)`.
  private var versionNumber: Int? {
    let digits = (answers.version ?? "").utf8.drop { !(0x30...0x39).contains($0) }
      .prefix { (0x30...0x39).contains($0) }
    return Int(String(decoding: digits, as: UTF8.self))
  }
}

extension TerminalEvidence {
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
    if entry.isMultiplexer { return "no pictures inside tmux or screen" }
    if answers.deviceAttributes == nil { return "the terminal did not answer" }
    guard offersPixels else { return "the terminal shows no pictures" }
    return entry.refusal ?? "the terminal does not tell the size of its cells"
  }

  private var offersPixels: Bool {
    answers.acceptsKittyGraphics || showsInlinePictures || showsSixels
  }

  /// Nil where every pixel is shown exactly and that was measured.
  private func hint(for renderer: Renderer) -> String? {
    switch renderer {
    case .kitty, .iterm2:
      isSure && entry.isVerified
        ? nil
        : "Use kitty or mlterm for measured pixels: nobody has compared the screen of this "
          + "terminal with the files yet"
    case .sixel: entry.hintForSixels
    case .halfBlock, .ascii:
      cell == nil && entry.renderers.contains(where: offers)
        ? "Use a terminal that tells the size of its cells in pixels, such as kitty"
        : entry.hintWithoutPixels
    }
  }
}
