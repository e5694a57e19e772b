import RatingStore
import StudyModel
import Testing

@testable import StoreWriter

@Suite struct StudyStoreScoreTests {
  @Test(arguments: Implementation.allCases)
  func `the same score twice is stored once`(_ implementation: Implementation) throws {
    try implementation.run { store throws in
      let session = try prepare(store)
      let rating = Samples.rating(session.id, 0)
      #expect(try append(rating, to: store) == .inserted)
      #expect(try append(rating, to: store) == .alreadyStored)
      #expect(try scores(of: store).map(\.rating) == [rating])
    }
  }

  @Test(arguments: Implementation.allCases)
  func `another value under the same place and revision is a conflict`(
    _ implementation: Implementation
  ) throws {
    try implementation.run { store throws in
      let session = try prepare(store)
      let rating = Samples.rating(session.id, 0, score: 2)
      try append(rating, to: store)
      let error = storeError {
        try append(Samples.rating(session.id, 0, score: 5), to: store)
      }
      let expected =
        "'\(error?.path ?? "")' already holds score 2 at position 0, slot 0 of session "
        + "\(session.id), revision 0; score 5 was not stored, start the session again to go on "
        + "from there"
      #expect(error?.description == expected)
      #expect(try scores(of: store).map(\.rating) == [rating])
    }
  }

  @Test(arguments: Implementation.allCases)
  func `a resumed session goes on at the first position without a score`(
    _ implementation: Implementation
  ) throws {
    try implementation.run { store throws in
      let session = try prepare(store, count: 3)
      for position in 0..<3 {
        #expect(try store.progress(of: session.id).nextPosition == position)
        try append(Samples.rating(session.id, position), to: store)
      }
      let progress = try store.progress(of: session.id)
      #expect(progress.nextPosition == nil)
      #expect(progress.lastActivityMilliseconds == Samples.start + 6000 + 1532)
    }
  }

  @Test(arguments: Implementation.allCases)
  func `a changed mind is a further revision and nothing is lost`(
    _ implementation: Implementation
  ) throws {
    try implementation.run { store throws in
      let session = try prepare(store)
      let first = Samples.rating(session.id, 1, score: 2)
      let second = Samples.rating(session.id, 1, revision: 1, showing: 1, score: 4)
      try append(first, to: store)
      try append(second, to: store)
      let progress = try store.progress(of: session.id)
      #expect(progress.current[first.key] == second)
      #expect(progress.nextShowing[first.key] == 2)
      #expect(try scores(of: store).map(\.rating) == [first, second])
      #expect(try scores(of: store).map(\.isSuperseded) == [true, false])
      #expect(try scores(of: store).map(\.isConfirmed) == [true, true])
    }
  }

  @Test(arguments: Implementation.allCases, [0, 6, -1])
  func `a score outside the scale is refused`(
    _ implementation: Implementation, _ score: Int
  ) throws {
    try implementation.run { store throws in
      let session = try prepare(store)
      let error = storeError {
        try append(Samples.rating(session.id, 0, score: score), to: store)
      }
      let expected =
        "Score '\(score)' is outside 1...5; '\(error?.path ?? "")' was not changed"
      #expect(error?.description == expected)
      #expect(try scores(of: store).isEmpty)
    }
  }

  @Test(arguments: Implementation.allCases)
  func `a score for a place that is not in the order is refused`(
    _ implementation: Implementation
  ) throws {
    try implementation.run { store throws in
      let session = try prepare(store, count: 3)
      for (position, slot) in [(3, 0), (-1, 0), (0, 1)] {
        let rating = Samples.rating(session.id, position, slot: slot)
        let error = storeError { try append(rating, to: store) }
        let expected =
          "'\(error?.path ?? "")' has no position \(position), slot \(slot) of session "
          + "\(session.id)"
        #expect(error?.description == expected)
      }
    }
  }

  @Test(arguments: Implementation.allCases)
  func `a score and a display of different showings are refused`(
    _ implementation: Implementation
  ) throws {
    try implementation.run { store throws in
      let session = try prepare(store)
      let display = Samples.display(Samples.rating(session.id, 0, showing: 1))
      guard
        case .invalid = storeError({
          _ = try store.append(Samples.rating(session.id, 0), display: display)
        })
      else {
        Issue.record("the score was taken")
        return
      }
    }
  }

