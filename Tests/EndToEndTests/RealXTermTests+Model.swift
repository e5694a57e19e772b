import Foundation
import TestSupport
import Testing

extension RealXTermTests {
  @Test func `the model remembers pictures as the real xterm does`() throws {
    var changes: [Int] = []
    let isLong = ProcessInfo.processInfo.environment["OPINE_LONG_TESTS"] == "1"
    for seed in 1...(isLong ? 40 : 6) {
      var model = FakeTerminal(.xtermVT340, columns: Self.columns, rows: Self.rows)
      // A reset gives the places of all graphics back.
      let bytes = Array("\u{1B}c\u{1B}[?25l".utf8) + RandomStream(seed: UInt64(seed)).bytes()
      try window.write(bytes)
      _ = model.feed(bytes)
      let shown = try window.coverAndUncover()
      #expect(model.expose() == shown, "seed \(seed)")
      changes.append(shown)
    }
    print("pixels changed by uncovering after random output: \(changes)")
    #expect(changes.contains { $0 > 0 })
  }

  @Test func `pictures on xterm are lost without the scroll that precedes them`() throws {
    for scrolls in [true, false] {
      var model = FakeTerminal(.xtermVT340, columns: Self.columns, rows: Self.rows)
      var bytes = Array("\u{1B}c\u{1B}[?25l".utf8)
      for page in 0..<8 {
        if scrolls {
          bytes += "\u{1B}[\(Self.rows - 1);\(Self.rows)r".utf8
          for _ in 0..<(Self.rows / 2) { bytes += "\u{1B}[2S".utf8 }
          bytes += "\u{1B}[r".utf8
        }
        for tile in 0..<4 {
          let picture = RandomStream.picture(
            width: 80, height: 60, colour: [10 * page + 5, 20 * tile + 10, 50])
          bytes += "\u{1B}[\(4 + tile / 2 * 10);\(4 + tile % 2 * 20)H".utf8 + picture
        }
      }
      try window.write(bytes)
      _ = model.feed(bytes)
      let shown = try window.coverAndUncover()
      #expect(model.expose() == shown)
      #expect((shown == 0) == scrolls)
    }
  }
}

/// Output of all kinds that touch pictures.
struct RandomStream {
  private var generator: SplitMix

  init(seed: UInt64) { generator = SplitMix(state: seed) }

  private mutating func draw(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(generator.next() % UInt64(range.count))
  }

  func bytes() -> [UInt8] {
    var copy = self
    return (0..<60).flatMap { _ in copy.piece() }
  }

  private mutating func piece() -> [UInt8] {
    let place = "\u{1B}[\(draw(1...34));\(draw(1...100))H"
    switch draw(0...11) {
    case 0...5:
      let colour = (0..<3).map { _ in draw(10...100) }
      return Array(place.utf8)
        + Self.picture(width: draw(20...200), height: draw(10...120), colour: colour)
    case 6: return Array((place + "some text").utf8)
    case 7: return Array((place + String(repeating: " ", count: draw(1...20))).utf8)
    case 8: return Array((place + "\u{1B}[\(draw(0...2))K").utf8)
    case 9: return Array((place + "\u{1B}[\(draw(1...20))X").utf8)
    case 10: return Array((place + "\u{1B}[\(draw(0...1))J").utf8)
    default:
      let top = draw(1...40)
      let bottom = draw((top + 1)...(Self.lastRow))
      return Array("\u{1B}[\(top);\(bottom)r\u{1B}[\(draw(1...4))S\u{1B}[r".utf8)
    }
  }

  private static let lastRow = 46

  /// A sixel image of one colour in percent, with a stripe of another.
  static func picture(width: Int, height: Int, colour: [Int]) -> [UInt8] {
    let other = colour.map { 100 - $0 / 2 }
    var text = "\u{1B}P0;1;0q\"1;1;\(width);\(height)"
    for (number, percent) in [colour, other].enumerated() {
      text += "#\(number + 1);2;" + percent.map(String.init).joined(separator: ";")
    }
    for top in stride(from: 0, to: height, by: 6) {
      let bits = (1 << min(6, height - top)) - 1
      let character = String(UnicodeScalar(UInt8(63 + bits)))
      text += (top == 0 ? "" : "-") + "#1!\(width - 9)\(character)#2!9\(character)"
    }
    return Array((text + "\u{1B}\\").utf8)
  }
}
