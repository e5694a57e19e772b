extension FakeTerminal {
  /// Returns the answer to a question; empty when it is none or the terminal stays silent.
  func reply(to sequence: ControlSequence) -> [UInt8] {
    let first = sequence.number(0, or: 0)
    switch sequence.kind {
    case "c": return controlled(personality.deviceAttributes)
    case ">c": return controlled(personality.secondaryAttributes)
    case ">q":
      return Array((personality.version.map { "\u{1B}P>|\($0)\u{1B}\\" } ?? "").utf8)
    case "n" where personality.answersStatus: return status(first)
    case "?S": return graphics(item: first, action: sequence.number(1, or: 0))
    case "t" where personality.answersPixelSizes: return pixelSize(first)
    case "?$p":
      guard let state = personality.synchronisedOutput else { return [] }
      return controlled("?\(first);\(first == 2026 ? state : 0)$y")
    default: return []
    }
  }

  private func controlled(_ text: String?) -> [UInt8] {
    Array((text.map { "\u{1B}[\($0)" } ?? "").utf8)
  }

  private func status(_ kind: Int) -> [UInt8] {
    switch kind {
    case 5: controlled("0n")
    case 6: controlled("\(cursor.row + 1);\(cursor.column + 1)R")
    default: []
    }
  }

  private func graphics(item: Int, action: Int) -> [UInt8] {
    switch item {
    case 1: return controlled(personality.registerAnswer)
    case 2:
      let width = size.columns * size.cellWidth
      let height = size.rows * size.cellHeight
      let limit = personality.largestSide ?? max(width, height)
      return controlled(
        personality.sizeAnswer?.replacing("W", with: "\(min(width, limit))")
          .replacing("H", with: "\(min(height, limit))"))
    default: return []
    }
  }

  private func pixelSize(_ kind: Int) -> [UInt8] {
    switch kind {
    case 14: controlled("4;\(size.rows * size.cellHeight);\(size.columns * size.cellWidth)t")
    case 16: controlled("6;\(size.cellHeight);\(size.cellWidth)t")
    case 18: controlled("8;\(size.rows);\(size.columns)t")
    default: []
    }
  }
}
