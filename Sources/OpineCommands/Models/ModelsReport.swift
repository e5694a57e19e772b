import Foundation
import StudyModel
import SuperResolution

/// The forms in which `opine models` and `opine inspect` print.
enum ModelFormat: String, CaseIterable {
  case table
  case json
}

/// The models there are, and those that can be had.
struct ModelsReport: Encodable {
  /// A model that was added.
  struct Added: Encodable {
    let name: String
    /// What is known about it; nil where its record is damaged.
    let record: ModelRecord?
    /// What is wrong with its record.
    let problem: String?
  }

  /// The models that come with the program.
  let bundled: [String] = []
  /// The models that were added, by name.
  let added: [Added]
  /// The folder that they are in.
  let folder: String
  /// The models that others publish.
  let published: [PublishedModel]

  init(_ library: ModelLibrary) throws {
    folder = library.folder
    published = PublishedModel.all
    added = try library.names().map { name in
      do {
        return Added(name: name.text, record: try library.record(name), problem: nil)
      } catch {
        return Added(name: name.text, record: nil, problem: "\(error)")
      }
    }
  }
}

extension ModelsReport {
  /// The report in one form; the only place that tells the forms apart.
  func bytes(_ format: ModelFormat) throws -> [UInt8] {
    switch format {
    case .table: Array((lines.joined(separator: "\n") + "\n").utf8)
    case .json: try JSONOutput.bytes(self)
    }
  }

  private var lines: [String] {
    ["Bundled", "  none", "", "Added, in '\(folder.terminalSafe)'"]
      + (added.isEmpty ? ["  none"] : added.flatMap(Self.lines))
      + ["", "Published: get the file, then type the command"]
      + published.flatMap(Self.lines)
  }

  private static func lines(_ model: Added) -> [String] {
    guard let record = model.record else {
      return ["  \(model.name)", "    \((model.problem ?? "").terminalSafe(longest: 1000))"]
    }
    let facts = [
      record.title.terminalSafe, "\(record.size) bytes", "SHA-256 \(record.sha256.short)...",
      "added \(record.added.terminalSafe)",
    ]
    return ["  \(model.name)", "    \(facts.joined(separator: "; "))"]
      + (record.options.words.isEmpty ? [] : ["    \(record.options.words)"])
      + (record.source.map { ["    from \($0.terminalSafe)"] } ?? [])
      + (record.licence.map { ["    licence: \($0.terminalSafe)"] } ?? [])
  }

  private static func lines(_ model: PublishedModel) -> [String] {
    [
      "  \(model.name)",
      "    \(model.title); licence: \(model.licence ?? "none found")",
      "    \(model.directions)",
      "    \(model.command)",
    ]
  }
}

extension ModelRecord.Options {
  /// The options that were given, in the words of the command line.
  var words: String {
    let parts = [
      channels.map { "channels \($0.rawValue)" }, input.map { "input \($0.rawValue)" },
      output.map { "output \($0.rawValue)" }, padding.map { "padding \($0.rawValue)" },
    ]
    return parts.compactMap { $0 }.joined(separator: ", ")
  }
}

/// Reports as JSON: names in snake case, sorted.
enum JSONOutput {
  static func bytes(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return Array(try encoder.encode(value)) + [UInt8(ascii: "\n")]
  }
}
