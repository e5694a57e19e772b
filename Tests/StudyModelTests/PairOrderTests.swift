import StudyModel
import Testing

/// Orders of presentations of two pictures.
@Suite struct PairOrderTests {
  private func tests(_ session: SessionPlan) -> [Presentation] {
    session.presentations.filter { $0.kind == .test }
  }

  private func methods(_ presentation: Presentation, _ plan: StudyPlan) -> [String] {
    presentation.items.map(plan.method)
  }

  private static let twoPictures: [RatingProtocol] = [
    .dcr, .dcrSideBySide, .ccr, .pair, .pairTies,
  ]

  @Test(arguments: [RatingProtocol.dcr, .dcrSideBySide])
  func `the reference comes before every version, itself among them`(
    procedure: RatingProtocol
  ) throws {
    let plan = try StudyPlan.sample(procedure, images: 19, methods: 8)
    let session = try plan.session(rater: 3)
    for presentation in session.presentations {
      #expect(presentation.items.count == 2)
      #expect(methods(presentation, plan)[0] == "m7" && presentation.items[0].role == .reference)
      let isMarked = presentation.kind == .calibration && presentation.position < 4
      #expect(presentation.items[1].role == (isMarked ? .reference : .rated))
      #expect(presentation.gridColumns == (procedure == .dcr ? 1 : 2))
    }
    let versions = tests(session).map { methods($0, plan)[1] }
    #expect(versions.count == 152 && Set(versions).count == 8)
  }

  @Test func `every version is compared with the reference once, half of them in each order`()
    throws
  {
    let plan = try StudyPlan.sample(.ccr, images: 19, methods: 8)
    var referenceFirst = 0
    for rater in 0..<26 {
      let tests = tests(try plan.session(rater: rater))
      #expect(tests.count == 19 * 7)
      let versions = tests.map { methods($0, plan).first { $0 != "m7" } ?? "none" }
      let questions = zip(tests.map(plan.image), versions).map { "\($0) \($1)" }
      #expect(Set(questions).count == 19 * 7 && !versions.contains("none"))
      for version in Set(versions) {
        let first = zip(tests, versions).count { $1 == version && methods($0, plan)[0] == "m7" }
        #expect((9...10).contains(first))
        referenceFirst += first
      }
      #expect(tests.allSatisfy { $0.items.map(\.role) == [.reference, .rated] })
    }
    #expect(referenceFirst == 26 * 19 * 7 / 2, "the odd pictures even out over raters")
  }

  @Test(arguments: [RatingProtocol.pair, .pairTies])
  func `every two methods meet once on every picture, half of the time on each side`(
    procedure: RatingProtocol
  ) throws {
    let plan = try StudyPlan.sample(procedure, images: 19, methods: 8)
    for rater in 0..<26 {
      let tests = tests(try plan.session(rater: rater))
      #expect(tests.count == 532)
      #expect(tests.allSatisfy { $0.items.map(\.role) == [.rated, .reference] })
      #expect(tests.allSatisfy { $0.gridColumns == 2 && !$0.needsConfirmation })
      let meetings = Dictionary(grouping: tests) { methods($0, plan).sorted() }
      #expect(meetings.count == 28)
      for (pair, meetings) in meetings {
        #expect(Set(meetings.map(plan.image)).count == 19 && meetings.count == 19)
        let left = meetings.count { methods($0, plan)[0] == pair[0] }
        #expect((9...10).contains(left))
      }
      #expect(Set(tests.map(\.block)).count == 2, "532 pairs are two blocks of at most 280")
    }
  }

  @Test(arguments: twoPictures)
  func `other pictures lie between two presentations of one`(procedure: RatingProtocol) throws {
    let plan = try StudyPlan.sample(procedure, images: 6, methods: 4) {
      $0.session.retestDistance = 10
    }
    for rater in 0..<26 {
      let session = try plan.session(rater: rater)
      let main = session.presentations.filter { $0.kind == .test || $0.kind == .retest }
      let images = main.map(plan.image)
      for distance in 1...2 {
        #expect(zip(images, images.dropFirst(distance)).allSatisfy { $0 != $1 })
      }
      let check = SessionVerification(plan: plan, session: session)
      #expect(check.smallestSpacing ?? 9 >= 2 && check.slotImbalance <= 1)
    }
  }

  @Test(arguments: twoPictures)
  func `a second showing turns the order where it is free`(procedure: RatingProtocol) throws {
    let plan = try StudyPlan.sample(procedure, images: 19, methods: 4)
    let session = try plan.session()
    let retests = session.presentations.filter { $0.kind == .retest }
    #expect(!retests.isEmpty)
    for retest in retests {
      let first = session.presentations[try #require(retest.repeatOf)]
      let stimuli = first.items.map(\.stimulus)
      #expect(
        retest.items.map(\.stimulus)
          == (procedure.comparesInEitherOrder ? stimuli.reversed() : stimuli))
      #expect(retest.items.map(\.role) == first.items.map(\.role))
      #expect(retest.items.map(\.slot) == [0, 1])
    }
  }

  @Test func `calibration shows both ends of a scale of comparison, and pairs have none`() throws {
    let plan = try StudyPlan.sample(.ccr, images: 19, methods: 8)
    let calibration = try plan.session().presentations.filter { $0.kind == .calibration }
    #expect(calibration.count == 4 + 2 * 4)
    #expect(Set(calibration.map { methods($0, plan) }) == [["m0", "m7"], ["m7", "m0"]])
    #expect(calibration.prefix(4).allSatisfy { $0.ratedSlots.isEmpty })
    #expect(calibration.dropFirst(4).allSatisfy { $0.ratedSlots == [1] })
    let pairs = try StudyPlan.sample(.pair, images: 19, methods: 8).session()
    #expect(pairs.presentations.first?.kind == .dummy)
    for dummy in pairs.presentations where dummy.kind == .dummy {
      #expect(Set(dummy.items.map(\.stimulus)).count == 2)
    }
  }

  @Test func `an order that favours a side is found`() throws {
    let plan = try StudyPlan.sample(.pair, images: 19, methods: 3) { $0.session.retestPercent = 0 }
    let session = try plan.session()
    let oneSided = session.presentations.map { presentation in
      let sorted = presentation.items.map(\.stimulus).sorted()
      return Presentation(
        position: presentation.position, block: presentation.block, kind: presentation.kind,
        repeatOf: nil, gridColumns: 2,
        items: zip(presentation.items, sorted).map {
          PresentationItem(slot: $0.slot, stimulus: $1, role: $0.role)
        })
    }
    let check = SessionVerification(
      plan: plan, session: SessionPlan(seed: 1, presentations: oneSided))
    #expect(check.slotImbalance == 19)
    #expect(throws: PlanError.orderBroken("every method stands in every tile about equally often"))
    {
      try check.check()
    }
  }
}
