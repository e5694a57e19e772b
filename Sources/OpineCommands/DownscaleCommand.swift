import ArgumentParser
import Pictures
import StudyFiles
import StudyModel

/// `opine downscale`: makes low-resolution pictures from originals.
struct DownscaleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "downscale",
    abstract: "Makes low-resolution pictures from originals by a named convention.",
    discussion: """
      One PNG or JPEG file, or all of a folder. matlab-uint8-replicate: MATLAB's imresize of 8-bit \
      pictures, as the published LR pictures of Set5, Set14 and BSD100. matlab-float-symmetric: \
      imresize of floating-point pictures, as ESRGAN and BasicSR. gaussian: a Gaussian filter of \
      standard deviation 0.4 times the scale, then subsampling. Results of different conventions \
      are not comparable.
      """)

  @Argument(help: "The PNG or JPEG file, or the folder of such files.", completion: .file())
  var input: String

  @Argument(help: "The file to write, or the folder to write into.", completion: .file())
  var output: String

  @Option(help: "The factor of reduction, 2 to 16; width and height must be multiples of it.")
  var scale = 4

  @Option(help: "matlab-uint8-replicate, matlab-float-symmetric or gaussian.")
  var convention: DegradationOption = .matlabReplicated

  @Flag(help: "Replace files that exist.")
  var force = false

  func validate() throws {
    guard (2...16).contains(scale) else { throw ValidationError("--scale must be from 2 to 16") }
  }

  func run() throws {
    let isFolder = FileBytes.isFolder(input)
    let targets = try isFolder ? folderTargets() : [(input, try fileTarget())]
    if !force { for (_, target) in targets { try refuseExisting(target) } }
    // Nothing is written unless every picture can be.
    var warnings: [(path: String, warnings: [SourceWarning])] = []
    let files = try targets.map { source, target in
      (target, try reduced(source, warnings: &warnings))
    }
    for line in SourceWarning.lines(warnings) { Output.note(line) }
    if isFolder { try FileBytes.makeFolders(output) }
    for (path, bytes) in files {
      do {
        try FileBytes.write(bytes, to: path, mode: 0o644, overwrites: force)
      } catch FileError.exists {
        try refuseExisting(path)
      }
    }
    let count = "\(files.count) picture\(files.count == 1 ? "" : "s")"
    try Output.print("\(count) written, reduced by \(scale) after \(convention.rawValue)")
  }

  private func folderTargets() throws -> [(String, String)] {
    guard !FileBytes.exists(output) || FileBytes.isFolder(output) else {
      throw CommandError(
        "'\(output.terminalSafe)' is a file, but '\(input.terminalSafe)' is a folder; name a folder"
      )
    }
    return try SourcePicture.targets(in: input) {
      PictureFiles.path($0 + ".png", in: output)
    }.map { ($0.source, $0.target) }
  }

  private func fileTarget() throws -> String {
    guard !FileBytes.isFolder(output) else {
      throw CommandError("'\(output.terminalSafe)' is a folder; name the file to write")
    }
    return output
  }

  private func refuseExisting(_ path: String) throws {
    guard FileBytes.exists(path) else { return }
    throw CommandError(
      "'\(path.terminalSafe)' exists already; choose another name or give --force")
  }

  private func reduced(
    _ path: String, warnings: inout [(path: String, warnings: [SourceWarning])]
  ) throws -> [UInt8] {
    let source = try SourcePicture.read(path)
    warnings.append((path, source.warnings))
    do {
      return try PNGEncoder.encode(
        source.picture.reduced(by: scale, following: convention.degradation), compression: .best)
    } catch {
      throw CommandError("'\(path.terminalSafe)': \(error)")
    }
  }
}

/// The values of `--convention`.
enum DegradationOption: String, ExpressibleByArgument, CaseIterable {
  case matlabReplicated = "matlab-uint8-replicate"
  case matlabMirrored = "matlab-float-symmetric"
  case gaussian

  var degradation: Degradation {
    switch self {
    case .matlabReplicated: .matlabReplicated
    case .matlabMirrored: .matlabMirrored
    case .gaussian: .gaussian
    }
  }
}
