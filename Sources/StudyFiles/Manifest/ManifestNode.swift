import StudyModel
import Yams

/// Collects what is wrong while a manifest is read.
final class ProblemList {
  private var found: [Problem] = []

  /// What is wrong, by line; what concerns the whole file comes first.
  var problems: [Problem] {
    found.enumerated().sorted {
      ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset)
    }.map(\.element)
  }

  func add(_ reason: String, line: Int?) {
    found.append(Problem(file: StudyFolder.manifestName, line: line, reason: reason))
  }
}

/// A mapping of a manifest with the keys it may have.
struct ManifestNode {
  let path: String
  let line: Int?
  let problems: ProblemList
  private let isMapping: Bool
  private var values: [String: Node] = [:]

  /// Reads a mapping; an unknown key is a problem that names the nearest key.
  init(_ node: Node, path: String, keys: [String], problems: ProblemList) {
    self.path = path
    self.problems = problems
    line = node.mark?.line
    isMapping = node.mapping != nil
    guard let mapping = node.mapping else {
      problems.add(
        "\(path.isEmpty ? "The file" : "'\(path)'") must hold keys and values", line: line)
      return
    }
    for (key, value) in mapping {
      let name = key.string ?? "?"
      if !keys.contains(name) {
        let nearest = keys.min { $0.distance(to: name) < $1.distance(to: name) } ?? ""
        problems.add(
          "Unknown key '\(full(name).terminalSafe)'; the nearest is '\(full(nearest))'",
          line: key.mark?.line)
      } else {
        values[name] = value
      }
    }
  }

  func full(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  func node(_ key: String) -> Node? { values[key] }

  func line(of key: String) -> Int? { values[key]?.mark?.line ?? line }

  func add(_ reason: String, at key: String) { problems.add(reason, line: line(of: key)) }

  /// Reports a missing key, unless it is already known that there are none.
  func require(_ key: String) -> Node? {
    guard let node = values[key] else {
      if isMapping { problems.add("Key '\(full(key))' is missing", line: line) }
      return nil
    }
    return node
  }

  func string(_ key: String, longest: Int) -> String? {
    guard let node = values[key] else { return nil }
    guard let text = node.scalar?.string, text.utf8.count <= longest else {
      add("'\(full(key))' must be a text of at most \(longest) bytes", at: key)
      return nil
    }
    return text
  }

  func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let node = values[key] else { return nil }
    guard let number = node.int, range.contains(number) else {
      add(
        "'\(full(key))' must be a whole number from \(range.lowerBound) to \(range.upperBound), "
          + "not '\((node.scalar?.string ?? "a list").terminalSafe)'", at: key)
      return nil
    }
    return number
  }

  func integers(_ key: String, count: Int) -> [Int]? {
    guard let node = values[key] else { return nil }
    let numbers = node.sequence?.compactMap(\.int) ?? []
    guard numbers.count == count, node.sequence?.count == count else {
      add("'\(full(key))' must be a list of \(count) whole numbers", at: key)
      return nil
    }
    return numbers
  }

  func identifier(_ key: String) -> Identifier? {
    guard let node = values[key] else { return nil }
    return ManifestNode.identifier(node, name: full(key), problems: problems)
  }

  static func identifier(_ node: Node, name: String, problems: ProblemList) -> Identifier? {
    do throws(IdentifierError) {
      return try Identifier(node.scalar?.string ?? "")
    } catch {
      problems.add("'\(name)': \(error)", line: node.mark?.line)
      return nil
    }
  }

  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, _ type: Choice.Type
  ) -> Choice? {
    guard let node = values[key] else { return nil }
    if let choice = Choice(rawValue: node.scalar?.string ?? "") { return choice }
    let all = Choice.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    add(
      "'\(full(key))' must be one of \(all), not "
        + "'\((node.scalar?.string ?? "a list").terminalSafe)'", at: key)
    return nil
  }
}

extension String {
  /// The number of bytes to insert, delete or replace (Levenshtein).
  func distance(to other: String) -> Int {
    let left = Array(utf8.prefix(64))
    let right = Array(other.utf8.prefix(64))
    var row = Array(0...right.count)
    for (index, byte) in left.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for place in right.indices {
        let replaced = diagonal + (byte == right[place] ? 0 : 1)
        diagonal = row[place + 1]
        row[place + 1] = Swift.min(replaced, row[place] + 1, row[place + 1] + 1)
      }
    }
    return row[right.count]
  }
}
