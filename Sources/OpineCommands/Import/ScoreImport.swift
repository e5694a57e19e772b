import RatingStore
import StudyFiles
import StudyModel

/// Takes the scores of an export back into a store.
///
/// The order of every session is drawn again from its seed and compared with the rows, so that an
/// imported session is as complete as the one it came from.
struct ScoreImport {
  private let study: FrozenStudy
  private let store: any StudyStore
  private var counts = ImportCounts()

  /// Imports all sessions of `bytes`.
  ///
  /// - Returns: Scores that were new, and scores that were there already.
  static func run(
    _ bytes: [UInt8], study: FrozenStudy, store: any StudyStore
  ) throws -> ImportCounts {
    var importer = ScoreImport(study: study, store: store)
    for session in try sessions(of: bytes) { try importer.take(session) }
    return importer.counts
  }

  private init(study: FrozenStudy, store: any StudyStore) {
    self.study = study
    self.store = store
  }

  /// The rows of each session, sessions in the order of their numbers.
  private static func sessions(of bytes: [UInt8]) throws -> [[ScoreRecord]] {
    var reader = try CSVReader(bytes)
    var columns: [String: Int] = [:]
    for (index, name) in reader.header.enumerated() { columns[name] = index }
    var sessions: [String: [ScoreRecord]] = [:]
    var order: [String] = []
    while let record = try reader.next() {
      let row = ScoreRecord(record, columns: columns)
      guard try row.integer("format_version") == 1 else {
        throw row.failure("the file has another format version than 1; use the Opine that wrote it")
      }
      let id = try row.text("session_id")
      if sessions[id] == nil { order.append(id) }
      sessions[id, default: []].append(row)
    }
    let numbered = try order.compactMap { sessions[$0] }.map { rows in
      (rows, try rows[0].integer("session_number"))
    }
    return numbered.sorted { $0.1 < $1.1 }.map(\.0)
  }

  private mutating func take(_ rows: [ScoreRecord]) throws {
    let first = rows[0]
    try checkStudy(first)
    guard let id = UniqueID(try first.text("session_id")) else {
      throw first.failure("'\(try first.text("session_id").terminalSafe)' is not a session's id")
    }
    let code = try raterCode(of: rows)
    let stored = try storedProgress(of: id)
    let plan = try stored?.session.plan ?? order(of: rows, code: code)
    for row in rows { try check(row, against: plan) }
    let scores = try rows.map { row in
      (
        rating: try row.rating(session: id, scale: study.plan.study.ratingProtocol.scale),
        display: try row.display(session: id)
      )
    }
    let known = stored?.confirmed ?? []
    let confirmed = try confirmations(rows, plan: plan).filter { !known.contains($0.key) }
    // Only now, so that a refused file leaves no rater behind.
    let rater = try register(code, first)
    let session = try stored?.session ?? newSession(id, first, rater: rater, plan: plan)
    let added = try store.importSession(session, scores: scores, confirmed: confirmed)
    counts.inserted += added.inserted
    counts.duplicates += added.duplicates
  }

  /// The session as the store has it already; nil when it is new.
  private func storedProgress(of id: UniqueID) throws -> SessionProgress? {
    do {
      return try store.progress(of: id)
    } catch StoreError.notFound {
      return nil
    }
  }

  private func newSession(
    _ id: UniqueID, _ first: ScoreRecord, rater: Rater, plan: SessionPlan
  ) throws -> StudySession {
    StudySession(
      id: id, rater: rater.id, number: try first.integer("session_number"),
      station: try first.text("station_id"), program: try first.text("app_version"),
      origin: .imported, ratingProtocol: study.plan.study.ratingProtocol,
      startedAtMilliseconds: try first.time("session_started_utc"), plan: plan,
      planDigest: Digest.sha256(plan.canonicalBytes))
  }

