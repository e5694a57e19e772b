import Foundation
import Pictures
import TestSupport
import Testing

/// Nothing that a rater can see during a session names a method.
@Suite struct BlindingTests {
  private static let methods = ["zzalpha", "zzbeta", "zzgamma", "zzorigin"]

  private func makeStudy(_ folder: TemporaryFolder, _ name: String) throws -> String {
    var small = SmallStudy()
    small.methods = Self.methods
    small.reference = "zzorigin"
    small.title = "zztitle"
    small.training = ["three"]
    small.ratingProtocol = name
    small.minimum = "any"
    small.session["checks"] = 1
    return try small.write(into: folder)
  }

  @Test(
    arguments: ["side-by-side", "side-by-side-ref", "srgan-acr-hr"],
    [TerminalPersonality.kitty, .iterm2, .xtermVT340, .tmux])
  func `a session shows no method's name`(
    name: String, personality: TerminalPersonality
  ) throws {
    let folder = try TemporaryFolder()
    let study = try makeStudy(folder, name)
    let session = try Opine.start("rate", study, "--rater", "r01", personality: personality)
    let robot = SessionRobot(session)
    try robot.steps { $0.kind == .page || $0.kind == .single }
    try expectNoOpenFile(of: session.process)
    session.press("?")
    try session.waitForText("Press any key to go on")
    session.press(" ")
    try robot.finish()
    session.press("\r")
    #expect(try session.waitForExit() == 0)
    let transcript = String(decoding: session.terminal.transcript, as: UTF8.self)
    expectNoName(in: transcript)
    #expect(!transcript.contains("zztitle"))
    #expect(robot.acknowledged.count >= 8)
  }

  @Test func `the words about the display are the same for every picture`() throws {
    let folder = try TemporaryFolder()
    let study = try makeStudy(folder, "srgan-acr-hr")
    // One method has far fewer colours than the others, which a palette shows without error.
    let grey = try Picture(
      width: 144, height: 34, samples: Array(repeating: 90, count: 3 * 144 * 34))
    for image in ["one", "two", "three"] {
      try SmallStudy.write(grey, to: study + "/" + SmallStudy.path("zzalpha", image))
    }
    let session = try Opine.start("rate", study, "--rater", "r01", personality: .xtermVT340)
    let robot = SessionRobot(session)
    var words: [String] = []
    try robot.steps { view in
      let status = session.screen.components(separatedBy: "\n").last ?? ""
      if view.kind == .single { words.append(status.components(separatedBy: "   ")[0]) }
      return false
    }
    #expect(words.count >= 8)
    #expect(Set(words) == [" Pixels 1:1, colours rounded (sixel)"])
  }

  @Test func `kitty gets pictures as data, never as paths`() throws {
    let folder = try TemporaryFolder()
    let study = try makeStudy(folder, "side-by-side")
    let robot = SessionRobot(try Opine.start("rate", study, "--rater", "r01"))
    try robot.steps { $0.kind == .page }
    let transcript = String(decoding: robot.session.terminal.transcript, as: UTF8.self)
    let commands = transcript.components(separatedBy: "\u{1B}_G").dropFirst()
      .map { $0.prefix { $0 != ";" && $0 != "\u{1B}" }.split(separator: ",") }
    let media = commands.flatMap { $0.filter { $0.hasPrefix("t=") } }
    #expect(commands.contains { $0.contains("a=t") || $0.contains("a=T") })
    #expect(media.allSatisfy { $0 == "t=d" })
  }

  private func expectNoName(in text: String) {
    for method in Self.methods { #expect(!text.contains(method), "\(method)") }
  }

  /// Files are open for a moment while pictures are read, and never longer.
  private func expectNoOpenFile(of process: Int32) throws {
    let deadline = Date(timeIntervalSinceNow: 5)
    var text = openFiles(of: process)
    while Self.methods.contains(where: text.contains), Date() < deadline {
      poll(nil, 0, 1)
      text = openFiles(of: process)
    }
    expectNoName(in: text)
  }

  /// The paths of a process's open files, and its command line, as far as the system tells.
  private func openFiles(of process: Int32) -> String {
    let folder = "/proc/\(process)"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/fd")) ?? []
    let paths = names.compactMap {
      try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/fd/\($0)")
    }
    let line = FileManager.default.contents(atPath: folder + "/cmdline") ?? Data()
    return (paths + [String(decoding: line, as: UTF8.self)]).joined(separator: "\n")
  }
}
