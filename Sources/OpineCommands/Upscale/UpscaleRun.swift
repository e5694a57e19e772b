import Pictures
import StudyFiles
import StudyModel
import SuperResolution

/// Enlarges pictures of files into files, passing over those that are there already.
struct UpscaleRun {
  let method: String
  let choice: MethodChoice
  let upscaler: Upscaler
  let targets: [UpscaleTarget]
  /// The folders that are made where they are missing.
  let folders: [String]
  /// Whether files that something else made are replaced.
  let replaces: Bool
  private var line = ProgressLine()

  /// What is to be done for a target.
  private struct Work {
    let target: UpscaleTarget
    let pixels: Double
    // Only the samples are missing.
    let hasPicture: Bool
  }

  init(
    method: String, choice: MethodChoice, upscaler: Upscaler, targets: [UpscaleTarget],
    folders: [String], replaces: Bool
  ) {
    self.method = method
    self.choice = choice
    self.upscaler = upscaler
    self.targets = targets
    self.folders = folders
    self.replaces = replaces
  }

  /// Enlarges everything that is not there; the sentence for standard output.
  ///
  /// Every source is read before the first result is written.
  mutating func run() throws -> String {
    let work = try plan()
    for folder in folders { try FileBytes.makeFolders(folder) }
    let total = work.reduce(0) { $0 + $1.pixels }
    var done = 0.0
    for (index, piece) in work.enumerated() {
      let isFinished = try finish(piece, before: done / total, share: piece.pixels / total) {
        (index + 1, work.count)
      }
      line.clear()
      guard isFinished else { throw stopped(finished: targets.count - work.count + index) }
      done += piece.pixels
      if !line.isShown, work.count > 1 {
        Output.note(
          "'\(piece.target.picture.terminalSafe)' written (\(index + 1) of \(work.count))")
      }
    }
    return summary(made: work.count)
  }

  private func plan() throws -> [Work] {
    var work: [Work] = []
    var found: [(path: String, warnings: [SourceWarning])] = []
    for target in targets {
      guard !StopSignals.haveCome else { throw CommandError("Stopped before anything was written") }
      let source = try SourcePicture.read(target.source)
      found.append((target.source, source.warnings))
      let (width, height) = (source.picture.width, source.picture.height)
      if let error = upscaler.refusal(width: width, height: height) {
        throw CommandError("'\(target.source.terminalSafe)': \(error)")
      }
      let pixels = Double(width * height)
      switch try state(of: target, source: source.digest) {
      case .finished: continue
      case .withoutSamples: work.append(Work(target: target, pixels: pixels, hasPicture: true))
      case .missing: work.append(Work(target: target, pixels: pixels, hasPicture: false))
      }
    }
    for line in SourceWarning.lines(found) { Output.note(line) }
    return work
  }

  private enum TargetState { case finished, withoutSamples, missing }

  private func state(of target: UpscaleTarget, source: SHA256Digest) throws -> TargetState {
    let asked = UpscaleRecord(
      method: method, choice: choice, scale: upscaler.scale, source: source)
    if FileBytes.exists(target.picture),
      let bytes = try? FileBytes.read(target.picture, limit: PNGDecoder.maximumFileSize),
      let record = UpscaleRecord(in: bytes), record.isSameWork(as: asked),
      (try? PNGDecoder.decode(bytes)) != nil
    {
      guard let samples = target.samples else { return .finished }
      if !FileBytes.exists(samples) { return .withoutSamples }
      let digest = try? Digest.sha256(ofFile: samples)
      if digest != nil, digest == record.samples { return .finished }
      try refuse(samples)
      return .withoutSamples
    }
    for path in [target.picture, target.samples ?? ""] where FileBytes.exists(path) {
      try refuse(path)
    }
    return .missing
  }

  private func refuse(_ path: String) throws {
    guard !replaces else { return }
    throw CommandError(
      "'\(path.terminalSafe)' exists already and was not made from the same picture by the same "
        + "method; choose another name or give --force")
  }

  // False where a signal stopped the work.
  private mutating func finish(
    _ work: Work, before: Double, share: Double, place: () -> (Int, Int)
  ) throws -> Bool {
    let target = work.target
    let source = try SourcePicture.read(target.source)
    let (index, count) = place()
    var line = self.line
    defer { self.line = line }
    let result: UpscaledPicture
    do {
      result = try upscaler.upscale(source.picture) { part in
        line.show(share: before + share * part, file: index, of: count)
        return !StopSignals.haveCome
      }
    } catch UpscalingError.cancelled {
      return false
    } catch {
      line.clear()
      throw CommandError("'\(target.source.terminalSafe)': \(error)")
    }
    let samples = SampleFile.bytes(result.samples)
    var record = UpscaleRecord(
      method: method, choice: choice, scale: upscaler.scale, source: source.digest)
    record.samples = Digest.sha256(samples)
    // The picture first: it tells whether samples that are found belong to it.
    if !work.hasPicture {
      let bytes = try PNGEncoder.encode(result.picture, texts: [record.text])
      try write(bytes, to: target.picture)
    }
    if let path = target.samples { try write(samples, to: path) }
    return true
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    do {
      try FileBytes.write(bytes, to: path, mode: 0o644, overwrites: replaces)
    } catch FileError.exists {
      try refuse(path)
    }
  }

  private func stopped(finished: Int) -> CommandError {
    line.clear()
    let count = counted(targets.count, "picture")
    return CommandError(
      "Stopped: \(finished) of \(count) finished; the same command goes on with the rest")
  }

  private func summary(made: Int) -> String {
    let there = targets.count - made
    let sentence =
      "\(counted(made, "picture")) enlarged by \(upscaler.scale) with \(choice.title.terminalSafe)"
    guard there > 0 else { return sentence }
    return sentence + "; \(there) \(there == 1 ? "was" : "were") there already"
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