  /// When pages were confirmed: at the latest with their last score.
  ///
  /// A session goes through its order from the beginning, so every page before the last one with
  /// a score is complete, also those that get no score.
  private func confirmations(
    _ rows: [ScoreRecord], plan: SessionPlan
  ) throws -> [Int: Int64] {
    var confirmed: [Int: Int64] = [:]
    var last = (position: 0, time: try rows[0].time("session_started_utc"))
    for row in rows where try row.text("superseded") == "0" {
      let position = try row.integer("trial_index")
      let time = try row.time("responded_at_utc")
      if position > last.position { last = (position, time) }
      if try row.text("status") == "rated", plan.presentations[position].needsConfirmation {
        confirmed[position] = max(confirmed[position] ?? 0, time)
      }
    }
    let rated = Set(try rows.map { try $0.integer("trial_index") })
    for presentation in plan.presentations.prefix(last.position)
    where confirmed[presentation.position] == nil && !rated.contains(presentation.position) {
      confirmed[presentation.position] = try rows[0].time("session_started_utc")
    }
    return confirmed
  }

  private func checkStudy(_ row: ScoreRecord) throws {
    let plan = study.plan
    guard try row.text("study_id") == plan.studyID.description,
      try row.text("plan_sha256") == study.digest.description
    else {
      throw row.failure(
        "the scores belong to another study or another plan; import them into a copy of the "
          + "study's folder with the same '\(StudyFolder.planName)'")
    }
    guard try row.text("protocol") == plan.study.ratingProtocol.storedName else {
      throw row.failure("the scores were given by another protocol and are never mixed in")
    }
  }

  /// The one code of a session's rows, none of which is simulated.
  private func raterCode(of rows: [ScoreRecord]) throws -> RaterCode {
    let text = try rows[0].text("rater_id")
    for row in rows {
      if try row.text("flags").split(separator: " ").contains("simulated") {
        throw row.failure("simulated scores are never imported among real ones")
      }
      guard try row.text("rater_id") == text else {
        throw row.failure("the rows of one session name two raters")
      }
    }
    do throws(IdentifierError) {
      return try RaterCode(text)
    } catch {
      throw rows[0].failure("\(error)")
    }
  }

  private func register(_ code: RaterCode, _ row: ScoreRecord) throws -> Rater {
    var generator = SystemRandomness()
    return try store.registerRater(
      code: code, id: UniqueID(using: &generator), screening: try row.text("screening"),
      atMilliseconds: try row.time("session_started_utc"))
  }

  /// Draws the order from the seed.
  private func order(of rows: [ScoreRecord], code: RaterCode) throws -> SessionPlan {
    let first = rows[0]
    let seed = UInt64(try first.integer("session_seed"))
    let number = try first.integer("session_number")
    var columns: [Int: Int] = [:]
    for row in rows {
      columns[try row.integer("slot_count", in: 1...32)] = try row.integer(
        "grid_columns", in: 1...32)
    }
    var planner = SessionPlanner(plan: study.plan, seed: seed) { tiles in
      columns[tiles] ?? max(1, Int(Double(tiles).squareRoot().rounded(.up)))
    }
    return number == 0
      ? try planner.session() : try continuation(&planner, rows: rows, number: number, code)
  }

  private func continuation(
    _ planner: inout SessionPlanner, rows: [ScoreRecord], number: Int, _ code: RaterCode
  ) throws -> SessionPlan {
    let rater = try store.raters().first { $0.code == code }
    let earlier = try rater.map { try store.sessions(of: $0.id) } ?? []
    guard number <= earlier.count else {
      throw rows[0].failure(
        "session \(number) of rater '\(code)' goes on with an earlier one, which is "
          + "neither in the file nor in the study")
    }
    let progress = try store.progress(of: earlier[number - 1])
    guard let position = progress.nextPosition else {
      throw rows[0].failure("the earlier session of rater '\(code)' left nothing to do")
    }
    return try planner.continuation(of: progress.session.plan, from: position)
  }

  private func check(_ row: ScoreRecord, against plan: SessionPlan) throws {
    let position = try row.integer("trial_index")
    let slot = try row.integer("slot", in: 0...31)
    guard plan.presentations.indices.contains(position),
      let item = plan.presentations[position].items.first(where: { $0.slot == slot }),
      let stimulus = study.plan.stimulus(item.stimulus),
      try row.text("stimulus_sha256") == stimulus.digest.description,
      try row.text("presentation_kind") == plan.presentations[position].kind.rawValue
    else {
      throw row.failure(
        "the row does not follow from the study's plan and the session's seed; it was changed, "
          + "or written by another version of the program")
    }
  }
}
