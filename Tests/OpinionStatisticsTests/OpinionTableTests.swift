import Testing

@testable import OpinionStatistics

@Suite struct OpinionTableTests {
  @Test func `names and rows are sorted by bytes`() throws {
    let table = try OpinionTable([
      Opinion(rater: "b", source: "Z", method: "y", score: 3),
      Opinion(rater: "a", source: "é", method: "y", score: 2),
      Opinion(rater: "a", source: "a", method: "x", repetition: 7, score: 1),
      Opinion(rater: "a", source: "a", method: "x", score: 5),
    ])
    #expect(table.raters == ["a", "b"])
    #expect(table.sources == ["Z", "a", "é"])
    #expect(table.methods == ["x", "y"])
    #expect(table.columns.score == [5, 1, 3, 2])
    #expect(table.repetitions == [0, 7])
    #expect(table.stimuli.map(\.rows) == [0..<2, 2..<3, 3..<4])
    #expect(table.opinionCount == 4 && table.stimulusCount == 3)
    #expect(table.missingCount == 3)
  }

  @Test func `canonically equal names with other bytes stay apart`() throws {
    let composed = "caf\u{E9}"
    let decomposed = "cafe\u{301}"
    #expect(composed == decomposed)
    let table = try OpinionTable([
      Opinion(rater: composed, source: "s", method: "m", score: 3),
      Opinion(rater: decomposed, source: "s", method: "m", score: 4),
    ])
    #expect(table.raters.count == 2)
    // Combining marks in another order: equal strings with equally many bytes.
    let marks = try OpinionTable([
      Opinion(rater: "a\u{301}\u{323}", source: "s", method: "m", score: 3),
      Opinion(rater: "a\u{323}\u{301}", source: "s", method: "m", score: 4),
    ])
    #expect(marks.raters.count == 2)
  }

  @Test func `no votes make an empty table`() throws {
    let table = try OpinionTable([])
    #expect(table.opinionCount == 0 && table.missingCount == 0)
    #expect(table.methodSummaries().isEmpty && table.stimulusSummaries().isEmpty)
  }

  @Test(arguments: [0, 6, -1, Int.max])
  func `a score outside 1...5 is refused`(score: Int) {
    let opinion = Opinion(rater: "r", source: "s", method: "m", score: score)
    let error = #expect(throws: OpinionTableError.self) { try OpinionTable([opinion]) }
    #expect(error == .scoreOutOfRange(opinion))
    #expect(
      error?.description == "Score '\(score)' of rater 'r' for 'm' on 's' is outside 1...5")
  }

  @Test func `a second vote under the same repetition is refused`() {
    let opinion = Opinion(rater: "r", source: "s", method: "m", repetition: 2, score: 3)
    let other = Opinion(rater: "q", source: "s", method: "m", repetition: 2, score: 3)
    let again = Opinion(rater: "r", source: "s", method: "m", repetition: 2, score: 5)
    let error = #expect(throws: OpinionTableError.self) {
      try OpinionTable([opinion, other, again])
    }
    #expect(error == .duplicate(rater: "r", source: "s", method: "m", repetition: 2))
    #expect(error?.description == "Rater 'r' scored 'm' on 's' more than once as repetition 2")
  }

  @Test func `a negative repetition is refused`() {
    let opinion = Opinion(rater: "r", source: "s", method: "m", repetition: -1, score: 3)
    let error = #expect(throws: OpinionTableError.self) { try OpinionTable([opinion]) }
    #expect(error == .negativeRepetition(opinion))
    #expect(error?.description == "Repetition '-1' of rater 'r' for 'm' on 's' is negative")
  }

  @Test func `too many votes have a message`() {
    #expect(
      OpinionTableError.tooManyOpinions(limit: 100).description == "There are more than 100 scores")
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `the order of the rows changes no bit`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    var opinions: [Opinion] = []
    for rater in 0..<7 {
      for source in 0..<9 {
        for method in 0..<4 where Int.random(in: 0..<10, using: &generator) > 2 {
          for repetition in 0...Int.random(in: 0...1, using: &generator) {
            opinions.append(
              Opinion(
                rater: "r\(rater)", source: "s\(source)", method: "m\(method)",
                repetition: repetition, score: Int.random(in: 1...5, using: &generator)))
          }
        }
      }
    }
    let table = try OpinionTable(opinions)
    let shuffled = try OpinionTable(opinions.shuffled(using: &generator))
    #expect(table.columns.score == shuffled.columns.score)
    #expect(table.methodSummaries() == shuffled.methodSummaries())
    #expect(table.stimulusSummaries() == shuffled.stimulusSummaries())
  }
}

/// A small seeded generator: Steele, Lea and Flood, Fast splittable pseudorandom number generators,
/// OOPSLA 2014, figure 17.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
