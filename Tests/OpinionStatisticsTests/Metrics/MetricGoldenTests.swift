import Foundation
import Testing

@testable import OpinionStatistics

/// Values of scipy, statsmodels and a multi-start search over a published set of upscaled videos.
@Suite(.enabled(if: SharedData.isPresent, "the research data is not beside the package"))
struct MetricGoldenTests {
  static let metrics = [
    "psnr_y", "ssim", "ms_ssim", "vmaf", "lpips_alex", "dists", "niqe", "ssimulacra2",
  ]

  /// Read without changes of the keys, as some hold figures.
  private struct Golden {
    let values: [String: Any]

    func number(_ path: String...) throws -> Double { try #require(find(path) as? Double) }
    func numbers(_ path: String...) throws -> [Double] { try #require(find(path) as? [Double]) }

    private func find(_ path: [String]) -> Any? {
      path.reduce(values as Any?) { ($0 as? [String: Any])?[$1] }
    }
  }

  private func golden(_ metric: String) throws -> Golden {
    let url = SharedData.folder.appendingPathComponent("data/golden/objective_metrics.json")
    let all = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any]
    let metrics = try #require(all?["metrics"] as? [String: [String: Any]])
    return Golden(values: try #require(metrics[metric]))
  }

  /// Returns the observations with Student's t intervals, or with 1.96 standard errors.
  private func agreement(_ metric: String, normal: Bool = false) throws -> MetricAgreement {
    let url = SharedData.folder.appendingPathComponent("data/ratings/agg_vsr_metrics.csv")
    let rows = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let header = try #require(rows.first)
    func place(_ name: String) throws -> Int { try #require(header.firstIndex(of: name)) }
    let columns = (try place("mos"), try place("sd"), try place("n"), try place(metric))
    return MetricAgreement(
      try rows.dropFirst().map { row in
        let count = try #require(Int(row[columns.2]))
        let quantile =
          normal ? 1.959963984540054 : ReferenceT.quantile(0.975, degrees: count - 1)
        let error = try #require(Double(row[columns.1])) / Double(count).squareRoot()
        return MetricObservation(
          metric: try #require(Double(row[columns.3])),
          opinionScore: try #require(Double(row[columns.0])), halfWidth: quantile * error)
      })
  }

  @Test(arguments: metrics) func `correlations`(metric: String) throws {
    let golden = try golden(metric)
    let agreement = try agreement(metric)
    #expect(agreement.count == 222 && agreement.leftOut == 0)
    #expect(isClose(agreement.pearson?.coefficient, try golden.number("plcc_raw")))
    #expect(isClose(agreement.spearman, try golden.number("srocc")))
    #expect(isClose(agreement.kendall, try golden.number("krocc_tau_b")))
    let limits = try golden.numbers("plcc_raw_ci95_fisher")
    let pearson = try #require(agreement.pearson)
    #expect(abs(try #require(pearson.lower) - limits[0]) < 1e-6)
    #expect(abs(try #require(pearson.upper) - limits[1]) < 1e-6)
  }

  @Test(arguments: metrics) func `the straight line and its errors`(metric: String) throws {
    let golden = try golden(metric)
    let fit = try #require(try agreement(metric).fit(.linear))
    #expect(isClose(fit.sumOfSquares, try golden.number("linear", "sse")))
    #expect(isClose(fit.correlation?.coefficient, try golden.number("linear", "plcc")))
    let limits = try golden.numbers("linear", "plcc_ci95_fisher")
    // The peer rounds the quantile to 1.96.
    #expect(isClose(fit.correlation?.lower, limits[0], within: 2e-5))
    #expect(isClose(fit.correlation?.upper, limits[1], within: 2e-5))
    #expect(isClose(fit.rootMeanSquareError, try golden.number("linear", "rmse_div_n")))
    #expect(
      isClose(
        fit.rootMeanSquareErrorOverOneLess, try golden.number("linear", "rmse_div_n_minus_1")))
    #expect(
      isClose(
        fit.rootMeanSquareErrorOverFreedom, try golden.number("linear", "rmse_div_n_minus_d")))
    #expect(
      isClose(
        fit.intervalRootMeanSquareError,
        try golden.number("linear", "rmse_star_div_n_minus_d")))
    #expect(isClose(fit.outlierRatio, try golden.number("linear", "outlier_ratio_t_ci")))
    let normal = try agreement(metric, normal: true).fit(.linear)
    #expect(isClose(normal?.outlierRatio, try golden.number("linear", "outlier_ratio_1.96")))
  }

  /// The peer holds the slope at 201 places only, so that its sum of squares may be a little less.
  @Test(arguments: metrics) func `the monotone cubic`(metric: String) throws {
    let golden = try golden(metric)
    let fit = try #require(try agreement(metric).fit(.monotonicCubic))
    #expect(fit.mapping == .monotonicCubic && fit.isMonotonic)
    let squares = try golden.number("cubic_monotonic", "sse")
    #expect(isClose(fit.sumOfSquares, squares, within: 1e-5), "\(fit.sumOfSquares) \(squares)")
    #expect(
      isClose(
        fit.correlation?.coefficient, try golden.number("cubic_monotonic", "plcc"), within: 1e-5))
    #expect(
      isClose(
        fit.intervalRootMeanSquareError,
        try golden.number("cubic_monotonic", "rmse_star_div_n_minus_d"), within: 1e-3))
  }

  @Test(arguments: metrics, [MetricMapping.logistic4, .logistic5])
  func `logistic curves leave no more than the best known ones`(
    metric: String, mapping: MetricMapping
  ) throws {
    let golden = try golden(metric)
    let fit = try #require(try agreement(metric).fit(mapping))
    #expect(fit.mapping == mapping)
    let key = mapping == .logistic4 ? "logistic4" : "logistic5"
    let squares = try golden.number(key, "sse")
    #expect(fit.sumOfSquares <= squares * (1 + 1e-6), "\(fit.sumOfSquares) \(squares)")
    let correlation = try #require(fit.correlation)
    #expect(correlation.coefficient >= (try golden.number(key, "plcc")) - 1e-6)
    // The parameters as they are given make the same predictions.
    #expect(
      isClose(
        fit.prediction(fit.metricMean),
        MetricCurve(mapping: fit.mapping, parameters: fit.parameters)(0)))
  }
}
