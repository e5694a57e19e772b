import Foundation
import TestSupport
import Testing

/// What a terminal shows is what the export says about it.
@Suite struct DisplayTests {
  @Test(
    arguments: [TerminalPersonality.kitty, .iterm2, .xtermVT340, .foot, .mlterm],
    ["side-by-side-ref", "srgan-acr-hr"])
  func `every tile shows its picture with the error that is recorded`(
    personality: TerminalPersonality, name: String
  ) throws {
    let folder = try TemporaryFolder()
    var small = SmallStudy()
    small.ratingProtocol = name
    (small.width, small.height) = (150, 61)
    small.session["retest_percent"] = 0
    let study = try small.write(into: folder)
    let robot = SessionRobot(
      try Opine.start("rate", study, "--rater", "r01", personality: personality),
      remembersPictures: true)
    try robot.finish()
    robot.session.press("\r")
    #expect(try robot.session.waitForExit() == 0)
    #expect(robot.session.terminal.warnings.isEmpty, "\(robot.session.terminal.warnings)")
    #expect(robot.session.terminal.rowsScrolledByPictures == 0)
    let exported = try Exported(study: study)
    #expect(Set(exported.scores(of: "r01")) == Set(robot.acknowledged))
    let rows = exported.table.rows
    #expect(rows.count == 2 * 3 && robot.acknowledged.count == 2 * 3)
    let files = PictureFiles(study: study)
    for row in rows {
      let tile = Tile(
        position: Exported.number(row, "trial_index"), slot: Exported.number(row, "slot"))
      let shown = try #require(robot.pictures[tile])
      let source = try files.shown(row)
      #expect(shown.isWhole)
      if row["pixel_exact"] == "1" {
        #expect(shown == source && row["display_psnr_db"] == "", "\(tile)")
        #expect(row["max_abs_error"] == "0")
      } else {
        let error = try #require(shown.signalToNoise(source))
        let stored = try #require(Double(row["display_psnr_db"] ?? ""))
        #expect(abs(error - stored) < 0.01, "\(tile)")
        let differences = zip(shown.rgb, source.rgb).map { abs(Int($0) - Int($1)) }
        #expect(row["max_abs_error"] == differences.max().map { "\($0)" }, "\(tile)")
      }
    }
  }
}
