import StudyModel
import Testing

extension StudyPlan {
  /// A frozen study with methods m0 (the low anchor) to mN (the reference), test pictures i0, i1 and
  /// so on, and training pictures t0, t1 and so on.
  static func sample(
    _ ratingProtocol: RatingProtocol, images: Int, methods: Int, training: Int = 3,
    change: (inout Study) -> Void = { _ in }
  ) throws -> StudyPlan {
    let names = try (0..<methods).map { try Identifier("m\($0)") }
    let dataset = try Identifier("set")
    let test = try (0..<images).map {
      StudyImage(id: try Identifier("i\($0)"), dataset: dataset, role: .test, crop: nil)
    }
    let extra = try (0..<training).map {
      StudyImage(id: try Identifier("t\($0)"), dataset: dataset, role: .training, crop: nil)
    }
    var study = Study(
      name: try Identifier("sample"), title: "Sample", ratingProtocol: ratingProtocol,
      scaleFactor: 4, methods: names.map { StudyMethod(id: $0, label: $0.text) },
      reference: try #require(names.last), lowAnchor: names.first, images: test + extra,
      filePattern: "{method}/{image}.png", display: DisplayRequirement(),
      session: SessionSettings(defaultsOf: ratingProtocol), screening: [], instructions: "Rate.",
      targetRaters: 26, seed: 7)
    change(&study)
    return try StudyPlan(freezing: study)
  }

  init(freezing study: Study) throws {
    let digest = try #require(SHA256Digest(bytes: [UInt8](repeating: 7, count: 32)))
    var stimuli: [Stimulus] = []
    for image in study.images {
      for method in study.methods {
        stimuli.append(
          Stimulus(
            number: stimuli.count, method: method.id, image: image.id, digest: digest, width: 64,
            height: 48, colourChunks: []))
      }
    }
    let id = try #require(UniqueID(bytes: [UInt8](0..<16)))
    self.init(
      studyID: id, revision: 1, frozenAtMilliseconds: 0, program: "test", study: study,
      stimuli: stimuli)
  }

  func session(rater: Int = 0, number: Int = 0) throws -> SessionPlan {
    let seed = SessionPlanner.seed(of: study, raterOrdinal: rater, sessionNumber: number)
    var planner = SessionPlanner(plan: self, seed: seed) { $0 }
    return try planner.session()
  }

  func image(_ presentation: Presentation) -> String {
    presentation.items.first.flatMap { stimulus($0.stimulus) }?.image.text ?? "?"
  }

  func method(_ item: PresentationItem) -> String {
    stimulus(item.stimulus)?.method.text ?? "?"
  }
}
