/// Terminals whose answers are quoted from what their makers and users publish; none of them was
/// measured, and how they paint is a guess.
extension TerminalPersonality {
  /// Inline pictures and sixels; the kitty protocol is off by default (WezTerm 20240203).
  public static let wezTerm = Self("wezterm") {
    $0.deviceAttributes = "?65;4;6;18;22c"
    $0.secondaryAttributes = ">1;277;0c"
    $0.version = "WezTerm 20240203-110809-5046fc22"
    $0.sixel = .immediate
    $0.registers = 65_536
    $0.registerAnswer = "?1;0;65536S"
    $0.sizeAnswer = "?2;0;W;HS"
    $0.hasInlinePictures = true
    $0.answersPixelSizes = true
    $0.synchronisedOutput = 2
    $0.environment["TERM_PROGRAM"] = "WezTerm"
    $0.environment["COLORTERM"] = "truecolor"
  }

  /// The kitty protocol and sixels with 256 registers (Konsole 25.12).
  public static let konsole = Self("konsole") {
    $0.deviceAttributes = "?62;1;4c"
    $0.secondaryAttributes = ">1;115;0c"
    $0.version = "Konsole 25.12.3"
    $0.registers = 256
    $0.registerAnswer = "?1;0;256S"
    $0.sizeAnswer = "?2;0;16384;16384S"
    $0.hasKittyGraphics = true
    $0.answersPixelSizes = true
    $0.environment["KONSOLE_VERSION"] = "251203"
    $0.environment["COLORTERM"] = "truecolor"
  }

  /// The kitty protocol without sixels (Ghostty 1.3.1).
  public static let ghostty = Self("ghostty") {
    $0.deviceAttributes = "?62;22;52c"
    $0.secondaryAttributes = ">1;10;0c"
    $0.version = "ghostty 1.3.1"
    $0.hasKittyGraphics = true
    $0.answersPixelSizes = true
    $0.synchronisedOutput = 2
    $0.environment["TERM"] = "xterm-256color"
    $0.environment["TERM_PROGRAM"] = "ghostty"
    $0.environment["COLORTERM"] = "truecolor"
  }

  /// Sixels that are scaled from cells of 10 x 20 pixels; no name (Windows Terminal 1.22).
  public static let windowsTerminal = Self("windows-terminal") {
    $0.deviceAttributes = "?61;4;6;7;14;21;22;23;24;28;32;42;52c"
    $0.secondaryAttributes = ">0;10;1c"
    $0.sixel = .immediate
    $0.registers = 256
    $0.answersPixelSizes = true
    $0.kernelKnowsPixels = false
    $0.cellWidth = 10
    $0.cellHeight = 20
    $0.environment["WT_SESSION"] = "4ad0c2e8-0000-4000-8000-000000000000"
  }

  /// Sixels with 256 registers and inline pictures (xterm.js 6.1 in VS Code, pictures turned on).
  public static let visualStudioCode = Self("vscode") {
    $0.deviceAttributes = "?62;4;9;22c"
    $0.secondaryAttributes = ">0;276;0c"
    $0.version = "xterm.js(6.1.0-beta.91)"
    $0.sixel = .immediate
    $0.registers = 256
    $0.registerAnswer = "?1;0;256S"
    $0.hasInlinePictures = true
    $0.answersPixelSizes = true
    $0.environment["TERM_PROGRAM"] = "vscode"
    $0.environment["COLORTERM"] = "truecolor"
  }

  /// A multiplexer that tells no name (GNU screen 4.9).
  public static let screen = Self("screen") {
    $0.deviceAttributes = "?1;2c"
    $0.secondaryAttributes = ">83;40900;0c"
    $0.kernelKnowsPixels = false
    $0.environment["TERM"] = "screen-256color"
    $0.environment["STY"] = "4711.pts-0.host"
  }

  /// Text and colours only (the console of Linux).
  public static let linuxConsole = Self("linux-console") {
    $0.deviceAttributes = "?6c"
    $0.kernelKnowsPixels = false
    $0.environment["TERM"] = "linux"
  }

  /// Every terminal above.
  public static let quoted = [
    wezTerm, konsole, ghostty, windowsTerminal, visualStudioCode, screen, linuxConsole,
  ]
}
