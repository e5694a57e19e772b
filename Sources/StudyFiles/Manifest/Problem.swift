import StudyModel

/// One thing that is wrong with a study: where, and what to do about it.
public struct Problem: Hashable, Sendable, CustomStringConvertible {
  /// The file, relative to the study folder.
  public let file: String
  /// The line in that file, 1-based, where it is known.
  public let line: Int?
  /// What is wrong: a sentence without the file.
  public let reason: String

  /// A problem with every part given.
  public init(file: String, line: Int? = nil, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }

  /// `study.yaml:12: reason`, safe for a terminal.
  public var description: String {
    let place = file.terminalSafe + (line.map { ":\($0)" } ?? "")
    return "\(place): \(reason.terminalSafe(longest: 600))"
  }
}

/// A study that cannot be used, with everything that is wrong with it.
public struct ProblemsError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong, in the order of the file.
  public let problems: [Problem]

  /// An error for at least one problem.
  public init(_ problems: [Problem]) {
    self.problems = problems
  }

  /// All problems, one a line.
  public var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}
