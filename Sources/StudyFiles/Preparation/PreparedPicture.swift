public import StudyModel

/// What a prepared picture was made from; equal inputs give equal samples.
public struct PreparedInputs: Hashable, Sendable {
  /// The kernel, method or model; ``original`` and ``reduction`` for pictures without one.
  public var make: String
  /// The files of weights.
  public var weights: [PreparedWeights]
  /// What the network's samples mean, by the keys of a manifest; empty without a network.
  public var options: [String: String]
  /// The super-resolution factor.
  public var scaleFactor: Int
  /// The convention by which the low-resolution picture was made; nil for the original itself.
  public var degradation: String?
  /// The SHA-256 of the original's file.
  public var source: SHA256Digest
  /// The SHA-256 of the low-resolution picture's file; nil where none was needed, or before it is
  /// made.
  public var low: SHA256Digest?
  /// Name and version of the code that computes pictures.
  public var engine: String

  /// The original itself.
  public static let original = "original"
  /// The original reduced.
  public static let reduction = "low"

  /// Inputs with every part given.
  public init(
    make: String, weights: [PreparedWeights] = [], options: [String: String] = [:],
    scaleFactor: Int, degradation: String?, source: SHA256Digest, low: SHA256Digest? = nil,
    engine: String
  ) {
    self.make = make
    self.weights = weights
    self.options = options
    self.scaleFactor = scaleFactor
    self.degradation = degradation
    self.source = source
    self.low = low
    self.engine = engine
  }
}

/// A file of weights that a picture was made with.
public struct PreparedWeights: Hashable, Sendable, Codable {
  /// The name of the file, without its folders.
  public var file: String
  /// The SHA-256 of its bytes.
  public var digest: SHA256Digest
  /// The share in an interpolation; 1 for a single file.
  public var share: Double

  enum CodingKeys: String, CodingKey {
    case file
    case digest = "sha256"
    case share
  }

  /// Weights with every part given.
  public init(file: String, digest: SHA256Digest, share: Double) {
    self.file = file
    self.digest = digest
    self.share = share
  }
}

/// A picture that was made for a study, with what it was made from.
public struct PreparedPicture: Hashable, Sendable {
  /// The picture's name.
  public var image: Identifier
  /// The method; nil for a low-resolution picture.
  public var method: Identifier?
  /// The path, relative to the study folder.
  public var file: String
  /// The SHA-256 of the file.
  public var digest: SHA256Digest
  /// What made it, in words.
  public var title: String
  /// What it was made from.
  public var inputs: PreparedInputs
  /// Name and version of the program.
  public var program: String

  /// A picture with every part given.
  public init(
    image: Identifier, method: Identifier?, file: String, digest: SHA256Digest, title: String,
    inputs: PreparedInputs, program: String
  ) {
    self.image = image
    self.method = method
    self.file = file
    self.digest = digest
    self.title = title
    self.inputs = inputs
    self.program = program
  }
}

extension PreparedInputs: Codable {
  enum CodingKeys: String, CodingKey {
    case make, weights, options, degradation, engine
    case scaleFactor = "scale_factor"
    case source = "source_sha256"
    case low = "low_sha256"
  }
}

extension PreparedPicture: Codable {
  enum CodingKeys: String, CodingKey {
    case image, method, file, title, inputs, program
    case digest = "sha256"
  }
}
