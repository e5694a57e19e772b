import ArgumentParser
import Foundation
import OpineCommands
import StudyScreens
import TestSupport
import Testing

/// Documents that are made from the program; a stale one fails.
///
/// `RECORD_SNAPSHOTS=1` in the environment rewrites them and fails that run.
@Suite struct GeneratedDocumentsTests {
  private static let catalogue = "Sources/StudyModel/StudyModel.docc"

  private func opine() throws -> CommandDescription {
    struct Dump: Decodable {
      var command: CommandDescription
    }
    let text = OpineCommand._dumpHelp()
    return try JSONDecoder().decode(Dump.self, from: Data(text.utf8)).command
  }

  @Test func `the command reference describes the commands there are`() throws {
    let text = CommandReference(command: try opine()).text
    try expectDocument(text, at: "\(Self.catalogue)/CommandReference.md")
  }

  @Test func `the table of keys describes the keys there are`() throws {
    try expectDocument(KeyTable(keys: KeyDescription.all).text, at: "\(Self.catalogue)/Keys.md")
  }

  @Test func `the manual page describes the commands and keys there are`() throws {
    let text = ManualPage(command: try opine(), keys: KeyDescription.all).text
    try expectDocument(text, at: "Sources/opine/opine.1")
  }

  @Test func `angle brackets and bars of a help text are no markup`() {
    #expect("FOLDER/<method>/x|y*.png".markdown == #"FOLDER/\<method>/x\|y\*.png"#)
  }

  @Test func `a line of a help text is no request of the manual page`() {
    #expect("'opine check' and\n.x\\y".manualText == "\\&'opine check' and\n\\&.x\\ey")
  }
}

/// Compares a text with a file of the package.
private func expectDocument(
  _ text: String, at path: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let root = try #require(packageRoot())
  let file = URL(fileURLWithPath: root).appendingPathComponent(path)
  if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
    try Data(text.utf8).write(to: file)
    Issue.record("'\(path)' was written", sourceLocation: sourceLocation)
    return
  }
  let committed = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  guard committed != text else { return }
  let old = committed.split(separator: "\n", omittingEmptySubsequences: false)
  let new = text.split(separator: "\n", omittingEmptySubsequences: false)
  let line = zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
  Issue.record(
    """
    '\(path)' is stale from line \(line + 1) on; RECORD_SNAPSHOTS=1 writes it anew
    - \(old.indices.contains(line) ? old[line] : "")
    + \(new.indices.contains(line) ? new[line] : "")
    """, sourceLocation: sourceLocation)
}
