import OpinionStatistics
import StudyFiles
import StudyModel

/// What choices between two pictures say about the methods.
struct PairReport: Encodable {
  /// One method.
  struct Row: Encodable {
    var method: String
    /// Comparisons that the method took part in, and those that it won; ties are half won.
    var votes: Int
    var won: Double
    /// Thurstone's Case V scale in just-objectionable differences, mean 0; nil without a scale.
    var jod: Double?
    var jodCiLow: Double?
    var jodCiHigh: Double?
    /// Bradley and Terry's scale, mean 0, with Fisher's interval.
    var bradleyTerry: Double?
    var bradleyTerryCiLow: Double?
    var bradleyTerryCiHigh: Double?
  }

  /// Two methods; positive where the first is better.
  struct Pair: Encodable {
    var first: String
    var second: String
    var votes: Int
    /// Share of votes for the first, ties as half.
    var preference: Double?
    var differenceJod: Double?
    var p: Double?
    var holmP: Double?
  }

  /// A mean over raters with its 95 % interval.
  struct Effect: Encodable {
    var mean: Double
    var ciLow: Double?
    var ciHigh: Double?
  }

  var title: String
  var ratingProtocol: String?
  var testMethod: String?
  var raters: Int
  /// Nil where the answers do not name their images.
  var images: Int?
  var votes: Int
  var ties: Int
  var rows: [Row] = []
  var pairs: [Pair] = []
  /// Likelihood-ratio test that all methods are equal, for Bradley and Terry's model.
  var equalityChiSquare: Double?
  var equalityDegreesOfFreedom: Int?
  var equalityP: Double?
  /// Share of choices that fell on the left picture, or on the first one.
  var leftShare: Effect?
  /// Second answers to the same question, and how many of them were the same.
  var repeatedQuestions: Int
  var equalAnswers: Int
  /// How many resamples of raters had no finite scale and were left out.
  var unusableResamples: Int?
  /// Whether half a vote was added to each side of every pair.
  var hasPseudoVotes = false
  var notes: [String]
  var program: String
  var seed: UInt64

  /// Resamples of raters for the intervals of JOD.
  var resamples: Int

  init(
    title: String, ratingProtocol: String?, testMethod: String?, answers: ComparedAnswers,
    order: [String], seed: UInt64, resamples: Int = 2000
  ) throws {
    self.resamples = resamples
    self.title = title.terminalSafe
    self.ratingProtocol = ratingProtocol
    self.testMethod = testMethod
    self.seed = seed
    program = Program.nameAndVersion
    raters = answers.raters
    images = answers.images
    votes = answers.rows.count
    ties = answers.rows.count { $0.isASelected == nil }
    notes = answers.notes
    let repeated = answers.repeated
    repeatedQuestions = repeated.count
    equalAnswers = repeated.count {
      answers.rows[$0.first].isASelected == answers.second[$0.second].isASelected
    }
    guard !answers.rows.isEmpty else { return }
    leftShare = Self.leftShare(answers.rows)
    let table = try PairTable(answers.rows.map(\.vote))
    addCounts(table, order: order)
    addScales(table)
  }

  /// The report on the answers of a study.
  init(_ study: Study, answers: ComparedAnswers, seed: UInt64, resamples: Int = 2000) throws {
    try self.init(
      title: "Study \(study.name): \(study.title)",
      ratingProtocol: study.ratingProtocol.storedName,
      testMethod: study.ratingProtocol.testMethod.rawValue, answers: answers,
      order: study.methods.map(\.id.text), seed: seed, resamples: resamples)
  }

  private mutating func addCounts(_ table: PairTable, order: [String]) {
    let named = order.compactMap { name in
      table.items.firstIndex { $0.utf8.elementsEqual(name.utf8) }
    }
    let places = named + table.items.indices.filter { !named.contains($0) }
    rows = places.map { item in
      let others = table.items.indices.filter { $0 != item }
      let won = others.reduce(0.0) { $0 + table.wins(of: item, over: $1) }
      let lost = others.reduce(0.0) { $0 + table.wins(of: $1, over: item) }
      return Row(method: table.items[item], votes: Int(won + lost), won: won)
    }
    for (index, first) in places.enumerated() {
      for second in places[(index + 1)...] {
        let won = table.wins(of: first, over: second)
        let total = won + table.wins(of: second, over: first)
        pairs.append(
          Pair(
            first: table.items[first], second: table.items[second], votes: Int(total),
            preference: total > 0 ? won / total : nil))
      }
    }
  }

