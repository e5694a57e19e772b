import RatingStore
import StudyFiles
import StudyModel

extension WatchReading {
  /// Reads a study's folder and store; never changes either.
  ///
  /// - Throws: When the folder or the store cannot be read.
  static func load(_ folder: StudyFolder, unblinds: Bool) throws -> WatchReading {
    try FrozenStudy.checkForLostPlan(folder)
    guard let frozen = try FrozenStudy.load(folder) else {
      let manifest = try StudyCheck.manifest(of: folder)
      return nothing(manifest)
    }
    guard folder.has(StudyFolder.ratingsName) else { return nothing(frozen.plan.study) }
    let scores = try StudyScores.open(folder, simulated: false)
    var reading = nothing(scores.study.plan.study)
    reading.content = .raters(try WatchedRater.all(scores, folder))
    if unblinds { reading.interim = try InterimResults(scores) }
    return reading
  }

  private static func nothing(_ study: Study) -> WatchReading {
    WatchReading(
      title: "Study \(study.name): \(study.title)".terminalSafe,
      targetRaters: study.targetRaters, content: .nothingYet)
  }
}

extension WatchedRater {
  /// All raters of a study by ordinal.
  static func all(_ scores: StudyScores, _ folder: StudyFolder) throws -> [WatchedRater] {
    let store = scores.store
    var raters: [WatchedRater] = []
    var places: [UniqueID: Int] = [:]
    for rater in try store.raters() {
      let sessions = try store.sessions(of: rater.id).map { try store.progress(of: $0) }
      places[rater.id] = raters.count
      raters.append(
        WatchedRater(
          rater, sessions,
          isHeld: StoreLock.isHeld(studyFolder: folder.path, rater: rater.code)))
    }
    try store.forEachScore { score in
      guard score.origin != .simulated, !score.isSuperseded, score.kind.isScored,
        let place = places[score.raterID]
      else { return }
      raters[place].add(score.display)
    }
    return raters
  }

  /// A rater whose sessions are given oldest first, and whether the rater's lock is held.
  init(_ rater: Rater, _ sessions: [SessionProgress], isHeld: Bool) {
    self.init(code: rater.code, ordinal: rater.ordinal, state: .interrupted)
    self.sessions = sessions.count
    lastActivity = sessions.compactMap(\.lastActivityMilliseconds).max()
    // A continuation shows again everything from the first presentation that was not complete.
    for progress in sessions.dropLast() {
      done += progress.scored.count { $0.position < progress.nextPosition ?? .max }
    }
    presentations = done
    guard let last = sessions.last else {
      if isHeld { state = .rating }
      return
    }
    done += last.scored.count { last.isComplete($0) }
    presentations += last.scored.count
    let order = last.session.plan.presentations
    blocks = (order.last?.block ?? -1) + 1
    block = last.nextPosition.map { order[$0].block + 1 } ?? blocks
    state = last.nextPosition == nil ? .finished : isHeld ? .rating : .interrupted
  }

  /// Asks again whether the rater's lock is held, which changes without a change of the store.
  mutating func askAgain(_ folder: StudyFolder) {
    guard state != .finished else { return }
    let isHeld = StoreLock.isHeld(studyFolder: folder.path, rater: code)
    state = isHeld ? .rating : .interrupted
  }

  private mutating func add(_ display: DisplayRecord) {
    ratings += 1
    if display.isPreview { previews += 1 }
    if display.isDegraded { degraded += 1 }
  }
}

extension SessionProgress {
  /// The presentations that are analysed.
  fileprivate var scored: [Presentation] {
    session.plan.presentations.filter(\.kind.isScored)
  }
}

extension Presentation.Kind {
  fileprivate var isScored: Bool { self == .test || self == .retest }
}
