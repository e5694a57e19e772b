import Foundation
import Pictures
import TerminalGraphics
import TestSupport

/// Measures how truly pictures are shown, from the pixels that an independent decoder sees.
enum DisplayBenchmark {
  /// What is shown where, beside whom, and what is wanted.
  struct Row {
    let terminal: TerminalPersonality
    let side: Int
    let panes: Int
    let peers: [Peer]
    let goal: Goal
  }

  /// The largest error and the smallest ratio that are wanted.
  struct Goal {
    var maximumError: Int?
    var ratio: Double

    static let exact = Goal(maximumError: 0, ratio: .infinity)

    func isMet(by page: ShownPage) -> Bool {
      page.ratio >= ratio && page.maximumError <= maximumError ?? 255 && page.warnings.isEmpty
    }

    var text: String {
      if ratio == .infinity { return "exact" }
      let largest = maximumError.map { "max \($0) and " } ?? ""
      return largest + String(format: "%.0f dB", ratio)
    }
  }

  private static let sixelPeers = [Peer.bestSixels, .sixels, .chafa]

  private static let rows: [Row] =
    [1, 2, 4].flatMap { panes in
      [
        Row(
          terminal: .kitty, side: 256, panes: panes, peers: [.timgKitty], goal: .exact),
        Row(
          terminal: .iterm2, side: 256, panes: panes, peers: [.timgInline], goal: .exact),
      ]
    }
    + [1, 2, 4].map {
      Row(
        terminal: .foot, side: 256, panes: $0, peers: sixelPeers,
        goal: Goal(maximumError: 1, ratio: 50))
    }
    + [(1, 49.0), (2, 49.0), (4, 46.0)].map {
      Row(
        terminal: .xtermVT340, side: 256, panes: $0.0, peers: sixelPeers,
        goal: Goal(ratio: $0.1))
    }
    + [
      Row(
        terminal: .xtermVT340, side: 512, panes: 2, peers: sixelPeers, goal: Goal(ratio: 46))
    ]

  static func run() throws {
    report("Shown pixels, all panes of a page; PSNR over all samples, ratio of squared errors")
    report("Panes: \(BenchmarkScene.description)")
    var worst: [Result] = []
    for row in rows {
      report(
        "\n\(row.terminal.name), \(row.panes) x \(row.side)x\(row.side), "
          + "wanted: \(row.goal.text)")
      let results = try BenchmarkScene.all(side: row.side, panes: row.panes)
        .map { try measure(row, $0) }
      worst += results.min { $0.ours.ratio < $1.ours.ratio }.map { [$0] } ?? []
    }
    report("\nThe scene that Opine shows worst, and the best of the others for it")
    for result in worst { report("  " + result.text) }
  }

  /// A page on a terminal by Opine and by the best of the others.
  private struct Result {
    let row: Row
    let scene: String
    let ours: ShownPage
    var best: (name: String, page: ShownPage)?

    var text: String {
      let others = best.map { "\($0.name) \($0.page.text)" } ?? "no other program is installed"
      return "\(row.terminal.name), \(row.panes) x \(row.side)x\(row.side), \(scene): "
        + "Opine \(ours.text); \(others); "
        + "wanted \(row.goal.text): \(row.goal.isMet(by: ours) ? "met" : "MISSED")"
    }
  }

  private static func measure(_ row: Row, _ scene: BenchmarkScene) throws -> Result {
    let page = BenchmarkPage(row.terminal, scene.panes)
    let (bytes, fidelities) = try page.encode(page.profile)
    let shown = page.show(bytes)
    let isForetold = zip(shown.panes, fidelities).allSatisfy {
      $0.maximumError == $1.maximumAbsoluteError
    }
    report(
      "  \(scene.name): Opine \(shown.text), \(shown.bytes) bytes, "
        + "goal \(row.goal.isMet(by: shown) ? "met" : "MISSED")"
        + (isForetold ? "" : ", NOT AS PREDICTED")
        + shown.warnings.prefix(2).map { ", \($0)" }.joined())
    var result = Result(row: row, scene: scene.name, ours: shown)
    let folder = try TemporaryFolder()
    let paths = try scene.write(to: folder)
    for peer in row.peers {
      guard let theirs = try compare(peer, paths, page, shown) else { continue }
      if theirs.ratio > result.best?.page.ratio ?? 0 { result.best = (peer.program, theirs) }
    }
    return result
  }

  private static func compare(
    _ peer: Peer, _ paths: [String], _ page: BenchmarkPage, _ ours: ShownPage
  ) throws -> ShownPage? {
    let (width, height) = (page.pictures[0].width, page.pictures[0].height)
    let name = peer.name(width: width, height: height)
    let outputs = try paths.compactMap { try peer.output(for: $0, width: width, height: height) }
    guard outputs.count == paths.count else {
      report("    \(name): \(peer.isInstalled ? "failed" : "not installed")")
      return nil
    }
    let theirs = page.show(page.frame(of: outputs))
    report(
      "    \(name): \(theirs.text), \(theirs.bytes) bytes; "
        + verdict(ours, theirs, program: peer.program))
    return theirs
  }

  private static func verdict(
    _ ours: ShownPage, _ theirs: ShownPage, program: String
  ) -> String {
    switch (ours.isExact, theirs.isExact) {
    case (true, true): "both exact"
    case (true, false): "Opine is exact"
    case (false, true): "\(program) is exact"
    case (false, false):
      String(format: "ratio %.4f", Double(ours.squaredError) / Double(theirs.squaredError))
    }
  }
}
