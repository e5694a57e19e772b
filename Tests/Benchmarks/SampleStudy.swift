import Foundation
import Pictures
import TestSupport

/// A study of four methods and five pictures of 512x512, made for measuring.
struct SampleStudy {
  let program: String
  let pages = 5
  private let folder: TemporaryFolder
  private let path: String

  init(in folder: TemporaryFolder) throws {
    self.folder = folder
    program =
      URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent().appendingPathComponent("opine").path
    path = folder.path("study")
    try makePictures()
    try run([
      "new", path, "--from", folder.path("pictures"), "--training", "none", "--window",
      "2400x1400", "--cell", "8x16",
    ])
    let manifest = try folder.text(of: "study/study.yaml")
    let quick = manifest.replacingOccurrences(of: "[acuity, colour]", with: "[]")
      .replacingOccurrences(of: "retest_percent: 10", with: "retest_percent: 0")
      .replacingOccurrences(of: "grey_ms: 500", with: "grey_ms: 0")
      .replacingOccurrences(of: "keys_after_ms: 500", with: "keys_after_ms: 0")
    try folder.write(quick, to: "study/study.yaml")
  }

  /// The arguments of a session.
  func arguments(rater: String) -> [String] { ["rate", path, "--rater", rater] }

  /// A session of `opine rate` in a window that holds four panes.
  func session(
    rater: String, personality: TerminalPersonality = .kitty
  ) throws -> TerminalSession {
    try TerminalSession(
      program: program, arguments: arguments(rater: rater), personality: personality,
      columns: 300, rows: 87)
  }

  /// Goes from the welcome to the first page.
  func begin(_ session: TerminalSession) throws {
    try session.waitForText("Welcome")
    session.press(.enter)
    try session.waitForText("How to rate")
    session.press(.enter)
  }

  private func makePictures() throws {
    var state: UInt64 = 1
    for method in ["bicubic", "hr", "srgan", "srresnet"] {
      for image in 0..<pages {
        let samples = (0..<(3 * 512 * 512)).map { index -> UInt8 in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          let wave = 100 + 80 * sin(Double(index / 3 % 512) / 40 + Double(image))
          return UInt8(clamping: Int(wave) + Int(state >> 60))
        }
        let picture = try Picture(width: 512, height: 512, samples: samples)
        let file = URL(fileURLWithPath: folder.path("pictures/\(method)/image\(image).png"))
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(PNGEncoder.encode(picture)).write(to: file)
      }
    }
  }

  private func run(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    precondition(process.terminationStatus == 0, "the sample study is sound")
  }
}
