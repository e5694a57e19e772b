import Pictures
import StudyFiles
import StudyModel

/// Makes a study folder from outputs of methods that exist.
struct StudyBuilder {
  /// How the outputs are laid out.
  enum Layout: String {
    case methodFirst = "<method>/<image>.png"
    case imageFirst = "<image>/<method>.png"
  }

  /// How pictures that do not fit the window are cut.
  enum Crop: Equatable {
    case automatic
    case none
    case size(width: Int, height: Int)
  }

  var source: String
  var name: Identifier
  var title: String?
  var ratingProtocol: RatingProtocol
  var reference: Identifier
  var lowAnchor: Identifier?
  var methods: [Identifier]
  var training: [Identifier]?
  var crop: Crop
  var scaleFactor: Int
  var display: DisplayRequirement
  var seed: UInt64

  /// What was found in the source folder.
  struct Found {
    var layout: Layout
    /// Methods and images that are complete.
    var methods: [Identifier]
    var images: [Identifier]
    /// Things that were left out, in sentences.
    var leftOut: [String]

    func path(method: Identifier, image: Identifier) -> String {
      layout == .methodFirst
        ? "\(method)/\(image).png" : "\(image)/\(method).png"
    }
  }

  /// Looks at the source folder; both layouts are tried, the one with the reference wins.
  func find() throws -> Found {
    guard FileBytes.isFolder(source) else {
      throw CommandError("'\(source.terminalSafe)' is not a folder")
    }
    var files: [String: Set<String>] = [:]
    for folder in try FileBytes.names(in: source) {
      let path = "\(source)/\(folder)"
      guard FileBytes.isFolder(path) else { continue }
      let names = try FileBytes.names(in: path).filter {
        $0.utf8.suffix(4).elementsEqual(".png".utf8)
      }
      files[folder] = Set(names.map { String(decoding: $0.utf8.dropLast(4), as: UTF8.self) })
    }
    guard files.values.contains(where: { !$0.isEmpty }) else {
      throw CommandError(
        "'\(source.terminalSafe)' holds no '<method>/<image>.png' and no "
          + "'<image>/<method>.png'")
    }
    let inner = files.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    let isMethodFirst = files[reference.text] != nil
    guard isMethodFirst || inner.contains(reference.text) else {
      throw CommandError(
        "No method '\(reference)' was found; name the reference with --reference. Folders: "
          + Self.list(files.keys) + "; pictures: " + Self.list(inner))
    }
    let layout: Layout = isMethodFirst ? .methodFirst : .imageFirst
    let pairs = files.flatMap { folder, names in
      names.map { isMethodFirst ? (method: folder, image: $0) : (method: $0, image: folder) }
    }
    return withoutOtherSizes(try complete(layout: layout, pairs: pairs))
  }

  private static func list(_ names: some Sequence<String>) -> String {
    let sorted = names.sorted()
    let shown = sorted.prefix(12).map(\.terminalSafe).joined(separator: ", ")
    return sorted.count > 12 ? shown + ", ..." : shown
  }

  /// Leaves methods out whose pictures all have another size than the reference, such as the
  /// small pictures that the methods started from; methods asked for by name stay.
  private func withoutOtherSizes(_ found: Found) -> Found {
    guard methods.isEmpty else { return found }
    var result = found
    result.methods = found.methods.filter { method in
      let hasOtherSizes = found.images.allSatisfy { image in
        let own = try? headerSize("\(source)/\(found.path(method: method, image: image))")
        let other = try? headerSize("\(source)/\(found.path(method: reference, image: image))")
        guard let own, let other else { return false }
        return own != other
      }
      if hasOtherSizes, !found.images.isEmpty {
        result.leftOut.append("Method '\(method)' has pictures of other sizes than the reference")
        return false
      }
      return true
    }
    return result
  }

  /// From the coarsest known method to the finest, then the others by name, then the reference.
  private func usualOrder(_ names: some Sequence<String>) -> [String] {
    let known = [
      "nearest", "bilinear", "bicubic", "lanczos", "srcnn", "espcn", "srresnet", "srgan", "esrgan",
    ]
    func place(_ name: String) -> (Int, String) {
      name == reference.text
        ? (known.count + 1, name) : (known.firstIndex(of: name) ?? known.count, name)
    }
    return names.sorted { place($0) < place($1) }
  }

