import RatingStore
import Reports
import StudyFiles
import StudyModel

/// What a page and its plots are made from: the report of `opine stats` with its origin.
struct ReportSource {
  let report: StatsReport
  /// The study with its pictures; nil for a file of ratings.
  let study: FrozenStudy?
  /// The digest of a file of ratings; nil for a study.
  let ratingsDigest: SHA256Digest?
  /// When the last score was given, in milliseconds since 1970; nil where that is not known.
  let lastRating: Int64?

  /// Which metrics are judged by the means.
  enum Metrics {
    /// Those of `objective.csv`, if it was made from the pictures that were rated.
    case recorded
    /// Those of `objective.csv`, or else measured now.
    case measured
    /// Those of a CSV file.
    case file(String)
  }

  /// Reads a study's ratings.
  init(
    study path: String, metrics: Metrics, simulated: Bool, includesPreviews: Bool,
    question: StatsQuestion
  ) throws {
    let scores = try StudyScores.open(StudyFolder(path: path), simulated: simulated)
    var question = question
    if !simulated { question.times = try SessionTimes(scores) }
    switch metrics {
    case .recorded: question.metrics = MetricQuestion.recorded(scores.study)
    case .measured: question.metrics = try MetricQuestion.study(scores.study)
    case .file(let file):
      question.metrics = try MetricQuestion.file(
        file, methods: scores.study.plan.study.methods.map(\.id.text))
    }
    report = try StatsCommand.report(
      scores, includesPreviews: includesPreviews, simulated: simulated, question: question)
    study = scores.study
    ratingsDigest = nil
    lastRating = try scores.lastAnswerMilliseconds()
  }

  /// Reads a file of ratings.
  init(
    ratings path: String, metricsFile: String?, simulated: Bool, includesPreviews: Bool,
    question: StatsQuestion
  ) throws {
    report = try StatsCommand.report(
      try StatsCommand.ratings(of: path), path: path, metricsFile: metricsFile,
      includesPreviews: includesPreviews, simulated: simulated, question: question)
    study = nil
    ratingsDigest = path == "-" ? nil : try Digest.sha256(FileBytes.readAll(path, limit: 1 << 30))
    lastRating = nil
  }

  /// What nobody may overlook, from the notes of the report.
  var warnings: [String] {
    Self.warnings(among: report.notes)
  }

  /// The sentences of a report's notes that stand before everything else.
  static func warnings(among notes: [String]) -> [String] {
    notes.filter { note in
      ["SIMULATED", "Informal", "Included", "Fewer than 24", "Half a vote"].contains {
        note.hasPrefix($0)
      }
    }
  }
}
