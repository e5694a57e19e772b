import ArgumentParser
import Pictures

/// `opine metrics`: measures pictures against their references.
struct MetricsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "Measures PSNR and SSIM of pictures against their references.",
    discussion: """
      Two files, or two folders whose PNG files are matched by name. PSNR of the luma Y as a \
      number and rounded to 8 bits, and of RGB; SSIM of both lumas, the SSIM of the SRGAN paper \
      (daala), and MS-SSIM. Equal pictures have a PSNR of 'inf'.
      """)

  @Option(help: "The original picture, or the folder of originals.", completion: .file())
  var reference: String

  @Option(help: "The picture to measure, or the folder of pictures.", completion: .file())
  var test: String

  @Option(help: "How many pixels are cut from each edge.")
  var shave = 4

  @Option(
    help: "Y where the reference is a grey file: raw, the grey level, or studio, as for colour.")
  var grey: GreyOption = .raw

  @Option(help: "The form of the output: table, csv or json.")
  var format: ReportFormat = .table

  func validate() throws {
    guard shave >= 0 else { throw ValidationError("--shave must be at least 0") }
  }

  func run() throws {
    let report = try QualityReport(
      reference: reference, test: test, shave: shave, grey: grey)
    try Output.write(report.bytes(format))
  }
}

/// The values of `--grey`: what Y is where the file of the reference is grey.
///
/// Both pictures of a comparison follow the reference, so that all methods are measured alike.
enum GreyOption: String, ExpressibleByArgument, CaseIterable, Encodable {
  /// The grey level itself, as in programs that convert only files with colour.
  case raw
  /// The same formula as for colour.
  case studio

  var range: LumaRange {
    switch self {
    case .raw: .full
    case .studio: .studio
    }
  }
}
