import RatingStore
import StudyModel
import Testing

@testable import StoreWriter

/// The implementations that have to behave alike.
enum Implementation: CaseIterable {
  case sqlite
  case memory

  func run(
    kind: StoreKind = .real, _ body: (any StudyStore) throws -> Void
  ) throws {
    switch self {
    case .sqlite:
      let folder = try TemporaryFolder()
      try body(try openStore(folder.file(), kind: kind))
    case .memory:
      try body(MemoryStore(kind: kind, digest: Samples.digest))
    }
  }
}

@Suite struct StudyStoreTests {
  @Test(arguments: Implementation.allCases)
  func `a new store has no study`(_ implementation: Implementation) throws {
    try implementation.run { store throws in
      #expect(try store.planDigest() == nil)
      #expect(try store.raters() == [])
      guard case .notFound = storeError({ _ = try prepareRaterOnly(store) }) else {
        Issue.record("a rater without a study was taken")
        return
      }
    }
  }

  private func prepareRaterOnly(_ store: some StudyStore) throws -> Rater {
    try store.registerRater(
      code: Samples.code("r1"), id: Samples.id(1, family: 2), screening: "", atMilliseconds: 0)
  }

  @Test(arguments: Implementation.allCases)
  func `the same plan twice is one study and another plan is a conflict`(
    _ implementation: Implementation
  ) throws {
    try implementation.run { store throws in
      let plan = Samples.plan()
      try store.createStudy(plan, planDigest: Samples.planDigest)
      try store.createStudy(plan, planDigest: Samples.planDigest)
      #expect(try store.planDigest() == Samples.planDigest)
      let other = Samples.digest([1])
      let error = storeError { try store.createStudy(plan, planDigest: other) }
      guard case .conflict(let path, let reason) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      let expected =
        "'\(path)' already holds scores for another plan of the study "
        + "(\(Samples.planDigest.short), not \(other.short)); put plan.json and the pictures back "
        + "as they were, or choose another study folder"
      #expect(reason == expected)
      #expect(try store.planDigest() == Samples.planDigest)
    }
  }

  @Test(arguments: Implementation.allCases)
  func `raters get ordinals in the order they come and keep them`(
    _ implementation: Implementation
  ) throws {
    try implementation.run { store throws in
      try store.createStudy(Samples.plan(), planDigest: Samples.planDigest)
      for (index, code) in ["zoe", "amy", "zoe"].enumerated() {
        let rater = try store.registerRater(
          code: Samples.code(code), id: Samples.id(index, family: 2), screening: "acuity=\(index)",
          atMilliseconds: 5)
        #expect(rater.ordinal == [0, 1, 0][index])
      }
      #expect(try store.raters().map(\.code.text) == ["zoe", "amy"])
      #expect(try store.raters().map(\.screening) == ["acuity=0", "acuity=1"])
      let error = storeError {
        _ = try store.registerRater(
          code: Samples.code("bob"), id: Samples.id(0, family: 2), screening: "",
          atMilliseconds: 5)
      }
      guard case .conflict = error else {
        Issue.record("an identifier was given twice")
        return
      }
    }
  }

  @Test(arguments: Implementation.allCases)
  func `a session comes back as it was frozen`(_ implementation: Implementation) throws {
    try implementation.run { store throws in
      try store.createStudy(
        Samples.plan(.sideBySideReference), planDigest: Samples.planDigest)
      let rater = try store.registerRater(
        code: Samples.code("r1"), id: Samples.id(1, family: 2), screening: "", atMilliseconds: 0)
      let session = Samples.pages(1, rater: rater.id, count: 3)
      try store.startSession(session)
      try store.startSession(session)
      let progress = try store.progress(of: session.id)
      #expect(progress.session == session)
      #expect(progress.nextPosition == 0)
      #expect(progress.lastActivityMilliseconds == nil)
      let changed = Samples.pages(1, rater: rater.id, count: 4)
      guard case .conflict = storeError({ try store.startSession(changed) }) else {
        Issue.record("a frozen order was replaced")
        return
      }
    }
  }

