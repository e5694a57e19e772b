import Foundation
import TestSupport
import Testing

/// Objective metrics beside mean opinion scores in `opine stats`.
@Suite struct MetricAgreementReportTests {
  /// Means of two raters: m on a to e 1, 1.5, 2.5, 4, 4.5; equal votes on a.
  private static let votes = [(1, 1), (1, 2), (2, 3), (3, 5), (4, 5)]

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    var lines = ["rater,source,method,score"]
    for (source, pair) in zip(["a", "b", "c", "d", "e"], Self.votes) {
      lines += ["r,\(source),m,\(pair.0)", "q,\(source),m,\(pair.1)"]
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "votes.csv")
    try folder.write(
      """
      source,method,psnr,lpips,flat,gap
      a,m,20,0.9,1,1
      b,m,22,0.8,1,
      c,m,24,0.6,1,3
      d,m,26,0.4,1,inf
      e,m,28,0.2,1,5
      z,m,40,0.0,1,9

      """, to: "metrics.csv")
  }

  private func run(_ arguments: String...) throws -> Opine.Run {
    try Opine.run(
      Opine.path, ["stats", "--ratings", "votes.csv", "--metrics-file"] + arguments,
      in: folder.path)
  }

  /// Of x = -2...2 and y = 1, 1.5, 2.5, 4, 4.5, mean 2.7, the sums of products are xy 9.5, xx 10, yy 9.3.
  @Test func `correlations are those worked by hand`() throws {
    let run = try run("metrics.csv", "--format", "json")
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
    let metrics = try #require(report["metrics"] as? [String: Any])
    let rows = try #require(metrics["rows"] as? [[String: Any]])
    #expect(rows.map { $0["metric"] as? String } == ["psnr", "lpips", "flat", "gap"])
    #expect(rows.map { $0["pictures"] as? Int } == [5, 5, 5, 3])
    let psnr = rows[0]
    #expect(abs((psnr["plcc"] as? Double ?? 0) - 9.5 / 93.0.squareRoot()) < 1e-12)
    #expect(psnr["srocc"] as? Double == 1 && abs((psnr["krocc"] as? Double ?? 0) - 1) < 1e-12)
    #expect(psnr["falls_with_quality"] as? Bool == false)
    #expect(rows[1]["srocc"] as? Double == -1 && rows[1]["falls_with_quality"] as? Bool == true)
    #expect(rows[2]["plcc"] == nil && (rows[2]["mappings"] as? [Any])?.isEmpty == true)
    #expect(
      rows[3]["left_out"] as? [String: Int]
        == ["without_value": 1, "without_votes": 1, "infinite": 1, "changed": 0])
    let mappings = try #require(psnr["mappings"] as? [[String: Any]])
    #expect(
      mappings.map { $0["requested"] as? String } == [
        "monotone cubic (P.1401)", "logistic, 4 parameters", "logistic, 5 parameters",
      ])
    let points = try #require(psnr["points"] as? [[String: Any]])
    #expect(points.map { $0["mos"] as? Double } == [1, 1.5, 2.5, 4, 4.5])
    // Two votes that differ by d: t(1) d/2 = 12.706 d / 2.
    #expect(abs((points[3]["ci_half_width"] as? Double ?? 0) - 12.706204736174694) < 1e-9)
  }

  private static let table = """
    Metrics against MOS, values from 'metrics.csv'

    metric  n  SROCC  KROCC   PLCC      95 % CI  mapped  RMSE  RMSE*    OR
    psnr    5   1.00   1.00   0.99    0.79 1.00    1.00  0.21   0.04  0.20
    lpips   5  -1.00  -1.00  -0.99  -1.00 -0.86    1.00  0.19   0.05  0.20
    flat    5      -      -      -            -       -     -      -     -
    gap     3   1.00   1.00   1.00            -    1.00  0.20   0.08  0.33

    mapped: PLCC after a monotone cubic of the metric (ITU-T P.1401), as all to its
      right; RMSE with n - 4; RMSE* beyond the interval of a picture's mean; OR:
      share of pictures outside it; 95 % CI of PLCC by Fisher
    Falls where quality rises: lpips
    """

  @Test func `the table names what was left out`() throws {
    let run = try run("metrics.csv")
    let lines = run.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = try #require(lines.firstIndex { $0.hasPrefix("Metrics against") })
    #expect(lines[start...].prefix(12).joined(separator: "\n") == Self.table)
    for sentence in [
      "Left out, rated pictures without a value: gap 1",
      "Left out: 1 picture without a vote that counts",
      "Left out, pictures with an infinite value, equal to the reference: gap 1",
    ] { #expect(run.text.contains("\n" + sentence + "\n"), "\(sentence)") }
  }

  @Test func `CSV has a row for each metric and curve`() throws {
    let rows = CSVTable(try run("metrics.csv", "--format", "csv").text).rows
    #expect(
      rows.map { $0["metric"] } == ["psnr", "psnr", "psnr", "lpips", "lpips", "lpips", "flat"]
        + ["gap", "gap", "gap"])
    #expect(rows[6]["plcc"] == "" && rows[6]["mapping"] == "")
    #expect(rows[9]["mapped_by"] == "linear")
  }

  @Test(arguments: [
    ("source,method,x\na,q,1\n", "nothing was rated of method 'q'; the methods are: m"),
    (
      "source,method,x\na,m,NaN\n",
      "Line 2: x 'NaN' is not a number; leave the field empty where "
        + "there is no value"
    ),
    ("source,method,x\na,m,1\na,m,2\n", "Line 3: x of 'm' on 'a' stands on line 2 already"),
  ])
  func `a file that does not fit is refused`(text: String, sentence: String) throws {
    try folder.write(text, to: "bad.csv")
    let run = try run("bad.csv")
    #expect(run.status == 1 && run.text.isEmpty)
    #expect(run.errors == "Error: 'bad.csv': \(sentence)\n")
  }

  @Test func `metrics of a file of ratings need a file`() throws {
    let run = try Opine.run("stats", "--ratings", "votes.csv", "--metrics", in: folder.path)
    #expect(
      run.status == 64
        && run.errors.hasPrefix(
          "Error: --metrics measures the pictures of a study; name a file with --metrics-file\n")
    )
  }

  @Test func `a study's metrics come from its file or are measured`() throws {
    let study = try PreparedFolder()
    #expect(try study.prepare().status == 0)
    let simulated = try Opine.run(
      "simulate", "s", "--raters", "4", "--seed", "1", in: study.folder.path)
    #expect(simulated.status == 0, "\(simulated.errors)")
    func stats(_ arguments: String...) throws -> Opine.Run {
      try Opine.run(
        Opine.path, ["stats", "s", "--simulated", "--metrics"] + arguments, in: study.folder.path)
    }
    let kept = try stats()
    #expect(kept.status == 0, "\(kept.errors)")
    #expect(kept.text.contains("Metrics against MOS, values from 'objective.csv'\n"))
    let values = try stats("--format", "csv").text
    let rows = CSVTable(values).rows
    // These pictures are too small for MS-SSIM.
    #expect(rows.count == 19 && rows.last?["without_value"] == "4")
    #expect(rows.dropLast().allSatisfy { $0["pictures"] == "4" && $0["changed"] == "0" })
    // Another file is not believed, whatever it says.
    let text = try study.folder.text(of: "s/objective.csv")
    try study.folder.write(text.replacing(",4,", with: ",3,"), to: "s/objective.csv")
    let measured = try stats()
    #expect(
      measured.text.contains(
        "Metrics against MOS, values from the pictures, measured now with 4 pixels cut\n"))
    #expect(try stats("--format", "csv").text == values)
  }
}
