import RatingStore
import StudyModel

/// How long people rated, from the start of a session to its last score.
struct SessionTimes: Encodable {
  /// One person.
  struct Row: Encodable {
    var rater: String
    /// Sessions with a score, continuations among them.
    var sessions: Int
    /// Time in all sessions; the time between them does not count.
    var minutes: Double
  }

  /// The raters by their number in the study.
  var raters: [Row]
  var totalMinutes: Double
  var medianMinutes: Double

  /// The times of raters by milliseconds of each session; nil without any.
  init?(_ durations: [(rater: String, milliseconds: [Int64])]) {
    raters = durations.filter { !$0.milliseconds.isEmpty }.map { rater, sessions in
      Row(
        rater: rater, sessions: sessions.count,
        minutes: Double(sessions.reduce(0, +)) / 60_000)
    }
    let sorted = raters.map(\.minutes).sorted()
    if sorted.isEmpty { return nil }
    totalMinutes = sorted.reduce(0, +)
    medianMinutes = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  /// The times of all sessions of a study with a score; those that a program drew have none.
  init?(_ scores: StudyScores) throws {
    struct Session {
      var rater: String
      var ordinal: Int
      var milliseconds: Int64
    }
    var sessions: [UniqueID: Session] = [:]
    try scores.store.forEachScore { score in
      guard score.origin != .simulated else { return }
      // A clock that was set back counts as no time.
      let end = score.rating.shownAtMilliseconds + score.rating.latencyMilliseconds
      let length = max(0, end - score.startedAtMilliseconds)
      sessions[
        score.session,
        default: Session(
          rater: score.raterCode.text, ordinal: score.raterOrdinal, milliseconds: 0)
      ].milliseconds = max(length, sessions[score.session]?.milliseconds ?? 0)
    }
    let raters = Dictionary(grouping: sessions.values) { $0.ordinal }
    self.init(
      raters.sorted { $0.key < $1.key }.map { _, sessions in
        (sessions[0].rater, sessions.map(\.milliseconds))
      })
  }

  /// One line below the design.
  var sentence: String {
    "Session times: \(DecimalText.fixed(totalMinutes, 1)) min in all, median "
      + "\(DecimalText.fixed(medianMinutes, 1)) min a rater, without breaks between sessions"
  }

  /// The row of a rater.
  func row(of rater: String) -> Row? {
    raters.first { $0.rater.utf8.elementsEqual(rater.utf8) }
  }
}
