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

  private static let differences = """
    Differences between methods, paired by source image, mean over raters

    pair         images  difference       95 % CI      p  p Holm    RBC
    hr - low          3        3.08    2.15 4.00*  0.250  0.750    1.00
    hr - srgan        3        1.25   -0.09 2.59   0.250  0.750    1.00
    low - srgan       3       -1.83  -3.13 -0.54   0.250  0.750   -1.00

    method  groups
    hr           a
    srgan        a
    low          a

    Friedman: chi-square(2) = 6.00, p = 0.050, Kendall's W = 1.00
    p: Wilcoxon's signed rank test, exact up to 200 images; Holm over 3 pairs; *
      significant at 0.05; RBC: rank biserial correlation, above 0 where the first
      is better; methods that share a letter do not differ significantly
    3 images: the smallest possible p is 0.250; no difference can be significant
      below 7 images
    * beside limits: cut at the largest possible difference
    """

  /// p of three differences of one sign: 2 / 2^3; Holm multiplies the smallest by 3.
  @Test func `differences have intervals, tests and groups`() throws {
    let lines = lines(try run("small.csv", "--differences"))
    let start = try #require(lines.firstIndex { $0.hasPrefix("Differences") })
    #expect(
      lines[start...].prefix(19).joined(separator: "\n") == Self.differences)
  }

  private static let raters = """
    Raters

    rater  votes   bias      95 % CI  incons.     95 % CI  PLCC  SROCC  P  Q  flag
    r1         9  -0.03           -     0.05+          -   0.96   0.93  0  0
    r2         9  -0.14  -0.71 0.43      0.87  0.60 1.59   0.79   0.79  0  0
    r3         9   0.19  -0.32 0.71      0.78  0.54 1.43   0.82   0.77  0  0
    r4         9  -0.03  -0.46 0.41      0.66  0.46 1.21   0.81   0.84  0  0

    bias and inconsistency: ITU-T P.910, Annex E; PLCC, SROCC: with the means of the
      others; P, Q: outlying votes above and below by BT.500, flagged where (P + Q)
      / votes > 0.05 and |P - Q| / (P + Q) < 0.3
    Nobody is flagged, so no mean changes
    + not the rater's own: too few votes, or held at the smallest allowed value
    Fewer than ten raters: bias and inconsistency may follow a single one

    """

  @Test func `raters have bias, inconsistency, agreement and screening`() throws {
    let lines = lines(try run("small.csv", "--raters"))
    let start = try #require(lines.firstIndex { $0 == "Raters" })
    #expect(lines[start...].prefix(15).joined(separator: "\n") == Self.raters)
  }

  /// Thirty raters who agree and one at both ends of the scale, 6 : 4, whose votes lie 5.6 standard
  /// deviations out: BT.500 flags that one.
  @Test func `a flagged rater is named and stays in the means`() throws {
    var lines = ["rater,source,method,score"]
    for source in 0..<10 {
      for rater in 0..<30 { lines.append("r\(rater),s\(source),m,3") }
      lines.append("zz,s\(source),m,\(source < 6 ? 5 : 1)")
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "odd.csv")
    #expect(try run("odd.csv").text.contains("Raters: BT.500 flags 1 of 31, who count: zz\n"))
    let text = try run("odd.csv", "--raters").text
    #expect(text.contains("method   MOS  without flagged"))
    let report = try json("odd.csv", "--raters")
    let statistics = try #require(report["rater_statistics"] as? [String: Any])
    let means = try #require((statistics["without_flagged"] as? [[String: Any]])?.first)
    #expect(abs((means["mos"] as? Double ?? 0) - 934.0 / 310) < 1e-12)
    #expect(means["mos_without_flagged"] as? Double == 3)
  }

  @Test func `all parts are in the text and in JSON`() throws {
    let text = try run("small.csv", "--all", "--compare", "srgan").text
    let headings = ["\nStimuli\n", "\nRaters\n", "\nReliability\n", "\nDifferences between"]
    for heading in headings { #expect(text.contains(heading)) }
    #expect(
      text.contains("Test-retest: - nobody scored a picture twice\n")
        && text.contains("SRGAN                   3.33  3.58   3.72    3.56\n")
        && text.contains("HR - SRGAN              1.25  0.74   0.60    0.90\n"))
    #expect(
      text.contains(
        """
        Compare the order and the differences, not the levels: mean opinion scores of
          two studies with other versions, raters and displays are not on one scale. No
          interval was published.
        """))
    #expect(
      text.split(separator: "\n").allSatisfy { $0.count <= 80 } && !text.contains(" nan"))
    let report = try json("small.csv", "--all", "--compare", "srgan")
    for key in ["stimuli", "rater_statistics", "differences", "published"] {
      #expect(report[key] != nil, "\(key)")
    }
    #expect((report["stimuli"] as? [Any])?.count == 9)
    #expect(
      ((report["differences"] as? [String: Any])?["friedman"] as? [String: Any])?["chi_square"]
        as? Double == 6)
  }

  @Test(arguments: [
    ("--stimuli", 9, "method,image,ratings,mos"), ("--raters", 4, "rater,votes,bias"),
    ("--differences", 3, "first,second,images"), ("--reliability", 9, "coefficient,value"),
  ])
  func `CSV holds the part that is asked for`(part: String, rows: Int, header: String) throws {
    let run = try run("small.csv", part, "--format", "csv")
    #expect(run.status == 0 && run.text.hasPrefix(header))
    #expect(CSVTable(run.text).rows.count == rows)
  }

  @Test func `CSV of two parts is refused`() throws {
    let run = try run("small.csv", "--raters", "--stimuli", "--format", "csv")
    #expect(
      run.status == 64
        && run.errors.hasPrefix(
          "Error: CSV holds one table: choose one of --stimuli, --raters, --reliability, "
            + "--differences, --metrics and --compare\n")
    )
  }

  @Test func `one vote gives dashes in every part`() throws {
    try folder.write("rater,source,method,score\na,x,m,3\n", to: "one.csv")
    let text = try run("one.csv", "--all").text
    for line in [
      "m           x  1  3.00   -         -   1.27 4.73    3.00",
      "- one vote has no standard deviation and no interval by t",
      "- no correlation: one score for everything, or fewer than two common stimuli",
      "ICC(A,1)           -       -", "- not defined: fewer than two raters",
      "SOS a: - no stimulus with two votes lies between 1 and 5",
      "Friedman: - (no Friedman test: fewer than three methods)",
    ] { #expect(text.contains("\n" + line + "\n"), "\(line)") }
    #expect(try json("one.csv", "--all")["stimuli"] != nil)
  }

  /// Pairs (3,3), (4,5), (2,2) and (5,3).
  @Test func `second showings are compared with the first`() throws {
    let pairs = [("a", "x", 3, 3), ("a", "y", 4, 5), ("b", "x", 2, 2), ("b", "y", 5, 3)]
    var lines = ["rater,source,method,score,repetition,presentation_kind"]
    for (rater, source, first, second) in pairs {
      lines += ["\(rater),\(source),m,\(first),0,test", "\(rater),\(source),m,\(second),1,retest"]
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "twice.csv")
    #expect(
      try run("twice.csv", "--reliability", columns: 400).text.contains(
        "\nTest-retest: 4 pairs, 50.0 % equal, 75.0 % within one, mean difference -0.25, "
          + "mean absolute 0.75, PLCC "))
    #expect(try run("twice.csv").text.contains("\nLeft out: 4 scores of second showings\n"))
  }
}
