import StudyModel
import Testing

@Suite struct ContinuationTests {
  private func continued(
    _ plan: StudyPlan, _ earlier: SessionPlan, from position: Int
  ) throws -> SessionPlan {
    let seed = SessionPlanner.seed(of: plan.study, raterOrdinal: 0, sessionNumber: 1)
    var planner = SessionPlanner(plan: plan, seed: seed) { $0 }
    return try planner.continuation(of: earlier, from: position)
  }

  private func main(_ presentations: some Sequence<Presentation>) -> [Presentation] {
    presentations.filter { $0.kind == .test || $0.kind == .retest }
  }

  @Test(arguments: [RatingProtocol.srganACRHR, .sideBySide, .dcr, .ccr, .pair])
  func `what is left is kept, after calibration and dummies`(procedure: RatingProtocol) throws {
    let plan = try StudyPlan.sample(procedure, images: 45, methods: 8)
    let earlier = try plan.session()
    for position in stride(from: 0, to: earlier.presentations.count, by: 37) {
      let session = try continued(plan, earlier, from: position)
      let rest = main(earlier.presentations[position...])
      #expect(main(session.presentations).map(\.items) == rest.map(\.items))
      #expect(main(session.presentations).map(\.kind) == rest.map(\.kind))
      #expect(session.presentations.map(\.position) == Array(0..<session.presentations.count))
      let training = session.presentations.prefix { $0.kind == .calibration }.count
      #expect(training == earlier.presentations.prefix { $0.kind == .calibration }.count)
      let dummies = session.presentations.dropFirst(training).prefix { $0.kind == .dummy }
      #expect(dummies.count == plan.study.session.dummiesFirst)
      let blocks = session.presentations.map(\.block)
      #expect(blocks.first == 0 && blocks == blocks.sorted())
    }
  }

  @Test func `a second showing points at its first one, or at nothing that is gone`() throws {
    let plan = try StudyPlan.sample(.srganACRHR, images: 40, methods: 8)
    let earlier = try plan.session()
    let position = earlier.presentations.count / 3
    let session = try continued(plan, earlier, from: position)
    let before = main(earlier.presentations[position...]).filter { $0.kind == .retest }
    let after = main(session.presentations).filter { $0.kind == .retest }
    #expect(before.count == after.count)
    var orphans = 0
    for (old, new) in zip(before, after) {
      let first = try #require(old.repeatOf)
      if first < position {
        #expect(new.repeatOf == nil)
        orphans += 1
      } else {
        let target = session.presentations[try #require(new.repeatOf)]
        #expect(target.kind == .test && target.items == old.items)
      }
    }
    #expect(orphans > 0 && orphans < before.count)
  }

  @Test func `later blocks keep their dummies`() throws {
    let plan = try StudyPlan.sample(.srganACRHR, images: 45, methods: 8)
    let earlier = try plan.session()
    let inSecond = try #require(earlier.presentations.first { $0.block == 1 && $0.kind == .test })
    let session = try continued(plan, earlier, from: inSecond.position)
    let dummies = session.presentations.filter { $0.kind == .dummy }
    #expect(dummies.map(\.block) == [0, 0, 0, 0, 0, 1, 1, 1])
  }

  @Test func `a continuation at a block's dummies does not show them twice`() throws {
    let plan = try StudyPlan.sample(.srganACRHR, images: 45, methods: 8)
    let earlier = try plan.session()
    let border = try #require(earlier.presentations.first { $0.block == 1 })
    #expect(border.kind == .dummy)
    let session = try continued(plan, earlier, from: border.position)
    #expect(session.presentations.count { $0.kind == .dummy && $0.block == 0 } == 5)
  }

  @Test func `a continuation of a continuation keeps the rest`() throws {
    let plan = try StudyPlan.sample(.srganACRHR, images: 19, methods: 8)
    let first = try plan.session()
    let second = try continued(plan, first, from: 100)
    let third = try continued(plan, second, from: 90)
    #expect(
      main(third.presentations).map(\.items) == main(second.presentations[90...]).map(\.items))
    #expect(!main(third.presentations).isEmpty)
  }
}

@Suite struct SessionPlanTests {
  private let plan = SessionPlan(
    seed: 9,
    presentations: [
      Presentation(
        position: 0, block: 0, kind: .test, repeatOf: nil, gridColumns: 2,
        items: [
          PresentationItem(slot: 0, stimulus: 258, role: .rated),
          PresentationItem(slot: 1, stimulus: 3, role: .reference),
        ]),
      Presentation(position: 1, block: 2, kind: .retest, repeatOf: 0, gridColumns: 1, items: []),
    ])

