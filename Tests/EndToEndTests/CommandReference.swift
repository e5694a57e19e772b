import Foundation
import StudyModel
import StudyScreens

private let footnote = """
  <!-- Made by GeneratedDocumentsTests from the program; RECORD_SNAPSHOTS=1 writes it anew. -->
  """

/// The article about all commands.
struct CommandReference {
  let command: CommandDescription

  var text: String {
    let opening = """
      # Command reference

      Every command of `\(command.commandName)` with its arguments and options.

      \(command.abstract?.markdown ?? "") \(command.discussion?.markdown ?? "")

      Every command also has these:


      """
    let sections = command.all().dropFirst().map(section)
    let parts = [opening + table(command.commonArguments)] + sections + [footnote]
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func section(_ words: [String], _ subcommand: CommandDescription) -> String {
    var parts = ["## \(words.joined(separator: " "))"]
    parts.append(subcommand.abstract?.markdown ?? "")
    let arguments = subcommand.ownArguments.map {
      $0.isOptional ? "[\($0.invocation)]" : $0.invocation
    }
    let below = subcommand.shownSubcommands.isEmpty ? [] : ["<subcommand>"]
    let line = (words + arguments + below).joined(separator: " ")
    parts.append("```\n\(line)\n```")
    if let discussion = subcommand.discussion { parts.append(discussion.markdown) }
    if !subcommand.ownArguments.isEmpty { parts.append(table(subcommand.ownArguments)) }
    return parts.joined(separator: "\n\n")
  }

  private func table(_ arguments: [ArgumentDescription]) -> String {
    let rows = arguments.map { "| `\($0.invocation)` | \($0.meaning.markdown) |" }
    return (["| Argument | Meaning |", "|---|---|"] + rows).joined(separator: "\n")
  }
}

/// The article about the keys of a session.
struct KeyTable {
  let keys: [KeyDescription]

  var text: String {
    let rows = keys.map { key in
      "| `\(key.keys)` | \(key.action.markdown) | "
        + KeyDescription.kinds.map { word(!key.protocols.isDisjoint(with: $0.protocols)) }
        .joined(separator: " | ") + " |"
    }
    return """
      # Keys of a rating session

      What every key does while pictures are rated.

      The rating keys act a moment after the pictures appear: `session.keys_after_ms` of the
      manifest. Keys pressed before that are thrown away.

      | Keys | What they do | \(KeyDescription.kinds.map(\.name).joined(separator: " | ")) |
      |---|---|\(KeyDescription.kinds.map { _ in "---|" }.joined())
      \(rows.joined(separator: "\n"))

      \(footnote)

      """
  }

  private func word(_ isUsed: Bool) -> String { isUsed ? "yes" : "no" }
}

extension KeyDescription {
  /// The kinds of procedures, in the words of a table.
  static let kinds: [(name: String, protocols: Set<RatingProtocol>)] = [
    ("Pages", [.sideBySide, .sideBySideReference]), ("Single pictures", [.srganACRHR]),
    ("dcr", [.dcr, .dcrSideBySide]), ("ccr", [.ccr]), ("Pairs", [.pair, .pairTies]),
  ]

  /// In which procedures the key acts, in parentheses; empty where it acts in all.
  var place: String {
    let names = Self.kinds.filter { !protocols.isDisjoint(with: $0.protocols) }.map(\.name)
    return names.count == Self.kinds.count
      ? "" : " (" + names.joined(separator: ", ").lowercased() + ")"
  }
}

extension String {
  /// The text with a backslash before everything that Markdown takes for markup in help texts.
  var markdown: String {
    var result = ""
    for scalar in unicodeScalars {
      if "\\<|*_`[".unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
