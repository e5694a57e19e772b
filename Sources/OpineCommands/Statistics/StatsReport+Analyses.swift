import OpinionStatistics
import StudyFiles
import StudyModel

extension StatsReport {
  /// Adds everything that rests on the whole table of votes.
  mutating func addAnalyses(
    of table: OpinionTable, first: [RatingRow], second: [RatingRow], order: [String],
    question: StatsQuestion
  ) {
    design = DesignStatistics(table.design())
    screening = ScreeningStatistics(table.screening())
    reliability = ReliabilityStatistics(
      table, secondShowings: Self.repeatedTable(first: first, second: second),
      seed: question.seed)
    addRanks(table)
    addDifferenceScores(table, reference: question.reference)
    addSections(of: table, first: first, order: order, question: question)
    metrics = question.metrics.map {
      MetricStatistics(table, $0, reference: question.reference)
    }
    published = question.published.map { PublishedComparison($0, rows: rows) }
  }

  private mutating func addSections(
    of table: OpinionTable, first: [RatingRow], order: [String], question: StatsQuestion
  ) {
    showsReliability = question.sections.contains(.reliability)
    if question.sections.contains(.raters) {
      raterStatistics = RaterStatistics(
        table, votes: first.map(\.opinion), methods: rows, order: order)
    }
    if question.sections.contains(.differences) {
      differences = DifferenceStatistics(table, order: order)
    }
    if question.sections.contains(.stimuli) {
      stimuli = StimulusStatistics.all(table, reference: reference, order: order)
    }
  }

  private mutating func addRanks(_ table: OpinionTable) {
    let ranks = table.averageRanks()
    for index in rows.indices { rows[index].averageRank = ranks[rows[index].method] }
  }

  private mutating func addDifferenceScores(_ table: OpinionTable, reference: String?) {
    guard let reference else { return }
    let summaries = table.differenceScoreSummaries(reference: reference)
    // Nobody has voted on a study's reference yet.
    guard !summaries.isEmpty else { return }
    self.reference = reference
    for summary in summaries {
      guard
        let index = rows.firstIndex(where: { $0.method.utf8.elementsEqual(summary.method.utf8) })
      else { continue }
      rows[index].dmos = summary.dmos
      rows[index].dmosCiLow = summary.interval?.lower
      rows[index].dmosCiHigh = summary.interval?.upper
      rows[index].dmosPairs = summary.pairs
      rows[index].dmosMissingReferences = summary.missingReferences
    }
  }

  /// The votes with second showings as repetitions, nil where none can be paired.
  private static func repeatedTable(first: [RatingRow], second: [RatingRow]) -> OpinionTable? {
    let last = first.map(\.repetition).max() ?? 0
    guard last < Int.max / 4 else { return nil }
    let later = second.map { row in
      Opinion(
        rater: row.rater, source: row.source, method: row.method,
        repetition: last + 1 + min(row.repetition, Int.max / 4), score: row.score)
    }
    return try? OpinionTable(first.map(\.opinion) + later)
  }
}
