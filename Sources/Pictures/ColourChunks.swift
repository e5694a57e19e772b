/// What a PNG says about the meaning of its colours; samples are never converted by it.
public struct ColourChunks: Sendable, Equatable {
  /// The code points of the chunk cICP: primaries, transfer, matrix and range; empty without that
  /// chunk.
  public let codePoints: [UInt8]
  /// The rendering intent of the chunk sRGB, 0 to 3; `nil` without that chunk.
  public let sRGBIntent: Int?
  /// The exponent of the chunk gAMA times 100000, as a rule 45455; `nil` without that chunk.
  public let gamma: Int?
  /// The eight numbers of the chunk cHRM, times 100000; empty without that chunk.
  public let chromaticities: [Int]
  /// The chunk iCCP; `nil` without that chunk.
  public let profile: Profile?
  /// Whether there is a chunk sBIT.
  public let hasSignificantBits: Bool

  /// What identifies a colour profile without reading it.
  public struct Profile: Sendable, Equatable {
    /// The name, printable ASCII of at most 48 characters.
    public let name: String
    /// The CRC-32 of the chunk.
    public let checksum: UInt32
  }

  /// Creates a description from its parts.
  public init(
    codePoints: [UInt8] = [], sRGBIntent: Int? = nil, gamma: Int? = nil,
    chromaticities: [Int] = [], profile: Profile? = nil, hasSignificantBits: Bool = false
  ) {
    self.codePoints = codePoints
    self.sRGBIntent = sRGBIntent
    self.gamma = gamma
    self.chromaticities = chromaticities
    self.profile = profile
    self.hasSignificantBits = hasSignificantBits
  }

  // The numbers of bytes that a chunk of each type may have.
  private static let lengths = [
    PNGChunk.type("cICP"): 4...4, PNGChunk.type("sRGB"): 1...1, PNGChunk.type("gAMA"): 4...4,
    PNGChunk.type("cHRM"): 32...32, PNGChunk.type("iCCP"): 0...Int.max,
    PNGChunk.type("sBIT"): 1...4,
  ]

  // Reads the first chunk of each kind; one of a wrong length says nothing.
  init(of bytes: [UInt8]) {
    var first: [Int: PNGChunk] = [:]
    for chunk in ChunksBeforePictureData(of: bytes)
    where Self.lengths[chunk.type]?.contains(chunk.data.count) ?? false {
      first[chunk.type] = first[chunk.type] ?? chunk
    }
    func data(_ name: String) -> Range<Int>? { first[PNGChunk.type(name)]?.data }
    self.init(
      codePoints: data("cICP").map { Array(bytes[$0]) } ?? [],
      sRGBIntent: data("sRGB").map { Int(bytes[$0.lowerBound]) },
      gamma: data("gAMA").map { PNGChunk.integer(bytes, at: $0.lowerBound) },
      chromaticities: data("cHRM").map { range in
        stride(from: range.lowerBound, to: range.upperBound, by: 4).map {
          PNGChunk.integer(bytes, at: $0)
        }
      } ?? [],
      profile: data("iCCP").map { Profile(bytes, $0) },
      hasSignificantBits: data("sBIT") != nil)
  }
}

extension ColourChunks.Profile {
  // The name ends with a zero (PNG specification, third edition, 11.3.2.3); four bytes of checksum
  // follow the data.
  fileprivate init(_ bytes: [UInt8], _ data: Range<Int>) {
    let name = bytes[data].prefix(79).prefix { $0 != 0 }.prefix(48)
    let safe = name.map { byte in
      (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\"") ? byte : UInt8(ascii: "?")
    }
    self.init(
      name: String(decoding: safe, as: UTF8.self),
      checksum: UInt32(truncatingIfNeeded: PNGChunk.integer(bytes, at: data.upperBound)))
  }
}

extension ColourChunks {
  /// The chunks that are present as words such as `sRGB=0`, in a fixed order; together at most 128
  /// printable ASCII characters.
  public var words: [String] {
    var words: [String] = []
    if !codePoints.isEmpty {
      words.append("cICP=" + codePoints.map { String($0) }.joined(separator: "/"))
    }
    if let sRGBIntent { words.append("sRGB=\(sRGBIntent)") }
    if let gamma { words.append("gAMA=\(gamma)") }
    if !chromaticities.isEmpty { words.append("cHRM") }
    if let profile { words.append("iCCP=\"\(profile.name)\"") }
    if hasSignificantBits { words.append("sBIT") }
    return words
  }

  /// Whether a viewer that manages colours could show equal samples of both in different colours.
  public func meansOther(than other: ColourChunks) -> Bool {
    codePoints != other.codePoints || profile != other.profile || sRGBIntent != other.sRGBIntent
      || gamma != other.gamma || chromaticities != other.chromaticities
  }
}
