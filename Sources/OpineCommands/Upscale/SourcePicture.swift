import Pictures
import StudyFiles
import StudyModel

/// A picture in a PNG or JPEG file that others are made from.
///
/// The bytes decide, not the ending. All kinds become 8-bit RGB: grey levels stand for all three
/// colours, palettes are looked up, 16-bit samples are scaled and rounded, JPEG pictures are turned
/// upright. Pixels that are not opaque are refused. Samples are taken as sRGB whatever the file says.
struct SourcePicture {
  /// The pixels.
  let picture: Picture
  /// The SHA-256 of the file.
  let digest: SHA256Digest
  /// What a person should know before studying what is made of it.
  let warnings: [SourceWarning]

  /// Reads a file; errors name it.
  static func read(_ path: String) throws -> SourcePicture {
    let bytes = try FileBytes.read(path, limit: PNGDecoder.maximumFileSize)
    do {
      return try SourcePicture(bytes)
    } catch PNGError.notPNG {
      throw CommandError("'\(path.terminalSafe)' is neither a PNG nor a JPEG picture")
    } catch {
      throw CommandError("'\(path.terminalSafe)': \(error)")
    }
  }

  /// Reads the bytes of a file.
  init(_ bytes: [UInt8]) throws {
    var warnings: [SourceWarning] = []
    if JPEGDecoder.isJPEG(bytes) {
      let decoded = try JPEGDecoder.decode(bytes)
      picture = decoded.picture
      warnings.append(.compressed)
      if decoded.header.hasOtherProfile { warnings.append(.otherColours) }
    } else {
      let decoded = try PNGDecoder.decode(bytes)
      picture = decoded.picture
      if decoded.colourChunks.isOther { warnings.append(.otherColours) }
    }
    if picture.enlargementTrace != nil { warnings.append(.enlarged) }
    self.warnings = warnings
    digest = Digest.sha256(bytes)
  }

  /// The sources in a folder, each with its name without ending and the file that is made of it.
  ///
  /// - Throws: A sentence where there are none, or where two would become the same file.
  static func targets(
    in folder: String, target: (_ stem: String) -> String
  ) throws -> [(stem: String, source: String, target: String)] {
    var known: [String: String] = [:]
    return try names(in: folder).map { name in
      let source = PictureFiles.path(name, in: folder)
      let stem = stem(of: name) ?? name
      let target = target(stem)
      if let other = known.updateValue(source, forKey: stem) {
        throw CommandError(
          "'\(other.terminalSafe)' and '\(source.terminalSafe)' would both become "
            + "'\(target.terminalSafe)'; rename one of them")
      }
      return (stem, source, target)
    }
  }

  /// The names in a folder that end as PNG and JPEG files do, sorted by bytes.
  static func names(in folder: String) throws -> [String] {
    let names = try FileBytes.names(in: folder).filter { stem(of: $0) != nil }
    guard !names.isEmpty else {
      throw CommandError("'\(folder.terminalSafe)' holds no PNG or JPEG pictures")
    }
    return names
  }

  /// A name without the ending of a PNG or JPEG file; nil where it has none.
  static func stem(of name: String) -> String? {
    let bytes = Array(name.utf8)
    let lower = bytes.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    for ending in [".png", ".jpg", ".jpeg"] {
      let count = ending.utf8.count
      if bytes.count > count, lower.suffix(count).elementsEqual(ending.utf8) {
        return String(decoding: bytes.dropLast(count), as: UTF8.self)
      }
    }
    return nil
  }
}

extension ColourChunks {
  // Whether the file names colours that are not those of sRGB. Primaries of BT.709 with the
  // transfer of sRGB are sRGB (ITU-T H.273, tables 2 and 3), and gamma 1/2.2 is its usual hint.
  fileprivate var isOther: Bool {
    if !codePoints.isEmpty { return !codePoints.starts(with: [1, 13]) }
    if let profile { return !profile.name.contains("sRGB") }
    if sRGBIntent != nil { return false }
    return gamma.map { abs($0 - 45455) > 500 } ?? false
  }
}

/// What a person should know about a source picture.
enum SourceWarning: CaseIterable {
  /// The file is a JPEG.
  case compressed
  /// The file names other colours than sRGB.
  case otherColours
  /// The picture looks as if it had been enlarged.
  case enlarged
}

extension SourceWarning {
  /// One line for each kind of warning about files, which are named by the first of them.
  static func lines(_ found: [(path: String, warnings: [SourceWarning])]) -> [String] {
    allCases.compactMap { kind in
      let paths = found.filter { $0.warnings.contains(kind) }.map(\.path)
      guard let first = paths.first else { return nil }
      let others = paths.count - 1
      let subject =
        others == 0
        ? "'\(first.terminalSafe)'"
        : "'\(first.terminalSafe)' and \(others) more"
      return "Warning: \(subject) \(others == 0 ? kind.singular : kind.plural)"
    }
  }

  private var singular: String {
    switch self {
    case .compressed:
      "is a JPEG; its artefacts go into every result and bias a study"
    case .otherColours:
      "has colours that are not sRGB; its samples are taken as sRGB"
    case .enlarged:
      "looks as if it had been enlarged before; take the original if there is one"
    }
  }

  private var plural: String {
    switch self {
    case .compressed:
      "are JPEGs; their artefacts go into every result and bias a study"
    case .otherColours:
      "have colours that are not sRGB; their samples are taken as sRGB"
    case .enlarged:
      "look as if they had been enlarged before; take the originals if there are any"
    }
  }
}