  /// Keeps the methods asked for, and the pictures that all of them have.
  private func complete(
    layout: Layout, pairs: [(method: String, image: String)]
  ) throws -> Found {
    var leftOut: [String] = []
    var imagesOf: [String: Set<String>] = [:]
    for pair in pairs { imagesOf[pair.method, default: []].insert(pair.image) }
    for method in methods where imagesOf[method.text] == nil {
      throw CommandError(
        "No picture of method '\(method)' was found; there are: " + Self.list(imagesOf.keys))
    }
    let wanted = methods.isEmpty ? usualOrder(imagesOf.keys) : methods.map(\.text)
    let target = imagesOf[reference.text] ?? []
    var kept: [Identifier] = []
    for method in wanted {
      let missing = target.subtracting(imagesOf[method] ?? [])
      if methods.isEmpty, missing.count > target.count / 2 {
        leftOut.append("Method '\(method.terminalSafe)' has only some of the pictures")
      } else {
        kept.append(try Identifier(method))
      }
    }
    if !kept.contains(reference) { kept.insert(reference, at: 0) }
    var images: [Identifier] = []
    for image in target.sorted() {
      let missing = kept.filter { !(imagesOf[$0.text]?.contains(image) ?? false) }
      if missing.isEmpty {
        images.append(try Identifier(image))
      } else {
        leftOut.append(
          "Picture '\(image.terminalSafe)' is missing for " + Self.list(missing.map(\.text)))
      }
    }
    return Found(layout: layout, methods: kept, images: images, leftOut: leftOut)
  }

  /// The study of the outputs that were found, and what was cut.
  func build(_ found: Found) throws -> (study: Study, crops: [String]) {
    try build(methods: found.methods, images: found.images) { image in
      try headerSize("\(source)/\(found.path(method: reference, image: image))")
    }
  }

  /// The study of methods and pictures of known sizes, and what was cut.
  func build(
    methods: [Identifier], images: [Identifier],
    size: (Identifier) throws -> (width: Int, height: Int)
  ) throws -> (study: Study, crops: [String]) {
    var crops: [String] = []
    let trainingImages = training ?? Self.automaticTraining(images)
    for image in trainingImages where !images.contains(image) {
      throw CommandError("No picture '\(image)' was found for --training")
    }
    var study = Study(
      name: name, title: title ?? name.text, ratingProtocol: ratingProtocol,
      scaleFactor: scaleFactor,
      methods: methods.map { StudyMethod(id: $0, label: $0.text) }, reference: reference,
      lowAnchor: lowAnchor ?? Self.automaticAnchor(methods, reference: reference),
      images: [], filePattern: "pictures/{method}/{image}.png", display: display,
      session: SessionSettings(defaultsOf: ratingProtocol), screening: [.acuity, .colour],
      instructions: Study.defaultInstructions(of: ratingProtocol), targetRaters: 26, seed: seed)
    let fit = WindowFit(study: study)
    for image in images {
      let size = try size(image)
      let crop = rectangle(width: size.width, height: size.height, fit: fit)
      if let crop {
        crops.append("\(image) to \(crop.width)x\(crop.height)")
      }
      study.images.append(
        StudyImage(
          id: image, dataset: try Identifier(name.text),
          role: trainingImages.contains(image) ? .training : .test, crop: crop))
    }
    Self.adaptRetests(&study)
    return (study, crops)
  }

  private func headerSize(_ path: String) throws -> (width: Int, height: Int) {
    let bytes = try FileBytes.read(path, limit: PNGDecoder.maximumFileSize)
    do {
      let header = try PNGDecoder.header(of: bytes)
      return (header.width, header.height)
    } catch {
      throw CommandError("'\(path.terminalSafe)': \(error)")
    }
  }

  private func rectangle(width: Int, height: Int, fit: WindowFit) -> PixelRectangle? {
    switch crop {
    case .none: return nil
    case .size(let wide, let high):
      guard wide < width || high < height else { return nil }
      return .centred(width: wide, height: high, inWidth: width, height: height)
    case .automatic:
      guard !fit.holds(width: width, height: height),
        let crop = fit.largestCrop(width: width, height: height)
      else { return nil }
      return .centred(width: crop.width, height: crop.height, inWidth: width, height: height)
    }
  }

  /// Two of eight or more pictures, one of four or more, are set apart for training.
  static func automaticTraining(_ images: [Identifier]) -> [Identifier] {
    Array(images.prefix(images.count >= 8 ? 2 : images.count >= 4 ? 1 : 0))
  }

  private static func automaticAnchor(
    _ methods: [Identifier], reference: Identifier
  ) -> Identifier? {
    let known = ["nearest", "bilinear", "bicubic"]
    return known.lazy.compactMap { name in methods.first { $0.text == name } }.first
  }

  /// A small study cannot keep the published distance to a second showing.
  private static func adaptRetests(_ study: inout Study) {
    let images = study.testImages.count
    let presentations = images * study.presentationsPerImage
    study.session.retestDistance = min(study.session.retestDistance, max(1, presentations / 3))
    if images < 3 { study.session.retestPercent = 0 }
    study.session.spacing = min(study.session.spacing, max(0, (images - 1) / 2))
  }
}
