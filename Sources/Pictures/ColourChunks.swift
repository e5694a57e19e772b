/// What a PNG says about the meaning of its colours; samples are never converted by it.
public struct ColourChunks: Sendable, Equatable {
  /// The exponent of the chunk gAMA, as a rule 0.45455; `nil` without that chunk.
  public let gamma: Double?
  /// The rendering intent of the chunk sRGB, 0 to 3; `nil` without that chunk.
  public let sRGBIntent: Int?
  /// Whether there is a chunk iCCP.
  public let hasICCProfile: Bool

  /// Creates a description from its parts.
  public init(gamma: Double? = nil, sRGBIntent: Int? = nil, hasICCProfile: Bool = false) {
    self.gamma = gamma
    self.sRGBIntent = sRGBIntent
    self.hasICCProfile = hasICCProfile
  }

  // Reads the first chunk of each kind; one of a wrong length says nothing.
  init(of bytes: [UInt8]) {
    var gamma: Double?
    var intent: Int?
    var hasICCProfile = false
    for chunk in ChunksBeforePictureData(of: bytes) {
      if chunk.isNamed("gAMA"), chunk.data.count == 4 {
        gamma = gamma ?? Double(PNGChunk.integer(bytes, at: chunk.data.lowerBound)) / 100_000
      } else if chunk.isNamed("sRGB"), chunk.data.count == 1 {
        intent = intent ?? Int(bytes[chunk.data.lowerBound])
      } else if chunk.isNamed("iCCP") {
        hasICCProfile = true
      }
    }
    self.init(gamma: gamma, sRGBIntent: intent, hasICCProfile: hasICCProfile)
  }
}