  @Test(arguments: Implementation.allCases)
  func `sessions of a rater are oldest first`(_ implementation: Implementation) throws {
    try implementation.run { store throws in
      let first = try prepare(store)
      let later = Samples.session(9, rater: first.rater, count: 2)
      let earlier = Samples.session(0, rater: first.rater, count: 2)
      try store.startSession(later)
      try store.startSession(earlier)
      #expect(try store.sessions(of: first.rater) == [earlier.id, first.id, later.id])
      #expect(try store.sessions(of: Samples.id(7, family: 2)) == [])
    }
  }

  @Test(arguments: Implementation.allCases)
  func `a real store takes no simulated session and the other way round`(
    _ implementation: Implementation
  ) throws {
    for (kind, origin) in [
      (StoreKind.real, SessionOrigin.simulated), (.simulated, .rated),
      (.simulated, .imported),
    ] {
      try implementation.run(kind: kind) { store throws in
        try store.createStudy(Samples.plan(), planDigest: Samples.planDigest)
        let rater = try prepareRaterOnly(store)
        let single = Samples.session(1, rater: rater.id, count: 2)
        let session = Samples.session(
          1, rater: rater.id, ratingProtocol: .srganACRHR, single.plan.presentations,
          origin: origin)
        let error = storeError { try store.startSession(session) }
        let expected =
          "The store holds \(kind.rawValue) scores and takes no \(origin.rawValue) session; "
          + "'\(error?.path ?? "")' was not changed"
        #expect(error?.description == expected)
      }
    }
  }

  @Test(arguments: Implementation.allCases)
  func `an order that does not fit its digest is refused`(
    _ implementation: Implementation
  ) throws {
    try implementation.run { store throws in
      let good = try prepare(store)
      let bad = StudySession(
        id: Samples.id(8, family: 3), rater: good.rater, number: 1, station: "lab-1",
        program: "opine 1", origin: .rated, ratingProtocol: .srganACRHR,
        startedAtMilliseconds: 0, plan: good.plan, planDigest: Samples.digest([]))
      guard case .invalid = storeError({ try store.startSession(bad) }) else {
        Issue.record("a wrong digest was taken")
        return
      }
    }
  }

  @Test(
    arguments: Implementation.allCases,
    [
      Presentation(
        position: 1, block: 0, kind: .test, repeatOf: nil, gridColumns: 1,
        items: [PresentationItem(slot: 0, stimulus: 0, role: .rated)]),
      Presentation(position: 0, block: 0, kind: .test, repeatOf: nil, gridColumns: 1, items: []),
      Presentation(
        position: 0, block: 0, kind: .test, repeatOf: nil, gridColumns: 33,
        items: [PresentationItem(slot: 0, stimulus: 0, role: .rated)]),
      Presentation(
        position: 0, block: 0, kind: .retest, repeatOf: 0, gridColumns: 1,
        items: [PresentationItem(slot: 0, stimulus: 0, role: .rated)]),
      Presentation(
        position: 0, block: 0, kind: .test, repeatOf: nil, gridColumns: 2,
        items: [
          PresentationItem(slot: 1, stimulus: 0, role: .rated),
          PresentationItem(slot: 0, stimulus: 1, role: .rated),
        ]),
      Presentation(
        position: 0, block: 0, kind: .test, repeatOf: nil, gridColumns: 1,
        items: [PresentationItem(slot: 0, stimulus: 12, role: .rated)]),
    ])
  func `an order that is not well formed is refused`(
    _ implementation: Implementation, _ presentation: Presentation
  ) throws {
    try implementation.run { store throws in
      let good = try prepare(store)
      let bad = Samples.session(
        2, rater: good.rater, ratingProtocol: .srganACRHR, [presentation])
      let error = storeError { try store.startSession(bad) }
      let expected =
        "Presentation 0 of the session's order is not well formed; '\(error?.path ?? "")' was "
        + "not changed"
      #expect(error?.description == expected)
    }
  }
}
