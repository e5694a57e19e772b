import OpinionStatistics
import RatingStore
import StudyFiles
import StudyModel

/// All scores of a study, read from its store.
struct StudyScores {
  let study: FrozenStudy
  let store: any StudyStore

  /// Opens the ratings of people, or those of a dry run.
  static func open(_ folder: StudyFolder, simulated: Bool) throws -> StudyScores {
    let planName = simulated ? SimulateCommand.planName : StudyFolder.planName
    let storeName = simulated ? StudyFolder.simulatedName : StudyFolder.ratingsName
    if !simulated { try FrozenStudy.checkForLostPlan(folder) }
    guard let study = try FrozenStudy.load(folder, name: planName), folder.has(storeName) else {
      throw CommandError(
        simulated
          ? "'\(folder.path.terminalSafe)' has no simulated ratings; make some with "
            + "'opine simulate'"
          : "'\(folder.path.terminalSafe)' has no ratings yet; rate with 'opine rate'")
    }
    let store = try RatingRun.openStore(
      of: study, name: storeName, kind: simulated ? .simulated : .real, access: .readOnly)
    if let stored = try store.planDigest(), stored != study.digest {
      throw wrongPlan(folder.path(of: planName), stored: stored)
    }
    return StudyScores(study: study, store: store)
  }

  static func wrongPlan(_ path: String, stored: SHA256Digest) -> CommandError {
    CommandError(
      "'\(path.terminalSafe)' is not the plan that was rated by: its SHA-256 does not begin with "
        + "\(stored.short); restore it from a backup")
  }

  /// Calls `body` with every score ever committed, in the order of sessions and presentations.
  func forEach(_ body: (StoredScore, Stimulus) throws -> Void) throws {
    try store.forEachScore { score in
      guard let stimulus = study.plan.stimulus(score.stimulus) else {
        throw CommandError(
          "The ratings name picture number \(score.stimulus), which the plan does not have; "
            + "the study's files do not belong together")
      }
      try body(score, stimulus)
    }
  }

  /// When the last score was given, in milliseconds since 1970; nil before the first.
  func lastAnswerMilliseconds() throws -> Int64? {
    var last: Int64?
    try store.forEachScore { score in
      let time = score.rating.shownAtMilliseconds + score.rating.latencyMilliseconds
      last = max(last ?? .min, time)
    }
    return last
  }

  /// The same in columns, as the statistics take them.
  func ratings(
    display: (RatingRow, DisplayRecord) -> Void = { _, _ in }
  ) throws -> CodedRatings {
    var ratings = CodedRatings()
    try forEachRow { row, shown in
      ratings.append(row)
      display(row, shown)
    }
    return ratings
  }

  /// The scores that count for means, as tidy rows: newest revisions of test and retest pictures.
  func rows() throws -> [RatingRow] {
    var rows: [RatingRow] = []
    try forEachRow { row, _ in rows.append(row) }
    return rows
  }

  /// Calls `body` with each of these rows and with what was shown for it.
  private func forEachRow(_ body: (RatingRow, DisplayRecord) -> Void) throws {
    try forEachFinal { score, _, row in body(row, score.display) }
  }

  /// Calls `body` with each of these scores, its picture and its row.
  ///
  /// - Throws: Also for a procedure whose answers are no scores from 1 to 5.
  func forEachFinal(_ body: (StoredScore, Stimulus, RatingRow) -> Void) throws {
    let ratingProtocol = study.plan.study.ratingProtocol
    guard !ratingProtocol.comparesInEitherOrder else {
      throw CommandError(
        "Protocol '\(ratingProtocol.rawValue)' has no opinion scores; 'opine stats' and "
          + "'opine export --what pairs' have its answers")
    }
    try forEach { score, stimulus in
      guard !score.isSuperseded, score.isFinal,
        let kind = RatingRow.Kind(rawValue: score.kind.rawValue),
        score.kind == .test || score.kind == .retest
      else { return }
      let row = RatingRow(
        rater: score.raterCode.text, source: stimulus.image.text,
        method: stimulus.method.text, repetition: kind == .retest ? 1 : 0,
        score: score.rating.score, kind: kind, isPreview: score.display.isPreview,
        isSimulated: score.origin == .simulated,
        protocolName: score.ratingProtocol.storedName)
      body(score, stimulus, row)
    }
  }

  /// The bytes of `scores.csv`.
  func csv() throws -> [UInt8] {
    var writer = CSVWriter()
    writer.writeRecord(ScoreColumns.all.map(\.name))
    try forEachInContext { score, context in
      writer.writeRecord(ScoreColumns.all.map { $0.value(score, context) })
    }
    return writer.bytes
  }

  /// The bytes of `pairs.csv`, for procedures that compare two pictures in either order.
  func pairsCSV() throws -> [UInt8] {
    let ratingProtocol = study.plan.study.ratingProtocol
    guard ratingProtocol.comparesInEitherOrder else {
      throw CommandError(
        "Protocol '\(ratingProtocol.rawValue)' compares no pairs; '--what scores' has its scores")
    }
    let columns = ScoreColumns.pairs(of: ratingProtocol)
    var writer = CSVWriter()
    writer.writeRecord(columns.map(\.name))
    try forEachInContext { score, context in
      guard let pair = ComparedPictures(score, plan: study.plan) else { return }
      writer.writeRecord(columns.map { $0.value(score, context, pair) })
    }
    return writer.bytes
  }

  private func forEachInContext(
    _ body: (StoredScore, ScoreColumns.Context) throws -> Void
  ) throws {
    let images = Dictionary(uniqueKeysWithValues: study.plan.study.images.map { ($0.id, $0) })
    try forEach { score, stimulus in
      let context = ScoreColumns.Context(
        plan: study.plan, planDigest: study.digest, stimulus: stimulus,
        image: images[stimulus.image])
      try body(score, context)
    }
  }
}
