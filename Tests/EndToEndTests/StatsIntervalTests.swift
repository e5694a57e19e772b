import Foundation
import TestSupport
import Testing

/// The intervals that `opine stats` shows on request.
@Suite struct StatsIntervalTests {
  private let folder: TemporaryFolder

  /// Means of raters 2, 3, 4 and of images 2.5, 3.5: every cell is their sum - 3.
  init() throws {
    folder = try TemporaryFolder()
    var lines = ["rater,source,method,score"]
    for (rater, row) in [("a", [2, 2]), ("b", [2, 4]), ("c", [3, 5])] {
      for (source, score) in zip(["x", "y"], row) { lines.append("\(rater),\(source),m,\(score)") }
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "votes.csv")
    try folder.write(
      "rater,source,method,score\na,x,m,2\na,y,m,4\nb,x,m,3\n", to: "holes.csv")
    try folder.write("rater,source,method,score\na,x,m,2\na,y,m,4\n", to: "alone.csv")
  }

  private func row(_ file: String, _ arguments: String...) throws -> [String: Any] {
    let run = try Opine.run(
      Opine.path, ["stats", "--ratings", file, "--format", "json"] + arguments, in: folder.path)
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    let report = try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any]
    return try #require((report?["rows"] as? [[String: Any]])?.first)
  }

  /// Raters have the means 2, 3, 4, so t(2) / sqrt 3; images have 7/3 and 11/3, so t(1) (2/3).
  @Test(arguments: [
    ("images-fixed", "t over rater means, only these images", 4.302652729749462 / 3.0.squareRoot()),
    ("raters-fixed", "t over image means, only these raters", 12.706204736174694 * 2 / 3),
  ])
  func `one factor is fixed`(interval: String, method: String, halfWidth: Double) throws {
    let row = try row("votes.csv", "--interval", interval)
    #expect(row["ci_method"] as? String == method)
    #expect(abs((row["ci_half_width"] as? Double ?? 0) - halfWidth) < 1e-9)
  }

  @Test func `the footer names the method of the interval`() throws {
    for (interval, words) in [
      ("cgm-t", "crossed raters x images (CGM-t)"),
      ("anova", "crossed raters x images (ANOVA, Satterthwaite)"),
      ("pigeonhole", "pigeonhole bootstrap of raters and images, 2000 resamples"),
    ] {
      let run = try Opine.run(
        "stats", "--ratings", "votes.csv", "--interval", interval, in: folder.path)
      #expect(run.text.contains("\nInterval: \(words)\n"), "\(run.text) \(run.errors)")
    }
  }

  @Test(arguments: [
    ("holes.csv", "anova", "no interval by ANOVA: not every rater has a vote on every image"),
    ("alone.csv", "images-fixed", "no interval: one rater"),
    ("alone.csv", "pigeonhole", "no interval by resampling: one rater or one image"),
  ])
  func `an interval that there is not has a reason`(
    file: String, interval: String, reason: String
  ) throws {
    let row = try row(file, "--interval", interval)
    #expect(row["ci_low"] == nil && row["ci_missing"] as? String == reason)
  }

  /// Votes 2 2 2 4 3 5: mean 3, SD sqrt 1.6; t(5) sqrt(1.6 / 6).
  @Test func `votes as independent are shown only on request`() throws {
    #expect(try row("votes.csv")["naive_low"] == nil)
    let row = try row("votes.csv", "--naive")
    let halfWidth = 2.5705818356363146 * (1.6 / 6).squareRoot()
    #expect(abs((row["naive_low"] as? Double ?? 0) - (3 - halfWidth)) < 1e-9)
    #expect(abs((row["naive_high"] as? Double ?? 0) - (3 + halfWidth)) < 1e-9)
    let run = try Opine.run("stats", "--ratings", "votes.csv", "--naive", in: folder.path)
    #expect(
      run.text.contains(
        """
        method   MOS     95 % CI  votes as independent, too narrow
        m       3.00  1.00 5.00*                        1.67 4.33
        """))
    let csv = try Opine.run(
      "stats", "--ratings", "votes.csv", "--naive", "--format", "csv", in: folder.path)
    #expect(CSVTable(csv.text).header.suffix(2) == ["naive_ci_low", "naive_ci_high"])
  }
}
