import Foundation
import TestSupport
import Testing

/// The table of `opine stats --ratings` against values that other packages computed.
@Suite(.enabled(if: sharedFolder() != nil, "../shared is absent"))
struct GoldenStatisticsTests {
  /// Student's t, two-sided 95 %, for 1 to 30 degrees of freedom (scipy 1.17.1, stats.t.ppf).
  private static let studentT = [
    12.706204736174694, 4.302652729749462, 3.1824463052837078, 2.7764451051977934,
    2.5705818356363146, 2.4469118511449786, 2.364624251592784, 2.306004135204166,
    2.262157162798205, 2.228138851986274, 2.200985160091639, 2.1788128296672284,
    2.1603686564627913, 2.144786687917804, 2.131449545559776, 2.1199052992212546,
    2.1098155778333156, 2.1009220402410382, 2.0930240544083087, 2.085963447265864,
    2.0796138447276795, 2.0738730679040254, 2.0686576104190486, 2.0638985616280245,
    2.0595385527532972, 2.0555294386428735, 2.0518305164802846, 2.0484071417952454,
    2.045229642132703, 2.0422724563012378,
  ]

  private struct Golden: Decodable {
    struct Table: Decodable { let table: [Row] }
    struct Mean: Decodable { let mean: Double }
    struct Row: Decodable {
      let method: String
      let nRatings: Int
      let nRaters: Int
      let nSources: Int
      let pooledMean: Double
      let pooledSd: Double
      let overStimuli: Mean
      let clusterSe: [String: Double]
    }
    let perMethod: Table
  }

  private struct Report: Decodable {
    struct Row: Decodable {
      let method: String
      let ratings: Int
      let raters: Int
      let images: Int
      let mos: Double
      let pooledMean: Double
      let sd: Double
      let ciHalfWidth: Double?
    }
    let rows: [Row]
  }

  private func decoded<Value: Decodable>(_ type: Value.Type, _ data: Data) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: data)
  }

  /// SE = sqrt(max(A + B - C, A, B)) / n from the golden one-way and two-way clustered errors, and
  /// Student's t on min(raters, sources) - 1; nil where the golden table has no two-way design.
  private func halfWidth(_ row: Golden.Row) -> Double? {
    guard row.nSources > 1, row.nRaters > 1,
      let error = ["rater", "source", "rater_x_source_CGM"].compactMap({ row.clusterSe[$0] }).max()
    else { return nil }
    return error * Self.studentT[min(row.nRaters, row.nSources) - 2]
  }

  private func isEqual(_ value: Double, _ golden: Double, tolerance: Double = 1e-9) -> Bool {
    abs(value - golden) <= tolerance * max(abs(golden), 1e-3)
  }

  @Test(arguments: [
    "nflx_public", "nflx_public_4outliers", "vqeghd3", "avt_ai_appeal", "avt_ai_realism",
  ])
  func `means, deviations and crossed intervals are the golden ones`(name: String) throws {
    let folder = try #require(sharedFolder())
    let file = URL(fileURLWithPath: "\(folder)/data/golden/\(name).json")
    let golden = try decoded(Golden.self, Data(contentsOf: file)).perMethod.table
    let run = try Opine.run(
      "stats", "--ratings", "\(folder)/data/ratings/\(name).csv", "--format", "json", in: "/")
    #expect(run.status == 0, "\(run.errors)")
    let rows = try decoded(Report.self, Data(run.text.utf8)).rows
    #expect(Set(rows.map(\.method)) == Set(golden.map(\.method)))
    var intervals = 0
    for row in rows {
      let expected = try #require(golden.first { $0.method == row.method })
      #expect(row.ratings == expected.nRatings && row.raters == expected.nRaters)
      #expect(row.images == expected.nSources)
      #expect(isEqual(row.pooledMean, expected.pooledMean), "\(row.method)")
      #expect(isEqual(row.mos, expected.overStimuli.mean), "\(row.method)")
      #expect(isEqual(row.sd, expected.pooledSd), "\(row.method)")
      guard let width = halfWidth(expected), expected.pooledSd > 0 else { continue }
      let own = try #require(row.ciHalfWidth)
      #expect(isEqual(own, width), "\(row.method): \(own) and \(width)")
      intervals += 1
    }
    #expect(intervals >= 5)
  }
}
