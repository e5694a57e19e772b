import Testing

@testable import OpinionStatistics

/// Examples worked by hand.
@Suite struct RaterModelTests {
  @Test func `two raters one step apart are biased by a half`() throws {
    let table = try ScreeningTests.table([[1, 2], [2, 3], [4, 5], [3, 4], [1, 2]])
    let model = try #require(table.raterModel())
    #expect(model.raters.map(\.bias) == [-0.5, 0.5])
    #expect(model.stimuli.map(\.quality) == [1.5, 2.5, 4.5, 3.5, 1.5])
    // No residuals are left: the likelihood has no bound, and the floor is taken and said.
    #expect(model.raters.allSatisfy { $0.inconsistency == 0.05 && $0.origin == .floor })
    #expect(model.raters.allSatisfy { $0.inconsistencyInterval == nil })
    #expect(model.hasConverged && model.logLikelihood.isFinite)
    // 5 qualities, 2 biases and 2 inconsistencies in 10 votes.
    #expect(
      isClose(model.degreesOfFreedom, 0.9) && isClose(model.aic, 1.8 - 2 * model.logLikelihood))
    let scores = table.biasRemovedScores()
    #expect(scores.raters.map(\.bias) == [-0.5, 0.5])
    #expect(scores.stimuli.map(\.quality) == [1.5, 2.5, 4.5, 3.5, 1.5])
    #expect(scores.stimuli.allSatisfy { $0.deviation == 0 })
  }

  @Test func `raters with few votes share an inconsistency`() throws {
    var generator = SplitMix64(seed: 11)
    var stimuli = (0..<30).map { position in
      (0..<8).map { _ -> Int? in 2 + position % 3 + Int(generator.next() % 3) - 1 } + [nil, nil]
    }
    stimuli[0][8] = 5
    stimuli[1][9] = 1
    stimuli[2][9] = 5
    let table = try ScreeningTests.table(stimuli)
    let model = try #require(table.raterModel())
    #expect(model.raters.map(\.origin) == Array(repeating: .own, count: 8) + [.pooled, .pooled])
    #expect(model.raters[8].inconsistency == model.raters[9].inconsistency)
    #expect(model.raters[8].inconsistency > model.raters[0].inconsistency)
    // The literal reading gives the only vote of a rater a weight of 1e8.
    let literal = try #require(table.raterModel(.sureal))
    #expect(literal.raters[8].inconsistency < 1e-3)
  }

  @Test func `one vote a stimulus has no standard error`() throws {
    let model = try #require(try ScreeningTests.table([[1], [3], [5]]).raterModel())
    #expect(model.stimuli.map(\.quality) == [1, 3, 5])
    #expect(model.stimuli.allSatisfy { $0.standardError == nil && $0.deviation == nil })
    #expect(model.raters.map(\.bias) == [0])
    #expect(try OpinionTable([]).raterModel() == nil)
  }

  @Test func `unanimous stimuli give zero biases and the floor`() throws {
    let model = try #require(
      try ScreeningTests.table(Array(repeating: [5, 5, 5], count: 6)).raterModel())
    #expect(model.stimuli.allSatisfy { $0.quality == 5 && $0.standardError == 0 })
    #expect(model.raters.allSatisfy { $0.bias == 0 && $0.origin == .floor })
  }

  @Test func `a table with nine of ten votes missing converges`() throws {
    var generator = SplitMix64(seed: 7)
    let stimuli = (0..<200).map { position in
      (0..<60).map { _ -> Int? in
        generator.next() % 10 > 0 ? nil : 1 + (position + Int(generator.next() % 3)) % 5
      }
    }
    let model = try #require(ScreeningTests.table(stimuli).raterModel())
    #expect(model.hasConverged && model.stimuli.allSatisfy { $0.quality.isFinite })
    let center = model.raters.reduce(0) { $0 + $1.bias } / Double(model.raters.count)
    #expect(abs(center) < 1e-12)
  }

  @Test func `standardised votes leave out raters without deviation`() throws {
    let scores = try ScreeningTests.table([[1, 3, 2], [3, 3, nil]]).standardizedScores()
    #expect(scores.raterNamesLeftOut == ["r00001", "r00002"])
    // Votes 1 and 3: mean 2, deviation sqrt 2.
    #expect(isClose(scores.stimuli[0].quality, -1 / 2.0.squareRoot(), within: 1e-15))
    #expect(scores.stimuli[1].votes == 1 && scores.stimuli[1].deviation == nil)
  }

  @Test func `an ambiguous source is found`() throws {
    // On the second source two raters disagree by 2 steps, on the first all agree up to a step.
    let table = try OpinionTable(
      (0..<8).flatMap { version in
        (0..<6).flatMap { rater -> [Opinion] in
          let quality = 3
          let small = (rater + version) % 6 == 0 ? 1 : 0
          let large = [0, 1, -1, 2, -2, 0][(rater * 5 + version * version) % 6]
          return [
            Opinion(
              rater: "r\(rater)", source: "clear", method: "m\(version)", score: quality + small),
            Opinion(
              rater: "r\(rater)", source: "vague", method: "m\(version)", score: quality + large),
          ]
        }
      })
    let model = try #require(table.contentAmbiguityModel())
    #expect(model.sources.map(\.source) == ["clear", "vague"])
    #expect(model.sources[0].ambiguity == 0 && model.sources[1].ambiguity > 0.5)
  }

  @Test func `one source has no ambiguity beyond that of the raters`() throws {
    let votes = [[1, 2, 1], [2, 2, 3], [3, 3, 4], [4, 5, 4], [5, 4, 5], [2, 1, 2]]
    let table = try OpinionTable(
      votes.enumerated().flatMap { version, scores in
        scores.enumerated().map {
          Opinion(rater: "r\($0)", source: "s", method: "m\(version)", score: $1)
        }
      })
    let model = try #require(table.contentAmbiguityModel())
    let plain = try #require(table.raterModel())
    #expect(model.sources.map(\.ambiguity) == [0])
    for (rater, other) in zip(model.raters, plain.raters) {
      #expect(isClose(rater.inconsistency, other.inconsistency, within: 1e-4))
      #expect(isClose(rater.bias, other.bias, within: 1e-4))
    }
  }
}
