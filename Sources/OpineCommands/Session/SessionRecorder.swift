import Foundation
import RatingStore
import StudyFiles
import StudyModel

/// Writes a session to the store, one durable step at a time.
final class SessionRecorder {
  private(set) var study: FrozenStudy
  let code: RaterCode
  let origin: SessionOrigin
  let wallClock: () -> Int64

  private let openStore: (FrozenStudy) throws -> any StudyStore
  private let planName: String
  private var opened: (any StudyStore)?
  private(set) var session: StudySession?
  private var nextShowing: [RatingKey: Int] = [:]
  private var shown: [Int: DisplayRecord] = [:]
  private var unscored: Set<Int> = []
  private var shownAt: Int64 = 0
  private var scoreCount = 0
  private var screening = ""

  /// A recorder for one rater.
  ///
  /// The plan of `study` is frozen, in the file `planName`, when the session starts; `openStore`
  /// then opens or makes the store.
  init(
    study: FrozenStudy, planName: String = StudyFolder.planName, code: RaterCode,
    origin: SessionOrigin, wallClock: @escaping () -> Int64 = { Clock.wallMilliseconds },
    openStore: @escaping (FrozenStudy) throws -> any StudyStore
  ) {
    self.study = study
    self.planName = planName
    self.code = code
    self.origin = origin
    self.wallClock = wallClock
    self.openStore = openStore
  }

  /// The store, made at the first use; freezes the plan before.
  private func store() throws -> any StudyStore {
    if let opened { return opened }
    study = try study.freeze(as: planName)
    let store = try openStore(study)
    opened = store
    return store
  }

  /// The raters so far; none, and no store is made, before the first session.
  func raters() throws -> [Rater] {
    study.isFrozen ? try store().raters() : []
  }

  /// The rater as stored, if this is not the first session.
  func knownRater() throws -> Rater? { try raters().first { $0.code == code } }

  /// The rater's last session; nil before the first.
  func lastProgress(of rater: Rater) throws -> SessionProgress? {
    guard let last = try store().sessions(of: rater.id).last else { return nil }
    return try store().progress(of: last)
  }

  /// Goes on with a stored session.
  func resume(_ progress: SessionProgress, rater: Rater) {
    screening = rater.screening
    session = progress.session
    nextShowing = progress.nextShowing
  }

  /// Stores the rater, if new.
  func register(_ answers: [ScreeningQuestion: ScreeningAnswer]) throws -> Rater {
    let screening = ScreeningQuestion.allCases.compactMap { question in
      answers[question].map { "\(question.rawValue)=\($0.rawValue)" }
    }
    var generator = SystemRandomness()
    return try store().registerRater(
      code: code, id: UniqueID(using: &generator), screening: screening.joined(separator: ";"),
      atMilliseconds: wallClock())
  }

  /// Stores a new session with its frozen order.
  func start(_ plan: SessionPlan, rater: Rater, number: Int) throws {
    var generator = SystemRandomness()
    let session = StudySession(
      id: UniqueID(using: &generator), rater: rater.id, number: number,
      station: Program.station, program: Program.nameAndVersion, origin: origin,
      ratingProtocol: study.plan.study.ratingProtocol, startedAtMilliseconds: wallClock(),
      plan: plan, planDigest: Digest.sha256(plan.canonicalBytes))
    try store().startSession(session)
    self.session = session
    screening = rater.screening
  }

  /// Notes what is on the screen now; records without a score are stored when they leave it.
  func pictures(_ records: [DisplayRecord]) throws {
    try picturesLeft()
    shownAt = wallClock()
    for record in records {
      var record = record
      record.showing = nextShowing[record.key, default: 0]
      nextShowing[record.key] = record.showing + 1
      shown[record.key.slot] = record
      unscored.insert(record.key.slot)
    }
  }

  /// Stores what was shown without getting a score.
  func picturesLeft() throws {
    let left = unscored.sorted().compactMap { shown[$0] }
    unscored = []
    shown = [:]
    if !left.isEmpty { try store().appendDisplays(left) }
  }

  /// Stores a score; returns when it is durable.
  func score(
    position: Int, slot: Int, revision: Int, score: Int, latencyMilliseconds: Int64
  ) throws {
    guard let session, let display = shown[slot] else {
      preconditionFailure("only what is on the screen is scored")
    }
    let rating = Rating(
      key: RatingKey(session: session.id, position: position, slot: slot), revision: revision,
      showing: display.showing, score: score, shownAtMilliseconds: shownAt,
      latencyMilliseconds: latencyMilliseconds)
    _ = try store().append(rating, display: display)
    unscored.remove(slot)
    scoreCount += 1
  }

  /// Stores a confirmation; returns when it is durable.
  func confirm(position: Int) throws {
    guard let session else { preconditionFailure("only a session's pages are confirmed") }
    try store().confirm(
      session: session.id, position: position, atMilliseconds: wallClock())
  }

  /// Ends the work with the store: writes the record of this run, and brings what is in the
  /// store's log into its main file.
  func finish(_ ending: Ending) throws {
    try picturesLeft()
    if let session, origin == .rated { try writeRecord(of: session, ending) }
    try opened?.checkpoint()
  }

  /// How a run ended.
  struct Ending {
    var outcome: String
    var display: SessionRecord.Display
    var complete: Int
    var startedAtMilliseconds: Int64
  }

  private func writeRecord(of session: StudySession, _ ending: Ending) throws {
    let record = self.record(of: session, ending)
    let folder = study.folder.path(of: "sessions")
    try FileBytes.makeFolders(folder)
    let now = wallClock()
    let bytes = record.bytes
    try FileBytes.write(bytes, to: "\(folder)/\(session.id)-\(now).json", overwrites: false)
    try store().appendRecord(
      session: session.id, digest: Digest.sha256(bytes), atMilliseconds: now)
  }

  private func record(of session: StudySession, _ ending: Ending) -> SessionRecord {
    let plan = study.plan
    let order = SessionVerification(plan: plan, session: session.plan)
    return SessionRecord(
      identity: SessionRecord.Identity(
        studyID: plan.studyID.description, studyRevision: plan.revision,
        planSHA256: study.digest.description, sessionID: session.id.description,
        sessionNumber: session.number, raterCode: code.text, station: session.station),
      software: SessionRecord.Software.current,
      procedure: SessionRecord.Procedure(
        name: session.ratingProtocol.storedName,
        testMethod: session.ratingProtocol.testMethod.rawValue, settings: plan.study.session,
        instructionsSHA256: Digest.sha256(Array(plan.study.instructions.utf8)).description),
      order: SessionRecord.Order(
        algorithm: plan.orderAlgorithm, seed: session.plan.seed,
        planSHA256: session.planDigest.description,
        presentations: session.plan.presentations.count, smallestSpacing: order.smallestSpacing,
        smallestRetestDistance: order.smallestRetestDistance, slotImbalance: order.slotImbalance),
      display: ending.display, screening: screening,
      time: SessionRecord.Time(
        startedUTC: Timestamp.text(ending.startedAtMilliseconds),
        endedUTC: Timestamp.text(wallClock())),
      integrity: SessionRecord.Integrity(
        outcome: ending.outcome, scoresThisRun: scoreCount,
        presentationsComplete: ending.complete,
        presentationsPlanned: session.plan.presentations.count))
  }
}
