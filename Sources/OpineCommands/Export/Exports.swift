import Foundation
import OpinionStatistics
import StudyFiles
import StudyModel

/// The files that other programs read, made from the ratings that count.
struct Exports {
  let rows: [RatingRow]
  let testMethod: String

  private func table() throws -> OpinionTable {
    try OpinionTable(
      rows.map {
        Opinion(
          rater: $0.rater, source: $0.source, method: $0.method, repetition: $0.repetition,
          score: $0.score)
      })
  }

  /// One row a final score of a test or of a second showing.
  func ratings() -> [UInt8] {
    var writer = CSVWriter()
    writer.writeRecord(["rater", "source", "method", "stimulus", "repetition", "score"])
    for row in rows {
      writer.writeRecord([
        .text(row.rater), .text(row.source), .text(row.method),
        .text("\(row.source)/\(row.method)"), .integer(row.repetition), .integer(row.score),
      ])
    }
    return writer.bytes
  }

  /// One row a stimulus, one column a rater; `nan` where a rating is missing.
  func matrix() -> [UInt8] {
    let raters = Set(rows.map(\.rater)).sorted(by: Self.byBytes)
    var cells: [String: [String: Int]] = [:]
    for row in rows where row.repetition == 0 {
      cells["\(row.source)/\(row.method)", default: [:]][row.rater] = row.score
    }
    var writer = CSVWriter()
    writer.writeRecord(["stimulus"] + raters)
    for stimulus in cells.keys.sorted(by: Self.byBytes) {
      let scores = raters.map { rater -> CSVWriter.Value in
        cells[stimulus]?[rater].map { .integer($0) } ?? .text("nan")
      }
      writer.writeRecord([.text(stimulus)] + scores)
    }
    return writer.bytes
  }

  /// One row a stimulus with its mean and Student's t interval.
  func stimuli(reference: String?) throws -> [UInt8] {
    var writer = CSVWriter()
    writer.writeRecord([
      "test_method", "ref_name", "dist_name", "mos", "std", "n", "ci_low", "ci_high", "ci_method",
    ])
    for summary in try table().stimulusSummaries() {
      writer.writeRecord([
        .text(testMethod),
        reference.map { .text("\(summary.source)/\($0)") } ?? .text(summary.source),
        .text("\(summary.source)/\(summary.method)"), .number(summary.mos),
        summary.standardDeviation.map { .number($0) } ?? .missing, .integer(summary.ratings),
        summary.interval.map { .number($0.lower) } ?? .missing,
        summary.interval.map { .number($0.upper) } ?? .missing,
        summary.interval.map { .text($0.method.description) } ?? .missing,
      ])
    }
    return writer.bytes
  }

  /// One row a method with its mean and the interval over raters and pictures.
  func methods(order: [String], reference: String) throws -> [UInt8] {
    var writer = CSVWriter()
    writer.writeRecord([
      "test_method", "dataset", "method", "n_raters", "n_images", "n_ratings", "mos", "ci_low",
      "ci_high", "ci_method", "mean_rank", "dmos",
    ])
    let table = try table()
    let ranks = table.averageRanks()
    let differences = table.differenceScores(reference: reference)
    for summary in table.methodSummaries(order: order) {
      writer.writeRecord([
        .text(testMethod), .text("all"), .text(summary.method), .integer(summary.raters),
        .integer(summary.sources), .integer(summary.ratings), .number(summary.mos),
        summary.interval.map { .number($0.lower) } ?? .missing,
        summary.interval.map { .number($0.upper) } ?? .missing,
        summary.interval.map { .text($0.method.description) } ?? .missing,
        ranks[summary.method].map { .number($0) } ?? .missing,
        differences[summary.method].map { .number($0) } ?? .missing,
      ])
    }
    return writer.bytes
  }

  /// The JSON data set of Netflix/sureal.
  func sureal(name: String, reference: String) -> [UInt8] {
    let sources = Set(rows.map(\.source)).sorted(by: Self.byBytes)
    let stimuli = Set(rows.map { Stimulus(source: $0.source, method: $0.method) })
      .sorted { Self.byBytes($0.path, $1.path) }
    var scores: [Stimulus: [String: Int]] = [:]
    for row in rows where row.repetition == 0 {
      scores[Stimulus(source: row.source, method: row.method), default: [:]][row.rater] = row.score
    }
    let dataset = SurealDataset(
      datasetName: name, refScore: 5,
      refVideos: sources.enumerated().map {
        SurealDataset.Reference(
          contentId: $0, contentName: $1, path: "\($1)/\(reference)")
      },
      disVideos: stimuli.enumerated().map { number, stimulus in
        SurealDataset.Distorted(
          contentId: sources.firstIndex(of: stimulus.source) ?? 0, assetId: number,
          os: scores[stimulus] ?? [:], path: stimulus.path)
      })
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return (try? encoder.encode(dataset)).map { Array($0) + [UInt8(ascii: "\n")] } ?? []
  }

  private struct Stimulus: Hashable {
    var source: String
    var method: String
    var path: String { "\(source)/\(method)" }
  }

  private static func byBytes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}

/// The layout of sureal's data sets; keys are written in snake case.
private struct SurealDataset: Encodable {
  struct Reference: Encodable {
    var contentId: Int
    var contentName: String
    var path: String
  }

  struct Distorted: Encodable {
    var contentId: Int
    var assetId: Int
    var os: [String: Int]
    var path: String
  }

  var datasetName: String
  var refScore: Int
  var refVideos: [Reference]
  var disVideos: [Distorted]
}
