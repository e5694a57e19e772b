import ArgumentParser
import RatingStore
import StudyFiles
import StudyModel

/// `opine check`: verifies everything that a session needs.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Verifies everything that a session needs, and prints every problem at once.")

  @Argument(help: "The study's folder.", completion: .directory)
  var study: String

  func run() throws {
    let folder = StudyFolder(path: study)
    do {
      let checked = try StudyCheck.run(folder)
      try FrozenStudy.checkForLostPlan(folder)
      if let frozen = try FrozenStudy.load(folder) {
        let changes =
          PlanChanges.between(frozen.plan.study, checked.study) + frozen.pictureChanges()
        guard changes.isEmpty else { throw FrozenStudy.changed(changes) }
        if folder.has(StudyFolder.ratingsName) { try checkStore(of: frozen) }
      }
      try report(checked)
    } catch let error as ProblemsError {
      try Output.print(error.description)
      let count = error.problems.count
      throw CommandError("\(count) problem\(count == 1 ? "" : "s") found; see above")
    }
  }

  /// Reads every row of the store and compares its checksums.
  private func checkStore(of study: FrozenStudy) throws {
    let store = try RatingRun.openStore(of: study, access: .readOnly)
    if let stored = try store.planDigest(), stored != study.digest {
      throw StudyScores.wrongPlan(study.folder.path(of: StudyFolder.planName), stored: stored)
    }
    let damage = try store.integrityCheck()
    guard damage.isEmpty else {
      throw ProblemsError(damage.map { Problem(file: StudyFolder.ratingsName, reason: $0) })
    }
  }

  private func report(_ checked: CheckedStudy) throws {
    let study = checked.study
    try Output.print(
      "'\(study.name)' is ready: \(study.methods.count) methods x \(study.testImages.count) "
        + "pictures (and \(study.trainingImages.count) for training), protocol "
        + "\(study.ratingProtocol.storedName), \(Self.steps(checked)) steps in a session")
    for note in checked.notes { try Output.print("Note: \(note)") }
  }

  private static func steps(_ checked: CheckedStudy) -> Int {
    let plan = checked.plan(at: 0)
    let seed = SessionPlanner.seed(of: plan.study, raterOrdinal: 0, sessionNumber: 0)
    var planner = SessionPlanner(plan: plan, seed: seed) { $0 }
    return (try? planner.session().presentations.count) ?? 0
  }
}
