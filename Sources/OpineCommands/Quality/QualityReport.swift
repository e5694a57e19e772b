import Pictures
import StudyFiles
import StudyModel

/// Measures of pictures against their references, as `opine metrics` prints them.
struct QualityReport: Encodable {
  /// One picture.
  struct Row: Encodable {
    let picture: String
    let width: Int
    let height: Int
    /// Whether the file of the reference is grey.
    let isGrey: Bool
    /// By the keys of ``QualityColumn``; a measure that the picture is too small for is missing.
    let measures: [String: Double]
  }

  /// The file or folder of references, as named.
  let reference: String
  /// The file or folder of pictures, as named.
  let test: String
  /// How many pixels were cut from each edge.
  let shave: Int
  /// The value of `--grey`.
  let grey: GreyOption
  let pictures: [Row]
  /// The means over a folder of the measures that every picture has.
  let mean: [String: Double]?

  /// Compares two files, or the files of equal names in two folders.
  init(reference: String, test: String, shave: Int, grey: GreyOption) throws {
    self.reference = reference
    self.test = test
    self.shave = shave
    self.grey = grey
    let areFolders = try Self.areFolders(reference, test)
    let pairs = areFolders ? try Self.pairs(reference, test) : [(reference, test)]
    pictures = try pairs.map { try Self.row(reference: $0, test: $1, shave: shave, grey: grey) }
    mean = areFolders ? Self.mean(of: pictures) : nil
  }

  private static func areFolders(_ reference: String, _ test: String) throws -> Bool {
    let isFolder = (FileBytes.isFolder(reference), FileBytes.isFolder(test))
    for (path, isFolder) in [(reference, isFolder.0), (test, isFolder.1)]
    where !isFolder && !FileBytes.exists(path) {
      throw FileError.notFound(path: path)
    }
    guard isFolder.0 == isFolder.1 else {
      throw CommandError(
        "'\(reference.terminalSafe)' and '\(test.terminalSafe)' are a folder and a file; compare "
          + "two files or two folders")
    }
    return isFolder.0
  }

  private static func pairs(
    _ reference: String, _ test: String
  ) throws -> [(String, String)] {
    let (expected, found) = (
      try PictureFiles.names(in: reference), try PictureFiles.names(in: test)
    )
    for (names, others, folder) in [
      (expected, Set(found), test), (found, Set(expected), reference),
    ] {
      let missing = names.filter { !others.contains($0) }
      guard let first = missing.first else { continue }
      let more = missing.count > 1 ? " (and \(missing.count - 1) more)" : ""
      let other = folder == test ? reference : test
      throw CommandError(
        "'\(PictureFiles.path(first, in: folder).terminalSafe)'\(more) does not exist; every "
          + "picture of '\(other.terminalSafe)' needs one of the same name")
    }
    return expected.map {
      (PictureFiles.path($0, in: reference), PictureFiles.path($0, in: test))
    }
  }

  private static func row(
    reference: String, test: String, shave: Int, grey: GreyOption
  ) throws -> Row {
    let expected = try PictureFiles.read(reference)
    let picture = try PictureFiles.read(test).picture
    let quality: PictureQuality
    do {
      quality = try PictureQuality(
        of: picture, reference: expected.picture, shave: shave,
        range: expected.header.isGrey ? grey.range : .studio)
    } catch {
      throw CommandError("'\(test.terminalSafe)': \(error)")
    }
    let name = test.utf8.split(separator: UInt8(ascii: "/")).last ?? test.utf8[...]
    return Row(
      picture: String(decoding: name, as: UTF8.self), width: picture.width, height: picture.height,
      isGrey: expected.header.isGrey, measures: QualityColumn.measures(of: quality))
  }

  private static func mean(of rows: [Row]) -> [String: Double] {
    var means: [String: Double] = [:]
    for column in QualityColumn.all {
      let values = rows.compactMap { $0.measures[column.key] }
      guard values.count == rows.count else { continue }
      means[column.key] = values.reduce(0, +) / Double(values.count)
    }
    return means
  }
}

/// One measure in the output of `opine metrics`.
struct QualityColumn {
  /// The name in CSV and JSON.
  let key: String
  /// The name in the table.
  let title: String
  private let value: @Sendable (PictureQuality) -> Double?

  /// All measures, in the order of columns.
  static let all = [
    QualityColumn(key: "psnr_y", title: "PSNR Y") { $0.lumaPSNR },
    QualityColumn(key: "psnr_y8", title: "PSNR Y8") { $0.roundedLumaPSNR },
    QualityColumn(key: "psnr_rgb", title: "PSNR RGB") { $0.colourPSNR },
    QualityColumn(key: "ssim_y", title: "SSIM Y") { $0.lumaSSIM },
    QualityColumn(key: "ssim_y8", title: "SSIM Y8") { $0.roundedLumaSSIM },
    QualityColumn(key: "daala_ssim_y", title: "daala SSIM Y") { $0.daalaSSIM },
    QualityColumn(key: "ms_ssim_y", title: "MS-SSIM Y") { $0.multiScaleSSIM },
  ]

  private init(
    key: String, title: String, _ value: @escaping @Sendable (PictureQuality) -> Double?
  ) {
    self.key = key
    self.title = title
    self.value = value
  }

  /// The measures that a picture has, by key.
  static func measures(of quality: PictureQuality) -> [String: Double] {
    var measures: [String: Double] = [:]
    for column in all { measures[column.key] = column.value(quality) }
    return measures
  }
}
