import StudyModel

extension SessionState {
  /// What the screen shows now.
  ///
  /// - Parameters:
  ///   - size: The window in cells.
  ///   - status: What is known about the display.
  ///   - layout: Where the current pictures stand; nil when none are on the screen.
  ///   - now: Milliseconds of the monotonic clock.
  /// - Returns: A frame of that size, blank where pictures stand.
  public func frame(
    size: ScreenSize, status: SessionStatus, layout: PageLayout?, at now: Int64
  ) -> Frame {
    var frame = Frame(size: size)
    drawBars(in: &frame, status: status, at: now)
    switch screen {
    case .trial:
      drawTrial(in: &frame, status: status, layout: layout, at: now)
    default:
      let page = textPage(glyphs: status.glyphs, at: now)
      draw(page, in: &frame)
    }
    return frame
  }

  private func drawBars(in frame: inout Frame, status: SessionStatus, at now: Int64) {
    let last = frame.size.rows - 1
    frame.fill(row: 0, style: .bar)
    frame.fill(row: last, style: .bar)
    frame.put(" Opine", row: 0, column: 0, style: .bar)
    let (done, all) = progress
    let bar = progressBar(width: frame.size.columns < 60 ? 8 : 20, glyphs: status.glyphs)
    frame.centre(bar, row: 0, style: .bar)
    frame.right("\(min(done + 1, all)) of \(all) ", row: 0, style: .bar)
    frame.put(
      " " + status.display, row: last, column: 0, style: status.isWarning ? .warning : .bar)
    if isSaved {
      frame.right(" saved ", row: last, style: .bar)
    }
  }

  private func progressBar(width: Int, glyphs: Glyphs) -> String {
    let (done, all) = progress
    let filled = all == 0 ? width : done * width / all
    return String(repeating: glyphs.done, count: filled)
      + String(repeating: glyphs.open, count: width - filled)
  }

  private func drawTrial(
    in frame: inout Frame, status: SessionStatus, layout: PageLayout?, at now: Int64
  ) {
    if case .tooSmall(let needed) = phase {
      draw(tooSmallPage(needed, has: frame.size), in: &frame)
      return
    }
    guard let visible, let layout else { return }
    switch phase {
    case .shown, .storing: break
    default: return
    }
    for (item, box) in zip(visible.items, layout.boxes) {
      drawLabel(of: item, box: box, in: &frame, glyphs: status.glyphs)
    }
    let hints = hints(for: visible, glyphs: status.glyphs, at: now)
    let row = frame.size.rows - 2
    let text = hints.first { $0.widthInCells <= frame.size.columns } ?? hints.last ?? ""
    frame.centre(text, row: row, style: isReminding ? .strong : .normal)
  }

  /// The row below a tile: its letter and its score.
  private func drawLabel(
    of item: PresentationItem, box: PageLayout.Box, in frame: inout Frame, glyphs: Glyphs
  ) {
    let row = box.row + box.rows
    let (text, style) = label(of: item, width: box.columns, glyphs: glyphs)
    let isAlone = visible.map { $0.items.count == 1 } ?? true
    let margin = (box.columns - text.widthInCells) / 2
    let column = box.column + (isAlone ? margin : max(0, margin))
    if style == .focus {
      frame.put(
        String(repeating: " ", count: box.columns), row: row, column: box.column, style: style)
    }
    frame.put(text, row: row, column: max(0, column), style: style)
  }

  private func label(
    of item: PresentationItem, width: Int, glyphs: Glyphs
  ) -> (String, TextStyle) {
    guard let presentation else { return ("", .normal) }
    switch script.ratingProtocol.arrangement {
    case .page:
      return item.role == .reference
        ? (referenceLabel(of: item, width: width), .strong)
        : tileLabel(of: item, in: presentation, width: width, glyphs: glyphs)
    case .single:
      return item.role == .reference
        ? (referenceLabel(of: item, width: width), .strong)
        : (scores[0].map(answer) ?? "", .saved)
    case .inTime, .beside: return pairLabel(of: item, in: presentation, width: width)
    }
  }

  /// The label of one of two pictures: its place, or what it is, and the answer that was given.
  private func pairLabel(
    of item: PresentationItem, in presentation: Presentation, width: Int
  ) -> (String, TextStyle) {
    switch script.ratingProtocol.testMethod {
    case .pairComparison:
      let isChosen = scores[0] == item.slot
      return (AnswerKeys(script.ratingProtocol).text(of: item.slot), isChosen ? .saved : .normal)
    case .dcr where item.slot == 0: return (width < 9 ? "Ref." : "Reference", .strong)
    default: break
    }
    if item.slot == 0 { return ("First", .normal) }
    if presentation.ratedSlots.isEmpty { return (referenceLabel(of: item, width: width), .strong) }
    let name = script.ratingProtocol.testMethod == .ccr ? "Second" : ""
    return scores[item.slot].map { (answer($0), .saved) } ?? (name, .normal)
  }

  /// What a picture without a score stands for.
  private func referenceLabel(of item: PresentationItem, width: Int) -> String {
    let scale = script.ratingProtocol.scale
    switch presentation?.kind == .calibration ? script.anchors[item.stimulus] : nil {
    case .low: return anchorLabel(scale.lowest, width: width)
    case .high: return anchorLabel(scale.highest, width: width)
    case nil: return width < 9 ? "Ref." : "Reference"
    }
  }

  private func tileLabel(
    of item: PresentationItem, in presentation: Presentation, width: Int, glyphs: Glyphs
  ) -> (String, TextStyle) {
    let scale = script.ratingProtocol.scale
    let name = tileName(item, in: presentation)
    let score = scores[item.slot]
    let isFocused = item.slot == focus
    let lead = "\(isFocused ? glyphs.pointer : " ") \(name)  "
    let style: TextStyle = isFocused ? .focus : score == nil ? .dim : .saved
    // One width for every score, so that the letters of a column stand below one another.
    let widest = scale.labels.map(\.widthInCells).max() ?? 0
    guard lead.widthInCells + 2 + widest + 1 <= width else {
      return (lead + (score.map(String.init) ?? glyphs.noScore) + " ", style)
    }
    let word = score.flatMap { scale.label(of: $0) } ?? ""
    let value = (score.map(String.init) ?? glyphs.noScore) + " " + word
    let padding = String(repeating: " ", count: widest - word.widthInCells + 1)
    return (lead + value + padding, style)
  }

  private func anchorLabel(_ score: Int, width: Int) -> String {
    let text = answer(score)
    let isAlone = script.ratingProtocol.arrangement == .inTime
    return isAlone || text.widthInCells <= width
      ? text : AnswerKeys(script.ratingProtocol).key(of: score)
  }

  /// Key and word of a score.
  private func answer(_ score: Int) -> String {
    AnswerKeys(script.ratingProtocol).text(of: score)
  }

  /// Tiles are named by place only, A, B, C and so on in reading order.
  private func tileName(_ item: PresentationItem, in presentation: Presentation) -> String {
    let place = presentation.ratedSlots.firstIndex(of: item.slot) ?? 0
    return place < 26 ? String(UnicodeScalar(UInt8(65 + place))) : "\(place + 1)"
  }
}
