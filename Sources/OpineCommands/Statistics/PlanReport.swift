import OpinionStatistics

/// Half widths for numbers of raters and images, and the numbers that reach the wanted one.
struct PlanReport: Encodable {
  /// What is asked.
  struct Question {
    var halfWidth: Double
    var raters: Int?
    var images: Int?
    var isDifference: Bool
  }

  /// Variance components in squared steps of the scale.
  struct Components: Encodable {
    var raters: Double
    var images: Double
    var residual: Double
    /// What was estimated below 0.
    var setToZero: [String]

    init(_ components: VarianceComponents) {
      raters = components.rater
      images = components.source
      residual = components.residual
      setToZero = components.setToZero.map(\.word)
    }
  }

  /// One method or pair of methods of the pilot.
  struct Pilot: Encodable {
    var method: String
    /// The method that is subtracted.
    var subtracted: String?
    var raters: Int
    var images: Int
    var votes: Int
    /// Nil where the votes are too few.
    var components: Components?
    /// What the components give for the pilot's own raters and images.
    var halfWidth: Double?
  }

  /// The half width for numbers of raters and images.
  struct Cell: Encodable {
    var raters: Int
    var images: Int
    var halfWidth: Double
    var isReached: Bool
  }

  /// The smallest number of one for a given number of the other.
  struct Need: Encodable {
    /// The given number of raters, or nil when they are sought.
    var raters: Int?
    /// The given number of images, or nil when they are sought.
    var images: Int?
    /// Nil where no number is enough.
    var smallest: Int?
    /// The half width that no number goes below.
    var bound: Double

    /// The smallest number in few characters.
    var word: String {
      smallest.map(String.init) ?? (bound <= wanted ? ">\(PrecisionPlan.largestNumber)" : "none")
    }
    var wanted: Double

    private enum CodingKeys: CodingKey { case raters, images, smallest, bound }
  }

  var quantity: String
  var wantedHalfWidth: Double
  var components: Components
  var origin: String
  var pilot: [Pilot]
  /// The design that was asked for, if both numbers were given.
  var design: Cell?
  var grid: [Cell]
  /// Images needed for each number of raters.
  var imagesNeeded: [Need]
  /// Raters needed for each number of images.
  var ratersNeeded: [Need]
  var notes: [String]

  /// What the answers in words are about; not in JSON.
  let question: Question

  private enum CodingKeys: CodingKey {
    case quantity, wantedHalfWidth, components, origin, pilot, design, grid, imagesNeeded
    case ratersNeeded, notes
  }

  private static let raterCounts = [8, 12, 15, 20, 24, 26, 30, 40, 60, 100]
  private static let imageCounts = [5, 10, 14, 20, 50, 100, 200]

  init(basis: PlanBasis, question: Question) {
    let plan = PrecisionPlan(components: basis.components)
    self.question = question
    quantity =
      question.isDifference
      ? "the difference of two methods' mean opinion scores" : "a method's mean opinion score"
    wantedHalfWidth = question.halfWidth
    components = Components(basis.components)
    origin = basis.origin
    pilot = basis.pilots.map(Pilot.init)
    notes = basis.notes
    let given = [question.images, question.images == nil ? basis.plannedImages : nil]
    let images = Set(Self.imageCounts + given.compactMap { $0 }).filter { $0 > 1 }.sorted()
    let raters = Set(Self.raterCounts + [question.raters].compactMap { $0 }).sorted()
    func cell(_ raters: Int, _ images: Int) -> Cell? {
      plan.halfWidth(raters: raters, images: images).map {
        Cell(
          raters: raters, images: images, halfWidth: $0, isReached: $0 <= question.halfWidth)
      }
    }
    grid = raters.flatMap { raters in images.compactMap { cell(raters, $0) } }
    design = question.raters.flatMap { raters in question.images.flatMap { cell(raters, $0) } }
    imagesNeeded = raters.compactMap { raters in
      guard let answer = plan.images(reaching: question.halfWidth, raters: raters),
        let bound = plan.bound(raters: raters)
      else { return nil }
      return Need(
        raters: raters, images: nil, smallest: answer.number, bound: bound,
        wanted: question.halfWidth)
    }
    ratersNeeded = images.compactMap { images in
      guard let answer = plan.raters(reaching: question.halfWidth, images: images),
        let bound = plan.bound(images: images)
      else { return nil }
      return Need(
        raters: nil, images: images, smallest: answer.number, bound: bound,
        wanted: question.halfWidth)
    }
  }
}

extension PlanReport.Pilot {
  init(_ pilot: PilotComponents) {
    self.init(
      method: pilot.method, subtracted: pilot.subtracted, raters: pilot.raters,
      images: pilot.sources, votes: pilot.cells,
      components: pilot.components.map(PlanReport.Components.init),
      halfWidth: pilot.components.flatMap {
        PrecisionPlan(components: $0).halfWidth(raters: pilot.raters, images: pilot.sources)
      })
  }
}

extension PrecisionPlan.Answer {
  /// The smallest number, nil where none is known.
  var number: Int? {
    if case .atLeast(let number) = self { return number }
    return nil
  }
}
