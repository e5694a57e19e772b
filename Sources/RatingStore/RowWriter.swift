import GRDB
import StudyModel

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Writes rows inside a write transaction; every method may be repeated.
struct RowWriter {
  let reader: RowReader

  private var rules: StoreRules { reader.rules }

  func createStudy(_ plan: StudyPlan, planDigest: SHA256Digest) throws {
    try rules.check(plan)
    if let stored = try reader.study() {
      guard stored.id == plan.studyID, stored.digest == planDigest else {
        throw rules.conflictingPlan(stored: stored.digest, given: planDigest)
      }
      return
    }
    try insert(plan, planDigest: planDigest)
  }

  private func insert(_ plan: StudyPlan, planDigest: SHA256Digest) throws {
    let id = Data(plan.studyID.bytes)
    try insert(
      "study (study_id, slug, title, manifest_sha256, created_ms, crc)",
      [
        id, plan.study.name.text, plan.study.title, Data(planDigest.bytes),
        plan.frozenAtMilliseconds, 0,
      ])
    let rating = plan.study.ratingProtocol
    try insert(
      "study_scale (study_id, protocol, test_method, scale_min, scale_max)",
      [
        id, rating.storedName, rating.testMethod.rawValue, rating.scale.lowest,
        rating.scale.highest,
      ])
    let datasets = Dictionary(
      plan.study.images.map { ($0.id, $0.dataset) }, uniquingKeysWith: { first, _ in first })
    for stimulus in plan.stimuli {
      try insert(
        "stimulus (study_id, stimulus_no, file_sha256, width, height)",
        [id, stimulus.number, Data(stimulus.digest.bytes), stimulus.width, stimulus.height])
      try insert(
        "stimulus_key (study_id, stimulus_no, dataset, image, method)",
        [
          id, stimulus.number, datasets[stimulus.image]?.text, stimulus.image.text,
          stimulus.method.text,
        ])
    }
    let sum = try reader.studyChecksum()
    try reader.db.execute(sql: "UPDATE study SET crc = ?", arguments: [sum])
  }

  func registerRater(
    code: RaterCode, id: UniqueID, screening: String, atMilliseconds: Int64
  ) throws -> Rater {
    try rules.check(screening: screening)
    let study = try reader.existingStudy()
    if let rater = try reader.rater(code: code) { return rater }
    if let rater = try reader.rater(id: id) {
      throw StoreError.contradiction(
        rules.path, "rater '\(rater.code)' under the identifier of rater '\(code)'")
    }
    let next = try Int.fetchOne(reader.db, sql: "SELECT ifnull(max(ordinal) + 1, 0) FROM rater")
    let rater = Rater(id: id, code: code, ordinal: next ?? 0, screening: screening)
    try insert(
      "rater (rater_id, study_id, code, screening, created_ms, ordinal, crc)",
      [
        Data(id.bytes), Data(study.id.bytes), code.text, screening, atMilliseconds,
        rater.ordinal,
        rater.checksum(study: study.id, createdAtMilliseconds: atMilliseconds),
      ])
    return rater
  }

  /// Writes a session; for an import a stored session's origin does not have to agree.
  func startSession(_ session: StudySession, isImport: Bool = false) throws {
    let study = try reader.existingStudy()
    try rules.check(
      session, studyProtocol: study.ratingProtocol, stimulusCount: study.stimulusCount)
    guard try reader.rater(id: session.rater) != nil else {
      throw rules.missing(rater: session.rater)
    }
    if let stored = try reader.session(session.id) {
      guard stored == (isImport ? session.withOrigin(stored.origin) : session) else {
        throw rules.conflict(session)
      }
      return
    }
    try insert(
      """
      session (session_id, study_id, rater_id, number, origin, protocol, station, app, seed,
        planned, plan_sha256, started_ms, crc)
      """,
      [
        Data(session.id.bytes), Data(study.id.bytes), Data(session.rater.bytes), session.number,
        session.origin.rawValue, session.ratingProtocol.storedName, session.station,
        session.program, Int64(bitPattern: session.plan.seed), session.plan.presentations.count,
        Data(session.planDigest.bytes), session.startedAtMilliseconds,
        session.checksum(study: study.id),
      ])
    for presentation in session.plan.presentations {
      try insert(presentation, of: session, study: study.id)
    }
  }

  private func insert(
    _ presentation: Presentation, of session: StudySession, study: UniqueID
  ) throws {
    let id = Data(session.id.bytes)
    try insert(
      """
      presentation (session_id, position, block, kind, study_id, protocol, repeat_of, grid_columns)
      """,
      [
        id, presentation.position, presentation.block, presentation.kind.rawValue,
        Data(study.bytes), session.ratingProtocol.storedName, presentation.repeatOf,
        presentation.gridColumns,
      ])
    for item in presentation.items {
      try insert(
        "presentation_item (session_id, position, slot, study_id, stimulus_no, role)",
        [
          id, presentation.position, item.slot, Data(study.bytes), item.stimulus,
          item.role.rawValue,
        ])
    }
  }

  /// Adds a row to `target`, a table with its columns in parentheses.
  func insert(_ target: String, _ values: [(any DatabaseValueConvertible)?]) throws {
    let marks = Array(repeating: "?", count: values.count).joined(separator: ", ")
    let statement = try reader.db.cachedStatement(sql: "INSERT INTO \(target) VALUES (\(marks))")
    try statement.execute(arguments: StatementArguments(values))
  }
}

extension StudySession {
  func withOrigin(_ origin: SessionOrigin) -> StudySession {
    StudySession(
      id: id, rater: rater, number: number, station: station, program: program, origin: origin,
      ratingProtocol: ratingProtocol, startedAtMilliseconds: startedAtMilliseconds, plan: plan,
      planDigest: planDigest)
  }
}
