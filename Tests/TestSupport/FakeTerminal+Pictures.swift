import Foundation

extension FakeTerminal {
  mutating func showSixels(_ body: [UInt8]) {
    guard personality.sixel != nil, let start = body.firstIndex(of: UInt8(ascii: "q")),
      body[..<start].allSatisfy({ (0x30...0x3B).contains($0) })
    else { return }
    if let longest = personality.longestString, body.count > longest {
      warnings.append("sixel image of \(body.count) bytes ignored")
      return
    }
    let mode = body[..<start].split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    let keeps = mode.count > 1 && mode[1].elementsEqual([UInt8(ascii: "1")])
    let (picture, complaints) = SixelDecoder.decode(
      body[(start + 1)...], personality: personality, fillsGaps: !keeps)
    warnings += complaints
    if let side = personality.largestSide, max(picture.width, picture.height) > side {
      warnings.append("sixel image of \(picture.width) x \(picture.height) dropped")
      return
    }
    draw(picture, keepsGaps: keeps && personality.keepsUnsetPixels)
  }

  mutating func showInlinePicture(_ body: [UInt8]) {
    let prefix = Array("1337;File=".utf8)
    guard personality.hasInlinePictures, body.starts(with: prefix),
      let colon = body.firstIndex(of: UInt8(ascii: ":"))
    else { return }
    let keys = String(decoding: body[prefix.count..<colon], as: UTF8.self).split(separator: ";")
    guard let data = Data(base64Encoded: Data(body[(colon + 1)...])),
      let picture = PNGReader.decode([UInt8](data)), keys.contains("inline=1")
    else {
      warnings.append("inline picture not understood")
      return
    }
    if !keys.contains("width=\(picture.width)px") || !keys.contains("height=\(picture.height)px") {
      warnings.append("the terminal scales the picture")
    }
    if !keys.contains("size=\(data.count)") { warnings.append("wrong size of the file") }
    draw(picture, keepsGaps: false)
  }

  mutating func performKitty(_ body: [UInt8]) {
    guard personality.hasKittyGraphics, body.first == UInt8(ascii: "G") else { return }
    let before = images.warnings.count
    let (reply, passed) = images.perform(
      body.dropFirst(), row: text.cursor.row, column: text.cursor.column)
    warnings += images.warnings.dropFirst(before)
    if let reply { answer += reply.utf8 }
    if let passed { movePast(passed) }
  }

  private mutating func draw(_ picture: DecodedPicture, keepsGaps: Bool) {
    let overhang = overhangOfLastRow(picture)
    if overhang > 0 { scrollByPicture(overhang) }
    painted.draw(
      picture, row: text.cursor.row, column: text.cursor.column, keepsGaps: keepsGaps)
    movePast(picture)
  }

  private mutating func movePast(_ picture: DecodedPicture) {
    let overhang = overhangOfLastRow(picture)
    if overhang > 0 { scrollByPicture(overhang) }
    text.move(row: text.cursor.row + rows(of: picture), column: 0)
  }

  private func rows(of picture: DecodedPicture) -> Int {
    (picture.height + personality.cellHeight - 1) / personality.cellHeight
  }

  private func overhangOfLastRow(_ picture: DecodedPicture) -> Int {
    text.cursor.row + rows(of: picture) - (text.rows - 1)
  }

  private mutating func scrollByPicture(_ lines: Int) {
    rowsScrolledByPictures += lines
    text.scroll(0..<text.rows, by: lines)
    applyEffects()
    text.move(row: text.cursor.row - lines, column: text.cursor.column)
  }
}
