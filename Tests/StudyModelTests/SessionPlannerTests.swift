import StudyModel
import Testing

@Suite struct SessionPlannerTests {
  private func kinds(_ session: SessionPlan, _ kind: Presentation.Kind) -> [Presentation] {
    session.presentations.filter { $0.kind == kind }
  }

  @Test(arguments: RatingProtocol.allCases.filter { !$0.comparesInEitherOrder })
  func `every method of every picture is rated once`(procedure: RatingProtocol) throws {
    let plan = try StudyPlan.sample(procedure, images: 19, methods: 8)
    let session = try plan.session()
    let rated = kinds(session, .test).flatMap { $0.items.filter { $0.role == .rated } }
    #expect(rated.count == 152)
    #expect(Set(rated.map(\.stimulus)) == Set(0..<152))
    #expect(session.presentations.map(\.position) == Array(0..<session.presentations.count))
    let blocks = session.presentations.map(\.block)
    #expect(blocks == blocks.sorted() && blocks.first == 0)
  }

  @Test func `a default single-stimulus session has the published parts`() throws {
    let plan = try StudyPlan.sample(.srganACRHR, images: 19, methods: 8, training: 20)
    let session = try plan.session()
    let calibration = kinds(session, .calibration)
    let marked = calibration.filter { $0.ratedSlots.isEmpty }
    #expect(marked.count == 40)
    #expect(Set(marked.map(plan.image)).count == 20)
    #expect(marked.allSatisfy { $0.items.count == 1 && $0.items[0].role == .reference })
    #expect(Set(marked.flatMap(\.items).map(plan.method)) == ["m0", "m7"])
    #expect(calibration.count == 48, "two rounds of four checks follow")
    #expect(session.presentations.prefix(48).allSatisfy { $0.kind == .calibration })
    #expect(session.presentations[48..<53].allSatisfy { $0.kind == .dummy })
    #expect(kinds(session, .dummy).count == 5)
    #expect(kinds(session, .test).count == 152)
    #expect(kinds(session, .retest).count == 15)
    #expect(session.presentations.allSatisfy { $0.gridColumns == 1 && $0.items.count == 1 })
  }

  @Test func `checks show both ends of the scale in both rounds`() throws {
    let plan = try StudyPlan.sample(.srganACRHR, images: 19, methods: 8, training: 20)
    for rater in 0..<20 {
      let checks = kinds(try plan.session(rater: rater), .calibration).suffix(8)
      for round in [checks.prefix(4), checks.suffix(4)] {
        let methods = round.flatMap(\.items).map(plan.method)
        #expect(methods.sorted() == ["m0", "m0", "m7", "m7"])
      }
    }
  }

