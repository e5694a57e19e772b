import StudyScreens

/// The manual page `opine(1)` in the language of mdoc(7).
struct ManualPage {
  let command: CommandDescription
  let keys: [KeyDescription]

  var text: String {
    let parts = [head, synopsis, description, commands, keyTable, ManualPage.surroundings]
    return parts.joined(separator: "\n") + "\n"
  }

  private var head: String {
    let abstract = command.abstract ?? ""
    let line = abstract.prefix(1).lowercased() + abstract.dropFirst().filter { $0 != "." }
    return """
      .\\" Made by GeneratedDocumentsTests from the program; RECORD_SNAPSHOTS=1 writes it anew.
      .Dd November 21, 2026
      .Dt \(command.commandName.uppercased()) 1
      .Os
      .Sh NAME
      .Nm \(command.commandName)
      .Nd \(line)
      """
  }

  private var synopsis: String {
    let lines = subcommands.flatMap { words, subcommand in
      [".Nm", ".Cm \(words)"]
        + subcommand.ownArguments.map { $0.isOptional ? ".Op \($0.macros)" : ".\($0.macros)" }
    }
    return ([".Sh SYNOPSIS"] + lines).joined(separator: "\n")
  }

  // The commands that do something themselves, each with the words behind the program's name.
  private var subcommands: [(words: String, command: CommandDescription)] {
    command.all().dropFirst().filter { $0.command.shownSubcommands.isEmpty }
      .map { ($0.words.dropFirst().joined(separator: " "), $0.command) }
  }

  private var description: String {
    """
    .Sh DESCRIPTION
    \((command.abstract ?? "").manualText)
    \((command.discussion ?? "").manualText)
    .Pp
    Every command also has these options:
    \(list(command.commonArguments))
    """
  }

  private var commands: String {
    let sections = command.all().dropFirst().map { words, subcommand in
      let name = words.dropFirst().joined(separator: " ")
      var lines = [".Ss \(name)", (subcommand.abstract ?? "").manualText]
      if let discussion = subcommand.discussion { lines += [".Pp", discussion.manualText] }
      if !subcommand.ownArguments.isEmpty { lines.append(list(subcommand.ownArguments)) }
      return lines.joined(separator: "\n")
    }
    return ([".Sh COMMANDS"] + sections).joined(separator: "\n")
  }

  private func list(_ arguments: [ArgumentDescription]) -> String {
    let items = arguments.map { ".It \($0.macros)\n\($0.meaning.manualText)" }
    return ([".Bl -tag -width Ds"] + items + [".El"]).joined(separator: "\n")
  }

  private var keyTable: String {
    let items = keys.map { key in
      let words = key.keys.split(separator: " ").map { "\\&\(String($0).manualText)" }
      let place = key.place
      return ".It Ic \(words.joined(separator: " "))\n\((key.action + place).manualText)"
    }
    return ([".Sh KEYS", ".Bl -tag -width Ds"] + items + [".El"]).joined(separator: "\n")
  }

  private static let surroundings = """
    .Sh ENVIRONMENT
    .Bl -tag -width Ds
    .It Ev OPINE_STUDIES
    The folder with the bundled studies, if they are not beside the program.
    .It Ev XDG_DATA_HOME , HOME
    Where the copy of the bundled study and the library of models are:
    .Pa $XDG_DATA_HOME/opine ,
    by default below
    .Pa ~/.local/share .
    .It Ev TERM , LC_ALL , LC_CTYPE , LANG
    The type of the terminal, and whether it takes UTF-8.
    .It Ev NO_COLOR
    If set and not empty, no colours are used in text.
    .El
    .Sh FILES
    .Bl -tag -width Ds
    .It Pa study.yaml
    The description of a study.
    .It Pa plan.json
    The study as it was frozen at the first session.
    .It Pa ratings.sqlite
    The scores of people, with
    .Pa -wal ,
    .Pa -shm
    and
    .Pa .lock
    beside it.
    .It Pa simulated.sqlite , simulated-plan.json
    The scores of a dry run, and its plan.
    .El
    .Sh EXIT STATUS
    0 on success, 64 for wrong usage, 1 for anything else.
    """
}

extension ArgumentDescription {
  /// The argument in mdoc's macros.
  fileprivate var macros: String {
    let value = "Ar \(valueName ?? "value")"
    let written = (names ?? []).map { "Fl \($0.withoutDash)" }.joined(separator: " , ")
    switch kind {
    case .positional: return value
    case .flag: return written
    case .option: return "\(written) \(value)"
    }
  }
}

extension String {
  /// The text with everything escaped that troff takes for a request or an escape.
  var manualText: String {
    let lines = split(separator: "\n", omittingEmptySubsequences: true).map { line in
      let escaped = line.replacing("\\", with: "\\e")
      let isRequest = escaped.utf8.first.map { ".'".utf8.contains($0) } ?? false
      return isRequest ? "\\&\(escaped)" : String(escaped)
    }
    return lines.joined(separator: "\n")
  }
}
