import Foundation
import TestSupport
import Testing

/// Poor files of ratings through `opine stats --all`: a stated result, or one sentence and status 1.
@Suite struct DegenerateRatingsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let header = "rater,source,method,score\n"

  /// All scores of `raters` on `sources` by `methods`, as far as there is one.
  private static func file(
    raters: Int, sources: Int, methods: Int, _ score: (Int, Int, Int) -> Int?
  ) -> String {
    var text = header
    for rater in 0..<raters {
      for source in 0..<sources {
        for method in 0..<methods {
          guard let score = score(rater, source, method) else { continue }
          text += "r\(rater),s\(source),m\(method),\(score)\n"
        }
      }
    }
    return text
  }

  private static let files: [(name: String, text: String, sentences: [String])] = [
    ("no vote", header, ["No ratings to count yet"]),
    (
      "one vote", header + "r,s,m,3\n",
      ["No interval: one rater and one image", "Informal: fewer than 15 raters (ITU-R BT.500)"]
    ),
    (
      "one rater", file(raters: 1, sources: 8, methods: 3) { ($0 + $1 + $2) % 5 + 1 },
      ["Interval: t over images, not generalizable to raters"]
    ),
    (
      "one source", file(raters: 8, sources: 1, methods: 3) { ($0 + $1 + $2) % 5 + 1 },
      [
        "Interval: t over raters, not generalizable to images",
        "Friedman: - (no Friedman test: fewer than two complete blocks)",
      ]
    ),
    (
      "all votes equal", file(raters: 5, sources: 4, methods: 3) { _, _, _ in 3 },
      [
        "No interval: neither raters nor images vary",
        "Friedman: - (no Friedman test: all methods are tied)",
        "- not defined: all votes are equal",
      ]
    ),
    (
      "unanimous stimuli",
      file(raters: 5, sources: 4, methods: 3) { _, source, method in
        (source + method) % 5 + 1
      }, ["* all votes are equal: only the bounded interval says something"]
    ),
    (
      "all methods tied",
      file(raters: 5, sources: 4, methods: 3) { rater, source, _ in
        (rater + source) % 5 + 1
      },
      [
        "Friedman: - (no Friedman test: all methods are tied)",
        "- not defined: the means of stimuli hardly vary",
      ]
    ),
    (
      "nine of ten votes missing",
      file(raters: 30, sources: 10, methods: 3) { rater, source, method in
        (rater * 7 + source * 3 + method) % 10 == 0 ? (rater + source) % 5 + 1 : nil
      }, ["Computed by opine"]
    ),
  ]

  @Test(arguments: files.indices)
  func `poor ratings have a stated result`(index: Int) throws {
    let (name, text, sentences) = Self.files[index]
    try folder.write(text, to: "votes.csv")
    let run = try Opine.run(
      "stats", "--ratings", "votes.csv", "--all", in: folder.path)
    #expect(run.status == 0 && run.errors.isEmpty, "\(name): \(run.errors)")
    for sentence in sentences { #expect(run.text.contains(sentence), "\(name): \(sentence)") }
    #expect(!run.text.contains(" nan") && !run.text.contains("inf "), "\(name)")
    for format in ["json", "csv"] {
      let arguments = ["stats", "--ratings", "votes.csv", "--format", format]
      let other = try Opine.run(
        Opine.path, arguments + (format == "json" ? ["--all"] : []), in: folder.path)
      #expect(other.status == 0 && !other.text.isEmpty, "\(name): \(other.errors)")
    }
  }

  @Test(arguments: [
    ("r,s,m,6\n", "Line 2: score '6' is outside 1...5"),
    ("r,s,m,0\n", "Line 2: score '0' is outside 1...5"),
    ("r,s,m,nan\n", "Line 2: score 'nan' is not a whole number"),
    ("r,s,m,2.5\n", "Line 2: score '2.5' is not a whole number"),
    ("r,s,m,\n", "Line 2: score '' is not a whole number"),
    ("r,s,,3\n", "Line 2: method is empty"),
    ("r,s,m,3\nr,s,m,3\n", "Line 3: rater 'r' scored 'm' on 's' on line 2 already"),
    ("r,s,m,3\nr,s,m,4\nq,s,m,9\n", "Line 3: rater 'r' scored 'm' on 's' on line 2 already"),
    ("r,s,m,3\nq,s,m,9\nr,s,m,4\n", "Line 3: score '9' is outside 1...5"),
    ("r,s,m\n", "Line 2 has 3 fields where the header has 4"),
  ])
  func `a faulty file is refused in one sentence`(rows: String, sentence: String) throws {
    try folder.write(Self.header + rows, to: "votes.csv")
    let run = try Opine.run("stats", "--ratings", "votes.csv", "--all", in: folder.path)
    #expect(run.status == 1 && run.text.isEmpty)
    #expect(run.errors == "Error: 'votes.csv': \(sentence)\n")
  }

  /// The same votes under the name of the file, in another writing and in another order.
  @Test func `line ends, marks, quotes and the order of rows change nothing`() throws {
    let plain = Self.file(raters: 6, sources: 5, methods: 3) { ($0 * 3 + $1 * 2 + $2) % 5 + 1 }
    let lines = plain.split(separator: "\n").map(String.init)
    let quoted = lines.map { line in
      line.split(separator: ",").map { "\"\($0)\"" }.joined(separator: ",")
    }
    let turned = [lines[0]] + lines.dropFirst().reversed()
    func report(_ text: String) throws -> String {
      try folder.write(text, to: "votes.csv")
      let run = try Opine.run(
        "stats", "--ratings", "votes.csv", "--all", "--format", "json", in: folder.path)
      #expect(run.status == 0, "\(run.errors)")
      return run.text
    }
    let expected = try report(plain)
    #expect(try report(lines.joined(separator: "\r\n") + "\r\n") == expected)
    #expect(try report("\u{FEFF}" + plain) == expected)
    #expect(try report(quoted.joined(separator: "\n")) == expected)
    #expect(try report(turned.joined(separator: "\n") + "\n") == expected)
  }

  /// 300 methods make 44,850 pairs.
  @Test func `very many methods end in a table of some pairs`() throws {
    let text = Self.file(raters: 3, sources: 6, methods: 300) { rater, source, method in
      (rater + source * method) % 3 + method / 100 + 1
    }
    try folder.write(text, to: "votes.csv")
    let run = try Opine.run("stats", "--ratings", "votes.csv", "--differences", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.text.contains(
        "The table has the first 990 of 44850 pairs; --format csv and json have all\n"))
    let csv = try Opine.run(
      "stats", "--ratings", "votes.csv", "--differences", "--format", "csv", in: folder.path)
    #expect(CSVTable(csv.text).rows.count == 44_850)
  }
}
