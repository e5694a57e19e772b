import Foundation
import Pictures
import TestSupport
import Testing

/// What `opine doctor` says about every terminal.
@Suite struct DoctorTests {
  /// The lines of a report on the screen, to the end of the program.
  private func report(
    _ personality: TerminalPersonality, arguments: [String] = [],
    environment: [String: String] = [:]
  ) throws -> [String] {
    let session = try TerminalSession(
      program: Opine.path, arguments: ["doctor"] + arguments, personality: personality,
      columns: 140, rows: 100, environment: environment)
    #expect(try session.waitForExit() == 0)
    #expect(session.isCooked && !session.terminal.showsAlternateScreen)
    #expect(session.terminal.warnings.isEmpty && session.terminal.pictures.isEmpty)
    let lines = session.terminal.screenText()
    return Array(lines[...(lines.lastIndex { !$0.isEmpty } ?? 0)])
  }

  /// Figures of the encoder are tested with it; here they are only figures.
  private func masked(_ lines: [String]) -> [String] {
    lines.map {
      $0.replacing(/at most [0-9]+ of/, with: "at most # of").replacing(
        /[0-9]+\.[0-9] dB/, with: "# dB")
    }
  }

  private let unknownHint =
    "  Use kitty or mlterm for exact pixels, or xterm started with sixels, outside tmux and screen"

  private let sample = "Expected error of the display (sample of 256 x 256 pixels, 42933 colours)"

  private let noPixels = [
    "  1 picture    a preview in characters", "  2 on a page  a preview in characters",
    "  4 on a page  a preview in characters",
  ]

  private let unmeasured =
    "  measured                no: nobody has compared the screen of this program with the files"
  private let measured =
    "  measured                yes: the screen of this program was compared with the files"
  private let refused = [
    "  display.minimum exact   refused", "  display.minimum pixels  refused",
  ]

