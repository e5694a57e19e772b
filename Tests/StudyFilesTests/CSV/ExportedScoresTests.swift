import Testing

@testable import StudyFiles

/// Files that Opine itself writes: one row a committed score, never filtered.
@Suite struct ExportedScoresTests {
  private static let header =
    "format_version,protocol,test_method,rater_id,presentation_kind,repeat_index,source_id,method,"
    + "scale_min,scale_max,score,superseded,graphics_protocol,status,flags"

  private func export(_ rows: [String]) throws -> TidyRatings {
    try TidyRatings(csv: Array(([Self.header] + rows).joined(separator: "\n").utf8))
  }

  private func refusal(_ rows: String...) -> RatingsFileError? {
    #expect(throws: RatingsFileError.self) { try export(rows) }
  }

  private func row(
    _ name: String = "srgan-acr-hr,acr-hr", rater: String = "r1", kind: String = "test",
    repeated: Int = 0, source: String = "baby", method: String = "srgan", scale: String = "1,5",
    score: String = "4", superseded: String = "0", graphics: String = "kitty",
    status: String = "rated", flags: String = ""
  ) -> String {
    "1,\(name),\(rater),\(kind),\(repeated),\(source),\(method),\(scale),\(score),\(superseded),"
      + "\(graphics),\(status),\(flags)"
  }

  @Test func `only final scores of test pictures count for means`() throws {
    let file = try export([
      row(kind: "calibration", source: "", method: ""), row(kind: "dummy", source: "bird"),
      row(score: "2", superseded: "1"), row(score: "3"), row(kind: "retest", repeated: 1),
      row(method: "hr", score: "", status: "skipped"),
      row(method: "hr", score: "", status: "interrupted"), row(method: "hr", score: "5"),
    ])
    #expect(file.rows.map(\.kind) == [.test, .retest, .test])
    #expect(file.rowsForMeans().map(\.score) == [3, 5])
    #expect(file.retestCount == 1)
    var leftOut = TidyRatings.LeftOut()
    (leftOut.calibration, leftOut.dummy) = (1, 1)
    (leftOut.superseded, leftOut.notRated) = (1, 2)
    #expect(file.leftOut == leftOut)
  }

  @Test func `previews and simulated votes count only on request`() throws {
    let file = try export([
      row(score: "1"), row(rater: "r2", score: "2", flags: "slow preview"),
      row(rater: "r3", score: "3", flags: "simulated"),
      row(rater: "r4", score: "4", flags: "preview simulated"),
      row(rater: "r5", score: "5", flags: "previewed"),
    ])
    #expect(file.previewCount == 2 && file.simulatedCount == 2)
    #expect(file.rowsForMeans().map(\.score) == [1, 5])
    #expect(file.rowsForMeans(includingPreviews: true).map(\.score) == [1, 2, 5])
    #expect(file.rowsForMeans(includingSimulated: true).map(\.score) == [1, 3, 5])
    #expect(
      file.rowsForMeans(includingPreviews: true, includingSimulated: true).map(\.score)
        == [1, 2, 3, 4, 5])
  }

  @Test func `the test method, protocol and displays are told`() throws {
    let file = try export([row(), row(rater: "r2", graphics: "sixel"), row(rater: "r3")])
    #expect(file.testMethod == "acr-hr" && file.protocolName == "srgan-acr-hr")
    #expect(file.graphicsProtocols == ["kitty", "sixel"])
    #expect(file.rows[0].protocolName == "srgan-acr-hr")
  }

  @Test func `two test methods in one file are refused`() {
    let error = refusal(row(), row("srgan-acr-hr,multi", rater: "r2"))
    #expect(error == .mixed(line: 3, column: "test_method", first: "acr-hr", other: "multi"))
    #expect(
      error?.description
        == "Line 3: test_method is 'multi' here and 'acr-hr' above; put each into a file of its own"
    )
  }

  @Test func `two protocols in one file are refused`() {
    let error = refusal(row(), row("own,acr-hr", rater: "r2"))
    #expect(error == .mixed(line: 3, column: "protocol", first: "srgan-acr-hr", other: "own"))
  }

  @Test func `a file that was exported blind is refused`() {
    let error = refusal(row(source: "", method: ""))
    #expect(error == .blind(line: 2, column: "source_id"))
    #expect(
      error?.description
        == "Line 2: source_id is empty; export the study again after unblinding it")
    #expect(refusal(row(rater: ""))?.description == "Line 2: rater_id is empty")
  }

  @Test func `words outside the format are refused`() {
    #expect(
      refusal(row(kind: "practice"))?.description
        == "Line 2: presentation_kind 'practice' is none of: calibration, dummy, test, retest")
    #expect(
      refusal(row(status: "done"))?.description
        == "Line 2: status 'done' is none of: rated, skipped, interrupted")
    #expect(
      refusal(row(superseded: "no"))?.description == "Line 2: superseded 'no' is none of: 0, 1")
  }

  @Test func `another scale is refused`() {
    let error = refusal(row(scale: "-3,3", score: "2"))
    #expect(error == .otherScale(line: 2, lowest: "-3", highest: "3"))
    #expect(
      error?.description == "Line 2: the scale is -3...3, and only 1...5 can be analysed")
  }

  @Test func `two final scores for one picture are refused`() {
    #expect(
      refusal(row(), row(score: "5"))
        == .duplicate(line: 3, earlierLine: 2, rater: "r1", source: "baby", method: "srgan"))
  }
}
