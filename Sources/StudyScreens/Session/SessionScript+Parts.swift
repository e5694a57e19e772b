public import StudyModel

extension SessionScript {
  /// The presentation as it is on the screen, part by part: two pictures in time are two parts,
  /// everything else is one.
  func parts(of presentation: Presentation) -> [Presentation] {
    guard ratingProtocol.arrangement == .inTime else { return [presentation] }
    return presentation.items.map { item in
      Presentation(
        position: presentation.position, block: presentation.block, kind: presentation.kind,
        repeatOf: presentation.repeatOf, gridColumns: 1, items: [item])
    }
  }
}

extension SessionState {
  /// What is on the screen, or will be, of the presentation in progress; nil at the end.
  public var visible: Presentation? {
    guard let presentation else { return nil }
    let parts = script.parts(of: presentation)
    return parts[min(part, parts.count - 1)]
  }

  /// Whether nothing of the presentation is still to come.
  var isLastPart: Bool {
    guard let presentation else { return true }
    return part + 1 >= script.parts(of: presentation).count
  }

  /// What is needed next, so that it can be made ready.
  ///
  /// Nil at the end, and as long as what is needed now is not on the screen.
  public var upcoming: Presentation? {
    guard screen == .trial, case .shown = phase, let presentation else { return nil }
    if !isLastPart { return script.parts(of: presentation)[part + 1] }
    let next = firstOpen(from: position + 1)
    guard script.presentations.indices.contains(next) else { return nil }
    return script.parts(of: script.presentations[next]).first
  }

  /// When the part on the screen gives way to the next one; nil for the last part.
  func end(ofPartSince since: Int64) -> Int64? {
    isLastPart ? nil : since + Int64(script.settings.firstPictureMilliseconds ?? 0)
  }

  /// Takes a part off the screen whose time is over.
  mutating func endPart(at now: Int64) -> [SessionEffect] {
    part += 1
    phase = .grey(until: now + Int64(script.settings.betweenMilliseconds ?? 0))
    return [.hidePictures]
  }

  /// Shows the pictures in time once more, from the first.
  mutating func replay(at now: Int64) -> [SessionEffect] {
    guard script.ratingProtocol.arrangement == .inTime, isLastPart, case .shown = phase else {
      return []
    }
    part = 0
    phase = .grey(until: now + Int64(script.settings.greyMilliseconds))
    return [.hidePictures]
  }
}
