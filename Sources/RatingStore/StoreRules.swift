import StudyModel

/// The rules that every store applies before it writes, with their sentences.
struct StoreRules: Sendable {
  let path: String
  let kind: StoreKind
  let digest: @Sendable ([UInt8]) -> SHA256Digest

  func check(_ plan: StudyPlan) throws(StoreError) {
    guard plan.study.title.unicodeScalars.count <= 200 else {
      throw .refused(path, "The title of study '\(plan.study.name)' is longer than 200 characters")
    }
    let images = Set(plan.study.images.map(\.id))
    for (index, stimulus) in plan.stimuli.enumerated() {
      guard stimulus.number == index, images.contains(stimulus.image) else {
        throw .refused(path, "Stimulus '\(stimulus.number)' does not belong to the study's plan")
      }
      guard (1...8192).contains(stimulus.width), (1...8192).contains(stimulus.height) else {
        throw .refused(
          path,
          "Picture '\(stimulus.image)' of '\(stimulus.method)' is \(stimulus.width)x"
            + "\(stimulus.height), the store takes 1 to 8192 samples a side")
      }
    }
  }

  func check(screening: String) throws(StoreError) {
    guard StoreRules.fits(screening, 0...200) else {
      throw .refused(path, "The screening answers are longer than 200 bytes or hold a NUL")
    }
  }

  func check(
    _ session: StudySession, studyProtocol: RatingProtocol, stimulusCount: Int
  ) throws(StoreError) {
    guard kind.accepts(session.origin) else {
      throw .refused(
        path,
        "The store holds \(kind.rawValue) scores and takes no \(session.origin.rawValue) session")
    }
    guard session.ratingProtocol == studyProtocol else {
      throw .refused(
        path,
        "Session procedure '\(session.ratingProtocol.storedName)' is not the study's "
          + "'\(studyProtocol.storedName)'")
    }
    guard session.number >= 0, StoreRules.fits(session.station, 1...64),
      StoreRules.fits(session.program, 0...64)
    else {
      throw .refused(path, "The session's number, station or program name is outside its range")
    }
    guard digest(session.plan.canonicalBytes) == session.planDigest else {
      throw .refused(path, "The digest of the session's order does not fit the order")
    }
    try check(session.plan, stimulusCount: stimulusCount)
  }

  private func check(_ plan: SessionPlan, stimulusCount: Int) throws(StoreError) {
    guard !plan.presentations.isEmpty else {
      throw .refused(path, "The session's order is empty")
    }
    for (index, presentation) in plan.presentations.enumerated() {
      let slots = presentation.items.map(\.slot)
      let isInOrder =
        presentation.position == index && presentation.block >= 0
        && (1...32).contains(presentation.gridColumns) && !slots.isEmpty
        && zip(slots, slots.dropFirst()).allSatisfy { $0 < $1 }
        && slots.allSatisfy { (0...31).contains($0) }
        && presentation.items.allSatisfy { (0..<stimulusCount).contains($0.stimulus) }
      let repeatIsEarlier =
        presentation.repeatOf.map { (0..<index).contains($0) && presentation.kind == .retest }
        ?? true
      guard isInOrder, repeatIsEarlier else {
        throw .refused(path, "Presentation \(index) of the session's order is not well formed")
      }
    }
  }

  func check(
    _ rating: Rating, display: DisplayRecord, in context: SlotContext
  ) throws(StoreError) {
    let place = StoreRules.name(of: rating.key)
    guard context.role == .rated else {
      throw .refused(path, "The picture at \(place) is a reference and takes no score")
    }
    do {
      _ = try context.ratingProtocol.scale.checked(rating.score)
    } catch {
      throw .refused(path, error.description)
    }
    guard rating.revision >= 0, rating.latencyMilliseconds >= 0 else {
      throw .refused(path, "The revision or latency of the score at \(place) is negative")
    }
    guard display.key == rating.key, display.showing == rating.showing else {
      throw .refused(path, "The score at \(place) and its display belong to different showings")
    }
  }

