import StudyFiles
import StudyModel

extension StatsCommand {
  /// The report on a study whose raters compare two pictures.
  func comparisonReport(_ scores: StudyScores) throws -> any PrintedReport {
    try refuseSections()
    let answers = try ComparedAnswers(
      scores, includesPreviews: includePreviews, includesSimulated: simulated)
    let study = scores.study.plan.study
    guard study.ratingProtocol.testMethod == .pairComparison else {
      return try ComparisonReport(study, answers: answers)
    }
    return try PairReport(study, answers: answers, seed: seed)
  }

  /// The report on a CSV file of comparisons.
  func pairReport(_ path: String) throws -> PairReport {
    try refuseSections()
    return try Self.pairReport(
      path, includesPreviews: includePreviews, simulated: simulated, seed: seed)
  }

  /// The report on a CSV file of comparisons; '-' is standard input.
  static func pairReport(
    _ path: String, includesPreviews: Bool, simulated: Bool, seed: UInt64
  ) throws -> PairReport {
    let bytes =
      path == "-"
      ? try FileBytes.readAll(from: 0, path: "standard input", limit: 1 << 30)
      : try FileBytes.readAll(path, limit: 1 << 30)
    let file: PairRatings
    do {
      file = try PairRatings(csv: bytes)
    } catch {
      throw CommandError("'\(path.terminalSafe)': \(error)")
    }
    return try PairReport(
      title: "Comparisons of '\(path.terminalSafe)'", ratingProtocol: file.protocolName,
      testMethod: file.testMethod,
      answers: ComparedAnswers(
        file, includesPreviews: includesPreviews, includesSimulated: simulated),
      order: [], seed: seed)
  }

  /// The parts of the report on opinion scores that comparisons do not have.
  private func refuseSections() throws {
    let isAsked =
      stimuli || raters || reliability || differences || all || metrics || naive
      || compare != nil || metricsFile != nil || interval != .crossed
    guard !isAsked else {
      throw CommandError(
        "Comparisons of two pictures have one report; leave out --stimuli, --raters, --reliability, "
          + "--differences, --all, --compare, --metrics, --metrics-file, --naive and --interval")
    }
  }
}
