extension TerminalEntry {
  /// The terminals that are known, multiplexers first because they hand variables on.
  ///
  /// xterm 379, mlterm 3.9, foot 1.13 and kitty 0.26 were measured. What stands here about the
  /// others was told by their makers and users.
  static let table = [
    tmux, zellij, screen, xterm, mlterm, foot, kitty, wezTerm, konsole, ghostty, iTerm2,
    visualStudioCode, windowsTerminal, linuxConsole,
  ]

  static let unknown = TerminalEntry(title: "unknown terminal")

  static let tmux = TerminalEntry(
    title: "tmux", versions: ["tmux "],
    variables: [Variable(name: "TMUX"), Variable(name: "TERM", prefix: "tmux")], renderers: [],
    isMultiplexer: true,
    hintWithoutPixels: "Run outside tmux, in a window of a terminal that shows pictures")

  static let zellij = TerminalEntry(
    title: "Zellij", versions: ["Zellij("], variables: [Variable(name: "ZELLIJ")], renderers: [],
    isMultiplexer: true,
    hintWithoutPixels: "Run outside Zellij, in a window of a terminal that shows pictures")

  static let screen = TerminalEntry(
    title: "screen",
    variables: [Variable(name: "STY"), Variable(name: "TERM", prefix: "screen")], renderers: [],
    isMultiplexer: true,
    hintWithoutPixels: "Run outside screen, in a window of a terminal that shows pictures")

  static let xterm = TerminalEntry(
    title: "xterm", versions: ["XTerm("], percentCurve: .xterm, sixelPainting: .atEnd,
    trustedRegisters: 1024, imagesPerFrame: 14, needsAgeing: true,
    largestUnanswered: PixelSize(width: 1000, height: 1000),
    // It answers the smaller of its window and of what the resource allows.
    hintForSize: "enlarge its window and start again, or start it with "
      + "-xrm 'XTerm*maxGraphicSize: 4000x2500'", cutsLastBand: true,
    // The default of `maxStringParse`.
    passLimit: (versions: 386...392, bytes: 600_000), isVerified: true,
    hintWithoutPixels: "Start it as: xterm -ti vt340 -u8 -fa Monospace "
      + "-xrm 'XTerm*numColorRegisters: 1024' -xrm 'XTerm*maxGraphicSize: 4000x2500'",
    hintForSixels: "Use kitty or mlterm for exact pixels; for smaller errors, "
      + "a large window with -xrm 'XTerm*maxGraphicSize: 4000x2500'")

  static let mlterm = TerminalEntry(
    title: "mlterm", versions: ["mlterm("], variables: [Variable(name: "MLTERM")],
    answersNoVersion: true, renderers: [.iterm2, .sixel], showsInlinePictures: true,
    sixelPainting: .atOnce, trustedRegisters: 1024,
    largestPicture: PixelSize(width: 1100, height: 1100), isVerified: true,
    hintWithoutPixels: "Use an mlterm that was built with sixels, or kitty")

  static let foot = TerminalEntry(
    title: "foot", versions: ["foot("], variables: [Variable(name: "TERM", prefix: "foot")],
    sixelPainting: .atOnce, trustedRegisters: 1024, isVerified: true,
    hintWithoutPixels: "Set 'sixel=yes' in foot.ini, section tweak, or use kitty")

  static let kitty = TerminalEntry(
    title: "kitty", versions: ["kitty("],
    variables: [Variable(name: "TERM", prefix: "xterm-kitty")], isVerified: true,
    hintWithoutPixels: "Use a newer kitty that answers the question after its graphics")

  // Pictures by the kitty protocol are off unless it is asked for them, and new.
  static let wezTerm = TerminalEntry(
    title: "WezTerm", versions: ["WezTerm "],
    variables: [Variable(name: "TERM_PROGRAM", prefix: "WezTerm")],
    renderers: [.iterm2, .kitty, .sixel], showsInlinePictures: true)

  static let konsole = TerminalEntry(
    title: "Konsole", versions: ["Konsole "], variables: [Variable(name: "KONSOLE_VERSION")],
    hintWithoutPixels: "Use Konsole 22.04 or later, or kitty")

  static let ghostty = TerminalEntry(
    title: "Ghostty", versions: ["ghostty "],
    variables: [
      Variable(name: "TERM_PROGRAM", prefix: "ghostty"),
      Variable(name: "TERM", prefix: "xterm-ghostty"),
    ], hintWithoutPixels: "Set 'image-storage-limit' above 0 in the configuration of Ghostty")

  static let iTerm2 = TerminalEntry(
    title: "iTerm2", versions: ["iTerm2 "],
    variables: [Variable(name: "TERM_PROGRAM", prefix: "iTerm.app")],
    renderers: [.kitty, .iterm2, .sixel], showsInlinePictures: true)

  // One pixel of a picture is one of the browser, which a zoom or a dense screen enlarges.
  static let visualStudioCode = TerminalEntry(
    title: "VS Code", versions: ["xterm.js("],
    variables: [Variable(name: "TERM_PROGRAM", prefix: "vscode")], renderers: [.sixel],
    hintWithoutPixels: "Turn on 'terminal.integrated.enableImages' in VS Code; "
      + "for exact pixels use kitty in a window of its own",
    hintForSixels: "Use kitty for exact pixels; in VS Code set 'window.zoomLevel' to 0 on a "
      + "screen without scaling, or pictures are enlarged")

  // Sixels are drawn for cells of 10 x 20 pixels and scaled to the cells there are.
  static let windowsTerminal = TerminalEntry(
    title: "Windows Terminal", variables: [Variable(name: "WT_SESSION")], renderers: [],
    refusal: "Windows Terminal scales pictures to the size of its cells",
    hintWithoutPixels: "Use kitty, mlterm or xterm in a window of WSL's own: "
      + "no setting makes Windows Terminal show pixels 1:1")

  static let linuxConsole = TerminalEntry(
    title: "Linux console", variables: [Variable(name: "TERM", prefix: "linux")], renderers: [],
    hintWithoutPixels: "Use another terminal: the console of Linux shows no pictures; "
      + "kitty and mlterm show exact pixels")
}
