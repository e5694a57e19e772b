import Foundation
import Pictures
import StudyFiles
import StudyModel
import SuperResolution

extension ModelLibrary {
  /// A name that a model can have: an identifier that is no kernel's.
  static func checkedName(_ text: String) throws -> Identifier {
    let name = try Identifier(text)
    guard Resampling(rawValue: text) == nil else {
      throw CommandError("'\(name)' is a kernel, which needs no weights; choose another name")
    }
    return name
  }

  /// Copies a weights file into the library once it is known to be a network.
  ///
  /// - Parameters:
  ///   - path: The weights file.
  ///   - name: The model's name.
  ///   - options: What the weights do not tell.
  ///   - source: Where they come from; nil for what is known of the published file.
  ///   - licence: The terms they are under; nil for what is known of the published file.
  ///   - replaces: Whether a model of this name is replaced.
  ///   - now: The time in milliseconds since 1970.
  /// - Returns: The record that was written.
  /// - Throws: A sentence that names the file or the model.
  func add(
    _ path: String, as name: Identifier, options: NetworkOptions, source: String?,
    licence: String?, replaces: Bool, now: Int64
  ) throws -> ModelRecord {
    if has(name), !replaces { throw Self.exists(name) }
    let bytes = try ModelFile.bytes(of: path)
    let model = try ModelFile(bytes: bytes, path: path, options: options)
    let published = PublishedModel.all.first { $0.hasDigest("\(model.digest)") }
    let record = ModelRecord(
      name: name, title: model.network.summary.title, sha256: model.digest, size: bytes.count,
      options: ModelRecord.Options(options), source: source ?? published?.place,
      licence: licence ?? published?.licence, added: Timestamp.text(now))
    let former = try? self.record(name)
    try FileBytes.makeFolders(folder)
    // The record comes last: with it the model is complete.
    try FileBytes.write(bytes, to: weightsPath(model.digest), mode: 0o644, overwrites: true)
    do {
      try FileBytes.write(
        try Self.bytes(of: record), to: recordPath(name), mode: 0o644, overwrites: replaces)
    } catch FileError.exists {
      throw Self.exists(name)
    }
    if let former { try removeUnused(former.sha256) }
    return record
  }

  /// Removes a model, and its weights if no other model has them.
  func remove(_ name: Identifier) throws {
    guard has(name) else {
      throw CommandError("There is no model '\(name)'; 'opine models' lists those there are")
    }
    let former = try? record(name)
    try FileBytes.remove(recordPath(name))
    if let former { try removeUnused(former.sha256) }
  }

  private func removeUnused(_ digest: SHA256Digest) throws {
    let users = try names().filter { name in
      // A record that cannot be read might name these weights.
      (try? record(name)).map { $0.sha256 == digest } ?? true
    }
    if users.isEmpty { try FileBytes.remove(weightsPath(digest)) }
  }

  private static func exists(_ name: Identifier) -> CommandError {
    CommandError(
      "There is a model '\(name)' already; choose another name or replace it with --replace")
  }

  private static func bytes(of record: ModelRecord) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return Array(try encoder.encode(record)) + [UInt8(ascii: "\n")]
  }
}
