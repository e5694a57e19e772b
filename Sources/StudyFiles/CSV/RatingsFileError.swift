/// Why a file is not a set of ratings.
///
/// Lines count from 1; texts are cut to 64 scalars and hold no control characters.
public enum RatingsFileError: Error, Equatable, Sendable {
  /// The file is not CSV.
  case csv(CSVError)
  /// A column that is needed is absent.
  case missingColumn(String, columns: [String])
  /// A column that is needed stands there twice.
  case repeatedColumn(String)
  /// The name of a rater, source or method is empty.
  case emptyName(line: Int, column: String)
  /// The names of an Opine export are empty, as the study was still blind.
  case blind(line: Int, column: String)
  /// A name holds a control character.
  case controlCharacter(line: Int, column: String)
  /// A score lies outside 1...5.
  case scoreOutOfRange(line: Int, score: String)
  /// A score, repetition or other number is not a whole number.
  case notAWholeNumber(line: Int, column: String, text: String)
  /// A column holds a word that it may not hold.
  case unknownWord(line: Int, column: String, text: String, allowed: [String])
  /// The scores are on another scale.
  case otherScale(line: Int, lowest: String, highest: String)
  /// A rater scored a picture twice under one repetition.
  case duplicate(line: Int, earlierLine: Int, rater: String, source: String, method: String)
  /// Rows of two test methods or two protocols stand in one file.
  case mixed(line: Int, column: String, first: String, other: String)
}

extension RatingsFileError: CustomStringConvertible {
  /// A sentence for the person at the keyboard.
  public var description: String {
    switch self {
    case .csv(let error): error.description
    case .missingColumn(let name, let columns):
      "The file has no column '\(name)'; it has: \(columns.joined(separator: ", "))"
    case .repeatedColumn(let name): "The file has the column '\(name)' twice"
    case .mixed(let line, let column, let first, let other):
      "Line \(line): \(column) is '\(other)' here and '\(first)' above;"
        + " put each into a file of its own"
    default: "Line \(line): \(problem)"
    }
  }

  private var line: Int {
    switch self {
    case .csv, .missingColumn, .repeatedColumn: 1
    case .emptyName(let line, _), .blind(let line, _), .controlCharacter(let line, _),
      .scoreOutOfRange(let line, _), .notAWholeNumber(let line, _, _),
      .unknownWord(let line, _, _, _), .otherScale(let line, _, _),
      .duplicate(let line, _, _, _, _), .mixed(let line, _, _, _):
      line
    }
  }

  private var problem: String {
    switch self {
    case .emptyName(_, let column): "\(column) is empty"
    case .blind(_, let column):
      "\(column) is empty; export the study again after unblinding it"
    case .controlCharacter(_, let column): "\(column) holds a control character"
    case .scoreOutOfRange(_, let score): "score '\(score)' is outside 1...5"
    case .notAWholeNumber(_, let column, let text): "\(column) '\(text)' is not a whole number"
    case .unknownWord(_, let column, let text, let allowed):
      "\(column) '\(text)' is none of: \(allowed.joined(separator: ", "))"
    case .otherScale(_, let lowest, let highest):
      "the scale is \(lowest)...\(highest), and only 1...5 can be analysed"
    case .duplicate(_, let earlier, let rater, let source, let method):
      "rater '\(rater)' scored '\(method)' on '\(source)' on line \(earlier) already"
    case .csv, .missingColumn, .repeatedColumn, .mixed: ""
    }
  }
}