  @Test(arguments: Implementation.allCases)
  func `displays without a score are kept and raise the next showing`(
    _ implementation: Implementation
  ) throws {
    try implementation.run { store throws in
      let session = try prepare(store)
      let displays = (0..<2).map {
        Samples.display(Samples.rating(session.id, 0, showing: $0))
      }
      try store.appendDisplays(displays)
      try store.appendDisplays(displays)
      let progress = try store.progress(of: session.id)
      #expect(progress.nextShowing == [displays[0].key: 2])
      #expect(progress.nextPosition == 0)
      var changed = displays[1]
      changed.cellColumn += 1
      let unseen = Samples.display(Samples.rating(session.id, 1))
      guard case .conflict = storeError({ try store.appendDisplays([unseen, changed]) }) else {
        Issue.record("a display was replaced")
        return
      }
      #expect(try store.progress(of: session.id).nextShowing == [displays[0].key: 2])
    }
  }

  @Test(arguments: Implementation.allCases)
  func `what a display does not tell is no contradiction and may be told later`(
    _ implementation: Implementation
  ) throws {
    try implementation.run { store throws in
      let session = try prepare(store)
      let rating = Samples.rating(session.id, 0)
      var display = Samples.display(rating)
      display.detail = nil
      #expect(try store.append(rating, display: display) == .inserted)
      #expect(try scores(of: store).map(\.display) == [display])
      let told = Samples.display(rating)
      #expect(try store.append(rating, display: told) == .alreadyStored)
      #expect(try store.append(rating, display: display) == .alreadyStored)
      #expect(try scores(of: store).map(\.display) == [told])
      var other = told
      other.detail?.byteCount += 1
      let error = storeError { _ = try store.append(rating, display: other) }
      let expected =
        "'\(error?.path ?? "")' already holds another display at position 0, slot 0 of session "
        + "\(session.id), showing 0"
      #expect(error?.description == expected)
      #expect(try scores(of: store).map(\.display) == [told])
    }
  }

  @Test(arguments: Implementation.allCases)
  func `a detail outside its range is refused`(_ implementation: Implementation) throws {
    let changes: [(inout DisplayDetail) -> Void] = [
      { $0.technique = "" }, { $0.technique = "a name of 17 letters" }, { $0.technique = "=raw" },
      { $0.maximumAbsoluteError = 256 }, { $0.maximumAbsoluteError = 1 },
      { $0.maximumAbsoluteError = nil }, { $0.imageCount = -1 }, { $0.byteCount = -1 },
      { $0.colours = 1 << 24 + 1 }, { $0.registers = 65537 }, { $0.registers = -1 },
      { $0.percentCurve = "x\u{1B}[2J" }, { $0.acknowledgedMilliseconds = -1 },
      { $0.colourChunks = String(repeating: "x", count: 129) }, { $0.colourChunks = "\u{1B}[2J" },
      { $0.colourChunks = "=1" }, { $0.colourChunks = "gAMA\u{0}" },
    ]
    try implementation.run { store throws in
      let session = try prepare(store)
      let rating = Samples.rating(session.id, 0)
      for (number, change) in changes.enumerated() {
        var display = Samples.display(rating)
        var detail = Samples.detail
        change(&detail)
        display.detail = detail
        let error = storeError { _ = try store.append(rating, display: display) }
        let expected =
          "The display at position 0, slot 0 of session \(session.id) has a detail outside its "
          + "range; '\(error?.path ?? "")' was not changed"
        #expect(error?.description == expected, "change \(number)")
      }
      #expect(try scores(of: store).isEmpty)
    }
  }

  @Test(arguments: Implementation.allCases)
  func `a detail keeps every part`(_ implementation: Implementation) throws {
    try implementation.run { store throws in
      let session = try prepare(store)
      let rating = Samples.rating(session.id, 0)
      var display = Samples.display(rating)
      display.isExact = false
      display.detail = DisplayDetail(
        technique: "half-block", maximumAbsoluteError: nil, imageCount: 2, byteCount: 3,
        colours: 1 << 24, registers: 65536, percentCurve: "floor", acknowledgedMilliseconds: nil,
        colourChunks: "iCCP=\"a, b\"")
      _ = try store.append(rating, display: display)
      #expect(try scores(of: store).map(\.display) == [display])
      #expect(try store.integrityCheck() == [])
    }
  }