  @Test func `kitty is exact`() throws {
    let lines = try report(.kitty)
    #expect(
      lines == [
        "Terminal      kitty(0.26.5)", "TERM          xterm-256color",
        "Locale        C.UTF-8, UTF-8", "Colours       yes", "Connection    direct",
        "Window        140 x 100 cells, 1120 x 1700 pixels", "Cell          8 x 17 pixels", "",
        "What the terminal answered", "  name                 kitty(0.26.5)",
        "  kitty graphics       yes", "  sixels               no",
        "  inline pictures      no (known by the name only)", "  synchronised output  yes", "",
        "A session here",
        "  drawn with              kitty: the terminal shows pictures by the kitty protocol",
        "  alternatives            half-block, ascii", measured,
        "  display.minimum exact   accepted", "  display.minimum pixels  accepted", "", sample,
        "  1 picture    exact", "  2 on a page  exact", "  4 on a page  exact",
      ])
  }

  @Test func `sixels of xterm have an error`() throws {
    let lines = try report(.xtermVT340, environment: ["SSH_CONNECTION": "::1 1 ::1 22"])
    #expect(lines.filter { $0.contains(" on a page  at most ") }.count == 2)
    #expect(
      masked(lines).map { $0.replacing(": below the 45 dB that rating should have", with: "") } == [
        "Terminal      XTerm(379)", "TERM          xterm-256color",
        "Locale        C.UTF-8, UTF-8", "Colours       yes", "Connection    over ssh",
        "Window        140 x 100 cells, 1120 x 1300 pixels", "Cell          8 x 13 pixels", "",
        "What the terminal answered", "  name                 XTerm(379)",
        "  kitty graphics       no", "  sixels               yes, 1024 colour registers",
        "  inline pictures      no (known by the name only)", "  synchronised output  no", "",
        "A session here", "  drawn with              sixel: the terminal shows sixels",
        "  alternatives            half-block, ascii", measured,
        "  display.minimum exact   refused", "  display.minimum pixels  accepted", "", sample,
        "  1 picture    at most # of 255 levels, # dB (layers)",
        "  2 on a page  at most # of 255 levels, # dB (shared-layers)",
        "  4 on a page  at most # of 255 levels, # dB (shared-layers)", "", "What to change",
        "  Use kitty or mlterm for exact pixels; for smaller errors, "
          + "a large window with -xrm 'XTerm*maxGraphicSize: 4000x2500'",
      ])
  }

  @Test func `xterm without sixels is told how to start`() throws {
    #expect(
      try report(.xterm) == [
        "Terminal      XTerm(379)", "TERM          xterm-256color",
        "Locale        C.UTF-8, UTF-8", "Colours       yes", "Connection    direct",
        "Window        140 x 100 cells, 1120 x 1300 pixels", "Cell          8 x 13 pixels", "",
        "What the terminal answered", "  name                 XTerm(379)",
        "  kitty graphics       no", "  sixels               no",
        "  inline pictures      no (known by the name only)", "  synchronised output  no", "",
        "A session here",
        "  drawn with              half-block: the terminal shows no pictures",
        "  alternatives            ascii", measured,
      ] + refused + ["", sample] + noPixels + [
        "", "What to change",
        "  Start it as: xterm -ti vt340 -u8 -fa Monospace -xrm 'XTerm*numColorRegisters: 1024' "
          + "-xrm 'XTerm*maxGraphicSize: 4000x2500'",
      ])
  }

  @Test func `tmux has to be left`() throws {
    #expect(
      try report(.tmux) == [
        "Terminal      tmux 3.3a", "TERM          xterm-256color",
        "Locale        C.UTF-8, UTF-8", "Colours       yes",
        "Connection    inside a multiplexer",
        "Window        140 x 100 cells, 2240 x 3200 pixels", "Cell          16 x 32 pixels", "",
        "What the terminal answered", "  name                 tmux 3.3a",
        "  kitty graphics       no", "  sixels               no",
        "  inline pictures      no (known by the name only)", "  synchronised output  no", "",
        "A session here",
        "  drawn with              half-block: no pictures inside tmux or screen",
        "  alternatives            ascii", unmeasured,
      ] + refused + ["", sample] + noPixels + [
        "", "What to change",
        "  Run outside tmux, in a window of a terminal that shows pictures",
      ])
  }

  @Test func `a dumb terminal is not asked`() throws {
    let dumb = ["TERM": "dumb", "LC_ALL": "C"]
    let session = try TerminalSession(
      program: Opine.path, arguments: ["doctor"], personality: .plain, columns: 140, rows: 50,
      environment: dumb)
    #expect(try session.waitForExit() == 0)
    #expect(!session.terminal.transcript.contains(0x1B))
    #expect(
      try report(.plain, environment: dumb) == [
        "Terminal      dumb", "TERM          dumb", "Locale        C, not UTF-8",
        "Colours       no", "Connection    direct", "Window        140 x 100 cells",
        "Cell          the terminal does not tell its size", "",
        "Nothing was asked: the variable TERM says that the terminal is dumb", "",
        "A session here", "  drawn with              ascii: the terminal did not answer",
        "  alternatives            none", unmeasured,
      ] + refused + ["", sample] + noPixels + ["", "What to change", unknownHint])
  }

  @Test func `a mute terminal did not answer`() throws {
    #expect(
      try report(.mute, environment: ["NO_COLOR": "1"]) == [
        "Terminal      xterm-256color", "TERM          xterm-256color",
        "Locale        C.UTF-8, UTF-8", "Colours       no", "Connection    direct",
        "Window        140 x 100 cells", "Cell          the terminal does not tell its size", "",
        "The terminal did not answer within 1.5 seconds", "", "A session here",
        "  drawn with              ascii: the terminal did not answer",
        "  alternatives            none", unmeasured,
      ] + refused + ["", sample] + noPixels + ["", "What to change", unknownHint])
  }

  @Test func `without a terminal the environment tells what it can`() throws {
    let run = try Opine.run("doctor", environment: ["TMUX": "/tmp/tmux-0/default,1,0"])
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(
      run.text == """
        Terminal      tmux
        TERM          xterm-256color
        Locale        C.UTF-8, UTF-8
        Colours       yes
        Connection    inside a multiplexer

        Nothing could be asked: standard input or output is not a terminal
        Run 'opine doctor' in the window where people will rate

        What to change
          Run outside tmux, in a window of a terminal that shows pictures

        """)
  }

  @Test func `text from the environment cannot steer the terminal`() throws {
    let run = try Opine.run(
      "doctor", environment: ["TERM": "x\u{1B}[2J\u{202E}", "LC_ALL": "\u{9B}2J"])
    #expect(run.status == 0)
    #expect(run.text.contains("TERM          x\u{FFFD}[2J\u{FFFD}\n"))
    #expect(run.text.contains("Locale        \u{FFFD}2J, not UTF-8\n"))
  }

  @Test(arguments: TerminalPersonality.all)
  func `every terminal is told its renderer in a form for programs`(
    personality: TerminalPersonality
  ) throws {
    struct Found: Decodable {
      struct Session: Decodable {
        var renderer: String
        var acceptsExact: Bool
        var acceptsPixels: Bool
      }
      struct Display: Decodable {
        var pictures: Int
        var isExact: Bool
        var psnrDb: Double?
      }
      var session: Session?
      var display: [Display]
      var isVerified: Bool
      var hint: String?
    }
    let lines = try report(personality, arguments: ["--format", "json"])
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let found = try decoder.decode(
      Found.self, from: Data(lines.joined(separator: "\n").utf8))
    let renderers = [
      "kitty": "kitty", "iterm2": "iterm2", "xterm-vt340": "sixel", "foot": "sixel",
      "mlterm": "iterm2", "wezterm": "iterm2", "konsole": "kitty", "ghostty": "kitty",
      "vscode": "sixel", "dumb": "ascii",
    ]
    let renderer = renderers[personality.name] ?? "half-block"
    let isExact = ["kitty", "iterm2"].contains(renderer)
    #expect(found.session?.renderer == renderer)
    #expect(found.session?.acceptsExact == isExact)
    #expect(found.session?.acceptsPixels == (isExact || renderer == "sixel"))
    #expect(found.display.map(\.pictures) == [1, 2, 4])
    #expect(found.display.allSatisfy { $0.isExact == isExact })
    #expect(found.display.allSatisfy { ($0.psnrDb != nil) == (renderer == "sixel") })
    let measured = ["kitty", "xterm-vt340", "xterm", "foot", "mlterm"]
    #expect(found.isVerified == measured.contains(personality.name))
    #expect((found.hint == nil) == ["kitty", "mlterm"].contains(personality.name))
  }
}
