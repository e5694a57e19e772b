import OpinionStatistics
import StudyFiles
import StudyModel

/// What comparisons with the reference (CCR) say about the methods.
struct ComparisonReport: Encodable {
  /// One method.
  struct Row: Encodable {
    var method: String
    var votes: Int
    var raters: Int
    var images: Int
    /// Comparison mean opinion score, -3...3; the reference is 0.
    var cmos: Double
    var ciLow: Double?
    var ciHigh: Double?
    var ciIsClipped: Bool
    var ciMethod: String?
    var ciMissing: String?
    var sd: Double?
    /// How often each score from -3 to 3 was given.
    var histogram: [Int]
  }

  var title: String
  var ratingProtocol: String
  var testMethod: String
  var reference: String
  var raters: Int
  var images: Int
  var votes: Int
  var rows: [Row] = []
  /// How much more a picture gets for being the first of two, over raters.
  var orderEffect: PairReport.Effect?
  /// Second answers to the same question, how many were the same, and within one.
  var repeatedQuestions: Int
  var equalAnswers: Int
  var answersWithinOne: Int
  var notes: [String]
  var program: String

  init(_ study: Study, answers: ComparedAnswers) throws {
    title = "Study \(study.name): \(study.title)".terminalSafe
    ratingProtocol = study.ratingProtocol.storedName
    testMethod = study.ratingProtocol.testMethod.rawValue
    reference = study.reference.text
    program = Program.nameAndVersion
    raters = answers.raters
    images = answers.images ?? 0
    votes = answers.rows.count
    notes = answers.notes
    let differences = answers.repeated.map {
      abs(answers.scores[$0.first] - answers.secondScores[$0.second])
    }
    repeatedQuestions = differences.count
    equalAnswers = differences.count { $0 == 0 }
    answersWithinOne = differences.count { $0 <= 1 }
    let table = try ComparisonTable(
      zip(answers.rows, answers.scores).map { row, score in
        ComparisonVote(
          rater: row.rater, source: row.source, method: row.methodA, score: score,
          isMethodFirst: row.isAFirst ?? false)
      })
    rows = table.summaries(order: study.methods.map(\.id.text)).map(Row.init)
    orderEffect = table.orderEffect().map {
      PairReport.Effect(mean: $0.mean, ciLow: $0.lower, ciHigh: $0.upper)
    }
    notes += Set(rows.compactMap(\.ciMissing)).sorted()
      .map { $0.prefix(1).uppercased() + $0.dropFirst() }
    if rows.contains(where: \.ciIsClipped) {
      notes.append("* The interval would leave the scale and is cut at its end")
    }
  }
}

extension ComparisonReport.Row {
  fileprivate init(_ summary: ComparisonSummary) {
    self.init(
      method: summary.method, votes: summary.votes, raters: summary.raters,
      images: summary.images, cmos: summary.mean, ciLow: summary.interval?.lower,
      ciHigh: summary.interval?.upper, ciIsClipped: summary.interval?.isClipped ?? false,
      ciMethod: summary.interval?.method.description,
      ciMissing: summary.missingInterval?.description, sd: summary.standardDeviation,
      histogram: summary.counts)
  }
}

extension ComparisonReport: PrintedReport {
  /// The report for people.
  func table(_ layout: TextLayout) -> String {
    let numbers = [
      "protocol \(ratingProtocol)", "test method \(testMethod)",
      DecimalText.counted(raters, "rater"), DecimalText.counted(images, "image"),
      DecimalText.counted(votes, "answer"),
    ]
    let parts = [
      [title] + layout.wrapped(numbers.joined(separator: ", ")), methodTable(layout),
      bars(layout), footer(layout),
    ]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private func methodTable(_ layout: TextLayout) -> [String] {
    if rows.isEmpty { return ["No answers to count yet"] }
    let table = TextTable(
      header: ["method", "answers", "CMOS", "95 % CI", "SD"]
        + ComparisonVote.scale.map { $0 > 0 ? "+\($0)" : "\($0)" },
      rows: rows.map { row in
        [
          row.method.terminalSafe, "\(row.votes)", DecimalText.fixed(row.cmos),
          DecimalText.limits(row.ciLow, row.ciHigh, isClipped: row.ciIsClipped),
          DecimalText.fixed(row.sd),
        ] + row.histogram.map(String.init)
      })
    return table.lines.map(\.withoutTrailingBlanks)
      + layout.wrapped(
        "CMOS: mean score against '\(reference.terminalSafe)', above 0 where the method looks better"
      )
  }

  private func bars(_ layout: TextLayout) -> [String] {
    let names = rows.map(\.method.terminalSafe)
    let width = names.map(\.count).max() ?? 0
    guard !rows.isEmpty,
      let bar = MeanBar(
        columns: layout.columns - width - 3, isASCII: layout.isASCII, scores: ComparisonVote.scale)
    else { return [] }
    func line(_ name: String, _ cells: String) -> String {
      (name + String(repeating: " ", count: width - name.count + 3) + cells).withoutTrailingBlanks
    }
    return [line("", bar.scale)]
      + zip(names, rows).map { name, row in
        line(name, bar.line(mean: row.cmos, low: row.ciLow, high: row.ciHigh))
      }
  }

  private func footer(_ layout: TextLayout) -> [String] {
    let intervals = Set(rows.compactMap(\.ciMethod)).sorted().map { "Interval: \($0)" }
    return (intervals + sentences + notes).flatMap(layout.wrapped)
      + layout.wrapped("Computed by \(program); formulas: document Statistics")
  }

  /// What holds for all methods together.
  var sentences: [String] { [order, repetition].compactMap { $0 } }

  private var order: String? {
    guard let orderEffect else { return nil }
    let limits = ReportSource.interval(orderEffect.ciLow, orderEffect.ciHigh)
    let isFavoured = (orderEffect.ciLow ?? 0) > 0 || (orderEffect.ciHigh ?? 0) < 0
    return
      "Order: the first picture gets \(DecimalText.fixed(orderEffect.mean)) more (95 % CI over "
      + "raters \(limits))" + (isFavoured ? ": the order matters" : "")
  }

  private var repetition: String? {
    guard repeatedQuestions > 0 else { return nil }
    return "Second answers to the same question: \(equalAnswers) of \(repeatedQuestions) equal, "
      + "\(answersWithinOne) within 1"
  }

  /// One record a method, the header first.
  var csv: [UInt8] {
    var writer = CSVWriter()
    writer.writeRecord(
      [
        "test_method", "method", "answers", "raters", "images", "cmos", "ci_low", "ci_high",
        "ci_method", "sd",
      ] + ComparisonVote.scale.map { "n\($0)" })
    for row in rows {
      let values: [CSVWriter.Value] = [
        .text(testMethod), .text(row.method), .integer(row.votes), .integer(row.raters),
        .integer(row.images), .number(row.cmos), .optional(row.ciLow), .optional(row.ciHigh),
        row.ciMethod.map { .text($0) } ?? .missing, .optional(row.sd),
      ]
      writer.writeRecord(values + row.histogram.map { .integer($0) })
    }
    return writer.bytes
  }
}
