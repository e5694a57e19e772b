import Foundation
import StudyFiles
import StudyModel

extension MetricQuestion {
  /// The values of a CSV file; every method that it names must be among `methods`.
  static func file(_ path: String, methods: [String]) throws -> MetricQuestion {
    let bytes = try FileBytes.readAll(path, limit: 1 << 28)
    let values: MetricValues
    do {
      values = try MetricValues(csv: bytes)
    } catch {
      throw CommandError("'\(path.terminalSafe)': \(error)")
    }
    let known = Set(methods.map { Array($0.utf8) })
    let named = values.metrics.flatMap(\.values).map(\.method)
    if let stranger = named.first(where: { !known.contains(Array($0.utf8)) }) {
      let names = methods.prefix(40).map(\.terminalSafe).joined(separator: ", ")
      throw CommandError(
        "'\(path.terminalSafe)': nothing was rated of method '\(stranger.terminalSafe)'; the "
          + "methods are: \(names)")
    }
    return MetricQuestion(source: "'\(path.terminalSafe)'", values: values)
  }

  /// The measures of a study's pictures: those of `objective.csv` if it has one for every picture
  /// that was frozen, else measured now.
  static func study(_ frozen: FrozenStudy) throws -> MetricQuestion {
    if let recorded = recorded(frozen) { return recorded }
    let threads = ProcessInfo.processInfo.activeProcessorCount
    let quality = ObjectiveQuality(frozen.plan.study, in: frozen.folder, threads: threads)
    let digests = digests(of: frozen.plan)
    let unchanged = quality.rows.filter { row in
      digests[PictureName(row.image.id.text, row.method.text)] == row.digest
        && digests[PictureName(row.image.id.text, frozen.plan.study.reference.text)]
          == row.referenceDigest
    }
    let metrics = QualityColumn.all.map { column in
      MetricValues.Metric(
        name: column.key,
        values: unchanged.compactMap { row in
          row.measures[column.key].map {
            .init(source: row.image.id.text, method: row.method.text, value: $0)
          }
        })
    }
    return MetricQuestion(
      source: "the pictures, measured now with \(quality.shave) pixels cut from each edge",
      values: MetricValues(metrics: metrics), changed: quality.rows.count - unchanged.count)
  }

  /// The measures of `objective.csv`, nil unless it has one for every picture that was frozen.
  static func recorded(_ frozen: FrozenStudy) -> MetricQuestion? {
    prepared(frozen).map {
      MetricQuestion(source: "'\(ObjectiveQuality.fileName)'", values: $0)
    }
  }

  /// The values of `objective.csv`, nil unless it was made from the pictures that were frozen.
  private static func prepared(_ frozen: FrozenStudy) -> MetricValues? {
    let name = ObjectiveQuality.fileName
    guard frozen.folder.has(name), let bytes = try? frozen.folder.read(name, limit: 1 << 28),
      let values = try? MetricValues(csv: bytes), var reader = try? CSVReader(bytes)
    else { return nil }
    let header = reader.header
    let wanted = ["source_id", "method", "stimulus_sha256", "reference_sha256", "shave"]
    let columns = wanted.compactMap { header.firstIndex(of: $0) }
    guard columns.count == wanted.count else { return nil }
    let study = frozen.plan.study
    let digests = digests(of: frozen.plan)
    var count = 0
    while let record = try? reader.next() {
      let fields = columns.map { record.fields[$0] }
      let reference = digests[PictureName(fields[0], study.reference.text)]
      guard digests[PictureName(fields[0], fields[1])]?.description == fields[2],
        reference?.description == fields[3], fields[4] == "\(study.scaleFactor)"
      else { return nil }
      count += 1
    }
    let expected = frozen.plan.stimuli.count { $0.method != study.reference }
    return count == expected ? values : nil
  }

  private static func digests(of plan: StudyPlan) -> [PictureName: SHA256Digest] {
    Dictionary(
      plan.stimuli.map { (PictureName($0.image.text, $0.method.text), $0.digest) },
      uniquingKeysWith: { first, _ in first })
  }
}
