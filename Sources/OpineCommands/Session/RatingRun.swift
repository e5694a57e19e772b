import CursesTerminal
import RatingStore
import StudyFiles
import StudyModel
import StudyScreens
import TerminalGraphics

/// One run of `opine rate`: from the study folder to the end of the session.
@MainActor
struct RatingRun {
  let folder: StudyFolder
  let code: RaterCode
  let renderer: Renderer?

  /// Runs the session; the terminal is given back however it ends.
  func run() throws -> SessionRunner.Outcome {
    let manifest = try StudyCheck.manifest(of: folder)
    let lock = try StoreLock(studyFolder: folder.path, rater: code)
    defer { lock.release() }
    let curses = try CursesTerminal(
      environment: Program.environment, renderer: renderer,
      ground: manifest.display.ground)
    defer { curses.close() }
    try DisplayCheck.renderer(of: curses.profile)
    try DisplayCheck.minimum(manifest.display.minimum, of: curses.profile)
    curses.draw(CheckingScreen.frame(size: curses.size))
    let study = try FrozenStudy.forSession(folder, manifest: manifest)
    try DisplayCheck.size(of: study.plan, on: curses.profile)
    let recorder = SessionRecorder(study: study, code: code, origin: .rated) { study in
      try RatingRun.openStore(of: study)
    }
    let runner = try SessionRunner(
      terminal: CursesSessionTerminal(curses), recorder: recorder)
    return try runner.run()
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
