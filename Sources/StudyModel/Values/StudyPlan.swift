/// A study frozen at its first session: the manifest's values, and every picture by its digest.
///
/// Written as `plan.json`; a changed manifest or picture is found by comparing a new plan with it.
public struct StudyPlan: Hashable, Sendable, Codable {
  /// The format of the file; this program reads and writes 1.
  public var formatVersion: Int
  /// The study's identifier, drawn when the plan was frozen.
  public var studyID: UniqueID
  /// The revision of the study: 1 for the first frozen plan.
  public var revision: Int
  /// When the plan was frozen, in milliseconds since 1970.
  public var frozenAtMilliseconds: Int64
  /// The program that froze it: name and version.
  public var program: String
  /// The name and version of the algorithms that order sessions.
  public var orderAlgorithm: String
  /// The manifest's values.
  public var study: Study
  /// Every picture file, in the order of the manifest: all methods of the first picture first.
  public var stimuli: [Stimulus]

  /// A plan with every part given.
  public init(
    studyID: UniqueID, revision: Int, frozenAtMilliseconds: Int64, program: String,
    study: Study, stimuli: [Stimulus]
  ) {
    formatVersion = 1
    self.studyID = studyID
    self.revision = revision
    self.frozenAtMilliseconds = frozenAtMilliseconds
    self.program = program
    orderAlgorithm = SessionPlanner.algorithm
    self.study = study
    self.stimuli = stimuli
  }

  /// The stimulus of this method and picture.
  public func stimulus(method: Identifier, image: Identifier) -> Stimulus? {
    stimuli.first { $0.method == method && $0.image == image }
  }

  /// The stimulus with this number.
  public func stimulus(_ number: Int) -> Stimulus? {
    stimuli.indices.contains(number) ? stimuli[number] : nil
  }

  /// The stimulus that shows the same picture without loss.
  public func reference(of stimulus: Stimulus) -> Stimulus? {
    self.stimulus(method: study.reference, image: stimulus.image)
  }

  /// The part of a stimulus that is shown.
  public func shownRectangle(of stimulus: Stimulus) -> PixelRectangle {
    study.images.first { $0.id == stimulus.image }?.crop
      ?? PixelRectangle(x: 0, y: 0, width: stimulus.width, height: stimulus.height)
  }
}

/// One picture file of a frozen study.
public struct Stimulus: Hashable, Sendable, Codable {
  /// The place in ``StudyPlan/stimuli``; also the blind code under which a station knows the file.
  public var number: Int
  /// The method that made the picture.
  public var method: Identifier
  /// The picture.
  public var image: Identifier
  /// Digest of the file's bytes.
  public var digest: SHA256Digest
  /// Width of the whole picture in samples.
  public var width: Int
  /// Height of the whole picture in samples.
  public var height: Int
  /// Colour chunks of the file, kept and reported but never applied: `gAMA`, `sRGB`, `iCCP`.
  public var colourChunks: [String]

  /// A stimulus with every part given.
  public init(
    number: Int, method: Identifier, image: Identifier, digest: SHA256Digest, width: Int,
    height: Int, colourChunks: [String]
  ) {
    self.number = number
    self.method = method
    self.image = image
    self.digest = digest
    self.width = width
    self.height = height
    self.colourChunks = colourChunks
  }
}
