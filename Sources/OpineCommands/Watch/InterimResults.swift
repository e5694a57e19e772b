import StudyModel

/// What the answers so far say about the methods.
struct InterimResults: Equatable {
  /// One method.
  struct Row: Equatable {
    var method: String
    var answers: Int
    var value: Double?
    var low: Double?
    var high: Double?
  }

  /// The word for a value: MOS, CMOS or JOD.
  var measure: String
  var rows: [Row]
}

extension InterimResults {
  /// Resamples of raters for intervals of JOD: fewer than for a report, as they are computed again
  /// with every answer.
  private static let resamples = 200

  /// Computes what a study's answers say so far.
  init(_ scores: StudyScores) throws {
    let study = scores.study.plan.study
    guard study.ratingProtocol.comparesInEitherOrder else {
      let report = try StatsCommand.report(scores, includesPreviews: false, simulated: false)
      measure = "MOS"
      rows = report.rows.map {
        Row(
          method: $0.method, answers: $0.ratings, value: $0.mos, low: $0.ciLow, high: $0.ciHigh)
      }
      return
    }
    let answers = try ComparedAnswers(scores, includesPreviews: false, includesSimulated: false)
    guard study.ratingProtocol.testMethod == .pairComparison else {
      measure = "CMOS"
      rows = try ComparisonReport(study, answers: answers).rows.map {
        Row(
          method: $0.method, answers: $0.votes, value: $0.cmos, low: $0.ciLow, high: $0.ciHigh)
      }
      return
    }
    measure = "JOD"
    let report = try PairReport(study, answers: answers, seed: 1, resamples: Self.resamples)
    rows = report.rows.map {
      Row(
        method: $0.method, answers: $0.votes, value: $0.jod, low: $0.jodCiLow, high: $0.jodCiHigh)
    }
  }
}
