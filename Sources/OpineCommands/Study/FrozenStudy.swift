import Pictures
import StudyFiles
import StudyModel

/// A study with its plan, frozen or about to be.
struct FrozenStudy: Sendable {
  let folder: StudyFolder
  let plan: StudyPlan
  /// Digest of the bytes of the plan file.
  let digest: SHA256Digest
  /// Whether the plan is on disk.
  let isFrozen: Bool

  /// The frozen plan; nil when no session was ever started.
  static func load(_ folder: StudyFolder) throws -> FrozenStudy? {
    try load(folder, name: StudyFolder.planName)
  }

  static func load(_ folder: StudyFolder, name: String) throws -> FrozenStudy? {
    guard FileBytes.isFolder(folder.path) else {
      throw CommandError(
        "'\(folder.path.terminalSafe)' is not a study folder; name the folder that holds "
          + "'\(StudyFolder.manifestName)'")
    }
    guard folder.has(name) else { return nil }
    let bytes = try folder.read(name, limit: PlanFile.largestFile)
    return FrozenStudy(
      folder: folder, plan: try PlanFile.read(bytes), digest: Digest.sha256(bytes),
      isFrozen: true)
  }

  /// The plan for a session: the frozen one if manifest and pictures are still the same, else a
  /// new one after everything was checked.
  static func forSession(_ folder: StudyFolder, manifest: Study) throws -> FrozenStudy {
    if let frozen = try load(folder) {
      let changes =
        PlanChanges.between(frozen.plan.study, manifest) + frozen.pictureChanges()
      guard changes.isEmpty else { throw changed(changes) }
      return frozen
    }
    try checkForLostPlan(folder)
    let plan = try StudyCheck.run(folder).plan(at: Clock.wallMilliseconds)
    return FrozenStudy(
      folder: folder, plan: plan, digest: Digest.sha256(PlanFile.bytes(plan)), isFrozen: false)
  }

  /// Refuses a folder whose plan is gone while its ratings are there.
  static func checkForLostPlan(_ folder: StudyFolder) throws {
    guard folder.has(StudyFolder.ratingsName), !folder.has(StudyFolder.planName) else { return }
    throw CommandError(
      "'\(folder.path.terminalSafe)' has ratings but no '\(StudyFolder.planName)', which says "
        + "what was rated; restore that file from a backup")
  }

  static func changed(_ changes: [Problem]) -> CommandError {
    CommandError(
      (["The study changed after its first session, so nothing more can be rated:"]
        + changes.map { "  \($0)" }
        + ["Take the change back, or make a new study with 'opine new'"])
        .joined(separator: "\n"))
  }

  /// Writes the plan unless it is there; another program that froze the same study first wins.
  func freeze(as name: String = StudyFolder.planName) throws -> FrozenStudy {
    guard !isFrozen else { return self }
    do {
      try FileBytes.write(
        PlanFile.bytes(plan), to: folder.path(of: name), mode: 0o644, overwrites: false)
    } catch FileError.exists {
      guard let other = try FrozenStudy.load(folder, name: name) else {
        throw FileError.notFound(path: folder.path(of: name))
      }
      return other
    }
    return FrozenStudy(folder: folder, plan: plan, digest: digest, isFrozen: true)
  }

  /// Compares every picture file with the digest in the plan.
  func pictureChanges() -> [Problem] {
    plan.stimuli.compactMap { stimulus in
      let path = plan.study.path(method: stimulus.method, image: stimulus.image)
      do {
        let bytes = try folder.read(path, limit: PNGDecoder.maximumFileSize)
        guard Digest.sha256(bytes) != stimulus.digest else { return nil }
        return Problem(
          file: path,
          reason: "The picture's bytes changed: its SHA-256 no longer begins with "
            + stimulus.digest.short)
      } catch {
        return Problem(file: path, reason: "\(error)")
      }
    }
  }

  /// The part of a picture that is shown, and what its file says about its colours, from the file
  /// that was frozen.
  func picture(_ stimulus: Stimulus) throws -> (picture: Picture, colourChunks: ColourChunks) {
    let path = plan.study.path(method: stimulus.method, image: stimulus.image)
    let bytes = try folder.read(path, limit: PNGDecoder.maximumFileSize)
    guard Digest.sha256(bytes) == stimulus.digest else {
      throw FrozenStudy.changed([
        Problem(file: path, reason: "The picture's bytes changed")
      ])
    }
    let shown = plan.shownRectangle(of: stimulus)
    let decoded = try PNGDecoder.decode(bytes)
    let region = PictureRegion(x: shown.x, y: shown.y, width: shown.width, height: shown.height)
    return (try decoded.picture.cropped(to: region), decoded.colourChunks)
  }
}