  func check(_ display: DisplayRecord) throws(StoreError) {
    let crop = display.crop
    let sizes = [
      display.scaleNumerator, display.scaleDenominator, crop.width, crop.height,
      display.terminalColumns, display.terminalRows,
    ]
    let origins = [
      display.showing, crop.x, crop.y, display.cellColumn, display.cellRow, display.cellWidth,
      display.cellHeight, display.psnrMilliDecibels ?? 0,
    ]
    guard sizes.allSatisfy({ $0 > 0 }), origins.allSatisfy({ $0 >= 0 }),
      StoreRules.fits(display.terminal, 0...64), StoreRules.fits(display.renderer, 1...32),
      (0...65536).contains(display.paletteColours),
      !display.isExact || display.psnrMilliDecibels == nil
    else {
      throw .refused(
        path, "The display at \(StoreRules.name(of: display.key)) has a value outside its range")
    }
    if let detail = display.detail { try check(detail, of: display) }
  }

  private func check(_ detail: DisplayDetail, of display: DisplayRecord) throws(StoreError) {
    guard DisplayDetail.isName(detail.technique, 1...16),
      DisplayDetail.isName(detail.percentCurve, 0...16),
      DisplayDetail.isColourText(detail.colourChunks),
      DisplayDetail.errors.contains(detail.maximumAbsoluteError ?? 0),
      DisplayDetail.colourCounts.contains(detail.colours),
      DisplayDetail.registerCounts.contains(detail.registers),
      detail.imageCount >= 0, detail.byteCount >= 0, detail.acknowledgedMilliseconds ?? 0 >= 0,
      !display.isExact || detail.maximumAbsoluteError == 0
    else {
      throw .refused(
        path,
        "The display at \(StoreRules.name(of: display.key)) has a detail outside its range")
    }
  }

  /// Whether a text has a number of bytes in `length` and no NUL, which ends a text in SQLite.
  static func fits(_ text: String, _ length: ClosedRange<Int>) -> Bool {
    length.contains(text.utf8.count) && !text.utf8.contains(0)
  }

  static func name(of key: RatingKey) -> String {
    "position \(key.position), slot \(key.slot) of session \(key.session)"
  }

  func conflict(_ stored: Rating, with rating: Rating) -> StoreError {
    .contradiction(
      path,
      "score \(stored.score) at \(StoreRules.name(of: rating.key)), revision \(rating.revision); "
        + "score \(rating.score) was not stored, start the session again to go on from there")
  }

  func conflict(_ display: DisplayRecord) -> StoreError {
    .contradiction(
      path,
      "another display at \(StoreRules.name(of: display.key)), showing \(display.showing)")
  }

  func conflict(_ session: StudySession) -> StoreError {
    .contradiction(path, "another session under identifier \(session.id)")
  }

  func conflictingPlan(stored: SHA256Digest, given: SHA256Digest) -> StoreError {
    .contradiction(
      path,
      "scores for another plan of the study (\(stored.short), not \(given.short)); put plan.json "
        + "and the pictures back as they were, or choose another study folder")
  }

  func missingStudy() -> StoreError { .missing(path, "study yet") }

  func missing(session: UniqueID) -> StoreError { .missing(path, "session \(session)") }

  func missing(session: UniqueID, position: Int) -> StoreError {
    .missing(path, "position \(position) of session \(session)")
  }

  func missing(rater: UniqueID) -> StoreError { .missing(path, "rater \(rater)") }

  func missing(_ key: RatingKey) -> StoreError { .missing(path, StoreRules.name(of: key)) }
}

extension DisplayRecord {
  /// Whether both tell of the same drawing; what one of them does not know is no contradiction.
  func agrees(with other: DisplayRecord) -> Bool {
    var (left, right) = (self, other)
    if left.detail == nil || right.detail == nil { (left.detail, right.detail) = (nil, nil) }
    return left == right
  }
}
