import OpinionStatistics
import StudyFiles
import StudyModel

extension StatsReport {
  /// Adds everything that rests on the whole table of votes.
  mutating func addAnalyses(
    of table: OpinionTable, _ selection: RatingSelection, order: [String], question: StatsQuestion
  ) {
    design = DesignStatistics(table.design())
    screening = ScreeningStatistics(table.screening())
    reliability = ReliabilityStatistics(
      table, secondShowings: selection.tableWithSecondShowings(), seed: question.seed)
    addRanks(table)
    addDifferenceScores(table, reference: question.reference)
    addSections(of: table, order: order, question: question)
    metrics = question.metrics.map {
      MetricStatistics(table, $0, reference: question.reference)
    }
    published = question.published.map { PublishedComparison($0, rows: rows) }
  }

  private mutating func addSections(
    of table: OpinionTable, order: [String], question: StatsQuestion
  ) {
    showsReliability = question.sections.contains(.reliability)
    let needsModel = !question.sections.isDisjoint(with: [.raters, .stimuli])
    let model = needsModel ? table.raterModel() : nil
    if question.sections.contains(.raters) {
      raterStatistics = RaterStatistics(
        table, model: model, methods: rows, order: order)
    }
    if question.sections.contains(.differences) {
      differences = DifferenceStatistics(table, order: order)
    }
    if question.sections.contains(.stimuli) {
      stimuli = StimulusStatistics.all(
        table, model: model, reference: reference, order: order)
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
}
