import ArgumentParser
import Pictures
import StudyFiles
import StudyModel

/// `opine new`: makes a study folder from existing outputs, or from originals to prepare.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Makes a study folder from existing outputs of methods, or from originals.",
    discussion: """
      With --from the outputs may be laid out as FOLDER/<method>/<image>.png or \
      FOLDER/<image>/<method>.png. The pictures are copied byte for byte; nothing is resampled. \
      With --sources the originals and the weights are copied, and 'opine prepare' makes the \
      outputs: opine new NAME --sources FOLDER --method bicubic --method srgan=weights.pth
      """)

  @Argument(help: "The study's name, and its folder; a path makes the folder there.")
  var name: String

  @Option(help: "The folder with the outputs.", completion: .directory)
  var from: String?

  @Option(
    help: "The folder with the originals that 'opine prepare' starts from.",
    completion: .directory)
  var sources: String?

  @Option(
    name: .customLong("method"),
    help: ArgumentHelp(
      "A method to prepare, with its weights; repeated. Two files are interpolated: "
        + "esrgan=psnr.pth:0.2,gan.pth:0.8. By default nearest, bilinear and bicubic.",
      valueName: "name=weights"))
  var recipes: [String] = []

  @Option(help: "How low-resolution pictures are made, as in 'opine downscale'.")
  var degradation: DegradationOption?

  @Option(help: "The folder with low-resolution pictures that are given.", completion: .directory)
  var low: String?

  @Option(help: "The method whose pictures are the originals.")
  var reference = "hr"

  @Option(
    name: .customLong("protocol"),
    help: "The rating protocol.")
  var ratingProtocol = ProtocolOption(value: .sideBySide)

  @Option(help: "The methods to compare, separated by commas; by default all.")
  var methods: String?

  @Option(help: "The method that stands for 1 in the calibration; by default nearest.")
  var lowAnchor: String?

  @Option(
    help:
      "Pictures for calibration and dummies, separated by commas, or 'none'; by default two of eight."
  )
  var training: String?

  @Option(help: "'auto' cuts what does not fit the window, 'none', or WIDTHxHEIGHT.")
  var crop = "auto"

  @Option(help: "The window that pages are laid out for, in pixels.")
  var window = "1920x1080"

  @Option(help: "The character cell of that window, in pixels.")
  var cell = "10x20"

  @Option(help: "The least faithful display for ratings: exact, pixels or any.")
  var display: DisplayOption = .pixels

  @Option(help: "The super-resolution factor.")
  var scale = 4

  @Option(help: "The number from which every order is drawn.")
  var seed: UInt64 = 1

  @Option(help: "One line about the study, for the experimenter.")
  var title: String?

  func validate() throws {
    try validateSources()
    guard Self.size(window) != nil else { throw ValidationError("--window must be WIDTHxHEIGHT") }
    guard Self.size(cell) != nil else { throw ValidationError("--cell must be WIDTHxHEIGHT") }
    guard cropChoice != nil else {
      throw ValidationError("--crop must be 'auto', 'none' or WIDTHxHEIGHT")
    }
    guard (1...64).contains(scale) else { throw ValidationError("--scale must be 1 to 64") }
    guard seed <= UInt64(Int.max) else {
      throw ValidationError("--seed must be at most \(Int.max)")
    }
  }

  func run() throws {
    let folder = name.utf8.split(separator: UInt8(ascii: "/")).last.map { String($0) ?? "" } ?? ""
    let builder = try makeBuilder(name: Identifier(folder))
    if let sources { return try makeFromSources(sources, builder: builder) }
    guard let from else { throw ValidationError("Name the outputs with --from") }
    let found = try builder.find()
    let (study, crops) = try builder.build(found)
    guard !FileBytes.exists(name) else { throw FileError.exists(path: name) }
    try write(study, found: found, from: from)
    try Output.print("Recognised \(found.layout.rawValue) in '\(from.terminalSafe)'")
    try report(study, leftOut: found.leftOut, crops: crops)
    try Output.print("Study written to '\(name.terminalSafe)'; next:")
    try Output.print("  opine check \(name.terminalSafe)")
    try Output.print("  opine rate \(name.terminalSafe) --rater CODE")
  }

  private func makeBuilder(name: Identifier) throws -> StudyBuilder {
    guard let window = Self.size(window), let cell = Self.size(cell), let cropChoice else {
      throw ValidationError("sizes must be WIDTHxHEIGHT")
    }
    return StudyBuilder(
      source: from ?? "", name: name, title: title, ratingProtocol: ratingProtocol.value,
      reference: try Identifier(reference), lowAnchor: try lowAnchor.map { try Identifier($0) },
      methods: try Self.list(methods) ?? [],
      training: training == "none" ? [] : try Self.list(training), crop: cropChoice,
      scaleFactor: scale,
      display: DisplayRequirement(
        minimum: display.value, windowWidth: window.width, windowHeight: window.height,
        cellWidth: cell.width, cellHeight: cell.height), seed: seed)
  }

  private var cropChoice: StudyBuilder.Crop? {
    switch crop {
    case "auto": .automatic
    case "none": StudyBuilder.Crop.none
    default: Self.size(crop).map { .size(width: $0.width, height: $0.height) }
    }
  }

  static func list(_ text: String?) throws -> [Identifier]? {
    try text?.utf8.split(separator: UInt8(ascii: ",")).map {
      try Identifier(String(decoding: $0, as: UTF8.self))
    }
  }

  private static func size(_ text: String) -> (width: Int, height: Int)? {
    let parts = text.utf8.split(separator: UInt8(ascii: "x"), omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
    guard parts.count == 2, parts.allSatisfy({ (1...20_000).contains($0) }) else { return nil }
    return (parts[0], parts[1])
  }

  /// Builds the folder under another name and gives it its own at the end.
  private func write(
    _ study: Study, found: StudyBuilder.Found, from: String
  ) throws {
    try FileBytes.makeFolders(name)
    try FileBytes.makeFolder(name + "/pictures")
    for method in found.methods {
      try FileBytes.makeFolder("\(name)/pictures/\(method)")
      for image in found.images {
        let bytes = try FileBytes.read(
          "\(from)/\(found.path(method: method, image: image))",
          limit: PNGDecoder.maximumFileSize)
        try FileBytes.write(
          bytes, to: "\(name)/pictures/\(method)/\(image).png", mode: 0o644, overwrites: false)
      }
    }
    try FileBytes.write(
      Array(ManifestWriter.text(study).utf8), to: "\(name)/\(StudyFolder.manifestName)",
      mode: 0o644, overwrites: false)
  }

  func report(_ study: Study, leftOut: [String], crops: [String]) throws {
    let methods = study.methods.map(\.id)
    try Output.print(
      "\(methods.count) methods: "
        + methods.map { $0 == study.reference ? "\($0) (reference)" : $0.text }
        .joined(separator: ", "))
    let training = study.trainingImages.map(\.id.text).joined(separator: ", ")
    try Output.print(
      "\(study.testImages.count) test pictures"
        + (training.isEmpty ? ", none for training" : ", for training: \(training)"))
    for line in leftOut { try Output.print("Left out: \(line)") }
    if !crops.isEmpty {
      try Output.print(
        (crop == "auto"
          ? "Cut from the centre to fit the window at 1:1 (set 'crop' or 'display.window' in "
            + "study.yaml to change it): "
          : "Cut from the centre: ") + crops.joined(separator: ", "))
    }
  }
}

/// A rating protocol as an option.
struct ProtocolOption: ExpressibleByArgument {
  let value: RatingProtocol

  init(value: RatingProtocol) {
    self.value = value
  }

  init?(argument: String) {
    guard let value = RatingProtocol(rawValue: argument) else { return nil }
    self.value = value
  }

  static var allValueStrings: [String] { RatingProtocol.allCases.map(\.rawValue) }

  var defaultValueDescription: String { value.rawValue }
}

/// The display requirements as options.
enum DisplayOption: String, ExpressibleByArgument, CaseIterable {
  case exact
  case pixels
  case any

  var value: DisplayRequirement.Minimum {
    DisplayRequirement.Minimum(rawValue: rawValue) ?? .pixels
  }
}
