import Foundation
import TestSupport

/// Measures what a rater feels, on the release build of the program beside this one.
enum StartBenchmark {
  static func run() throws {
    let folder = try TemporaryFolder()
    let study = try SampleStudy(in: folder)
    print("Figures of \(study.program)")
    try measureStart(study)
    try measureCommit(study)
    for personality in [TerminalPersonality.kitty, .xtermVT340] {
      try measureMemory(study, personality)
    }
  }

  /// From the start of the program to its first screen, and to the welcome.
  private static func measureStart(_ study: SampleStudy) throws {
    var first: [Double] = []
    var welcome: [Double] = []
    for run in 0..<21 {
      let watch = try StartWatch(
        program: study.program, arguments: study.arguments(rater: "start\(run)"),
        until: ["One moment", "Welcome"])
      first.append(watch.milliseconds[0])
      welcome.append(watch.milliseconds[1])
    }
    report("start to first screen", first, "ms", goal: "below 60")
    report("start to welcome, 20 pictures of 512x512 checked", welcome, "ms", goal: "no goal")
  }

  /// From a digit key to the score beside its picture, which is drawn once the score is on disk.
  private static func measureCommit(_ study: SampleStudy) throws {
    let session = try study.session(rater: "commit")
    try study.begin(session)
    var times: [Double] = []
    for page in 0..<study.pages {
      try session.waitForText("arrows move")
      for tile in 0..<4 {
        let start = Date()
        session.press("3")
        try session.waitUntil("score \\(tile)") { terminal in
          let text = terminal.screenText().joined()
          return text.components(separatedBy: "3 Fair").count - 1 == tile + 1 + 1
        }
        times.append(Date().timeIntervalSince(start) * 1000)
      }
      session.press(.enter)
      if page + 1 < study.pages { try session.waitForNoText("arrows move") }
    }
    try session.waitForText("Thank you")
    session.press(.enter)
    _ = try session.waitForExit()
    report("key to durable score on the screen", times, "ms", goal: "below 10")
  }

  /// The largest resident memory with four panes of 512x512.
  private static func measureMemory(
    _ study: SampleStudy, _ personality: TerminalPersonality
  ) throws {
    let session = try study.session(
      rater: "memory-\(personality.name)".prefix(16).description, personality: personality)
    try study.begin(session)
    try session.waitForText("arrows move")
    let status = try String(contentsOfFile: "/proc/\(session.process)/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
    let kibibytes = line.split(separator: " ").compactMap { Double($0) }.first ?? .nan
    report(
      "memory, four panes of 512x512, \(personality.name)", [kibibytes / 1024], "MiB",
      goal: "below 150")
    session.terminate()
    _ = try session.waitForExit()
  }

  private static func report(_ what: String, _ values: [Double], _ unit: String, goal: String) {
    let sorted = values.sorted()
    let median = sorted[sorted.count / 2]
    func text(_ value: Double) -> String { String(format: "%.1f", value) }
    print(
      "\(what): median \(text(median)) \(unit), \(text(sorted[0])) to "
        + "\(text(sorted[sorted.count - 1])), n = \(sorted.count) (\(goal))")
  }
}
