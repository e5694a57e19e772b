import Foundation
import Pictures
import StudyFiles
import StudyModel
import Synchronization

/// Measures of a study's pictures against their originals, for every method but the reference.
struct ObjectiveQuality: Sendable {
  /// One picture.
  struct Row: Sendable {
    let image: StudyImage
    let method: Identifier
    let digest: SHA256Digest
    let referenceDigest: SHA256Digest
    /// By the keys of ``QualityColumn``; a measure that the picture is too small for is missing.
    let measures: [String: Double]
  }

  /// The name of the file with all rows.
  static let fileName = "objective.csv"

  /// How many pixels are cut from each edge: the factor, as in the field.
  let shave: Int
  /// By image and then by method, in the order of the manifest; pictures that are not there, or
  /// have another size than the original, are left out.
  let rows: [Row]

  /// Measures all pictures that are there.
  init(_ study: Study, in folder: StudyFolder, threads: Int) {
    shave = study.scaleFactor
    let methods = study.methods.map(\.id).filter { $0 != study.reference }
    let found = Mutex([Int: [Row]]())
    let next = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, study.images.count)) { _ in
      while true {
        let index = next.withLock { value in
          defer { value += 1 }
          return value
        }
        guard index < study.images.count else { return }
        let rows = Self.rows(of: study.images[index], methods, study: study, folder: folder)
        found.withLock { $0[index] = rows }
      }
    }
    rows = found.withLock { found in study.images.indices.flatMap { found[$0] ?? [] } }
  }

  private static func rows(
    of image: StudyImage, _ methods: [Identifier], study: Study, folder: StudyFolder
  ) -> [Row] {
    func read(_ method: Identifier) -> (picture: Picture, digest: SHA256Digest)? {
      let path = study.path(method: method, image: image.id)
      guard let bytes = try? folder.read(path, limit: PNGDecoder.maximumFileSize),
        let decoded = try? PNGDecoder.decode(bytes)
      else { return nil }
      return (decoded.picture, Digest.sha256(bytes))
    }
    guard let reference = read(study.reference) else { return [] }
    return methods.compactMap { method in
      guard let test = read(method),
        let quality = try? PictureQuality(
          of: test.picture, reference: reference.picture, shave: study.scaleFactor)
      else { return nil }
      return Row(
        image: image, method: method, digest: test.digest, referenceDigest: reference.digest,
        measures: QualityColumn.measures(of: quality))
    }
  }

  /// The means over a method's pictures of the measures that every one has.
  func mean(of method: Identifier) -> [String: Double] {
    let own = rows.filter { $0.method == method }
    var means: [String: Double] = [:]
    for column in QualityColumn.all where !own.isEmpty {
      let values = own.compactMap { $0.measures[column.key] }
      guard values.count == own.count else { continue }
      means[column.key] = values.reduce(0, +) / Double(values.count)
    }
    return means
  }

  /// The bytes of the file.
  var csv: [UInt8] {
    var writer = CSVWriter()
    writer.writeRecord(
      ["dataset", "source_id", "method", "stimulus_sha256", "reference_sha256", "shave"]
        + QualityColumn.all.map(\.key))
    for row in rows {
      let facts: [CSVWriter.Value] = [
        .text(row.image.dataset.text), .text(row.image.id.text), .text(row.method.text),
        .text(row.digest.description), .text(row.referenceDigest.description), .integer(shave),
      ]
      let values = QualityColumn.all.map { column -> CSVWriter.Value in
        guard let value = row.measures[column.key] else { return .missing }
        return value.isFinite ? .number(value) : .text("inf")
      }
      writer.writeRecord(facts + values)
    }
    return writer.bytes
  }
}
