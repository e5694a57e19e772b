import Foundation
import OpinionStatistics

/// The research data beside the repository: rating sets and the values that other packages computed.
enum SharedData {
  static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["OPINE_SHARED"] {
      return URL(fileURLWithPath: path)
    }
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return package.deletingLastPathComponent().appendingPathComponent("shared")
  }()

  static let isPresent = FileManager.default.fileExists(
    atPath: folder.appendingPathComponent("data/golden/vqeghd3.json").path)

  static let ratingSets = [
    "nflx_public", "nflx_public_4outliers", "vqeghd3", "avt_ai_appeal", "avt_ai_realism",
  ]

  /// Returns the votes of data/ratings/NAME.csv, which quotes nothing.
  static func opinions(_ name: String) throws -> [Opinion] {
    let url = folder.appendingPathComponent("data/ratings/\(name).csv")
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    return try lines.dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 6, let repetition = Int(fields[4]), let score = Int(fields[5]) else {
        throw CocoaError(.fileReadCorruptFile)
      }
      return Opinion(
        rater: fields[0], source: fields[1], method: fields[2], repetition: repetition, score: score
      )
    }
  }

  /// Returns data/golden/NAME.json; its keys are decoded in camel case.
  static func golden<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
    let url = folder.appendingPathComponent("data/golden/\(name).json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: Data(contentsOf: url))
  }
}

/// Returns whether two numbers differ by at most `tolerance` of the expected one.
func isClose(_ value: Double, _ expected: Double, within tolerance: Double = 1e-9) -> Bool {
  abs(value - expected) <= tolerance * abs(expected)
}

/// Returns whether both are missing, or both present and close.
func isClose(_ value: Double?, _ expected: Double?, within tolerance: Double = 1e-9) -> Bool {
  switch (value, expected) {
  case (nil, nil): true
  case (let value?, let expected?): isClose(value, expected, within: tolerance)
  default: false
  }
}
