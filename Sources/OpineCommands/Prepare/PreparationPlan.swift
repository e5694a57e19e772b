import StudyFiles
import StudyModel

/// One picture that a preparation is about.
struct PreparationItem {
  /// The original that it comes from.
  let original: StudyOriginal
  /// The method; nil for the low-resolution picture.
  let method: Identifier?
  /// The path, relative to the study folder.
  let path: String
  /// What it is in words.
  let title: String
  /// What it would be made from.
  let inputs: PreparedInputs
  let decision: PreparationDecision
  /// How long it takes, beside others.
  let cost: Double

  var isMade: Bool {
    if case .make = decision { return true }
    return false
  }
}

/// What one method of a study needs.
enum MethodPlan {
  /// The originals are its pictures.
  case reference
  /// It makes its pictures.
  case made(MethodChoice)
  /// Its pictures are there already.
  case given
  /// It cannot run; the sentence that says why.
  case failed(String)
}

/// Everything that is to be done for a study, and why.
struct PreparationPlan {
  let study: Study
  let preparation: StudyPreparation
  let originals: [StudyOriginal]
  /// In the order of the study.
  let methods: [(id: Identifier, plan: MethodPlan)]
  /// Low-resolution pictures first, then method by method.
  let items: [PreparationItem]

  /// The sentences about methods that cannot run.
  var failures: [String] {
    methods.compactMap { method in
      guard case .failed(let reason) = method.plan else { return nil }
      return "Method '\(method.id)': \(reason)"
    }
  }

  /// Reads the originals and weights of a study and decides about every picture.
  ///
  /// With `only` nil all methods are made; with `force` files that something else wrote are
  /// replaced. Originals that cannot be used are an error with all of them.
  init(
    folder: StudyFolder, study: Study, preparation: StudyPreparation, record: PreparedStudy,
    only: Set<Identifier>?, force: Bool
  ) throws {
    self.study = study
    self.preparation = preparation
    originals = try StudyOriginals(
      folder: folder, scale: study.scaleFactor, preparation: preparation
    ).all(study.images)
    methods = study.methods.map(\.id).filter { only?.contains($0) ?? true }.map { method in
      (method, Self.plan(of: method, in: folder, study: study, preparation: preparation))
    }
    var planner = ItemPlanner(
      folder: folder, study: study, preparation: preparation, record: record, force: force)
    if preparation.degradation != .given {
      for original in originals { try planner.addLow(original) }
    }
    for method in methods {
      for original in originals { try planner.add(method.id, method.plan, original) }
    }
    items = planner.items
  }

  private static func plan(
    of method: Identifier, in folder: StudyFolder, study: Study, preparation: StudyPreparation
  ) -> MethodPlan {
    if method == study.reference { return .reference }
    guard let recipe = preparation.recipes[method] else { return .given }
    do {
      return .made(try recipe.choice(in: folder))
    } catch {
      return .failed("\(error)")
    }
  }
}

/// Decides about one picture after the other.
private struct ItemPlanner {
  let folder: StudyFolder
  let study: Study
  let preparation: StudyPreparation
  let force: Bool
  private let records: [String: PreparedPicture]
  private var low: [Identifier: SHA256Digest] = [:]
  private(set) var items: [PreparationItem] = []

  init(
    folder: StudyFolder, study: Study, preparation: StudyPreparation, record: PreparedStudy,
    force: Bool
  ) {
    self.folder = folder
    self.study = study
    self.preparation = preparation
    self.force = force
    records = Dictionary((record.low + record.stimuli).map { ($0.file, $0) }) { $1 }
  }

  mutating func addLow(_ original: StudyOriginal) throws {
    let inputs = inputs(PreparedInputs.reduction, original)
    try add(nil, original.lowPath, "low picture", inputs, original, cost: 2000)
    if items.last?.decision == .keep { low[original.image] = records[original.lowPath]?.digest }
  }

  mutating func add(
    _ method: Identifier, _ plan: MethodPlan, _ original: StudyOriginal
  ) throws {
    let path = study.path(method: method, image: original.image)
    switch plan {
    case .given, .failed: return
    case .reference:
      let inputs = inputs(PreparedInputs.original, original)
      try add(method, path, "original", inputs, original, cost: 1000)
    case .made(let choice):
      var inputs = inputs(preparation.recipes[method]?.make.text ?? "", original)
      inputs.weights = choice.preparedWeights
      inputs.options = choice.preparedOptions
      inputs.low = original.givenLow ?? low[original.image]
      try add(
        method, path, choice.title, inputs, original, cost: choice.cost(scale: study.scaleFactor))
    }
  }

  private func inputs(_ make: String, _ original: StudyOriginal) -> PreparedInputs {
    // The original itself does not depend on how it is reduced.
    PreparedInputs(
      make: make, scaleFactor: study.scaleFactor,
      degradation: make == PreparedInputs.original ? nil : preparation.degradation.rawValue,
      source: original.digest, engine: StimulusEngine.name)
  }

  private mutating func add(
    _ method: Identifier?, _ path: String, _ title: String, _ inputs: PreparedInputs,
    _ original: StudyOriginal, cost: Double
  ) throws {
    let recorded = records[path].flatMap {
      $0.method == method && $0.image == original.image ? $0 : nil
    }
    let decision = PreparationDecision.about(
      wanted: inputs, recorded: recorded, onDisk: try digest(of: path), force: force)
    let pixels = Double(original.width * original.height / study.scaleFactor / study.scaleFactor)
    items.append(
      PreparationItem(
        original: original, method: method, path: path, title: title, inputs: inputs,
        decision: decision, cost: cost * pixels))
  }

  private func digest(of path: String) throws -> SHA256Digest? {
    do {
      return Digest.sha256(try folder.read(path, limit: 1 << 30))
    } catch FileError.notFound {
      return nil
    }
  }
}
