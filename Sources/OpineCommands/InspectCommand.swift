import ArgumentParser
import StudyFiles
import StudyModel
import SuperResolution

/// `opine inspect`: says what a weights file is.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Says which network a weights file holds, and what it takes, gives and costs.",
    discussion: """
      Nothing in the file is executed. The network is recognised by the names and shapes of its \
      tensors, and all of them are checked. What the samples mean cannot be read from weights: it \
      is what the code does that the names come from, unless an option says otherwise.
      """)

  @Argument(
    help: "The weights: safetensors, a file of PyTorch, or the name of an added model.",
    completion: .file())
  var weights: String

  @OptionGroup var network: NetworkArguments

  @Flag(help: "List the tensors.")
  var tensors = false

  @Option(help: "The form of the output: table or json.")
  var format: ModelFormat = .table

  func run() throws {
    let file = try file()
    let report = try InspectReport(file.path, options: file.options, listsTensors: tensors)
    try Output.write(report.bytes(format))
    if let problem = report.problem { throw CommandError(problem) }
  }

  // A file comes before a model of the same name.
  private func file() throws -> (path: String, options: NetworkOptions) {
    guard !FileBytes.exists(weights), let name = try? Identifier(weights),
      case let library = try ModelLibrary.ofUser(), library.has(name)
    else { return (weights, network.options) }
    let record = try library.record(name)
    return (
      library.weightsPath(record.sha256), record.options.overridden(by: network.options)
    )
  }
}
