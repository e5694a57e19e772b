import StudyModel

extension SessionState {
  /// Hints from the longest to the shortest; the first that fits is shown.
  func hints(
    for visible: Presentation, glyphs: Glyphs, at now: Int64
  ) -> [String] {
    guard let presentation else { return [] }
    if !isLive(at: now), pending == nil { return [lookHint(visible, in: presentation)] }
    if presentation.ratedSlots.isEmpty {
      let ends = visible.items.count > 1 && script.ratingProtocol.showsPages ? "ends" : "end"
      return ["The \(ends) of the scale" + glyphs.separator + "Enter next", "Enter next"]
    }
    return script.ratingProtocol.showsPages
      ? pageHints(presentation, glyphs: glyphs) : answerHints(glyphs: glyphs)
  }

  /// What to do while keys do not act yet.
  private func lookHint(_ visible: Presentation, in presentation: Presentation) -> String {
    if !isLastPart {
      return script.ratingProtocol.testMethod == .dcr
        ? "Please look at the reference" : "Please look at the first picture"
    }
    return "Please look at the picture\(visible.items.count > 1 ? "s" : "")"
  }

  private func answerHints(glyphs: Glyphs) -> [String] {
    let keys = AnswerKeys(script.ratingProtocol)
    if isReminding {
      return keys.lines.map { "Please choose: " + $0 } + ["Please choose \(keys.range)"]
    }
    let replay = script.ratingProtocol.arrangement == .inTime ? ["r again"] : []
    let others = replay + ["u undo", "p pause", "? help"]
    let tail = glyphs.separator + others.joined(separator: glyphs.separator)
    let short = glyphs.separator + (replay + ["? help"]).joined(separator: glyphs.separator)
    let question = question.map { $0 + "  " } ?? ""
    return keys.lines.flatMap { line in
      [question + line + tail, question + line + short, line + tail, line + short, line]
    } + [keys.range]
  }

  /// What is asked, where the scale does not say it.
  private var question: String? {
    switch script.ratingProtocol.testMethod {
    case .pairComparison: "Which looks better?"
    case .ccr: "The second against the first:"
    case .dcr: "Against the reference:"
    case .acr, .acrHiddenReference, .multiStimulus: nil
    }
  }

  private func pageHints(_ presentation: Presentation, glyphs: Glyphs) -> [String] {
    let scores = AnswerKeys(script.ratingProtocol).lines[0]
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
