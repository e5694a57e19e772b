import ArgumentParser
import StudyFiles
import StudyModel

/// `opine models`: the networks whose weights are on this computer, and where to get others.
struct ModelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "Keeps the weights of networks by name, and says where published ones are.",
    discussion: """
      Nothing is downloaded. 'opine models add' copies a weights file into the library of models, \
      $XDG_DATA_HOME/opine/models or ~/.local/share/opine/models; then its name stands for it in \
      other commands and in manifests.
      """,
    subcommands: [List.self, Add.self, Check.self, Remove.self], defaultSubcommand: List.self)

  /// `opine models list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists the models there are and those that can be had.")

    @Option(help: "The form of the output: table or json.")
    var format: ModelFormat = .table

    func run() throws {
      try Output.write(ModelsReport(ModelLibrary.ofUser()).bytes(format))
    }
  }

  /// `opine models add`.
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Copies a weights file into the library under a name.")

    @Argument(help: "The weights: safetensors, or a file of PyTorch.", completion: .file())
    var file: String

    @Option(help: "The name that stands for the model.")
    var name: String

    @OptionGroup var network: NetworkArguments

    @Option(help: "Where the weights come from, for example an address.")
    var source: String?

    @Option(help: "The terms that the weights are under.")
    var licence: String?

    @Flag(help: "Replace a model of this name.")
    var replace = false

    func validate() throws {
      for (option, text) in [("--source", source), ("--licence", licence)] {
        guard (text ?? "").utf8.count <= 1000 else {
          throw ValidationError("\(option) must have at most 1000 bytes")
        }
      }
    }

    func run() throws {
      let name = try ModelLibrary.checkedName(name)
      let record = try ModelLibrary.ofUser().add(
        file, as: name, options: network.options, source: source, licence: licence,
        replaces: replace, now: Clock.wallMilliseconds)
      try Output.print("Model '\(name)' was added: \(record.title), SHA-256 \(record.sha256)")
    }
  }

  /// `opine models check`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Compares weights with their SHA-256 and loads them; prints every fault.")

    @Argument(help: "The model; by default all.")
    var name: String?

    func run() throws {
      let library = try ModelLibrary.ofUser()
      let names = try name.map { [try Identifier($0)] } ?? library.names()
      var faultCount = 0
      for name in names {
        let fault = library.fault(of: name)
        try Output.print((fault ?? "Model '\(name)' is intact").terminalSafe(longest: 1000))
        faultCount += fault == nil ? 0 : 1
      }
      if name == nil {
        for file in try library.unusedWeights() {
          try Output.print(
            "'\(library.folder.terminalSafe)/\(file)' belongs to no model; remove it")
          faultCount += 1
        }
      }
      if name == nil, names.isEmpty, faultCount == 0 { try Output.print("No models were added") }
      guard faultCount == 0 else {
        throw CommandError("\(faultCount) fault\(faultCount == 1 ? "" : "s") found; see above")
      }
    }
  }

  /// `opine models remove`.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove", abstract: "Removes a model, and its weights if no other has them.")

    @Argument(help: "The model.")
    var name: String

    func run() throws {
      let name = try Identifier(name)
      try ModelLibrary.ofUser().remove(name)
      try Output.print("Model '\(name)' was removed")
    }
  }
}

extension ModelFormat: ExpressibleByArgument {}
