extension TextScreen {
  mutating func perform(_ control: UInt8) {
    switch control {
    case 0x08: move(row: cursor.row, column: cursor.column - 1)
    case 0x09: move(row: cursor.row, column: (cursor.column / 8 + 1) * 8)
    case 0x0A, 0x0B, 0x0C: lineFeed()
    case 0x0D: move(row: cursor.row, column: 0)
    case 0x0E: cursor.shift = 1
    case 0x0F: cursor.shift = 0
    default: break
    }
  }

  mutating func performEscape(_ intermediates: [UInt8], _ final: UInt8) {
    switch String(decoding: intermediates + [final], as: UTF8.self) {
    case "7": saved = cursor
    case "8": cursor = saved
    case "D": lineFeed()
    case "E":
      cursor.column = 0
      lineFeed()
    case "M": reverseLineFeed()
    case "c":
      let old = effects
      self = TextScreen(columns: columns, rows: rows)
      effects = old + [.erasedAll]
    default:
      if let set = [UInt8(ascii: "("): 0, UInt8(ascii: ")"): 1][intermediates.first ?? 0] {
        cursor.drawsLines[set] = final == UInt8(ascii: "0")
      }
    }
  }

  /// Performs a sequence of the text screen; false means that it is none.
  mutating func perform(_ sequence: ControlSequence) -> Bool {
    moveCursor(sequence) || editText(sequence) || changeModes(sequence)
  }

  private mutating func moveCursor(_ sequence: ControlSequence) -> Bool {
    let count = sequence.number(0, or: 1)
    switch sequence.kind {
    case "A": move(row: cursor.row - count, column: cursor.column)
    case "B", "e": move(row: cursor.row + count, column: cursor.column)
    case "C", "a": move(row: cursor.row, column: cursor.column + count)
    case "D": move(row: cursor.row, column: cursor.column - count)
    case "E": move(row: cursor.row + count, column: 0)
    case "F": move(row: cursor.row - count, column: 0)
    case "G", "`": move(row: cursor.row, column: count - 1)
    case "d": move(row: count - 1, column: cursor.column)
    case "H", "f": move(row: count - 1, column: sequence.number(1, or: 1) - 1)
    case "I": move(row: cursor.row, column: (cursor.column / 8 + count) * 8)
    case "Z": move(row: cursor.row, column: ((cursor.column + 7) / 8 - count) * 8)
    case "s": saved = cursor
    case "u": cursor = saved
    default: return false
    }
    return true
  }

  private mutating func editText(_ sequence: ControlSequence) -> Bool {
    let count = sequence.number(0, or: 1)
    let column = cursor.column
    switch sequence.kind {
    case "J": eraseDisplay(sequence.number(0, or: 0))
    case "K":
      let ranges = [column..<columns, 0..<(column + 1), 0..<columns]
      erase(row: cursor.row, columns: ranges[min(2, sequence.number(0, or: 0))])
    case "X": erase(row: cursor.row, columns: column..<(column + count))
    case "@": insertCells(count)
    case "P": deleteCells(count)
    case "b": for _ in 0..<count { put(lastScalar) }
    case "L" where region.contains(cursor.row):
      scroll(cursor.row..<region.upperBound, by: -count, edits: true)
    case "M" where region.contains(cursor.row):
      scroll(cursor.row..<region.upperBound, by: count, edits: true)
    case "S": scroll(region, by: count)
    case "T": scroll(region, by: -count)
    default: return false
    }
    return true
  }

  private mutating func eraseDisplay(_ kind: Int) {
    switch kind {
    case 0:
      erase(row: cursor.row, columns: cursor.column..<columns)
      for row in cursor.row..<rows where row > cursor.row {
        erase(row: row, columns: 0..<columns, forgets: true)
      }
    case 1:
      erase(row: cursor.row, columns: 0..<(cursor.column + 1))
      for row in 0..<cursor.row { erase(row: row, columns: 0..<columns, forgets: true) }
    case 2:
      for row in 0..<rows { erase(row: row, columns: 0..<columns, forgets: true) }
      effects.append(.erasedAll)
    default: break
    }
  }

  private mutating func changeModes(_ sequence: ControlSequence) -> Bool {
    switch sequence.kind {
    case "m": cursor.attributes.select(sequence.parameters)
    case "r":
      let top = sequence.number(0, or: 1) - 1
      let bottom = min(rows, sequence.parameters.count > 1 ? sequence.number(1, or: 1) : rows)
      region = bottom - top >= 2 ? top..<bottom : 0..<rows
      move(row: 0, column: 0)
    case "h", "l":
      if sequence.parameters.contains(4) { insertsCharacters = sequence.kind == "h" }
    case "?h", "?l":
      for mode in sequence.parameters.compactMap(\.self) {
        setMode(mode, isOn: sequence.kind == "?h")
      }
    default: return false
    }
    return true
  }

  private mutating func setMode(_ mode: Int, isOn: Bool) {
    if isOn { modes.insert(mode) } else { modes.remove(mode) }
    switch mode {
    case 47, 1047: showAlternate(isOn)
    case 1048: if isOn { saved = cursor } else { cursor = saved }
    case 1049:
      if isOn { saved = cursor }
      showAlternate(isOn)
      if !isOn { cursor = saved }
    default: break
    }
  }
}
