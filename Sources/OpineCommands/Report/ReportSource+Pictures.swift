import Pictures
import Reports
import StudyModel

extension ReportSource {
  /// What the pictures of a page may have in bytes of PNG, all together.
  private static let pictureBytes = 2_600_000
  /// The longest side of a picture in pixels: three stand beside each other at their own size.
  private static let longestSide = 256

  /// Images with the versions of all methods, those first whose means differ most.
  func pictures(_ count: Int) -> ReportPage.Section? {
    guard let study, count > 0 else { return nil }
    let names = Array(imagesByDifference.prefix(count))
    guard !names.isEmpty else { return nil }
    var blocks: [Block] = [
      .paragraph(
        "The images whose means differ most between methods (standard deviation of the means), as "
          + "raters saw them: one pixel of the file is one pixel here where the page is wide enough."
      )
    ]
    do {
      for name in names {
        blocks.append(try versions(of: name, study, bytes: Self.pictureBytes / names.count))
      }
    } catch {
      blocks = [.paragraph("Pictures are left out. \(error)")]
    }
    return ReportPage.Section(name: "pictures", title: "Pictures and scores", blocks: blocks)
  }

  private var imagesByDifference: [String] {
    var means: [String: [Double]] = [:]
    for row in report.stimuli ?? [] { means[row.image, default: []].append(row.mos) }
    func spread(_ values: [Double]) -> Double {
      let mean = values.reduce(0, +) / Double(values.count)
      return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    }
    let spreads = means.mapValues(spread)
    return imageNames.enumerated().sorted { first, second in
      (-(spreads[first.element] ?? 0), first.offset)
        < (-(spreads[second.element] ?? 0), second.offset)
    }.map(\.element)
  }

  /// One image; the middle of what was shown where the whole would take too many bytes.
  private func versions(of image: String, _ study: FrozenStudy, bytes: Int) throws -> Block {
    let stimuli = study.plan.stimuli.filter { $0.image.text == image }
    let shown = try stimuli.map { try study.picture($0).picture }
    let scores = Dictionary(
      (report.stimuli ?? []).filter { $0.image == image }.map { ($0.method, $0) },
      uniquingKeysWith: { first, _ in first })
    let whole = (shown.map(\.width).min() ?? 1, shown.map(\.height).min() ?? 1)
    var part = (min(whole.0, Self.longestSide), min(whole.1, Self.longestSide))
    var files = try shown.map { try $0.middle(part).png }
    // Each round comes nearer; a PNG of few pixels is small whatever is in it.
    for _ in 0..<8 {
      let total = files.reduce(0) { $0 + $1.count }
      guard total > bytes, min(part.0, part.1) > 32 else { break }
      let factor = (Double(bytes) / Double(total)).squareRoot() * 0.96
      part = (max(1, Int(Double(part.0) * factor)), max(1, Int(Double(part.1) * factor)))
      files = try shown.map { try $0.middle(part).png }
    }
    let size = "\(part.0) x \(part.1) pixels"
    let title =
      part == whole
      ? "\(image), \(size)" : "\(image), the middle \(size) of \(whole.0) x \(whole.1)"
    return .pictures(
      title: title,
      zip(stimuli, files).map { stimulus, png in
        let method = stimulus.method.text
        let row = scores[method]
        let words = Self.words(
          row?.mos, row?.ciLow, row?.ciHigh, isClipped: row?.isUnanimous ?? false)
        return PagePicture(
          png: png, width: part.0, height: part.1, words: "\(image) by \(method), MOS \(words)",
          name: method, caption: words)
      })
  }
}

extension Picture {
  /// The pixels in the middle.
  fileprivate func middle(_ size: (Int, Int)) throws -> Picture {
    try cropped(
      to: PictureRegion(
        x: (width - size.0) / 2, y: (height - size.1) / 2, width: size.0, height: size.1))
  }

  fileprivate var png: [UInt8] {
    get throws { try PNGEncoder.encode(self) }
  }
}
