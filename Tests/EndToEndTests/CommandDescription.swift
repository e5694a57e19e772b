/// A command as `--experimental-dump-help` describes it.
struct CommandDescription: Decodable {
  var commandName: String
  var abstract: String?
  var discussion: String?
  var arguments: [ArgumentDescription]?
  var subcommands: [CommandDescription]?

  /// The commands below this one, without `help`.
  var shownSubcommands: [CommandDescription] {
    (subcommands ?? []).filter { $0.commandName != "help" }
  }

  /// This command and all below it, each with the words it is called by.
  func all(after words: [String] = []) -> [(words: [String], command: CommandDescription)] {
    let own = words + [commandName]
    return [(own, self)] + shownSubcommands.flatMap { $0.all(after: own) }
  }

  /// The arguments that only this command has.
  var ownArguments: [ArgumentDescription] {
    (arguments ?? []).filter { $0.shouldDisplay && !$0.isCommon }
  }

  /// The arguments that every command has.
  var commonArguments: [ArgumentDescription] {
    (arguments ?? []).filter { $0.shouldDisplay && $0.isCommon }
  }
}

/// An argument, option or flag of a command.
struct ArgumentDescription: Decodable {
  enum Kind: String, Decodable {
    case positional
    case option
    case flag
  }

  struct Name: Decodable {
    var kind: String
    var name: String

    /// The name without the first dash, as mdoc's `Fl` wants it.
    var withoutDash: String { kind == "long" ? "-\(name)" : name }
  }

  var kind: Kind
  var names: [Name]?
  var valueName: String?
  var abstract: String?
  var defaultValue: String?
  var allValues: [String]?
  var isOptional: Bool
  var shouldDisplay: Bool

  /// Whether every command has it.
  var isCommon: Bool { ["help", "version"].contains(valueName ?? "") && kind == .flag }

  /// How it is written, for example `-h, --help` or `--format <format>`.
  var invocation: String {
    let value = "<\(valueName ?? "value")>"
    let written = (names ?? []).map { "-\($0.withoutDash)" }.joined(separator: ", ")
    switch kind {
    case .positional: return value
    case .flag: return written
    case .option: return "\(written) \(value)"
    }
  }

  /// What it means, and the values it takes.
  var meaning: String {
    var limits: [String] = []
    if let allValues { limits.append("values: \(allValues.joined(separator: ", "))") }
    if let defaultValue { limits.append("default: \(defaultValue)") }
    let text = abstract ?? ""
    return limits.isEmpty ? text : text + " (\(limits.joined(separator: "; ")))"
  }
}
