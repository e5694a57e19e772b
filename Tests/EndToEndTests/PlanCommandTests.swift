import Foundation
import TestSupport
import Testing

/// `opine plan` with and without a pilot.
@Suite struct PlanCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    var small = SmallStudy()
    small.images = ["one", "two", "three", "four"]
    _ = try small.write(into: folder)
  }

  private func run(_ arguments: String...) throws -> Opine.Run {
    try Opine.run(Opine.path, ["plan"] + arguments, in: folder.path)
  }

  private func json(_ arguments: [String]) throws -> [String: Any] {
    let run = try Opine.run(Opine.path, arguments + ["--format", "json"], in: folder.path)
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
  }

  /// Recomputed by scipy 1.17.1: 8 raters and 5 images give t(.975, 4) = 2.7764 times the root of
  /// 7/8 4/5 (.378/8 + .246/5 + .907/40).
  @Test func `the table of the defaults`() throws {
    let run = try run("--raters", "26", "--images", "100")
    #expect(run.status == 0 && run.errors.isEmpty)
    let lines = run.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(
      lines.prefix(5) == [
        "Half width of the 95 % interval of a method's mean opinion score",
        "Raters in rows, images in columns; every rater scores every image once", "",
        "raters               5      10      14      20      50     100     200     any   "
          + "images for 0.25",
        "8                0.802   0.605   0.576   0.551   0.511   0.496   0.489   0.481              "
          + "none",
      ])
    #expect(
      run.text.contains(
        """
        26 raters and 100 images: 0.265, which does not reach 0.25
        26 raters: at least 338 images for 0.25
        100 images: at least 30 raters for 0.25

        Variance: raters 0.378, images 0.246, residual (rater x image) 0.907; defaults from \
        avt_ai_appeal, a public study of image appeal (27 raters, 27 prompts, 6 generators)
        Other raters and images vary differently: make a pilot
        * reaches 0.25; any: the bound that no number goes below; none: no number is enough
        Formula: t(0.975, min(R, S) - 1) sqrt(V), R raters, S images, r, s and e their variances \
        and the residual;
          V is the largest of (1-1/R)(1-1/S)(r/R + s/S + e/RS), (1-1/R)(r/R + e/RS), \
        (1-1/S)(s/S + e/RS)
        Single studies scatter around these root mean squares; scores near an end of the scale \
        vary less

        """), "\(run.text)")
  }

  @Test func `what no number reaches is said with the bound`() throws {
    let raters = try run("--raters", "26", "--half-width", "0.2").text
    #expect(
      raters.contains(
        "26 raters: no number of images reaches 0.2; 26 raters bound the half width at 0.244, as "
          + "they vary themselves\n"))
    let images = try run("--images", "5").text
    #expect(
      images.contains(
        "5 images: no number of raters reaches 0.25; 5 images bound the half width at 0.551, as "
          + "they vary themselves\n"))
    let many = try run("--raters", "26", "--half-width", "0.24351").text
    #expect(many.contains("26 raters: more than 10000 images for 0.24351\n"))
    let difference = try run("--difference", "--images", "14", "--half-width", "0.3").text
    #expect(
      difference.hasPrefix(
        "Half width of the 95 % interval of the difference of two methods' mean opinion scores\n"))
    #expect(difference.contains("14 images: at least 222 raters for 0.3\n"))
  }

  /// Complete votes of 4 raters on 3 images of two methods.
  private func writePilot() throws {
    let scores = [
      "a": [[1, 2, 3], [2, 4, 4], [2, 2, 5], [3, 4, 5]],
      "b": [[5, 4, 4], [4, 4, 3], [5, 3, 4], [2, 3, 1]],
    ]
    var lines = ["rater,source,method,score"]
    for (method, rows) in scores {
      for (rater, row) in rows.enumerated() {
        for (source, score) in row.enumerated() {
          lines.append("r\(rater),s\(source),\(method),\(score)")
        }
      }
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "pilot.csv")
  }

  /// In a complete design the formula gives back the interval of the votes themselves.
  @Test func `the plan of a complete pilot is its own interval`() throws {
    try writePilot()
    let plan = try json(["plan", "--pilot", "pilot.csv"])
    let stats = try json(["stats", "--ratings", "pilot.csv"])
    let pilots = try #require(plan["pilot"] as? [[String: Any]])
    let rows = try #require(stats["rows"] as? [[String: Any]])
    #expect(pilots.count == 2 && rows.count == 2)
    for (pilot, row) in zip(pilots, rows) {
      #expect(pilot["method"] as? String == row["method"] as? String)
      let (planned, printed) = (
        try #require(pilot["half_width"] as? Double),
        try #require(row["ci_half_width"] as? Double)
      )
      #expect(abs(planned - printed) < 1e-9 * printed)
    }
    let notes = try #require(plan["notes"] as? [String])
    #expect(
      notes.contains(
        "The pilot is small (4 raters, 3 images): its components are uncertain"))
    #expect(plan["origin"] as? String == "the ratings of 'pilot.csv', mean of 2 methods")
    let difference = try json(["plan", "--pilot", "pilot.csv", "--difference"])
    #expect(
      difference["origin"] as? String == "the ratings of 'pilot.csv', 1 pair of methods")
  }

  @Test func `a negative estimate is set to 0 and said`() throws {
    try folder.write(
      "rater,source,method,score\na,x,m,1\na,y,m,5\nb,x,m,5\nb,y,m,1\n", to: "crossing.csv")
    #expect(
      try run("--pilot", "crossing.csv").text.contains(
        "Estimated below 0 and set to 0: variance of raters and images\n"))
  }

  @Test func `a pilot that is too small is refused`() throws {
    try folder.write("rater,source,method,score\na,x,m,1\na,y,m,5\n", to: "one.csv")
    #expect(
      try run("--pilot", "one.csv").errors
        == "Error: There is too little for a pilot in the ratings of 'one.csv': at least two raters "
        + "have to score the same two images of one method\n")
    #expect(
      try run("--pilot", "one.csv", "--difference").errors
        == "Error: There is too little for a pilot in the ratings of 'one.csv': at least two raters "
        + "have to score the same two images of two methods\n")
  }

  @Test func `a study is planned with its images, and its ratings are a pilot`() throws {
    let early = try run("small").text
    #expect(early.contains("\nraters               4       5      10 "), "\(early)")
    #expect(early.contains("'small' has no ratings yet to be a pilot\n"))
    let simulation = try Opine.run("simulate", "small", in: folder.path)
    #expect(simulation.status == 0)
    let plan = try json(["plan", "small", "--simulated"])
    #expect(plan["origin"] as? String == "SIMULATED ratings of study small, mean of 3 methods")
    #expect((plan["pilot"] as? [[String: Any]])?.count == 3)
  }

  @Test(arguments: [
    (["--raters", "1"], "Error: --raters must be 2 to 10000"),
    (["--images", "10001"], "Error: --images must be 2 to 10000"),
    (["--half-width", "0"], "Error: --half-width must be above 0 and at most 4"),
    (["--half-width", "nan"], "Error: --half-width must be above 0 and at most 4"),
    (
      ["small", "--pilot", "x.csv"],
      "Error: Name a study's folder or a file with --pilot, not both"
    ),
  ])
  func `wrong usage has status 64`(arguments: [String], sentence: String) throws {
    let refusal = try Refusal(["plan"] + arguments, in: folder)
    #expect(refusal.status == 64 && refusal.lines.first == sentence)
  }
}
