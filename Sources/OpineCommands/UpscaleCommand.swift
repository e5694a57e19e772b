import ArgumentParser
import Foundation
import StudyFiles
import StudyModel
import SuperResolution

/// `opine upscale`: enlarges pictures by a kernel or a network.
struct UpscaleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upscale",
    abstract: "Enlarges pictures by interpolation or by a network.",
    discussion: """
      One PNG or JPEG file, or all of a folder; results are 8-bit PNG files that say in a text what \
      made them. Results that are there already, made from the same file by the same method, are \
      passed over, so that the same command goes on after a stop; Ctrl-C stops within a layer of \
      the network and leaves no half file.
      """)

  @Argument(help: "The PNG or JPEG file, or the folder of such files.", completion: .file())
  var input: String

  @Argument(help: "The PNG file to write, or the folder to write into.", completion: .file())
  var output: String

  @Option(help: "nearest, bilinear, bicubic, or a network's name: see --weights, 'opine models'.")
  var method: String

  @Option(
    help: ArgumentHelp(
      "The file of a network's weights, or a mixture of two: psnr.pth:0.2,gan.pth:0.8.",
      valueName: "file"), completion: .file())
  var weights: String?

  @Option(help: "The factor of enlargement, 2 to 16; by default the network's own, otherwise 4.")
  var scale: Int?

  @Option(
    help: ArgumentHelp(
      "Also write unclipped samples as .npy: a file, or for a folder of pictures a folder.",
      valueName: "npy"), completion: .file())
  var float: String?

  @OptionGroup var threads: ThreadArguments

  @OptionGroup
  var network: NetworkArguments

  @Flag(help: "Replace files that something else made.")
  var force = false

  func validate() throws {
    guard (2...16).contains(scale ?? 2) else {
      throw ValidationError("--scale must be from 2 to 16")
    }
  }

  func run() throws {
    let targets = try UpscaleTarget.all(input: input, output: output, samples: float)
    let choice = try MethodChoice.resolve(method, weights: weights, options: network.options)
    if case .resampling = choice.engine, network.options != NetworkOptions() {
      throw CommandError(
        "Method '\(method.terminalSafe)' is no network; leave out --channels, --input-range, "
          + "--output-range and --padding")
    }
    // Before the threads of the upscaler are made.
    StopSignals.hold()
    let upscaler = try Upscaler(
      choice.method, scale: scale ?? choice.ownScale ?? 4,
      threads: threads.count)
    var run = UpscaleRun(
      method: method, choice: choice, upscaler: upscaler, targets: targets,
      folders: FileBytes.isFolder(input) ? [output, float].compactMap { $0 } : [],
      replaces: force)
    try Output.print(try run.run())
  }
}
