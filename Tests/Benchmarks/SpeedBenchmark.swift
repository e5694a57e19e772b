import Foundation
import Pictures
import TerminalGraphics
import TestSupport

/// Measures how fast pictures become bytes.
///
/// Times are of the library calls, both sides in turn; the processor time of the whole process
/// is what counts where a machine is busy with other things.
enum SpeedBenchmark {
  private static let rounds = 15

  static func run() throws {
    report("\nSpeed, medians of \(rounds) rounds in turn; wall time, and processor time behind it")
    try measureSinglePalette()
    try measureLayers()
    try measureFlip()
  }

  /// One palette of 256 colours, beside libsixel at its best quality.
  private static func measureSinglePalette() throws {
    var terminal = TerminalPersonality.foot
    // A terminal that is not known by name gets one palette.
    terminal.version = nil
    terminal.registerAnswer = "?1;0;256S"
    terminal.registers = 256
    let library = SixelLibrary()
    for scene in try BenchmarkScene.all(side: 512, panes: 1) {
      let page = BenchmarkPage(terminal, scene.panes)
      let profile = page.profile
      var times = (ours: Times(), theirs: Times())
      var bytes = (ours: [UInt8](), theirs: [UInt8]?.none)
      for _ in 0..<rounds {
        bytes.ours = try times.ours.measure { try page.encode(profile).bytes }
        guard let library else { continue }
        bytes.theirs = times.theirs.measure { library.sixels(of: scene.panes[0]) }
      }
      let ours = page.show(bytes.ours)
      report("  \(scene.name), 512x512, 256 colours: Opine \(times.ours.text), \(ours.text)")
      guard let sixels = bytes.theirs else {
        report("    libsixel: not installed")
        continue
      }
      let theirs = page.show(page.frame(of: [sixels]))
      let ratio = times.ours.processor / times.theirs.processor
      let isMet = ratio <= 0.2 && ours.ratio > theirs.ratio
      report(
        "    libsixel, best quality: \(times.theirs.text), \(theirs.text); ratio of time "
          + String(format: "%.2f", ratio) + ", wanted 0.20 at higher PSNR: \(verdict(isMet))")
    }
  }

  /// A page of four panes on xterm.
  private static func measureLayers() throws {
    for scene in try BenchmarkScene.all(side: 256, panes: 4) {
      let page = BenchmarkPage(.xtermVT340, scene.panes)
      let profile = page.profile
      var times = Times()
      var bytes: [UInt8] = []
      for _ in 0..<rounds { bytes = try times.measure { try page.encode(profile).bytes } }
      report(
        "  \(scene.name), xterm page of 4 x 256x256: \(times.text), \(page.show(bytes).text), "
          + "wanted 40 ms on one core: \(verdict(times.processor <= 40))")
    }
  }

  /// The bytes that change a prepared picture for another one.
  private static func measureFlip() throws {
    let pictures = try BenchmarkScene.all(side: 512, panes: 2)[0].panes
    let page = BenchmarkPage(.kitty, [pictures[0]])
    var terminal = FakeTerminal(.kitty, columns: 120, rows: 60)
    var presenter = PicturePresenter(profile: page.profile)
    let box = CellRectangle(row: 1, column: 1, size: CellSize(columns: 64, rows: 31))
    let pages = try pictures.map { try presenter.encoder.encode([Tile(picture: $0, box: box)]) }
    var count = 0
    for number in [0, 1, 0] {
      let bytes = presenter.frame(pages[number], clearing: [], terminalRows: 60)
      _ = terminal.feed(bytes)
      count = bytes.count
    }
    let isRight = terminal.picture(atRow: 1, column: 1)?.rgb == pictures[0].samples
    report(
      "  kitty, flip between two prepared pictures of 512x512: \(count) bytes, "
        + "shown \(isRight ? "exactly" : "WRONGLY"), wanted 200: "
        + verdict(isRight && count <= 200))
  }

  private static func verdict(_ isMet: Bool) -> String { isMet ? "met" : "MISSED" }
}

/// Times of repeated work in milliseconds.
private struct Times {
  private var walls: [Double] = []
  private var processors: [Double] = []

  /// The median of the processor time in ms.
  var processor: Double { Self.median(processors) }

  var text: String {
    String(format: "%.1f ms (%.1f)", Self.median(walls), Self.median(processors))
  }

  mutating func measure<Value>(_ work: () throws -> Value) rethrows -> Value {
    let start = (Self.now(CLOCK_MONOTONIC), Self.now(CLOCK_PROCESS_CPUTIME_ID))
    let value = try work()
    walls.append(Self.now(CLOCK_MONOTONIC) - start.0)
    processors.append(Self.now(CLOCK_PROCESS_CPUTIME_ID) - start.1)
    return value
  }

  private static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
  }
}
