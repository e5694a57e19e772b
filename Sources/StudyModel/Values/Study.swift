/// A study as its author describes it: what is compared, on which pictures, by which procedure.
public struct Study: Hashable, Sendable, Codable {
  /// The short name, also the name of the folder.
  public var name: Identifier
  /// One line for people; shown to the experimenter, never to a rater.
  public var title: String
  /// The rating procedure.
  public var ratingProtocol: RatingProtocol
  /// The super-resolution factor that the methods undo, 1 when unknown.
  public var scaleFactor: Int
  /// The methods compared, the reference among them.
  public var methods: [StudyMethod]
  /// The method whose pictures are the originals.
  public var reference: Identifier
  /// The method that shows the lower end of the scale in the calibration; nil leaves it out.
  public var lowAnchor: Identifier?
  /// The pictures.
  public var images: [StudyImage]
  /// Where a picture's file is: `{method}` and `{image}` stand for the names.
  public var filePattern: String
  /// What the display has to do.
  public var display: DisplayRequirement
  /// Numbers of the procedure.
  public var session: SessionSettings
  /// What is asked of a rater before the first session.
  public var screening: [ScreeningQuestion]
  /// What the rater reads before the first picture.
  public var instructions: String
  /// How many raters the study wants.
  public var targetRaters: Int
  /// The number from which every order is drawn.
  public var seed: UInt64

  /// A study with every part given.
  public init(
    name: Identifier, title: String, ratingProtocol: RatingProtocol, scaleFactor: Int,
    methods: [StudyMethod], reference: Identifier, lowAnchor: Identifier?, images: [StudyImage],
    filePattern: String, display: DisplayRequirement, session: SessionSettings,
    screening: [ScreeningQuestion], instructions: String, targetRaters: Int, seed: UInt64
  ) {
    self.name = name
    self.title = title
    self.ratingProtocol = ratingProtocol
    self.scaleFactor = scaleFactor
    self.methods = methods
    self.reference = reference
    self.lowAnchor = lowAnchor
    self.images = images
    self.filePattern = filePattern
    self.display = display
    self.session = session
    self.screening = screening
    self.instructions = instructions
    self.targetRaters = targetRaters
    self.seed = seed
  }

  /// The path, relative to the study folder, of one method's version of one picture.
  public func path(method: Identifier, image: Identifier) -> String {
    filePattern.replacing("{method}", with: method.text).replacing("{image}", with: image.text)
  }

  /// The pictures that are rated, in the order of the manifest.
  public var testImages: [StudyImage] { images.filter { $0.role == .test } }

  /// The pictures of calibration and dummies, which no statistics see.
  public var trainingImages: [StudyImage] { images.filter { $0.role == .training } }

  /// How many pictures are on the screen at once.
  public var tilesPerPage: Int {
    switch ratingProtocol.arrangement {
    case .single, .inTime: 1
    case .beside: 2
    case .page: methods.count + (ratingProtocol == .sideBySideReference ? 1 : 0)
    }
  }

  /// How many test presentations a picture has.
  public var presentationsPerImage: Int {
    switch ratingProtocol {
    case .sideBySide, .sideBySideReference: 1
    case .srganACRHR, .dcr, .dcrSideBySide: methods.count
    case .ccr: methods.count - 1
    case .pair, .pairTies: methods.count * (methods.count - 1) / 2
    }
  }
}

/// One method of a study.
public struct StudyMethod: Hashable, Sendable, Codable {
  /// The name in files, tables and exports.
  public var id: Identifier
  /// The name printed in reports.
  public var label: String

  /// A method with both names.
  public init(id: Identifier, label: String) {
    self.id = id
    self.label = label
  }
}

/// One picture of a study, present once for every method.
public struct StudyImage: Hashable, Sendable, Codable {
  /// What a picture is used for.
  public enum Role: String, Hashable, Sendable, Codable, CaseIterable {
    /// Rated; its scores are analysed.
    case test
    /// Shown for calibration, checks and dummies; its scores are never analysed.
    case training
  }

  /// The name in files, tables and exports.
  public var id: Identifier
  /// The data set the picture belongs to.
  public var dataset: Identifier
  /// What the picture is used for.
  public var role: Role
  /// The part that is shown, the same for every method; nil shows the whole picture.
  public var crop: PixelRectangle?

  /// A picture with every part given.
  public init(id: Identifier, dataset: Identifier, role: Role, crop: PixelRectangle?) {
    self.id = id
    self.dataset = dataset
    self.role = role
    self.crop = crop
  }
}

/// What the display has to do before scores are taken.
public struct DisplayRequirement: Hashable, Sendable, Codable {
  /// The least faithful display on which ratings are accepted.
  public enum Minimum: String, Hashable, Sendable, Codable, CaseIterable {
    /// Every sample reaches the screen unchanged.
    case exact
    /// One screen pixel a sample; colours may be rounded, and the error is recorded.
    case pixels
    /// Anything; character previews are recorded as such and left out of statistics.
    case any
  }

  /// The least faithful display on which ratings are accepted.
  public var minimum: Minimum
  /// The grey between and around pictures, as an sRGB code 0...255.
  public var ground: Int
  /// The terminal window the study is laid out for, in pixels: width.
  public var windowWidth: Int
  /// The terminal window the study is laid out for, in pixels: height.
  public var windowHeight: Int
  /// Width of a character cell of that window in pixels.
  public var cellWidth: Int
  /// Height of a character cell of that window in pixels.
  public var cellHeight: Int

  /// A requirement with every part given; by default a 1920x1080 window of 10x20 cells.
  public init(
    minimum: Minimum = .pixels, ground: Int = 124, windowWidth: Int = 1920,
    windowHeight: Int = 1080, cellWidth: Int = 10, cellHeight: Int = 20
  ) {
    self.minimum = minimum
    self.ground = ground
    self.windowWidth = windowWidth
    self.windowHeight = windowHeight
    self.cellWidth = cellWidth
    self.cellHeight = cellHeight
  }
}

/// A question put to a rater before the first session.
public enum ScreeningQuestion: String, Hashable, Sendable, Codable, CaseIterable {
  /// Visual acuity, normal or corrected (Snellen or Landolt).
  case acuity
  /// Colour vision (Ishihara).
  case colour

  /// The question in words.
  public var text: String {
    switch self {
    case .acuity: "Visual acuity test (Snellen or Landolt), with glasses or lenses if you wear them"
    case .colour: "Colour vision test (Ishihara plates)"
    }
  }
}

/// The answer to a screening question.
public enum ScreeningAnswer: String, Hashable, Sendable, Codable, CaseIterable {
  /// Tested and passed.
  case pass
  /// Tested and failed.
  case fail
  /// Not tested.
  case notDone = "not-done"
}
