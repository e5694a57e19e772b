import Foundation
import TestSupport
import Testing

/// What commands say about bad arguments and bad studies, in full.
@Suite struct CommandTests {
  private let folder: TemporaryFolder

  /// Makes the program wait longer for answers, which a busy computer delays.
  private let patient = ["SSH_CONNECTION": "192.0.2.1 4000 192.0.2.2 22"]

  init() throws {
    folder = try TemporaryFolder()
    _ = try SmallStudy().write(into: folder)
    try folder.write("", to: "empty/file")
  }

  @Test(arguments: [
    (["check", "small", "--wrong"], "Error: Unknown option '--wrong'"),
    (["nothing"], "Error: Unexpected argument 'nothing'"),
    (["check"], "Error: Missing expected argument '<study>'"),
    (["stats"], "Error: Name a study's folder, or a file with --ratings or --pairs"),
    (
      ["new", "x", "--from", "empty", "--crop", "3"],
      "Error: --crop must be 'auto', 'none' or WIDTHxHEIGHT"
    ),
    (
      ["simulate", "small", "--quality", "hr=9"],
      "Error: --quality must be METHOD=MEAN pairs with means from 1 to 5"
    ),
  ])
  func `wrong usage has status 64`(arguments: [String], sentence: String) throws {
    let refusal = try Refusal(arguments, in: folder)
    #expect(refusal.status == 64)
    #expect(refusal.lines.first == sentence)
  }

  @Test(arguments: [
    (
      ["check", "missing"],
      "Error: 'missing' is not a study folder; name the folder that holds 'study.yaml'"
    ),
    (
      ["rate", "missing", "--rater", "r01"],
      "Error: 'missing' is not a study folder; name the folder that holds 'study.yaml'"
    ),
    (["check", "empty"], "Error: 'empty/study.yaml' does not exist"),
    (["rate", "empty", "--rater", "r01"], "Error: 'empty/study.yaml' does not exist"),
    (["stats", "small"], "Error: 'small' has no ratings yet; rate with 'opine rate'"),
    (
      ["export", "small", "--output", "-"],
      "Error: 'small' has no ratings yet; rate with 'opine rate'"
    ),
    (
      ["stats", "small", "--simulated"],
      "Error: 'small' has no simulated ratings; make some with 'opine simulate'"
    ),
    (
      ["import", "small", "scores.csv"],
      "Error: 'small' has no 'plan.json'; copy it from the station where the scores were given"
    ),
    (
      ["rate", "small", "--rater", "a b"],
      "Error: Rater code 'a b' is not allowed: use 1 to 16 ASCII letters, digits and '._+-', "
        + "starting with a letter or digit"
    ),
    (
      ["rate", "small", "--rater", "r\u{1B}[2J"],
      "Error: Rater code 'r\u{FFFD}[2J' is not allowed: use 1 to 16 ASCII letters, digits and "
        + "'._+-', starting with a letter or digit"
    ),
    (["new", "x", "--from", "missing"], "Error: 'missing' is not a folder"),
    (
      ["new", "x", "--from", "empty"],
      "Error: 'empty' holds no '<method>/<image>.png' and no '<image>/<method>.png'"
    ),
    (
      ["new", "x", "--from", "small/pictures", "--reference", "truth"],
      "Error: No method 'truth' was found; name the reference with --reference. Folders: hr, "
        + "low, middle; pictures: one, two"
    ),
    (
      ["new", "small", "--from", "small/pictures"],
      "Error: 'small' exists already and is not overwritten; choose another name"
    ),
    (
      ["new", "b d", "--from", "small/pictures"],
      "Error: Name 'b d' is not allowed: use 1 to 64 ASCII letters, digits and '._+-', "
        + "starting with a letter or digit"
    ),
    (
      ["simulate", "small", "--quality", "best=4"],
      "Error: --quality names 'best', which is no method of the study"
    ),
    (
      ["rate", "small", "--rater", "r01"],
      "Error: This command needs a terminal for its input and output; run it without pipes and "
        + "files"
    ),
    (["stats", "--ratings", "missing.csv"], "Error: 'missing.csv' does not exist"),
  ])
  func `a command that cannot work says why`(arguments: [String], sentence: String) throws {
    let refusal = try Refusal(arguments, in: folder)
    #expect(refusal == Refusal(status: 1, lines: [sentence]))
    #expect(!FileManager.default.fileExists(atPath: folder.path("small/ratings.sqlite")))
  }