  /// Adds the scales; where the votes have none, those with half pseudo-votes, and says so.
  private mutating func addScales(_ table: PairTable) {
    do throws(PairError) {
      try addScales(table, votes: .observed)
    } catch {
      notes.append("\(error)".terminalSafe)
      do throws(PairError) {
        try addScales(table, votes: .withHalfPseudoVotes)
        hasPseudoVotes = true
        notes.append(
          "Half a vote was added to each side of every pair, which draws scores together: take scales and "
            + "intervals roughly")
      } catch {
        notes.append("No scale: \(error)".terminalSafe)
      }
    }
  }

  private mutating func addScales(
    _ table: PairTable, votes: PairScale.Votes
  ) throws(PairError) {
    let thurstone = try table.scale(.thurstoneCaseV, votes: votes)
    let bradleyTerry = try table.scale(.bradleyTerry, votes: votes)
    var generator = SeededGenerator(seed: seed)
    let bootstrap = try table.bootstrap(
      .thurstoneCaseV, votes: votes, resamples: resamples, using: &generator)
    unusableResamples = bootstrap.items == nil ? nil : bootstrap.unusable
    equalityChiSquare = bradleyTerry.equality.statistic
    equalityDegreesOfFreedom = bradleyTerry.equality.degreesOfFreedom
    equalityP = bradleyTerry.equality.probability
    let unit = PairModel.thurstoneCaseV.quartile
    for index in rows.indices {
      guard let item = table.items.firstIndex(of: rows[index].method) else { continue }
      rows[index].jod = thurstone.items[item].justObjectionableDifferences
      rows[index].jodCiLow = bootstrap.items.map { $0[item].lower / unit }
      rows[index].jodCiHigh = bootstrap.items.map { $0[item].upper / unit }
      rows[index].bradleyTerry = bradleyTerry.items[item].score
      rows[index].bradleyTerryCiLow = bradleyTerry.items[item].lower
      rows[index].bradleyTerryCiHigh = bradleyTerry.items[item].upper
    }
    addDifferences(thurstone.differences(), unit: unit)
  }

  private mutating func addDifferences(_ differences: [PairDifference], unit: Double) {
    for index in pairs.indices {
      for difference in differences {
        let isSame =
          difference.first == pairs[index].first && difference.second == pairs[index].second
        let isTurned =
          difference.first == pairs[index].second && difference.second == pairs[index].first
        guard isSame || isTurned else { continue }
        pairs[index].differenceJod = (isSame ? 1 : -1) * difference.difference / unit
        pairs[index].p = difference.probability
        pairs[index].holmP = difference.adjustedProbability
      }
    }
  }

  /// The mean over raters of the share of their choices that fell on the left or first picture.
  private static func leftShare(_ rows: [PairRow]) -> Effect? {
    var counts: [String: (left: Int, all: Int)] = [:]
    for row in rows {
      guard let isASelected = row.isASelected, let isAFirst = row.isAFirst else { continue }
      counts[row.rater, default: (0, 0)].all += 1
      if isASelected == isAFirst { counts[row.rater, default: (0, 0)].left += 1 }
    }
    let shares = counts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { Double($0.value.left) / Double($0.value.all) }
    return MeanOverRaters(shares).map {
      Effect(mean: $0.mean, ciLow: $0.lower, ciHigh: $0.upper)
    }
  }
}

extension PairRow {
  /// The answer as the statistics take it.
  fileprivate var vote: PairVote {
    PairVote(
      rater: rater, first: methodA, second: methodB,
      outcome: isASelected.map { $0 ? .first : .second } ?? .tie)
  }
}
