/// How the pictures of a study are made from originals.
///
/// It is no part of what raters see, and so none of the frozen plan, which holds the digests of the
/// pictures themselves.
public struct StudyPreparation: Hashable, Sendable {
  /// Where an original is; `{image}` stands for the name.
  public var sources: String
  /// Originals that are somewhere else, by image.
  public var sourceFiles: [Identifier: String]
  /// Where a low-resolution picture is; `{image}` stands for the name.
  public var low: String
  /// How the low-resolution pictures are made.
  public var degradation: StudyDegradation
  /// How methods make their pictures; a method without a recipe has its pictures already.
  public var recipes: [Identifier: StimulusRecipe]

  /// The usual place of originals.
  public static let defaultSources = "sources/{image}.png"
  /// The usual place of low-resolution pictures.
  public static let defaultLow = "low/{image}.png"

  /// A preparation with every part given.
  public init(
    sources: String = StudyPreparation.defaultSources, sourceFiles: [Identifier: String] = [:],
    low: String = StudyPreparation.defaultLow, degradation: StudyDegradation = .matlabReplicated,
    recipes: [Identifier: StimulusRecipe]
  ) {
    self.sources = sources
    self.sourceFiles = sourceFiles
    self.low = low
    self.degradation = degradation
    self.recipes = recipes
  }

  /// The path of an original, relative to the study folder.
  public func source(of image: Identifier) -> String {
    sourceFiles[image] ?? sources.replacing("{image}", with: image.text)
  }

  /// The path of a low-resolution picture, relative to the study folder.
  public func low(of image: Identifier) -> String {
    low.replacing("{image}", with: image.text)
  }
}

/// How the low-resolution pictures of a study are made from its originals.
public enum StudyDegradation: String, Hashable, Sendable, CaseIterable {
  /// MATLAB's `imresize` of 8-bit pictures with repeated edges.
  case matlabReplicated = "matlab-uint8-replicate"
  /// MATLAB's `imresize` of floating-point pictures with mirrored edges.
  case matlabMirrored = "matlab-float-symmetric"
  /// A Gaussian filter and subsampling.
  case gaussian
  /// Not at all: they are there, made by somebody else.
  case given
}

/// How one method makes its pictures from low-resolution ones.
public struct StimulusRecipe: Hashable, Sendable {
  /// A kernel, a published method or the name of a model that was added.
  public var make: Identifier
  /// Files of weights; two are interpolated, and none leaves it to `make`.
  public var weights: [RecipeWeights]
  /// What the weights do not tell.
  public var options: RecipeOptions

  /// A recipe with every part given.
  public init(
    make: Identifier, weights: [RecipeWeights] = [], options: RecipeOptions = RecipeOptions()
  ) {
    self.make = make
    self.weights = weights
    self.options = options
  }
}

/// A file of weights in a recipe.
public struct RecipeWeights: Hashable, Sendable {
  /// The path, absolute or relative to the study folder.
  public var path: String
  /// The share in an interpolation, 0...1; 1 for a single file.
  public var share: Double

  /// A file with its share.
  public init(path: String, share: Double = 1) {
    self.path = path
    self.share = share
  }
}

/// What a manifest says about a network beside its weights; nil leaves the default.
public struct RecipeOptions: Hashable, Sendable {
  /// What the channels are.
  public enum Channels: String, Hashable, Sendable, CaseIterable {
    case rgb, gray, luma, ycbcr
  }

  /// How samples become the input.
  public enum InputRange: String, Hashable, Sendable, CaseIterable {
    case unit, signed
  }

  /// How the last values become samples.
  public enum OutputRange: String, Hashable, Sendable, CaseIterable {
    case unit, signed, hyperbolic
  }

  /// What convolutions read beyond the edges.
  public enum Padding: String, Hashable, Sendable, CaseIterable {
    case zero, replicate, valid
  }

  /// What the channels are.
  public var channels: Channels?
  /// How samples become the input.
  public var inputRange: InputRange?
  /// How the last values become samples.
  public var outputRange: OutputRange?
  /// What convolutions read beyond the edges.
  public var padding: Padding?

  /// Options with every part given.
  public init(
    channels: Channels? = nil, inputRange: InputRange? = nil, outputRange: OutputRange? = nil,
    padding: Padding? = nil
  ) {
    self.channels = channels
    self.inputRange = inputRange
    self.outputRange = outputRange
    self.padding = padding
  }
}