  @Test(arguments: [
    (
      TerminalPersonality.tmux, "pixels",
      "Error: This study asks for a terminal that shows pixels (kitty, iTerm2, sixel), but tmux 3.3a "
        + "shows half blocks (no pictures inside tmux or screen). Run outside tmux, in a window of a "
        + "terminal that shows pictures"
    ),
    (
      .xterm, "pixels",
      "Error: This study asks for a terminal that shows pixels (kitty, iTerm2, sixel), but "
        + "XTerm(379) shows half blocks (the terminal shows no pictures). Start it as: xterm -ti "
        + "vt340 -u8 -fa Monospace -xrm 'XTerm*numColorRegisters: 1024' -xrm 'XTerm*maxGraphicSize: "
        + "4000x2500'"
    ),
    (
      .xtermVT340, "exact",
      "Error: This study asks for exact pixels, but XTerm(379) shows pixels with rounded colours "
        + "(the terminal shows sixels). Use kitty or mlterm for exact pixels; for smaller errors, a "
        + "large window with -xrm 'XTerm*maxGraphicSize: 4000x2500'"
    ),
    (
      .tmux, "exact",
      "Error: This study asks for exact pixels, but tmux 3.3a shows half blocks (no pictures inside "
        + "tmux or screen). Use kitty or mlterm for exact pixels, outside tmux and screen"
    ),
  ])
  func `a display below what the study asks for is refused`(
    personality: TerminalPersonality, minimum: String, sentence: String
  ) throws {
    var small = SmallStudy()
    small.name = "strict"
    small.minimum = minimum
    _ = try small.write(into: folder)
    let refusal = try Refusal.inTerminal(
      ["rate", "strict", "--rater", "r01"], in: folder, personality: personality,
      environment: patient)
    #expect(refusal == Refusal(status: 1, lines: [sentence]))
  }

  @Test func `a renderer chosen by hand can be below what the study asks for`() throws {
    var small = SmallStudy()
    (small.name, small.minimum) = ("strict", "exact")
    _ = try small.write(into: folder)
    let refusal = try Refusal.inTerminal(
      ["rate", "strict", "--rater", "r01", "--renderer", "half-block"], in: folder)
    let sentence = """
      Error: This study asks for exact pixels, but kitty(0.26.5) shows half blocks (chosen by \
      hand). Leave out '--renderer' to get 'kitty'
      """
    #expect(refusal == Refusal(status: 1, lines: [sentence]))
  }

  @Test(arguments: [
    (
      ["rate", "small", "--rater", "r01"], TerminalPersonality.xtermVT340, "kitty",
      "XTerm(379) does not offer 'kitty'; choose --renderer among what it offers, best first, or "
        + "leave the option out: sixel, half-block, ascii"
    ),
    (
      ["demo"], .kitty, "iterm2",
      "kitty(0.26.5) does not offer 'iterm2'; choose --renderer among what it offers, best first, "
        + "or leave the option out: kitty, half-block, ascii"
    ),
    (
      ["doctor", "--screen"], .tmux, "sixel",
      "tmux 3.3a does not offer 'sixel'; choose --renderer among what it offers, best first, or "
        + "leave the option out: half-block, ascii"
    ),
  ])
  func `a renderer that the terminal does not offer is refused`(
    arguments: [String], personality: TerminalPersonality, renderer: String, sentence: String
  ) throws {
    let refusal = try Refusal.inTerminal(
      arguments + ["--renderer", renderer], in: folder, personality: personality,
      environment: patient.merging(["XDG_DATA_HOME": folder.path("data")]) { $1 })
    #expect(refusal == Refusal(status: 1, lines: ["Error: " + sentence]))
    let manager = FileManager.default
    for study in ["small", "data/opine/Studies/demo"] {
      for file in ["ratings.sqlite", "plan.json"] {
        #expect(!manager.fileExists(atPath: folder.path(study + "/" + file)))
      }
    }
  }

  @Test func `a terminal that cannot place the cursor is refused`() throws {
    let refusal = try Refusal.inTerminal(
      ["rate", "small", "--rater", "r01"], in: folder, personality: .dumb,
      environment: ["TERM": "dumb"])
    let sentence = """
      Error: The terminal type 'dumb' (variable TERM) cannot place the cursor or is unknown; set \
      TERM to what your terminal is, for example xterm-256color
      """
    #expect(refusal == Refusal(status: 1, lines: [sentence]))
  }

  @Test func `one rater cannot rate twice at once`() throws {
    let first = try Opine.start("rate", folder.path("small"), "--rater", "r01")
    try first.waitForText("Welcome, rater r01")
    let refusal = try Refusal.inTerminal(["rate", "small", "--rater", "r01"], in: folder)
    let sentence = "Error: Rater 'r01' is rating in another window; finish there first"
    #expect(refusal == Refusal(status: 1, lines: [sentence]))
    let other = try Opine.start("rate", folder.path("small"), "--rater", "r02")
    try other.waitForText("Welcome, rater r02")
    first.press("qy")
    #expect(try first.waitForExit() == 0)
    let again = try Opine.start("rate", folder.path("small"), "--rater", "r01")
    try again.waitForText("Welcome, rater r01")
  }

  @Test(
    arguments: ["side-by-side", "side-by-side-ref", "srgan-acr-hr"],
    [(1, 2), (2, 6), (3, 6), (4, 2), (5, 3), (8, 6), (9, 2)])
  func `what new makes, check accepts`(name: String, size: (images: Int, methods: Int)) throws {
    for method in ["hr", "low", "a", "b", "c", "d"].prefix(size.methods) {
      for image in 0..<size.images {
        let picture = try SmallStudy.picture(width: 16, height: 16, seed: image)
        try SmallStudy.write(picture, to: folder.path("outputs/\(method)/p\(image).png"))
      }
    }
    let made = try Refusal(
      ["new", "made", "--from", "outputs", "--protocol", name], in: folder)
    #expect(made.status == 0, "\(made.lines)")
    let checked = try Refusal(["check", "made"], in: folder)
    #expect(checked.status == 0, "\(checked.lines)")
  }
}
