import StudyModel

/// Where a picture stands, and whose score it gets: what the store knows about a tile.
struct SlotContext {
  let rater: UniqueID
  let stimulus: Int
  let kind: Presentation.Kind
  let role: PresentationItem.Role
  let ratingProtocol: RatingProtocol
}

extension Rating {
  func checksum(in context: SlotContext) -> UInt32 {
    var sum = Checksum()
    sum.add(bytes: key.session.bytes)
    sum.add(bytes: context.rater.bytes)
    for number in [context.stimulus, key.position, key.slot, showing, revision, score] {
      sum.add(number)
    }
    sum.add(shownAtMilliseconds)
    sum.add(latencyMilliseconds)
    sum.add(context.kind.rawValue)
    sum.add(context.ratingProtocol.storedName)
    return sum.value
  }
}

extension DisplayRecord {
  var checksum: UInt32 {
    var sum = Checksum()
    sum.add(bytes: key.session.bytes)
    for number in [key.position, key.slot, showing] { sum.add(number) }
    sum.add(terminal)
    sum.add(renderer)
    for number in [scaleNumerator, scaleDenominator, isExact ? 1 : 0, paletteColours] {
      sum.add(number)
    }
    sum.add(psnrMilliDecibels.map(Int64.init))
    for number in [crop.x, crop.y, crop.width, crop.height, cellColumn, cellRow] {
      sum.add(number)
    }
    for number in [terminalColumns, terminalRows, cellWidth, cellHeight] { sum.add(number) }
    return sum.value
  }
}

extension DisplayDetail {
  func checksum(of display: DisplayKey) -> UInt32 {
    var sum = Checksum()
    sum.add(bytes: display.key.session.bytes)
    for number in [display.key.position, display.key.slot, display.showing] { sum.add(number) }
    sum.add(technique)
    sum.add(maximumAbsoluteError.map(Int64.init))
    for number in [imageCount, byteCount, colours, registers] { sum.add(number) }
    sum.add(percentCurve)
    sum.add(acknowledgedMilliseconds.map(Int64.init))
    sum.add(colourChunks)
    return sum.value
  }
}

extension Rater {
  func checksum(study: UniqueID, createdAtMilliseconds: Int64) -> UInt32 {
    var sum = Checksum()
    sum.add(bytes: id.bytes)
    sum.add(bytes: study.bytes)
    sum.add(code.text)
    sum.add(ordinal)
    sum.add(screening)
    sum.add(createdAtMilliseconds)
    return sum.value
  }
}

extension StudySession {
  func checksum(study: UniqueID) -> UInt32 {
    var sum = Checksum()
    sum.add(bytes: id.bytes)
    sum.add(bytes: study.bytes)
    sum.add(bytes: rater.bytes)
    sum.add(number)
    sum.add(station)
    sum.add(program)
    sum.add(origin.rawValue)
    sum.add(ratingProtocol.storedName)
    sum.add(Int64(bitPattern: plan.seed))
    sum.add(plan.presentations.count)
    sum.add(bytes: planDigest.bytes)
    sum.add(startedAtMilliseconds)
    return sum.value
  }
}

/// A row that says when a page was confirmed.
struct Confirmation {
  let session: UniqueID
  let position: Int
  let revision: Int
  let atMilliseconds: Int64

  var checksum: UInt32 {
    var sum = Checksum()
    sum.add(bytes: session.bytes)
    sum.add(position)
    sum.add(revision)
    sum.add(atMilliseconds)
    return sum.value
  }
}
