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
    guard let presentation, let layout else { return }
    switch phase {
    case .shown, .storing: break
    default: return
    }
    for item in presentation.items where layout.boxes.indices.contains(item.slot) {
      drawLabel(of: item, box: layout.boxes[item.slot], in: &frame, glyphs: status.glyphs)
    }
    let hints = hints(for: presentation, glyphs: status.glyphs, at: now)
    let row = frame.size.rows - 2
    let text = hints.first { $0.widthInCells <= frame.size.columns } ?? hints.last ?? ""
    frame.centre(text, row: row, style: isReminding ? .strong : .normal)
  }

  /// The row below a tile: its letter and its score.
  private func drawLabel(
    of item: PresentationItem, box: PageLayout.Box, in frame: inout Frame, glyphs: Glyphs
  ) {
    guard let presentation else { return }
    let row = box.row + box.rows
    let (text, style) = label(of: item, in: presentation, width: box.columns, glyphs: glyphs)
    let column = box.column + max(0, (box.columns - text.widthInCells) / 2)
    if style == .focus {
      frame.put(
        String(repeating: " ", count: box.columns), row: row, column: box.column, style: style)
    }
    frame.put(text, row: row, column: column, style: style)
  }

  private func label(
    of item: PresentationItem, in presentation: Presentation, width: Int, glyphs: Glyphs
  ) -> (String, TextStyle) {
    let scale = script.ratingProtocol.scale
    if item.role == .reference {
      switch presentation.kind == .calibration ? script.anchors[item.stimulus] : nil {
      case .low: return (anchorLabel(scale.lowest, width: width), .strong)
      case .high: return (anchorLabel(scale.highest, width: width), .strong)
      case nil: return (width < 9 ? "Ref." : "Reference", .strong)
      }
    }
    if presentation.items.count == 1 { return singleLabel(width: width, glyphs: glyphs) }
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
    let text = "\(score) \(script.ratingProtocol.scale.label(of: score) ?? "")"
    return text.widthInCells <= width ? text : "\(score)"
  }

  private func singleLabel(width: Int, glyphs: Glyphs) -> (String, TextStyle) {
    guard let score = scores[0] else { return ("", .normal) }
    return ("\(score) \(script.ratingProtocol.scale.label(of: score) ?? "")", .saved)
  }

  /// Tiles are named by place only, A, B, C and so on in reading order.
  private func tileName(_ item: PresentationItem, in presentation: Presentation) -> String {
    let place = presentation.ratedSlots.firstIndex(of: item.slot) ?? 0
    return place < 26 ? String(UnicodeScalar(UInt8(65 + place))) : "\(place + 1)"
  }

  /// Hints from the longest to the shortest; the first that fits is shown.
  private func hints(
    for presentation: Presentation, glyphs: Glyphs, at now: Int64
  ) -> [String] {
    let scale = script.ratingProtocol.scale
    let words = (scale.lowest...scale.highest).map { "\($0) \(scale.label(of: $0) ?? "")" }
    let scores = words.joined(separator: "  ")
    if !isLive(at: now), pending == nil {
      return ["Please look at the picture\(presentation.items.count > 1 ? "s" : "")"]
    }
    if presentation.ratedSlots.isEmpty {
      return [
        "The end\(presentation.items.count > 1 ? "s" : "") of the scale"
          + glyphs.separator + "Enter next", "Enter next",
      ]
    }
    if presentation.items.count == 1 {
      let keys = "u undo" + glyphs.separator + "p pause" + glyphs.separator + "? help"
      return isReminding
        ? ["Please choose: " + scores, "Please choose 1 to 5"]
        : [scores + glyphs.separator + keys, scores, "1 to 5"]
    }
    let isReady = presentation.ratedSlots.allSatisfy { self.scores[$0] != nil }
    let lead = isReady ? "Enter next page" : "arrows move"
    if isReminding && !isReady {
      return ["Every picture needs a score: " + scores, "Every picture needs a score"]
    }
    let tail = [lead, "u undo", "p pause", "? help"].joined(separator: glyphs.separator)
    return [
      scores + glyphs.separator + tail,
      [scores, lead, "? help"].joined(separator: glyphs.separator),
      scores + glyphs.separator + lead,
      isReady ? lead : scores, lead,
    ]
  }
}
