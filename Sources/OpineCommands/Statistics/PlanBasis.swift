import OpinionStatistics
import StudyFiles
import StudyModel

/// The variance components that a plan rests on, and where they come from.
struct PlanBasis {
  let components: VarianceComponents
  /// Where the components come from, for a sentence.
  let origin: String
  /// Estimates of each method or pair of methods; empty for the defaults.
  let pilots: [PilotComponents]
  /// Number of test images of the study that is planned, if there is one.
  let plannedImages: Int?
  let notes: [String]

  /// The components of a public study.
  init(isDifference: Bool, plannedImages: Int? = nil, note: String? = nil) {
    components = isDifference ? .imageAppealDifference : .imageAppeal
    origin =
      "defaults from avt_ai_appeal, a public study of image appeal (27 raters, 27 prompts, "
      + "6 generators)"
    pilots = []
    self.plannedImages = plannedImages
    notes = (note.map { [$0] } ?? []) + ["Other raters and images vary differently: make a pilot"]
  }

  /// The mean components over the methods, or pairs of methods, of a pilot.
  init(
    name: String, table: OpinionTable, isDifference: Bool, plannedImages: Int? = nil
  ) throws {
    pilots = isDifference ? table.differenceComponents() : table.methodComponents()
    guard let mean = VarianceComponents.mean(of: pilots.compactMap(\.components)) else {
      throw CommandError(
        "There is too little for a pilot in \(name): at least two raters have to score the same "
          + "two images of \(isDifference ? "two methods" : "one method")")
    }
    components = mean
    let count = pilots.count { $0.components != nil }
    let units =
      isDifference
      ? ("1 pair of methods", "mean of \(count) pairs of methods")
      : ("1 method", "mean of \(count) methods")
    origin = "\(name), \(count == 1 ? units.0 : units.1)"
    self.plannedImages = plannedImages
    notes = Self.notes(table, pilots: pilots, components: mean)
  }

  private static func notes(
    _ table: OpinionTable, pilots: [PilotComponents], components: VarianceComponents
  ) -> [String] {
    var notes: [String] = []
    if !components.setToZero.isEmpty {
      let names = components.setToZero.map(\.word).joined(separator: " and ")
      notes.append("Estimated below 0 and set to 0: variance of \(names)")
    }
    let missing = pilots.count { $0.components == nil }
    if missing > 0 { notes.append("Left out, too few votes: \(missing) of \(pilots.count)") }
    if table.raters.count < 10 || table.sources.count < 10 {
      notes.append(
        "The pilot is small (\(table.raters.count) raters, \(table.sources.count) images): its "
          + "components are uncertain")
    }
    return notes
  }
}

extension VarianceComponents.Factor {
  /// The word for a sentence and for JSON.
  var word: String {
    switch self {
    case .rater: "raters"
    case .source: "images"
    case .residual: "residual"
    }
  }
}
