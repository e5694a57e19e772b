// The orientation in an APP1 segment: Exif 2.32, 4.5.4 and 4.6.4 A; TIFF 6.0, section 2.
enum ExifOrientation {
  // Exif's number, 1 to 8; nil where there is none.
  static func read(_ segment: ArraySlice<UInt8>) -> Int? {
    let mark = Array("Exif\0\0".utf8)
    guard segment.starts(with: mark) else { return nil }
    let data = Array(segment.dropFirst(mark.count))
    let isLittle: Bool
    switch data.prefix(4) {
    case [0x49, 0x49, 0x2A, 0x00]: isLittle = true
    case [0x4D, 0x4D, 0x00, 0x2A]: isLittle = false
    default: return nil
    }
    func number(_ start: Int, _ count: Int) -> Int? {
      guard start >= 0, start <= data.count - count else { return nil }
      let part = data[start..<start + count]
      return isLittle
        ? part.reversed().reduce(0) { $0 << 8 | Int($1) } : part.reduce(0) { $0 << 8 | Int($1) }
    }
    guard let directory = number(4, 4), let entries = number(directory, 2) else { return nil }
    for entry in 0..<entries {
      let start = directory + 2 + 12 * entry
      guard let tag = number(start, 2), let value = number(start + 8, 2) else { return nil }
      if tag == 0x0112 { return (1...8).contains(value) ? value : nil }
    }
    return nil
  }
}

extension Picture {
  // The picture upright, by Exif's number for how it lies: every pixel moved, none changed.
  func upright(from orientation: Int) -> Picture {
    guard (2...8).contains(orientation) else { return self }
    // 5 to 8 have rows where columns should be.
    let isTurned = orientation >= 5
    let (newWidth, newHeight) = isTurned ? (height, width) : (width, height)
    var turned: [UInt8] = []
    turned.reserveCapacity(samples.count)
    for row in 0..<newHeight {
      for column in 0..<newWidth {
        let (right, down) = (newWidth - 1 - column, newHeight - 1 - row)
        let (x, y) =
          switch orientation {
          case 2: (right, row)
          case 3: (right, down)
          case 4: (column, down)
          case 5: (row, column)
          case 6: (row, right)
          case 7: (down, right)
          default: (down, column)
          }
        let start = 3 * (y * width + x)
        turned += samples[start..<start + 3]
      }
    }
    return Picture(validWidth: newWidth, height: newHeight, samples: turned)
  }
}
