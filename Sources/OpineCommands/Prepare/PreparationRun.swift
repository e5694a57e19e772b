import Pictures
import StudyFiles
import StudyModel
import SuperResolution

/// Makes the pictures of a plan, one after the other.
struct PreparationRun {
  /// How a run ended.
  enum End {
    /// Everything that could be made was made; sentences about what could not.
    case complete(failures: [String])
    /// A signal asked to stop.
    case stopped
  }

  private let plan: PreparationPlan
  private let originals: StudyOriginals
  private let threads: Int
  private var record: PreparationRecord
  private var progress: PreparationProgress
  private var upscaler: (method: Identifier, value: Upscaler)?

  init(_ plan: PreparationPlan, record: PreparationRecord, threads: Int) {
    self.plan = plan
    self.record = record
    self.threads = threads
    originals = StudyOriginals(
      folder: record.folder, scale: plan.study.scaleFactor, preparation: plan.preparation)
    progress = PreparationProgress(plan.items.filter(\.isMade))
  }

  /// Makes what has to be made; a method that fails does not keep the others from it.
  mutating func run() throws -> End {
    try record.removeLeftovers(of: plan.items.map(\.path))
    var failures: [String] = []
    var failed: Set<Identifier> = []
    defer { progress.clear() }
    for item in plan.items where item.isMade {
      if let method = item.method, failed.contains(method) { continue }
      if StopSignals.haveCome { return try stop() }
      do {
        try make(item)
      } catch UpscalingError.cancelled {
        return try stop()
      } catch let error as UpscalingError {
        failures.append("'\(item.path.terminalSafe)': \(error)")
        if let method = item.method, upscaler?.method != method { failed.insert(method) }
      }
    }
    try record.finish()
    return .complete(failures: failures)
  }

  private func stop() throws -> End {
    try record.finish()
    return .stopped
  }

  private mutating func make(_ item: PreparationItem) throws {
    progress.update(item, share: 0)
    var inputs = item.inputs
    let picture: Picture
    switch item.inputs.make {
    case PreparedInputs.original where item.method == plan.study.reference:
      picture = try originals.picture(of: item.original)
    case PreparedInputs.reduction where item.method == nil:
      picture = try originals.picture(of: item.original).reduced(
        by: plan.study.scaleFactor, following: plan.preparation.degradation.convention)
    default:
      inputs.low = try lowDigest(of: item)
      picture = try enlarged(item, low: inputs.low)
    }
    let bytes = try PNGEncoder.encode(picture, compression: .best)
    try record.store(
      PreparedPicture(
        image: item.original.image, method: item.method, file: item.path,
        digest: Digest.sha256(bytes), title: item.title, inputs: inputs,
        program: Program.nameAndVersion), bytes)
    progress.finish(item)
  }

  private func lowDigest(of item: PreparationItem) throws -> SHA256Digest {
    let image = item.original.image
    guard let digest = item.original.givenLow ?? record.study[image, nil]?.digest else {
      preconditionFailure("low pictures are made first")
    }
    return digest
  }

  private mutating func enlarged(
    _ item: PreparationItem, low digest: SHA256Digest?
  ) throws -> Picture {
    guard let method = item.method, let digest else {
      preconditionFailure("only methods enlarge")
    }
    let low = try originals.low(item.original.lowPath, digest: digest)
    let upscaler = try upscaler(for: method)
    return try upscaler.upscale(low) { share in
      progress.update(item, share: share)
      return !StopSignals.haveCome
    }.picture
  }

  /// The weights are packed once for all pictures of a method.
  private mutating func upscaler(for method: Identifier) throws -> Upscaler {
    if let upscaler, upscaler.method == method { return upscaler.value }
    guard case .made(let choice) = plan.methods.first(where: { $0.id == method })?.plan else {
      preconditionFailure("a picture is made by its method")
    }
    upscaler = nil
    let made = try Upscaler(
      choice.upscalingMethod, scale: plan.study.scaleFactor, threads: threads)
    upscaler = (method, made)
    return made
  }
}

extension StudyDegradation {
  /// The convention; low pictures that are given are never made.
  var convention: Degradation { Degradation(rawValue: rawValue) ?? .matlabReplicated }
}
