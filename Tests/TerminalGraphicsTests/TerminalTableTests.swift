import TerminalGraphics
import TestSupport
import Testing

/// What has to be made of a terminal.
private struct Expected: Sendable {
  let name: String
  let renderers: [Renderer]
  var registers = 256
  var curve = PercentCurve.floor
  var painting: SixelPainting?
  var images = 1
  var ages = false
  var isVerified = false
  var isMultiplexer = false
  let hint: String?
}

private let other =
  "Use kitty or mlterm for exact pixels, or xterm started with sixels, outside tmux and screen"
private let sixels = "Use kitty or mlterm for exact pixels: sixels round colours"
private let sixelsOfXTerm =
  "Use kitty or mlterm for exact pixels; for smaller errors, "
  + "a large window with -xrm 'XTerm*maxGraphicSize: 4000x2500'"
private let unmeasured =
  "Use kitty or mlterm for measured pixels: nobody has compared the screen of this terminal with "
  + "the files yet"
private let characters: [Renderer] = [.halfBlock, .ascii]

private let expectations: [String: Expected] = [
  "kitty": Expected(
    name: "kitty(0.26.5)", renderers: [.kitty] + characters, isVerified: true, hint: nil),
  "iterm2": Expected(
    name: "iTerm2 3.5.9", renderers: [.iterm2, .sixel] + characters, hint: unmeasured),
  "xterm-vt340": Expected(
    name: "XTerm(379)", renderers: [.sixel] + characters, registers: 1024, curve: .xterm,
    painting: .atEnd, images: 14, ages: true, isVerified: true, hint: sixelsOfXTerm),
  "foot": Expected(
    name: "foot(1.13.1)", renderers: [.sixel] + characters, registers: 1024, painting: .atOnce,
    isVerified: true, hint: sixels),
  "mlterm": Expected(
    name: "mlterm 3.9.0", renderers: [.iterm2, .sixel] + characters, registers: 1024,
    painting: .atOnce, isVerified: true, hint: nil),
  "xterm": Expected(
    name: "XTerm(379)", renderers: characters, curve: .xterm, painting: .atEnd, images: 14,
    ages: true, isVerified: true,
    hint: "Start it as: xterm -ti vt340 -u8 -fa Monospace -xrm 'XTerm*numColorRegisters: 1024' "
      + "-xrm 'XTerm*maxGraphicSize: 4000x2500'"),
  "tmux": Expected(
    name: "tmux 3.3a", renderers: characters, isMultiplexer: true,
    hint: "Run outside tmux, in a window of a terminal that shows pictures"),
  "plain": Expected(name: "xterm-256color", renderers: characters, hint: other),
  "dumb": Expected(name: "vt100", renderers: [.ascii], hint: other),
  "mute": Expected(name: "xterm-256color", renderers: characters, hint: other),
  "wezterm": Expected(
    name: "WezTerm 20240203-110809-5046fc22", renderers: [.iterm2, .sixel] + characters,
    hint: unmeasured),
  "konsole": Expected(
    name: "Konsole 25.12.3", renderers: [.kitty, .sixel] + characters, hint: unmeasured),
  "ghostty": Expected(
    name: "ghostty 1.3.1", renderers: [.kitty] + characters, hint: unmeasured),
  "windows-terminal": Expected(
    name: "Windows Terminal", renderers: characters,
    hint: "Use kitty, mlterm or xterm in a window of WSL's own: no setting makes Windows Terminal "
      + "show pixels 1:1"),
  "vscode": Expected(
    name: "xterm.js(6.1.0-beta.91)", renderers: [.sixel] + characters,
    hint: "Use kitty for exact pixels; in VS Code set 'window.zoomLevel' to 0 on a screen without "
      + "scaling, or pictures are enlarged"),
  "screen": Expected(
    name: "screen", renderers: characters, isMultiplexer: true,
    hint: "Run outside screen, in a window of a terminal that shows pictures"),
  "linux-console": Expected(
    name: "Linux console", renderers: characters,
    hint: "Use another terminal: the console of Linux shows no pictures; kitty and mlterm show "
      + "exact pixels"),
]

