import Pictures
import StudyFiles
import StudyModel
import StudyScreens

/// A study whose pictures were all read and found fit for a session.
struct CheckedStudy {
  var study: Study
  /// Every picture, numbered in the order of a plan.
  var stimuli: [Stimulus]
  /// Things worth knowing that are not wrong.
  var notes: [String]

  /// The plan that would be frozen now.
  func plan(at milliseconds: Int64) -> StudyPlan {
    var generator = SystemRandomness()
    return StudyPlan(
      studyID: UniqueID(using: &generator), revision: 1, frozenAtMilliseconds: milliseconds,
      program: Program.nameAndVersion, study: study, stimuli: stimuli)
  }
}

/// Verifies everything that a session needs.
struct StudyCheck {
  private let folder: StudyFolder
  private var problems: [Problem] = []
  private var notes: [String] = []
  private var colours = ColourDifferences()
  private let preparation: StudyPreparation?
  private let reference: Identifier

  /// Reads the manifest and every picture of the study in `folder`.
  ///
  /// - Throws: ``ProblemsError`` with everything that is wrong.
  static func run(_ folder: StudyFolder) throws -> CheckedStudy {
    let manifest = try StudyCheck.wholeManifest(of: folder)
    let study = manifest.study
    var check = StudyCheck(
      folder: folder, preparation: manifest.preparation, reference: study.reference)
    let stimuli = check.pictures(of: study)
    check.checkDesign(of: study)
    if check.problems.isEmpty {
      check.checkLayout(of: study, stimuli: stimuli)
      check.checkOrder(of: study, stimuli: stimuli)
    }
    check.notes += check.colours.notes
    if let record = try PreparationRecord.load(folder) {
      let prepared = PreparedCheck(manifest, record: record, stimuli: stimuli, in: folder)
      check.problems += prepared.problems
      check.notes += prepared.notes
    }
    guard check.problems.isEmpty else { throw ProblemsError(check.problems) }
    return CheckedStudy(study: study, stimuli: stimuli, notes: check.notes)
  }

  /// The study that the manifest in `folder` describes.
  static func manifest(of folder: StudyFolder) throws -> Study {
    try wholeManifest(of: folder).study
  }

  /// The study and how its pictures are made.
  static func wholeManifest(of folder: StudyFolder) throws -> StudyManifest {
    guard FileBytes.isFolder(folder.path) else {
      throw CommandError(
        "'\(folder.path.terminalSafe)' is not a study folder; name the folder that holds "
          + "'\(StudyFolder.manifestName)'")
    }
    return try ManifestReader.readAll(
      try folder.read(StudyFolder.manifestName, limit: ManifestReader.largestFile))
  }

  private init(folder: StudyFolder, preparation: StudyPreparation?, reference: Identifier) {
    self.folder = folder
    self.preparation = preparation
    self.reference = reference
  }

  private mutating func add(_ reason: String, file: String = StudyFolder.manifestName) {
    problems.append(Problem(file: file, reason: reason))
  }

  private mutating func pictures(of study: Study) -> [Stimulus] {
    var stimuli: [Stimulus] = []
    for image in study.images {
      var first: Stimulus?
      for method in study.methods {
        let path = study.path(method: method.id, image: image.id)
        guard
          let stimulus = stimulus(path, method.id, image, number: stimuli.count)
        else { continue }
        if let first, first.width != stimulus.width || first.height != stimulus.height {
          add(
            "The picture is \(stimulus.width)x\(stimulus.height), but method '\(first.method)' "
              + "has \(first.width)x\(first.height); all methods need equal sizes", file: path)
        }
        first = first ?? stimulus
        stimuli.append(stimulus)
      }
    }
    return stimuli
  }

  private mutating func stimulus(
    _ path: String, _ method: Identifier, _ image: StudyImage, number: Int
  ) -> Stimulus? {
    do {
      let bytes = try folder.read(path, limit: PNGDecoder.maximumFileSize)
      let decoded = try PNGDecoder.decode(bytes)
      let (width, height) = (decoded.picture.width, decoded.picture.height)
      if let crop = image.crop, !crop.fits(width: width, height: height) {
        add(
          "The crop [\(crop.x), \(crop.y), \(crop.width), \(crop.height)] reaches outside the "
            + "picture of \(width)x\(height)", file: path)
      }
      colours.add(decoded.colourChunks, method: method, image: image.id)
      return Stimulus(
        number: number, method: method, image: image.id, digest: Digest.sha256(bytes),
        width: width, height: height, colourChunks: decoded.colourChunks.words)
    } catch FileError.notFound {
      let isMade =
        preparation.map { $0.recipes[method] != nil || method == reference } ?? false
      add(
        "The file is missing: every method needs every picture"
          + (isMade ? "; 'opine prepare' makes it" : ""), file: path)
    } catch {
      add("\(error)", file: path)
    }
    return nil
  }

  private mutating func checkDesign(of study: Study) {
    if study.methods.count < 2 { add("\(PlanError.tooFewMethods(study.methods.count))") }
    if study.testImages.isEmpty { add("\(PlanError.noTestImages)") }
    if study.tilesPerPage > 32 { add("\(PlanError.tooManyTiles(study.tilesPerPage))") }
    if study.trainingImages.isEmpty {
      notes.append(
        "No picture has the role 'training': sessions have no calibration and no dummies")
    } else if study.lowAnchor == nil {
      notes.append("No 'low_anchor' is named: sessions have no calibration")
    }
  }

  private mutating func checkLayout(of study: Study, stimuli: [Stimulus]) {
    let fit = WindowFit(study: study)
    for image in study.images {
      guard let stimulus = stimuli.first(where: { $0.image == image.id }) else { continue }
      let width = image.crop?.width ?? stimulus.width
      let height = image.crop?.height ?? stimulus.height
      guard !fit.holds(width: width, height: height) else { continue }
      let reason = fit.advice(
        image: image.id, width: width, height: height, wholeWidth: stimulus.width,
        wholeHeight: stimulus.height)
      if study.display.minimum == .any {
        notes.append(reason)
      } else {
        add(reason)
      }
    }
  }

  private mutating func checkOrder(of study: Study, stimuli: [Stimulus]) {
    let plan = CheckedStudy(study: study, stimuli: stimuli, notes: []).plan(at: 0)
    do {
      for rater in 0..<min(3, study.targetRaters) {
        let seed = SessionPlanner.seed(of: study, raterOrdinal: rater, sessionNumber: 0)
        var planner = SessionPlanner(plan: plan, seed: seed) { $0 }
        _ = try planner.session()
      }
    } catch {
      add("\(error)")
    }
  }
}