  @Test func `the canonical bytes are those of their description`() {
    func number(_ bytes: UInt8...) -> [UInt8] {
      [UInt8](repeating: 0, count: 8 - bytes.count) + bytes
    }
    let none: [UInt8] = [0x80, 0, 0, 0, 0, 0, 0, 0]
    var expected = number(0) + number(0) + [4] + Array("test".utf8) + none + number(2)
    expected += number(0) + number(1, 2) + [5] + Array("rated".utf8)
    expected += number(1) + number(3) + [9] + Array("reference".utf8)
    expected += number(1) + number(2) + [6] + Array("retest".utf8) + number(0) + number(1)
    #expect(plan.canonicalBytes == expected)
  }

  /// FNV-1a of 64 bits (Fowler, Noll and Vo), to keep a long golden value short.
  private func fingerprint(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  @Test func `orders drawn by this version of the algorithm never change`() throws {
    #expect(SessionPlanner.algorithm == "opine-order/1 (xoshiro256**, SplitMix64)")
    #expect(fingerprint(Array("foobar".utf8)) == 0x8594_4171_F739_67E8)
    let single = try StudyPlan.sample(.srganACRHR, images: 19, methods: 8).session(rater: 2)
    #expect(fingerprint(single.canonicalBytes) == 0x4947_6E3A_50A1_060A)
    let pages = try StudyPlan.sample(.sideBySide, images: 19, methods: 8).session(rater: 2)
    #expect(fingerprint(pages.canonicalBytes) == 0xE72D_8E4D_6669_0DEE)
    let degraded = try StudyPlan.sample(.dcr, images: 19, methods: 8).session(rater: 2)
    #expect(fingerprint(degraded.canonicalBytes) == 0xC535_B91E_4B5B_2301)
    let compared = try StudyPlan.sample(.ccr, images: 19, methods: 8).session(rater: 2)
    #expect(fingerprint(compared.canonicalBytes) == 0xB0B1_343F_1DF2_C689)
    let pairs = try StudyPlan.sample(.pair, images: 19, methods: 8).session(rater: 2)
    #expect(fingerprint(pairs.canonicalBytes) == 0x8EBA_C853_1E58_66B6)
  }

  private func progress(
    confirmed: Set<Int> = [], scores: [(position: Int, slot: Int)] = []
  ) throws -> SessionProgress {
    let id = try #require(UniqueID(bytes: [UInt8](0..<16)))
    let items = (0..<2).map { PresentationItem(slot: $0, stimulus: $0, role: .rated) }
    func step(_ position: Int, _ items: [PresentationItem]) -> Presentation {
      Presentation(
        position: position, block: 0, kind: .test, repeatOf: nil, gridColumns: 1, items: items)
    }
    let order = SessionPlan(
      seed: 1,
      presentations: [
        step(0, [items[0]]), step(1, items), step(2, [items[0]]),
        step(3, [PresentationItem(slot: 0, stimulus: 0, role: .reference)]),
      ])
    let digest = try #require(SHA256Digest(bytes: Array(repeating: 0, count: 32)))
    let session = StudySession(
      id: id, rater: id, number: 0, station: "s", program: "p", origin: .rated,
      ratingProtocol: .sideBySide, startedAtMilliseconds: 0, plan: order, planDigest: digest)
    let ratings = scores.map { place in
      Rating(
        key: RatingKey(session: id, position: place.position, slot: place.slot), revision: 0,
        showing: 0, score: 3, shownAtMilliseconds: 0, latencyMilliseconds: 0)
    }
    return SessionProgress(
      session: session, current: Dictionary(uniqueKeysWithValues: ratings.map { ($0.key, $0) }),
      confirmed: confirmed, nextShowing: [:], lastActivityMilliseconds: nil)
  }

  @Test func `a session goes on at the first presentation that is not complete`() throws {
    #expect(try progress().nextPosition == 0)
    #expect(try progress(scores: [(0, 0)]).nextPosition == 1)
    #expect(try progress(scores: [(0, 0), (1, 0), (1, 1)]).nextPosition == 1, "not confirmed")
    #expect(try progress(confirmed: [1], scores: [(0, 0), (1, 0), (1, 1)]).nextPosition == 2)
    #expect(try progress(confirmed: [1], scores: [(2, 0)]).nextPosition == 0)
    #expect(try progress(confirmed: [0, 1], scores: [(2, 0)]).nextPosition == 3)
    #expect(try progress(confirmed: [0, 1, 2, 3]).nextPosition == nil)
    #expect(try progress(confirmed: [3], scores: [(0, 1)]).nextPosition == 0, "another tile")
  }
}
