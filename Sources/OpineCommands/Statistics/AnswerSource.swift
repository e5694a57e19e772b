import ArgumentParser

/// Where `stats` and `report` take answers from, and what goes with it.
struct AnswerSource {
  let study: String?
  let ratings: String?
  let pairs: String?
  let reference: String?
  let metrics: Bool
  let metricsFile: String?

  /// Refuses arguments that do not go together.
  func check() throws {
    guard [study, ratings, pairs].count(where: { $0 != nil }) == 1 else {
      throw ValidationError("Name a study's folder, or a file with --ratings or --pairs")
    }
    guard study == nil || reference == nil else {
      throw ValidationError("A study names its reference; --reference goes with --ratings")
    }
    guard pairs == nil || (reference == nil && !metrics && metricsFile == nil) else {
      throw ValidationError(
        "--reference, --metrics and --metrics-file go with opinion scores, not with --pairs")
    }
    guard !metrics || (study != nil && metricsFile == nil) else {
      throw ValidationError(
        study == nil
          ? "--metrics measures the pictures of a study; name a file with --metrics-file"
          : "Choose --metrics or --metrics-file")
    }
  }
}
