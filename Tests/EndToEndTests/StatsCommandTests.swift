import Foundation
import TestSupport
import Testing

/// The report of `opine stats` on small files of ratings.
@Suite struct StatsCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let votes = [
      "hr": [[5, 4, 5], [5, 5, 4], [4, 5, 5], [5, 4, 4]],
      "low": [[1, 2, 1], [2, 1, 1], [1, 1, 2], [2, 3, 1]],
      "srgan": [[3, 4, 3], [4, 3, 2], [3, 5, 4], [2, 4, 3]],
    ]
    var lines = ["rater,source,method,score"]
    for (method, rows) in votes {
      for (rater, row) in rows.enumerated() {
        for (source, score) in row.enumerated() {
          lines.append("r\(rater + 1),s\(source + 1),\(method),\(score)")
        }
      }
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "small.csv")
  }

  private func run(_ arguments: String..., columns: Int = 80) throws -> Opine.Run {
    try Opine.run(
      Opine.path, ["stats", "--ratings"] + arguments, in: folder.path,
      environment: ["COLUMNS": "\(columns)"])
  }

  private func lines(_ run: Opine.Run) -> [String] {
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    return run.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func json(_ arguments: String...) throws -> [String: Any] {
    let run = try Opine.run(
      Opine.path, ["stats", "--format", "json", "--ratings"] + arguments, in: folder.path)
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
  }

  private static let summary = """
    Ratings of 'small.csv'
    4 raters, 3 images, 36 ratings
    9 stimuli, 0 missing and 0 repeated votes, 0 unanimous, no straight-liner

    method  ratings  raters  images   MOS     95 % CI    SD  1  2  3  4  5
    hr           12       4       3  4.58  4.27 4.89   0.51  0  0  0  5  7
    low          12       4       3  1.50  1.00 2.12*  0.67  7  4  1  0  0
    srgan        12       4       3  3.33  2.16 4.50   0.89  0  2  5  4  1

    method  median   %GoB  %PoW  rank  DMOS     95 % CI  1     2     3     4     5
    hr         5.0  100.0   0.0  1.13  5.00          -                       ├─●┤
    low        1.0    0.0  91.7  2.96  1.92  1.00 2.85   ├──●───┤
    srgan      3.0   41.7  16.7  1.92  3.75  2.41 5.09          ├──────●──────┤
    %GoB: votes 4 and 5; %PoW: 1 and 2; rank: 1 is best, ties averaged; DMOS: 5 +
      vote - the rater's own vote on 'hr'

    Interval: crossed raters x images (CGM-t)
    Reliability: ICC(A,1) 0.78 (0.53 to 0.94), ICC(A,k) 0.94 (0.82 to 0.98), ordinal
      alpha 0.76 (0.40 to 0.80)
    Raters: BT.500 flags none of 4
    Informal: fewer than 15 raters (ITU-R BT.500)
    * The interval would leave the scale and is cut at its end
    Computed by opine 0.1.0, seed 1; formulas: document Statistics
    """

  /// Means, ranks and difference scores are worked by hand; the rest is tested with its formulas.
  @Test func `the short report has methods, one line of reliability and the flagged raters`() throws
  {
    #expect(try run("small.csv", "--reference", "hr").text == Self.summary + "\n")
  }

  @Test func `ASCII alone draws the same bars`() throws {
    let unicode = try run("small.csv", "--reference", "hr").text
    let ascii = try run("small.csv", "--reference", "hr", "--ascii").text
    #expect(ascii.utf8.allSatisfy { $0 < 128 } && ascii.contains("o"))
    let glyphs: [Character: Character] = ["├": "|", "─": "-", "┤": "|", "●": "o"]
    #expect(String(unicode.map { glyphs[$0] ?? $0 }) == ascii)
    let plain = try Opine.run(
      Opine.path, ["stats", "--ratings", "small.csv", "--reference", "hr"], in: folder.path,
      environment: ["LC_ALL": "C"])
    #expect(plain.text == ascii)
  }

  @Test(arguments: [(60, 0), (80, 25), (200, 81)])
  func `a bar takes the room of the terminal`(columns: Int, cells: Int) throws {
    let lines = lines(try run("small.csv", "--reference", "hr", columns: columns))
    let header = try #require(lines.first { $0.hasPrefix("method  median") })
    let scale = header.components(separatedBy: "95 % CI")[1].drop { $0 == " " }
    #expect(scale.count == cells)
    #expect(lines.dropFirst(9).allSatisfy { $0.count <= columns })
  }

  @Test func `the numbers for programs have the keys of the short report`() throws {
    let report = try json("small.csv", "--reference", "hr", "--seed", "7")
    #expect(
      Set(report.keys) == [
        "title", "raters", "images", "ratings", "rows", "notes", "reference", "design",
        "screening", "reliability", "program", "seed",
      ])
    #expect(report["seed"] as? Int == 7 && report["reference"] as? String == "hr")
    let rows = try #require(report["rows"] as? [[String: Any]])
    let low = try #require(rows.first { $0["method"] as? String == "low" })
    #expect(low["good_or_better"] as? Double == 0)
    #expect(abs((low["poor_or_worse"] as? Double ?? 0) - 11.0 / 12) < 1e-12)
    #expect(abs((low["average_rank"] as? Double ?? 0) - 35.5 / 12) < 1e-12)
    #expect(abs((low["dmos"] as? Double ?? 0) - (5 + 18.0 / 12 - 55.0 / 12)) < 1e-12)
    let design = try #require(report["design"] as? [String: Any])
    #expect(design["stimuli"] as? Int == 9 && design["missing"] as? Int == 0)
  }

  @Test func `what cannot be computed is a dash with its reason`() throws {
    try folder.write("rater,source,method,score\na,x,m,3\n", to: "one.csv")
    let run = try run("one.csv")
    #expect(!run.text.lowercased().contains(" nan") && !run.text.contains(" inf "))
    #expect(
      run.text.contains(
        "Reliability: ICC(A,1) - (not defined: fewer than two raters), ICC(A,k) - (not"))
    try folder.write(
      "rater,source,method,score\na,x,m,3\na,y,m,3\nb,x,m,3\nb,y,m,3\n", to: "same.csv")
    #expect(
      try self.run("same.csv", columns: 200).text.contains(
        "ordinal alpha - (not defined: all votes are equal)"))
    let report = try json("one.csv")
    #expect((report["reliability"] as? [String: Any])?["sos_parameter"] == nil)
  }

  @Test func `a reference that is no method is refused`() throws {
    #expect(
      try run("small.csv", "--reference", "HR").errors
        == "Error: --reference names 'HR', which is no method of the ratings\n")
    #expect(
      try Opine.run("stats", "small", "--reference", "hr", in: folder.path).errors.hasPrefix(
        "Error: A study names its reference; --reference goes with --ratings\n"))
  }
}
