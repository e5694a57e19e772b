import StudyModel
import Testing

@Suite struct RetestTests {
  @Test func `second showings of single stimuli keep every rule`() throws {
    let plan = try StudyPlan.sample(.srganACRHR, images: 19, methods: 8)
    for rater in 0..<26 {
      let session = try plan.session(rater: rater)
      let main = session.presentations.filter { $0.kind == .test || $0.kind == .retest }
      let retests = main.filter { $0.kind == .retest }
      #expect(retests.count == 15)
      #expect(Set(retests.map(\.repeatOf)).count == 15, "nothing is repeated twice")
      for retest in retests {
        let first = session.presentations[try #require(retest.repeatOf)]
        #expect(first.kind == .test && first.items == retest.items)
        #expect(retest.position - first.position >= 30)
      }
      #expect(zip(main, main.dropFirst()).allSatisfy { $0.kind != .retest || $1.kind != .retest })
      // 15 over 8 methods: one or two each.
      let methods = Dictionary(grouping: retests) { plan.method($0.items[0]) }.mapValues(\.count)
      #expect(methods.count == 8 && methods.values.allSatisfy { (1...2).contains($0) })
      let images = main.map(plan.image)
      for distance in 1...2 {
        #expect(zip(images, images.dropFirst(distance)).allSatisfy { $0 != $1 })
      }
    }
  }

  @Test(arguments: [2, 3, 8])
  func `second showings of pages have the same versions in new places`(methods: Int) throws {
    let plan = try StudyPlan.sample(.sideBySide, images: 19, methods: methods)
    for rater in 0..<26 {
      let session = try plan.session(rater: rater)
      let retests = session.presentations.filter { $0.kind == .retest }
      #expect(retests.count == 2)
      for retest in retests {
        let first = session.presentations[try #require(retest.repeatOf)]
        #expect(retest.position - first.position >= 5)
        #expect(Set(first.items.map(\.stimulus)) == Set(retest.items.map(\.stimulus)))
        #expect(first.items != retest.items)
      }
    }
  }

  @Test(arguments: [(0, 0), (4, 6), (10, 15), (50, 76)])
  func `the share of second showings is rounded`(percent: Int, expected: Int) throws {
    let plan = try StudyPlan.sample(.srganACRHR, images: 19, methods: 8) {
      $0.session.retestPercent = percent
      $0.session.retestDistance = 5
    }
    let session = try plan.session()
    #expect(session.presentations.count { $0.kind == .retest } == expected)
  }

  @Test func `a retest in a later block belongs to that block`() throws {
    let plan = try StudyPlan.sample(.srganACRHR, images: 40, methods: 8)
    let session = try plan.session()
    let retests = session.presentations.filter { $0.kind == .retest }
    #expect(retests.count == 32)
    for retest in retests {
      let neighbour = session.presentations[retest.position - 1]
      #expect(neighbour.block == retest.block)
    }
  }
}

@Suite struct PlanErrorTests {
  private func refusal(_ plan: StudyPlan) -> PlanError? {
    #expect(throws: PlanError.self) { try plan.session() }
  }

  @Test func `impossible designs are refused with the numbers`() throws {
    #expect(
      refusal(try .sample(.srganACRHR, images: 2, methods: 8))
        == .spacingNotFeasible(spacing: 2, images: 2, methods: 8, inBlock: 16))
    #expect(
      refusal(try .sample(.srganACRHR, images: 3, methods: 8))
        == .retestsNotFeasible(retests: 2, distance: 30, presentations: 24))
    #expect(
      refusal(
        try .sample(.sideBySide, images: 4, methods: 3) {
          $0.session.retestPercent = 100
        }) == .retestsNotFeasible(retests: 4, distance: 5, presentations: 4))
    #expect(refusal(try .sample(.sideBySide, images: 0, methods: 3)) == .noTestImages)
    #expect(refusal(try .sample(.sideBySide, images: 3, methods: 1)) == .tooFewMethods(1))
    #expect(refusal(try .sample(.sideBySide, images: 3, methods: 33)) == .tooManyTiles(33))
    #expect(refusal(try .sample(.sideBySideReference, images: 3, methods: 32)) == .tooManyTiles(33))
  }

  @Test func `the largest designs that are possible are not refused`() throws {
    _ = try StudyPlan.sample(.sideBySide, images: 3, methods: 32).session()
    _ = try StudyPlan.sample(.srganACRHR, images: 3, methods: 8) {
      $0.session.retestPercent = 0
    }.session()
    _ = try StudyPlan.sample(.sideBySide, images: 1, methods: 2, training: 0).session()
  }

  @Test(arguments: [
    (
      PlanError.noTestImages,
      "The study has no picture with role 'test'; give at least one picture that role"
    ),
    (.tooFewMethods(1), "The study has 1 method(s); a comparison needs at least 2"),
    (
      .tooManyTiles(33),
      "A page would have 33 tiles; at most 32 are possible, so use fewer methods or the protocol "
        + "'srgan-acr-hr'"
    ),
    (
      .spacingNotFeasible(spacing: 2, images: 2, methods: 8, inBlock: 16),
      "With 2 picture(s) and 8 methods no order of the 16 presentations of a block keeps 2 others "
        + "between two of one picture; lower 'session.spacing' or add pictures"
    ),
    (
      .retestsNotFeasible(retests: 2, distance: 30, presentations: 24),
      "2 second showing(s) at least 30 presentations after the first do not fit among 24; lower "
        + "'session.retest_distance' or 'session.retest_percent'"
    ),
    (
      .orderBroken("a rule"),
      "The order that was drawn breaks a rule: a rule; this is a defect of the program, please "
        + "report it"
    ),
  ])
  func `refusals are told in a sentence`(error: PlanError, sentence: String) {
    #expect(error.description == sentence)
  }

  /// Verification has to find what the planner never does.
  @Test func `broken orders are found`() throws {
    let plan = try StudyPlan.sample(.srganACRHR, images: 19, methods: 8)
    let good = try plan.session().presentations
    func problem(_ presentations: [Presentation]) -> PlanError? {
      let session = SessionPlan(seed: 1, presentations: presentations)
      do {
        try SessionVerification(plan: plan, session: session).check()
        return nil
      } catch {
        return error
      }
    }
    #expect(problem(good) == nil)
    let test = try #require(good.firstIndex { $0.kind == .test })
    var missing = good
    missing.remove(at: test)
    #expect(problem(missing) == .orderBroken("every method of every picture is rated once"))
    #expect(
      problem(good + [good[test]]) == .orderBroken("every method of every picture is rated once"))
    let sorted = good.sorted { plan.image($0) < plan.image($1) }
    #expect(
      problem(sorted) == .orderBroken("spacing of 2 between presentations of a picture"))
    var early = good
    let retest = try #require(good.firstIndex { $0.kind == .retest })
    let far = try #require(
      good.indices.last { good[$0].kind == .test && $0 < retest && retest - $0 < 20 })
    early[retest] = Presentation(
      position: retest, block: 0, kind: .retest, repeatOf: far, gridColumns: 1,
      items: good[retest].items)
    #expect(problem(early) == .orderBroken("distance of 30 to a second showing"))
  }

  @Test func `a method that keeps its tile is found`() throws {
    let plan = try StudyPlan.sample(.sideBySide, images: 9, methods: 4) {
      $0.session.retestPercent = 0
    }
    let fixed = try plan.session().presentations.map { page in
      let stimuli = page.items.map(\.stimulus).sorted()
      return Presentation(
        position: page.position, block: page.block, kind: page.kind, repeatOf: nil, gridColumns: 4,
        items: stimuli.enumerated().map {
          PresentationItem(slot: $0, stimulus: $1, role: page.items[$0].role)
        })
    }
    let session = SessionPlan(seed: 1, presentations: fixed)
    #expect(SessionVerification(plan: plan, session: session).slotImbalance == 9)
    #expect(throws: PlanError.orderBroken("every method stands in every tile about equally often"))
    {
      try SessionVerification(plan: plan, session: session).check()
    }
  }
}
