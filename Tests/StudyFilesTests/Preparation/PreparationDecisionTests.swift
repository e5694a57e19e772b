import StudyFiles
import StudyModel
import Testing

/// Which pictures of a study are made, and why.
@Suite struct PreparationDecisionTests {
  private static func digest(_ byte: UInt8) -> SHA256Digest {
    Digest.sha256([byte])
  }

  private static func inputs(_ change: (inout PreparedInputs) -> Void = { _ in }) -> PreparedInputs
  {
    var inputs = PreparedInputs(
      make: "srgan", weights: [PreparedWeights(file: "a.pth", digest: digest(1), share: 1)],
      options: ["output_range": "unit"], scaleFactor: 4, degradation: "gaussian",
      source: digest(2), low: digest(3), engine: "engine 1")
    change(&inputs)
    return inputs
  }

  private static func recorded(_ inputs: PreparedInputs) throws -> PreparedPicture {
    PreparedPicture(
      image: try Identifier("p"), method: try Identifier("m"), file: "pictures/m/p.png",
      digest: digest(9), title: "SRGAN", inputs: inputs, program: "opine 0.1.0")
  }

  struct Change: Sendable {
    let reasons: [PreparationReason]
    let apply: @Sendable (inout PreparedInputs) -> Void
  }

  static let changes = [
    Change(reasons: [.source]) { $0.source = digest(7) },
    // The low picture follows from the original; only the first cause is told.
    Change(reasons: [.source]) { ($0.source, $0.low) = (digest(7), digest(8)) },
    Change(reasons: [.low]) { $0.low = digest(7) },
    Change(reasons: [.degradation]) { $0.degradation = "matlab-uint8-replicate" },
    Change(reasons: [.scale]) { $0.scaleFactor = 2 },
    Change(reasons: [.make]) { $0.make = "esrgan" },
    Change(reasons: [.weights]) { $0.weights[0].digest = digest(7) },
    Change(reasons: [.weights]) { $0.weights[0].share = 0.5 },
    Change(reasons: [.weights]) { $0.weights = [] },
    Change(reasons: [.options]) { $0.options["output_range"] = "signed" },
    Change(reasons: [.options]) { $0.options = [:] },
    Change(reasons: [.engine]) { $0.engine = "engine 2" },
    Change(reasons: [.degradation, .weights, .engine]) {
      ($0.degradation, $0.weights, $0.engine) = ("given", [], "engine 2")
    },
    // Neither the name of a file nor what is not known yet changes a sample.
    Change(reasons: []) { $0.weights[0].file = "b.pth" },
    Change(reasons: []) { $0.low = nil },
    Change(reasons: []) { _ in },
  ]

  @Test(arguments: changes.indices)
  func `a picture is made again for what changed, and kept otherwise`(index: Int) throws {
    let change = Self.changes[index]
    let wanted = Self.inputs(change.apply)
    let recorded = try Self.recorded(Self.inputs())
    #expect(
      PreparationDecision.about(
        wanted: wanted, recorded: recorded, onDisk: recorded.digest, force: false)
        == (change.reasons.isEmpty ? .keep : .make(change.reasons)))
    #expect(
      PreparationDecision.about(wanted: wanted, recorded: recorded, onDisk: nil, force: false)
        == .make([.gone] + change.reasons))
    // A file that something else wrote is never replaced without being asked to.
    #expect(
      PreparationDecision.about(
        wanted: wanted, recorded: recorded, onDisk: Self.digest(10), force: false)
        == .refuse(.touched))
    #expect(
      PreparationDecision.about(
        wanted: wanted, recorded: recorded, onDisk: Self.digest(10), force: true)
        == .make([.touched] + change.reasons))
  }

  @Test func `a picture without a record is new, or somebody else's`() {
    func decision(_ onDisk: SHA256Digest?, force: Bool) -> PreparationDecision {
      .about(wanted: Self.inputs(), recorded: nil, onDisk: onDisk, force: force)
    }
    #expect(decision(nil, force: false) == .make([.new]))
    #expect(decision(nil, force: true) == .make([.new]))
    #expect(decision(Self.digest(9), force: false) == .refuse(.foreign))
    #expect(decision(Self.digest(9), force: true) == .make([.foreign]))
  }

  @Test func `a record is read back as it was written`() throws {
    var low = try Self.recorded(
      Self.inputs { ($0.make, $0.weights, $0.options, $0.low) = ("low", [], [:], nil) })
    low.method = nil
    let study = PreparedStudy(low: [low], stimuli: [try Self.recorded(Self.inputs())])
    #expect(try PreparedStudy(study.bytes) == study)
    #expect(study[low.image, nil] == low)
    #expect(study[low.image, try Identifier("m")] == study.stimuli[0])
    #expect(study[low.image, try Identifier("x")] == nil)
    #expect(PreparationJournal.picture(PreparationJournal.bytes(low)) == low)
    #expect(PreparationJournal.picture([]) == nil)
  }

  @Test(arguments: [
    (
      "{",
      "The record is damaged; remove it, and run 'opine prepare' with --force, which makes all "
        + "pictures again"
    ),
    (
      "{\"format_version\": 2}",
      "The record has format 2, which a newer Opine wrote; use that program"
    ),
  ])
  func `a record that cannot be read is told`(text: String, reason: String) {
    #expect(throws: ProblemsError([Problem(file: "prepared.json", reason: reason)])) {
      try PreparedStudy(Array(text.utf8))
    }
  }
}
