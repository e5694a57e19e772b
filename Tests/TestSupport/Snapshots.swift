import Foundation
public import Testing

/// Compares a text with `Snapshots/<name>.txt` beside the test file.
///
/// `RECORD_SNAPSHOTS=1` in the environment rewrites the file and fails that run.
public func expectSnapshot(
  _ text: String, named name: String, file: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let path = URL(fileURLWithPath: file).deletingLastPathComponent()
    .appendingPathComponent("Snapshots").appendingPathComponent("\(name).txt")
  let actual = text.hasSuffix("\n") ? text : text + "\n"
  if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
    record(actual, at: path, sourceLocation: sourceLocation)
    return
  }
  guard let data = try? Data(contentsOf: path) else {
    Issue.record("Snapshot '\(name)' does not exist", sourceLocation: sourceLocation)
    return
  }
  let expected = String(decoding: data, as: UTF8.self)
  if expected != actual {
    Issue.record(
      "Snapshot '\(name)' differs\n\(difference(expected, actual))",
      sourceLocation: sourceLocation)
  }
}

private func record(_ text: String, at path: URL, sourceLocation: SourceLocation) {
  do {
    try FileManager.default.createDirectory(
      at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: path)
    Issue.record(
      "Snapshot '\(path.lastPathComponent)' was recorded", sourceLocation: sourceLocation)
  } catch {
    Issue.record("Snapshot could not be recorded: \(error)", sourceLocation: sourceLocation)
  }
}

/// Returns the lines that differ, `-` expected and `+` found.
private func difference(_ expected: String, _ actual: String) -> String {
  let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
  return (0..<max(old.count, new.count)).flatMap { line -> [String] in
    let before = line < old.count ? old[line] : nil
    let after = line < new.count ? new[line] : nil
    guard before != after else { return [] }
    return [before.map { "\(line + 1) -\($0)" }, after.map { "\(line + 1) +\($0)" }]
      .compactMap(\.self)
  }.joined(separator: "\n")
}
