import ArgumentParser
import Foundation
import Pictures
import StudyFiles
import StudyModel

/// `opine prepare`: makes a study's pictures from originals.
struct PrepareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prepare",
    abstract: "Makes the pictures of a study from originals, by the recipes in its manifest.",
    discussion: """
      Only what changed is made again; 'prepared.json' in the study's folder says what every \
      picture was made from. Ctrl-C leaves whole pictures behind, and the next run goes on. \
      'opine new NAME --sources FOLDER' writes a study to prepare.
      """)

  @Argument(help: "The study's folder.", completion: .directory)
  var study: String

  @Option(help: "The methods to make, separated by commas; by default all.")
  var only: String?

  @OptionGroup var threads: ThreadArguments

  @Flag(help: "Replace pictures that were changed or made by something else.")
  var force = false

  @Flag(help: "Only say what would be made, and why.")
  var dryRun = false

  @Option(help: "The form of the report: table, csv (every picture) or json.")
  var format: ReportFormat = .table

  func run() throws {
    let folder = StudyFolder(path: study)
    let manifest = try StudyCheck.wholeManifest(of: folder)
    guard let preparation = manifest.preparation else {
      throw CommandError(
        "'\(folder.path(of: StudyFolder.manifestName).terminalSafe)' has no section 'prepare', so "
          + "there is nothing to make; Studies/README.md describes it")
    }
    let lock = dryRun ? nil : try PreparationLock(folder)
    defer { lock?.release() }
    let record = try PreparationRecord(folder, study: manifest.study)
    let plan = try PreparationPlan(
      folder: folder, study: manifest.study, preparation: preparation, record: record.study,
      only: try methods(of: manifest.study), force: force)
    tell(plan.originals)
    if dryRun { return try describe(plan) }
    try refuse(plan, in: folder)
    try carryOut(plan, record)
  }

  private func carryOut(_ plan: PreparationPlan, _ record: PreparationRecord) throws {
    // Before the first thread that computes starts, so that all of them hold the signals back.
    StopSignals.hold()
    let folder = record.folder
    var run = PreparationRun(plan, record: record, threads: threads.count)
    guard case .complete(let failures) = try run.run() else {
      Output.note("Stopped; what is finished stays. 'opine prepare' goes on with the rest")
      StopSignals.release()
      throw ExitCode(1)
    }
    StopSignals.release()
    let quality = ObjectiveQuality(plan.study, in: folder, threads: threads.count)
    try folder.write(quality.csv, to: ObjectiveQuality.fileName)
    let all = plan.failures + failures + GivenPictures.problems(of: plan, in: folder)
    let report = PreparationReport(
      plan, record: try PreparationRecord.load(folder) ?? PreparedStudy(), quality: quality,
      failures: all)
    try Output.write(report.bytes(format))
    guard all.isEmpty else { throw CommandError(all.joined(separator: "\n")) }
  }

  private func methods(of study: Study) throws -> Set<Identifier>? {
    guard let only else { return nil }
    let names = try only.utf8.split(separator: UInt8(ascii: ",")).map {
      try Identifier(String(decoding: $0, as: UTF8.self))
    }
    for name in names where !study.methods.contains(where: { $0.id == name }) {
      throw CommandError(
        "The study has no method '\(name)'; there are "
          + study.methods.map { "'\($0.id)'" }.joined(separator: ", "))
    }
    return Set(names)
  }

  /// Nothing is made where a file would be written over that is not this program's, or where raters
  /// have seen the pictures.
  private func refuse(_ plan: PreparationPlan, in folder: StudyFolder) throws {
    let pending = plan.items.filter { $0.method != nil && $0.decision != .keep }
    if folder.has(StudyFolder.planName), let first = pending.first {
      throw CommandError(
        "The study was frozen by its first session, so no picture may change, but "
          + "\(Self.named(first, count: pending.count)) would be made again "
          + "(\(Self.words(first.decision))); take the change back, or make a new study")
    }
    let foreign = plan.items.filter {
      if case .refuse = $0.decision { return true }
      return false
    }
    guard let first = foreign.first else { return }
    throw CommandError(
      "\(Self.named(first, count: foreign.count)) \(foreign.count == 1 ? "is" : "are") not as "
        + "'opine prepare' made \(foreign.count == 1 ? "it" : "them"); move "
        + "\(foreign.count == 1 ? "it" : "them") away, or give --force to write over "
        + "\(foreign.count == 1 ? "it" : "them")")
  }

  private static func named(_ item: PreparationItem, count: Int) -> String {
    "'\(item.path.terminalSafe)'" + (count > 1 ? " and \(count - 1) more" : "")
  }

  private static func words(_ decision: PreparationDecision) -> String {
    switch decision {
    case .keep: "as it is"
    case .make(let reasons): reasons.map(\.rawValue).joined(separator: ", ")
    case .refuse(.touched): "changed by something else"
    case .refuse: "made by something else"
    }
  }

  private static func cut(_ original: StudyOriginal) -> String {
    "Original '\(original.path.terminalSafe)' of \(original.fullWidth)x\(original.fullHeight) is "
      + "cut at the right and bottom to \(original.width)x\(original.height), a multiple of the "
      + "factor"
  }

  /// What a person should know about the originals.
  private func tell(_ originals: [StudyOriginal]) {
    for original in originals where original.isCut { Output.note(Self.cut(original)) }
    for line in SourceWarning.lines(originals.map { ($0.path, $0.warnings) }) { Output.note(line) }
  }

  private func describe(_ plan: PreparationPlan) throws {
    for item in plan.items {
      switch item.decision {
      case .keep: continue
      case .make: try Output.print("make \(item.path.terminalSafe): \(Self.words(item.decision))")
      case .refuse:
        try Output.print("leave \(item.path.terminalSafe): \(Self.words(item.decision))")
      }
    }
    let made = plan.items.count(where: \.isMade)
    let kept = plan.items.count { $0.decision == .keep }
    try Output.print("\(made) pictures to make, \(kept) to keep")
    guard plan.failures.isEmpty else {
      throw CommandError(plan.failures.joined(separator: "\n"))
    }
  }
}