@Suite struct TerminalTableTests {
  @Test(arguments: TerminalPersonality.all)
  func `every terminal gets its profile`(_ terminal: TerminalPersonality) throws {
    let found = profile(of: terminal)
    let expected = try #require(expectations[terminal.name])
    #expect(found.name == expected.name)
    #expect(found.alternatives == expected.renderers)
    #expect(found.sixelRegisters == expected.registers)
    #expect(found.percentCurve == expected.curve)
    #expect(found.sixelPainting == expected.painting)
    #expect(found.imagesPerFrame == expected.images)
    #expect(found.needsAgeing == expected.ages)
    #expect(found.isVerified == expected.isVerified)
    #expect(found.isMultiplexer == expected.isMultiplexer)
    #expect(found.hint == expected.hint)
  }

  /// Variables that one terminal hands on to another that is started in it, and ssh to a third.
  static let leaks: [[String: String]] = [
    ["MLTERM": "3.9.0"], ["KONSOLE_VERSION": "251203"], ["WT_SESSION": "x"], ["STY": "1.x"],
    ["TMUX": "/tmp/tmux-0/default,1,0"], ["TERM_PROGRAM": "vscode"],
    ["TERM_PROGRAM": "ghostty"], ["TERM_PROGRAM": "WezTerm"], ["TERM_PROGRAM": "iTerm.app"],
    ["KITTY_WINDOW_ID": "1"], ["ZELLIJ": "0"], ["XTERM_VERSION": "XTerm(379)"],
  ]

  @Test(arguments: TerminalPersonality.all.filter { $0.version != nil }, leaks)
  func `a variable never outranks the name that the terminal answers`(
    _ terminal: TerminalPersonality, leak: [String: String]
  ) {
    var leaking = terminal
    leaking.environment.merge(leak) { $1 }
    #expect(profile(of: leaking) == profile(of: terminal))
  }

  @Test(arguments: [TerminalPersonality.plain, .dumb, .mute, .linuxConsole, .screen], leaks)
  func `a variable never makes a terminal show pixels`(
    _ terminal: TerminalPersonality, leak: [String: String]
  ) {
    var leaking = terminal
    leaking.environment.merge(leak) { $1 }
    leaking.kernelKnowsPixels = true
    let found = profile(of: leaking)
    #expect(found.alternatives == profile(of: terminal).alternatives)
    #expect(found.sixelRegisters == 256 && found.imagesPerFrame == 1)
  }

  @Test func `a terminal that only a variable names gets one small palette`() {
    var nested = TerminalPersonality.foot
    nested.version = nil
    nested.environment["TERM"] = "foot"
    let found = profile(of: nested)
    #expect(found.name == "foot" && found.renderer == .sixel)
    #expect(found.sixelRegisters == 256 && found.sixelPainting == nil && !found.isVerified)
  }

  @Test func `WezTerm shows inline pictures also where it accepts those of kitty`() {
    var nightly = TerminalPersonality.wezTerm
    nightly.hasKittyGraphics = true
    #expect(profile(of: nightly).alternatives.prefix(3) == [.iterm2, .kitty, .sixel])
  }

  @Test(arguments: [
    (379, nil), (385, nil), (386, 600_000), (390, 600_000), (392, 600_000), (393, nil),
  ])
  func `xterm 386 to 392 ignores long images`(version: Int, limit: Int?) {
    var xterm = TerminalPersonality.xtermVT340
    xterm.version = "XTerm(\(version))"
    #expect(profile(of: xterm).longestPass == limit)
  }

  @Test func `pictures that the table refuses are refused with a reason`() {
    #expect(
      profile(of: .windowsTerminal).reason
        == "Windows Terminal scales pictures to the size of its cells")
  }

  @Test(arguments: TerminalPersonality.all)
  func `every hint is one line`(_ terminal: TerminalPersonality) {
    let hint = profile(of: terminal).hint ?? ""
    #expect(hint.utf8.allSatisfy { (0x20...0x7E).contains($0) })
    #expect(hint.utf8.last != UInt8(ascii: "."))
  }
}
