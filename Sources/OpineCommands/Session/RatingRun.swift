import CursesTerminal
import RatingStore
import StudyFiles
import StudyModel
import TerminalGraphics

/// One run of `opine rate`: from the study folder to the end of the session.
@MainActor
struct RatingRun {
  let folder: StudyFolder
  let code: RaterCode
  let renderer: Renderer?

  /// Runs the session; the terminal is given back however it ends.
  func run() throws -> SessionRunner.Outcome {
    let study = try FrozenStudy.forSession(folder)
    let lock = try StoreLock(studyFolder: folder.path, rater: code)
    defer { lock.release() }
    let recorder = SessionRecorder(study: study, code: code, origin: .rated) { study in
      try RatingRun.openStore(of: study)
    }
    let requirement = study.plan.study.display
    let curses = try CursesTerminal(
      environment: Program.environment, renderer: renderer,
      panes: study.plan.study.tilesPerPage, ground: requirement.ground)
    defer { curses.close() }
    try DisplayWords.check(curses.profile, minimum: requirement.minimum)
    let runner = try SessionRunner(
      terminal: CursesSessionTerminal(curses), recorder: recorder)
    defer { try? recorder.finish() }
    return try runner.run {
      guard study.isFrozen else { return }
      let changes = study.pictureChanges()
      guard changes.isEmpty else { throw FrozenStudy.changed(changes) }
    }
  }

  /// The store of people's ratings.
  nonisolated static func openStore(
    of study: FrozenStudy, access: StoreAccess = .readWrite
  ) throws -> any StudyStore {
    try openStore(of: study, name: StudyFolder.ratingsName, kind: .real, access: access)
  }

  /// A store of a study, made if it may be written.
  nonisolated static func openStore(
    of study: FrozenStudy, name: String, kind: StoreKind, access: StoreAccess
  ) throws -> any StudyStore {
    let store = try SQLiteStore(
      path: study.folder.path(of: name), kind: kind, access: access, digest: Digest.sha256)
    if access == .readWrite { try store.createStudy(study.plan, planDigest: study.digest) }
    return store
  }
}
