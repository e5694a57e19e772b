/// What a JPEG says about its picture before the picture data.
public struct JPEGHeader: Sendable, Equatable {
  /// The number of stored columns, 1 to ``PNGDecoder/maximumSide``.
  public let width: Int
  /// The number of stored rows, 1 to ``PNGDecoder/maximumSide``.
  public let height: Int
  /// 1 for grey pictures, 3 for colours.
  public let componentCount: Int
  /// How the stored picture is to be turned to be upright: Exif's number, 1 to 8, where 1 is as it
  /// is.
  public let orientation: Int
  /// Whether there is a colour profile that is not called sRGB.
  public let hasOtherProfile: Bool
}

extension JPEGHeader {
  static let signature: [UInt8] = [0xFF, 0xD8, 0xFF]

  // Reads the segments before the first scan, and checks kind and size.
  init(_ bytes: [UInt8]) throws(JPEGError) {
    guard bytes.starts(with: Self.signature.prefix(max(1, bytes.count))) else { throw .notJPEG }
    var segments = JPEGSegments(bytes)
    var frame: (width: Int, height: Int, components: Int)?
    var orientation: Int?
    var hasOtherProfile = false
    while let segment = try segments.next() {
      let data = bytes[segment.data]
      switch segment.marker {
      case 0xC0...0xC2: frame = try Self.frame(data, byteCount: bytes.count)
      case 0xC3, 0xC5...0xC7: throw .unsupported("lossless or hierarchical compression")
      case 0xC9...0xCB, 0xCD...0xCF: throw .unsupported("arithmetic coding")
      case 0xE1: orientation = orientation ?? ExifOrientation.read(data)
      case 0xE2: hasOtherProfile = hasOtherProfile || Self.isOtherProfile(data)
      default: break
      }
    }
    guard let frame else { throw .malformed("it has no frame header") }
    width = frame.width
    height = frame.height
    componentCount = frame.components
    self.orientation = orientation ?? 1
    self.hasOtherProfile = hasOtherProfile
  }

  // ITU-T T.81, B.2.2: precision, height, width, number of components.
  private static func frame(
    _ data: ArraySlice<UInt8>, byteCount: Int
  ) throws(JPEGError) -> (width: Int, height: Int, components: Int) {
    let head = Array(data.prefix(6))
    guard head.count == 6 else { throw .malformed("its frame header is too short") }
    guard head[0] == 8 else { throw .unsupported("\(head[0]) bits a sample") }
    let (height, width) = (Int(head[1]) << 8 | Int(head[2]), Int(head[3]) << 8 | Int(head[4]))
    guard width > 0 else { throw .malformed("its width is 0") }
    guard height > 0 else { throw .unsupported("its height behind the picture") }
    guard width <= PNGDecoder.maximumSide, height <= PNGDecoder.maximumSide else {
      throw .tooLarge(width: width, height: height)
    }
    guard width * height <= PNGDecoder.maximumPixelCount else {
      throw .tooManyPixels(width: width, height: height)
    }
    switch head[5] {
    case 1, 3: return (width, height, Int(head[5]))
    case 4: throw .unsupported("four colours (CMYK)")
    default: throw .unsupported("\(head[5]) components")
    }
  }

  // ICC.1:2010, annex B.4: the first part of a profile, whose tag 'desc' has the name. Only the
  // name is looked at, in ASCII or UTF-16.
  private static func isOtherProfile(_ data: ArraySlice<UInt8>) -> Bool {
    let mark = Array("ICC_PROFILE\0".utf8)
    guard data.starts(with: mark), data.dropFirst(mark.count).first == 1 else { return false }
    let profile = Array(data.dropFirst(mark.count + 2))
    guard profile.count >= 132 else { return true }
    let tagCount = min(PNGChunk.integer(profile, at: 128), 100)
    for tag in 0..<tagCount {
      let entry = 132 + 12 * tag
      guard entry + 12 <= profile.count else { break }
      guard PNGChunk.integer(profile, at: entry) == PNGChunk.type("desc") else { continue }
      let start = PNGChunk.integer(profile, at: entry + 4)
      let length = min(PNGChunk.integer(profile, at: entry + 8), 256)
      guard start <= profile.count else { break }
      let name = profile[start..<min(profile.count, start + length)].filter { $0 != 0 }
      return !name.contains(Array("sRGB".utf8))
    }
    return true
  }
}

// The segments of a JPEG before its first scan.
struct JPEGSegments {
  private let bytes: [UInt8]
  private var position = 2

  struct Segment {
    let marker: UInt8
    let data: Range<Int>
  }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  // The next segment; nil at the first scan.
  mutating func next() throws(JPEGError) -> Segment? {
    while true {
      guard position < bytes.count else { throw .truncated(byteCount: bytes.count) }
      guard bytes[position] == 0xFF else {
        throw .malformed("there is no marker at byte \(position)")
      }
      // Any number of fill bytes may come before a marker (T.81, B.1.1.2).
      while position < bytes.count, bytes[position] == 0xFF { position += 1 }
      guard position < bytes.count else { throw .truncated(byteCount: bytes.count) }
      let marker = bytes[position]
      position += 1
      switch marker {
      case 0xDA: return nil
      case 0xD9: throw .malformed("it ends before its picture")
      case 0x01, 0xD0...0xD7: continue
      default: return try segment(marker)
      }
    }
  }

  private mutating func segment(_ marker: UInt8) throws(JPEGError) -> Segment {
    guard bytes.count - position >= 2 else { throw .truncated(byteCount: bytes.count) }
    let length = Int(bytes[position]) << 8 | Int(bytes[position + 1])
    guard length >= 2 else { throw .malformed("a segment has no length at byte \(position)") }
    guard length <= bytes.count - position else { throw .truncated(byteCount: bytes.count) }
    let data = position + 2..<position + length
    position += length
    return Segment(marker: marker, data: data)
  }
}
