import ArgumentParser
import RatingStore
import StudyFiles
import StudyModel

/// `opine simulate`: a dry run with raters that the program plays.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Fills a separate store with simulated raters, for a dry run of a study.",
    discussion: """
      The scores go through the same screens and the same store as real ones, into \
      'simulated.sqlite', are marked as simulated, and never mix with real ones. Read them with \
      'opine stats STUDY --simulated' and 'opine export STUDY --simulated'.
      """)

  /// The file of the plan of a dry run.
  static let planName = "simulated-plan.json"

  @Argument(help: "The study's folder.", completion: .directory)
  var study: String

  @Option(help: "The number of raters.")
  var raters = 26

  @Option(help: "The number from which scores are drawn.")
  var seed: UInt64 = 1

  @Option(
    help:
      "Mean opinion scores of methods, for example 'srgan=3.7,bicubic=1.8'; the others keep their defaults."
  )
  var quality: String?

  @Flag(help: "Throw the simulated ratings of an earlier run away.")
  var replace = false

  func validate() throws {
    guard (1...10_000).contains(raters) else {
      throw ValidationError("--raters must be 1 to 10000")
    }
  }

  func run() throws {
    let folder = StudyFolder(path: study)
    let quality = try means()
    if replace { try removeEarlier(in: folder) }
    guard !folder.has(StudyFolder.simulatedName) else {
      throw CommandError(
        "'\(folder.path(of: StudyFolder.simulatedName).terminalSafe)' exists already; give "
          + "--replace to throw it away")
    }
    let plan = try StudyCheck.run(folder).plan(at: Clock.wallMilliseconds)
    for method in quality.keys where !plan.study.methods.contains(where: { $0.id == method }) {
      throw CommandError("--quality names '\(method)', which is no method of the study")
    }
    let frozen = try FrozenStudy(
      folder: folder, plan: plan, digest: Digest.sha256(PlanFile.bytes(plan)), isFrozen: false
    ).freeze(as: Self.planName)
    let store = try RatingRun.openStore(
      of: frozen, name: StudyFolder.simulatedName, kind: .simulated, access: .readWrite)
    let model = SimulatedRaters(study: plan.study, quality: quality, seed: seed)
    let width = max(2, String(raters).utf8.count)
    try MainActor.assumeIsolated {
      for rater in 0..<raters {
        let digits = String(rater + 1)
        let code = "sim" + String(repeating: "0", count: width - digits.utf8.count) + digits
        let terminal = SimulatedTerminal(raters: model, rater: rater, seed: seed, startingAt: 0)
        let recorder = SessionRecorder(
          study: frozen, planName: Self.planName, code: try RaterCode(code), origin: .simulated
        ) { _ in store }
        _ = try SessionRunner(terminal: terminal, recorder: recorder).run()
      }
    }
    try store.checkpoint()
    try Output.print(
      "\(raters) simulated raters written to "
        + "'\(folder.path(of: StudyFolder.simulatedName).terminalSafe)'; read them with "
        + "'opine stats \(study.terminalSafe) --simulated'")
  }

  private func removeEarlier(in folder: StudyFolder) throws {
    let name = StudyFolder.simulatedName
    for file in [name, name + "-wal", name + "-shm", name + ".lock", Self.planName] {
      try FileBytes.remove(folder.path(of: file))
    }
  }

  private func means() throws -> [Identifier: Double] {
    var result: [Identifier: Double] = [:]
    for pair in (quality ?? "").utf8.split(separator: UInt8(ascii: ",")) {
      let parts = pair.split(separator: UInt8(ascii: "="))
        .map { String(decoding: $0, as: UTF8.self) }
      guard parts.count == 2, let mean = Double(parts[1]), (1...5).contains(mean) else {
        throw ValidationError("--quality must be METHOD=MEAN pairs with means from 1 to 5")
      }
      result[try Identifier(parts[0])] = mean
    }
    return result
  }
}
