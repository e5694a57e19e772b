import Foundation
import Testing

@testable import OpinionStatistics

/// Sixteen readings of the screening rule in exact arithmetic, and sureal's own results.
@Suite(.enabled(if: SharedData.isPresent, "the research data is not beside the package"))
struct ScreeningGoldenTests {
  struct Variant: Decodable {
    struct Rater: Decodable {
      let above: Int
      let below: Int
      let fraction: Double
      let ratio: Double?

      enum CodingKeys: String, CodingKey {
        case fraction, ratio
        case above = "P"
        case below = "Q"
      }
    }
    let rejected: [String]
    let stats: [String: Rater]?
  }

  /// The readings of one rating set beside its other entries.
  struct Variants: Decodable {
    var readings: [String: Variant] = [:]
    var surealCode: [String] = []

    struct Key: CodingKey {
      let stringValue: String
      let intValue: Int? = nil
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: Key.self)
      surealCode = try values.decode([String].self, forKey: Key(stringValue: "sureal_code"))
      for key in values.allKeys where key.stringValue.contains("|") {
        readings[key.stringValue] = try values.decode(Variant.self, forKey: key)
      }
    }
  }

  struct Golden: Decodable {
    struct Models: Decodable {
      struct Screened: Decodable {
        let observerRejected: [Bool]
        let observerRejected1stStats: [Double]
        let observerRejected2ndStats: [Double?]

        enum CodingKeys: String, CodingKey {
          case observerRejected = "observer_rejected"
          case observerRejected1stStats = "observer_rejected_1st_stats"
          case observerRejected2ndStats = "observer_rejected_2nd_stats"
        }
      }
      let raters: [String]
      let plain: Screened
      let pearson: Screened
      let spearman: Screened

      enum CodingKeys: String, CodingKey {
        case raters
        case plain = "BT500_SR_MOS"
        case pearson = "SR_MOS_PCC"
        case spearman = "SR_MOS_SRCC"
      }
    }
    let sureal: Models
  }

  static func decode<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
    let url = SharedData.folder.appendingPathComponent("data/golden/\(name).json")
    return try JSONDecoder().decode(type, from: Data(contentsOf: url))
  }

  private static func reading(_ key: String) throws -> ScreeningReading {
    let parts = key.split(separator: "|")
    try #require(parts.count == 4)
    return ScreeningReading(
      deviation: parts[0] == "pop" ? .population : .sample,
      unanimousPresentations: parts[1] == "skip" ? .skipped : .counted,
      denominator: parts[2] == "own" ? .ownVotes : .design,
      repetitions: parts[3] == "pooled" ? .pooled : .apart)
  }

  @Test(arguments: SharedData.ratingSets)
  func `every reading of the rule rejects the same raters`(name: String) throws {
    let golden = try Self.decode("screening_variants", as: [String: Variants].self)
    let variants = try #require(golden[name])
    try #require(variants.readings.count == 16)
    let table = try OpinionTable(try SharedData.opinions(name))
    for (key, expected) in variants.readings {
      let screening = table.screening(try Self.reading(key))
      #expect(screening.rejected == expected.rejected, "\(key)")
      for (rater, stats) in expected.stats ?? [:] {
        let screened = try #require(screening.raters.first { $0.rater == rater })
        #expect(screened.above == stats.above && screened.below == stats.below, "\(key) \(rater)")
        #expect(isClose(screened.fraction, stats.fraction, within: 1e-15), "\(key) \(rater)")
        #expect(isClose(screened.imbalance, stats.ratio, within: 1e-15), "\(key) \(rater)")
      }
    }
    #expect(table.screening(.sureal).rejected == variants.surealCode)
  }

  @Test(arguments: SharedData.ratingSets)
  func `the compatible reading has the fractions of sureal`(name: String) throws {
    let golden = try Self.decode(name, as: Golden.self).sureal
    let screening = try OpinionTable(try SharedData.opinions(name)).screening(.sureal)
    #expect(screening.raters.map(\.rater) == golden.raters)
    #expect(screening.raters.map(\.isRejected) == golden.plain.observerRejected)
    for (rater, fraction) in zip(screening.raters, golden.plain.observerRejected1stStats) {
      #expect(isClose(rater.fraction, fraction, within: 1e-15))
    }
    for (rater, ratio) in zip(screening.raters, golden.plain.observerRejected2ndStats) {
      #expect(isClose(rater.imbalance, ratio, within: 1e-15))
    }
  }

  @Test(arguments: SharedData.ratingSets)
  func `correlations with the mean opinion scores`(name: String) throws {
    let golden = try Self.decode(name, as: Golden.self).sureal
    let table = try OpinionTable(try SharedData.opinions(name))
    for (kind, expected) in [
      (CorrelationScreening.Kind.pearson, golden.pearson), (.spearman, golden.spearman),
    ] {
      let screening = table.correlationScreening(kind)
      #expect(screening.raters.map(\.isRejected) == expected.observerRejected)
      for (rater, correlation) in zip(screening.raters, expected.observerRejected1stStats) {
        #expect(isClose(rater.correlation, correlation), "\(kind) \(rater.rater)")
      }
    }
  }
}