  @Test(arguments: Implementation.allCases)
  func `a page is complete with its confirmation and not before`(
    _ implementation: Implementation
  ) throws {
    try implementation.run { store throws in
      try store.createStudy(
        Samples.plan(.sideBySideReference), planDigest: Samples.planDigest)
      let rater = try store.registerRater(
        code: Samples.code("r1"), id: Samples.id(1, family: 2), screening: "", atMilliseconds: 0)
      let session = Samples.pages(1, rater: rater.id, count: 3)
      try store.startSession(session)
      guard
        case .invalid = storeError({ try append(Samples.rating(session.id, 0), to: store) })
      else {
        Issue.record("a reference took a score")
        return
      }
      for slot in 1...2 { try append(Samples.rating(session.id, 0, slot: slot), to: store) }
      #expect(try store.progress(of: session.id).nextPosition == 0)
      #expect(try scores(of: store).map(\.isConfirmed) == [false, false])
      try store.confirm(session: session.id, position: 0, atMilliseconds: Samples.start + 9000)
      try store.confirm(session: session.id, position: 0, atMilliseconds: Samples.start + 9000)
      try store.confirm(session: session.id, position: 0, atMilliseconds: Samples.start + 9500)
      let progress = try store.progress(of: session.id)
      #expect(progress.nextPosition == 1)
      #expect(progress.confirmed == [0])
      #expect(progress.lastActivityMilliseconds == Samples.start + 9500)
      let scores = try scores(of: store)
      #expect(scores.map(\.isConfirmed) == [true, true])
      #expect(scores.map(\.stimulus) == [0, 1])
      #expect(scores.map(\.slotCount) == [3, 3])
      guard
        case .notFound = storeError({
          try store.confirm(session: session.id, position: 3, atMilliseconds: 0)
        })
      else {
        Issue.record("a page that does not exist was confirmed")
        return
      }
    }
  }

  @Test(arguments: Implementation.allCases)
  func `provenance records need a session`(_ implementation: Implementation) throws {
    try implementation.run { store throws in
      let session = try prepare(store)
      try store.appendRecord(
        session: session.id, digest: Samples.digest([1]), atMilliseconds: 1)
      try store.appendRecord(
        session: session.id, digest: Samples.digest([1]), atMilliseconds: 1)
      let none = Samples.id(5, family: 3)
      let error = storeError {
        try store.appendRecord(session: none, digest: Samples.digest([1]), atMilliseconds: 1)
      }
      #expect(error?.description == "'\(error?.path ?? "")' has no session \(none)")
    }
  }

  @Test(arguments: Implementation.allCases)
  func `scores come by session start, position, slot and revision with their surroundings`(
    _ implementation: Implementation
  ) throws {
    try implementation.run { store throws in
      let second = try prepare(store, number: 2)
      let first = try prepare(store, number: 1)
      let ratings = [
        Samples.rating(first.id, 0), Samples.rating(first.id, 4),
        Samples.rating(second.id, 1), Samples.rating(second.id, 1, revision: 1),
        Samples.rating(second.id, 3),
      ]
      for index in [4, 1, 3, 0, 2] { try append(ratings[index], to: store) }
      let scores = try scores(of: store)
      #expect(scores.map(\.rating) == ratings)
      let score = try #require(scores.last)
      #expect(score.raterCode.text == "r2")
      #expect(score.raterOrdinal == 0)
      #expect(score.screening == "acuity=pass")
      #expect(score.seed == UInt64.max - 2)
      #expect(score.stimulus == 3)
      #expect(score.kind == .test)
      #expect(scores[0].kind == .dummy)
      #expect(score.display == Samples.display(ratings[4]))
      #expect(score.startedAtMilliseconds == Samples.start + 2000)
      #expect(try store.integrityCheck() == [])
      try store.checkpoint()
    }
  }

  @Test(arguments: Implementation.allCases)
  func `what the body of a pass over scores throws comes out`(
    _ implementation: Implementation
  ) throws {
    struct Stop: Error {}
    try implementation.run { store throws in
      let session = try prepare(store)
      try append(Samples.rating(session.id, 0), to: store)
      #expect(throws: Stop.self) { try store.forEachScore { _ in throw Stop() } }
    }
  }

  @Test(arguments: Implementation.allCases)
  func `an import counts duplicates and a contradiction leaves the store as it was`(
    _ implementation: Implementation
  ) throws {
    try implementation.run { store throws in
      let session = try prepare(store)
      let old = Samples.rating(session.id, 0)
      try append(old, to: store)
      let new = Samples.rating(session.id, 1)
      let pairs = [old, new].map { (rating: $0, display: Samples.display($0)) }
      let imported = Samples.session(
        1, rater: session.rater, ratingProtocol: .srganACRHR, session.plan.presentations,
        origin: .imported)
      let counts = try store.importSession(imported, scores: pairs, confirmed: [1: 77])
      #expect(counts.inserted == 1)
      #expect(counts.duplicates == 1)
      #expect(try store.progress(of: session.id).session.origin == .rated)
      let more = Samples.rating(session.id, 2)
      let wrong = Samples.rating(session.id, 1, score: 5)
      let bad = [more, wrong].map { (rating: $0, display: Samples.display($0)) }
      for (scores, confirmed) in [(bad, [:]), ([bad[0]], [1: Int64(78)])] {
        guard
          case .conflict = storeError({
            _ = try store.importSession(imported, scores: scores, confirmed: confirmed)
          })
        else {
          Issue.record("a contradiction was taken")
          return
        }
      }
      #expect(try scores(of: store).map(\.rating) == [old, new])
      #expect(try store.progress(of: session.id).confirmed == [1])
    }
  }
}