  @Test func `a default session of pages has the parts of the protocol`() throws {
    let plan = try StudyPlan.sample(.sideBySide, images: 19, methods: 8)
    let session = try plan.session()
    let calibration = kinds(session, .calibration)
    #expect(calibration.map(\.items.count) == [2, 2, 8, 8])
    for page in calibration.prefix(2) {
      #expect(page.items.map(plan.method) == ["m0", "m7"])
      #expect(page.items.allSatisfy { $0.role == .reference })
    }
    #expect(kinds(session, .dummy).count == 1)
    #expect(kinds(session, .test).count == 19)
    #expect(kinds(session, .retest).count == 2)
    #expect(session.presentations.allSatisfy { $0.items.map(\.slot) == Array($0.items.indices) })
    for page in kinds(session, .test) { #expect(Set(page.items.map(plan.method)).count == 8) }
  }

  @Test func `the reference tile comes first and is not rated`() throws {
    let plan = try StudyPlan.sample(.sideBySideReference, images: 9, methods: 4)
    for page in kinds(try plan.session(), .test) {
      #expect(page.items.count == 5)
      #expect(page.items[0].role == .reference && plan.method(page.items[0]) == "m3")
      #expect(page.ratedSlots == [1, 2, 3, 4])
      #expect(page.needsConfirmation)
    }
  }

  @Test func `training pictures never carry a test and test pictures never a dummy`() throws {
    for procedure in RatingProtocol.allCases {
      let plan = try StudyPlan.sample(procedure, images: 12, methods: 6)
      for presentation in try plan.session().presentations {
        let isTraining = plan.image(presentation).utf8.first == UInt8(ascii: "t")
        #expect(isTraining == (presentation.kind == .calibration || presentation.kind == .dummy))
        #expect(Set(presentation.items.map { plan.stimulus($0.stimulus)?.image }).count == 1)
      }
    }
  }

  @Test func `blocks of 119 pictures are balanced within one`() throws {
    let plan = try StudyPlan.sample(.srganACRHR, images: 119, methods: 8)
    for rater in [0, 1, 7] {
      let session = try plan.session(rater: rater)
      let tests = kinds(session, .test)
      #expect(Set(tests.map(\.block)) == Set(0..<6))
      for block in 0..<6 {
        let members = tests.filter { $0.block == block }
        #expect((158...159).contains(members.count))
        for method in 0..<8 {
          let count = members.count { plan.method($0.items[0]) == "m\(method)" }
          #expect((19...20).contains(count))
        }
      }
    }
  }

  /// Eight pictures of three methods in blocks of at most five: what is left over of every method
  /// has to be dealt out so that no block gets more than its share.
  @Test(arguments: [(8, 3, 5), (5, 8, 13), (7, 2, 4), (19, 8, 40), (11, 5, 9), (10, 7, 16)])
  func `no block is larger than asked for`(images: Int, methods: Int, size: Int) throws {
    let plan = try StudyPlan.sample(.srganACRHR, images: images, methods: methods) {
      $0.session.blockSize = size
      $0.session.spacing = 0
      $0.session.retestPercent = 0
    }
    for rater in 0..<8 {
      let tests = kinds(try plan.session(rater: rater), .test)
      let blocks = Dictionary(grouping: tests, by: \.block).mapValues(\.count)
      #expect(blocks.count == (images * methods + size - 1) / size)
      #expect((blocks.values.max() ?? 0) <= size)
      #expect((blocks.values.max() ?? 0) - (blocks.values.min() ?? 0) <= 1)
    }
  }

  @Test(arguments: [(40, [40]), (41, [21, 20]), (119, [40, 40, 39]), (120, [40, 40, 40])])
  func `pages are cut into blocks of nearly equal length`(pages: Int, sizes: [Int]) throws {
    let plan = try StudyPlan.sample(.sideBySide, images: pages, methods: 3)
    let tests = kinds(try plan.session(), .test)
    #expect(Dictionary(grouping: tests, by: \.block).map(\.value.count).sorted(by: >) == sizes)
  }

  @Test func `dummies stand at the start of every block`() throws {
    let plan = try StudyPlan.sample(.srganACRHR, images: 40, methods: 8)
    let session = try plan.session()
    #expect(session.presentations.last?.block == 1)
    let dummies = kinds(session, .dummy)
    #expect(dummies.map(\.block) == [0, 0, 0, 0, 0, 1, 1, 1])
    let border = try #require(session.presentations.firstIndex { $0.block == 1 })
    #expect(session.presentations[border..<(border + 3)].allSatisfy { $0.kind == .dummy })
    let methods = kinds(session, .dummy).prefix(5).map { plan.method($0.items[0]) }
    #expect(Set(methods).count == 5 && Set(methods).isSuperset(of: ["m0", "m7"]))
  }

  @Test func `without training pictures or anchor there is no calibration`() throws {
    let bare = try StudyPlan.sample(.srganACRHR, images: 19, methods: 8, training: 0).session()
    #expect(kinds(bare, .calibration).isEmpty && kinds(bare, .dummy).isEmpty)
    let plan = try StudyPlan.sample(.srganACRHR, images: 19, methods: 8) { $0.lowAnchor = nil }
    let session = try plan.session()
    #expect(kinds(session, .calibration).isEmpty && kinds(session, .dummy).count == 5)
  }

  @Test func `the same rater gets the same order, and others get others`() throws {
    for procedure in [RatingProtocol.srganACRHR, .sideBySide] {
      let plan = try StudyPlan.sample(procedure, images: 14, methods: 5)
      #expect(try plan.session(rater: 3) == plan.session(rater: 3))
      let orders = try (0..<26).map { rater in
        try plan.session(rater: rater).presentations.map { $0.items.map(\.stimulus) }
      }
      #expect(Set(orders).count == 26)
      #expect(try plan.session(rater: 3, number: 1) != plan.session(rater: 3))
    }
  }

  @Test func `a seed fits into SQLite and carries the rater's place`() throws {
    let study = try StudyPlan.sample(.sideBySide, images: 2, methods: 2).study
    var seeds: Set<UInt64> = []
    for rater in [0, 1, 25, 65_535, 65_536] {
      for number in 0..<3 {
        let seed = SessionPlanner.seed(of: study, raterOrdinal: rater, sessionNumber: number)
        #expect(seed <= UInt64(Int64.max))
        #expect(Int(seed & 0xFFFF) == rater % 65_536)
        seeds.insert(seed)
      }
    }
    #expect(seeds.count == 15)
  }

  @Test func `the columns of the display do not change the order`() throws {
    let plan = try StudyPlan.sample(.sideBySide, images: 9, methods: 8)
    var wide = SessionPlanner(plan: plan, seed: 77) { _ in 8 }
    var tall = SessionPlanner(plan: plan, seed: 77) { _ in 2 }
    let (first, second) = (try wide.session(), try tall.session())
    #expect(first.presentations.map(\.items) == second.presentations.map(\.items))
    #expect(first.presentations.filter { $0.items.count == 8 }.allSatisfy { $0.gridColumns == 8 })
    #expect(second.presentations.filter { $0.items.count > 1 }.allSatisfy { $0.gridColumns == 2 })
  }

  @Test func `26 raters of 152 presentations all pass verification`() throws {
    for procedure in [RatingProtocol.srganACRHR, .sideBySide] {
      let plan = try StudyPlan.sample(procedure, images: 19, methods: 8)
      for rater in 0..<26 {
        let session = try plan.session(rater: rater)
        let verification = SessionVerification(plan: plan, session: session)
        try verification.check()
        if procedure == .srganACRHR {
          #expect(try #require(verification.smallestSpacing) >= 2)
          #expect(try #require(verification.smallestRetestDistance) >= 30)
          #expect(verification.slotImbalance == 0)
        } else {
          #expect(try #require(verification.smallestRetestDistance) >= 5)
          #expect(verification.slotImbalance == 1)
        }
      }
    }
  }

  @Test func `over raters no method is always in the shorter part of a block`() throws {
    let plan = try StudyPlan.sample(.srganACRHR, images: 41, methods: 4) {
      $0.session.blockSize = 82
    }
    var longer = Set<Int>()
    for rater in 0..<4 {
      let tests = try plan.session(rater: rater).presentations.filter { $0.kind == .test }
      let first = tests.count { $0.block == 0 && plan.method($0.items[0]) == "m0" }
      longer.insert(first)
    }
    #expect(longer == [20, 21])
  }
}
