import Foundation
import StudyFiles
import StudyModel
import SuperResolution

/// The weights that a person added, by name.
///
/// A folder with a file `NAME.json` for each model, a ``ModelRecord``, and the weights themselves
/// under their SHA-256. Models of equal weights share a file.
struct ModelLibrary {
  /// The path of the folder; it need not exist.
  let folder: String

  /// The library of the person at the keyboard.
  static func ofUser() throws -> ModelLibrary {
    ModelLibrary(folder: try UserData.folder() + "/models")
  }

  // A record is a few hundred bytes.
  private static let largestRecord = 64 << 10
  private static let ending = ".json"

  /// The names of all models, sorted by bytes.
  func names() throws -> [Identifier] {
    guard FileBytes.exists(folder) else { return [] }
    return try FileBytes.names(in: folder).compactMap { file in
      guard file.utf8.suffix(5).elementsEqual(Self.ending.utf8) else { return nil }
      return try? Identifier(String(decoding: file.utf8.dropLast(5), as: UTF8.self))
    }
  }

  /// Whether there is a model of this name, damaged or not.
  func has(_ name: Identifier) -> Bool { FileBytes.exists(recordPath(name)) }

  /// The path of the weights with a digest.
  func weightsPath(_ digest: SHA256Digest) -> String { "\(folder)/\(digest)" }

  func recordPath(_ name: Identifier) -> String { "\(folder)/\(name)\(Self.ending)" }

  /// What is known about a model without reading its weights.
  func record(_ name: Identifier) throws -> ModelRecord {
    let bytes: [UInt8]
    do {
      bytes = try FileBytes.read(recordPath(name), limit: Self.largestRecord)
    } catch FileError.notFound {
      throw CommandError("There is no model '\(name)'; 'opine models' lists those there are")
    } catch {
      throw damaged(name, "\(error)")
    }
    guard let record = try? JSONDecoder().decode(ModelRecord.self, from: Data(bytes)) else {
      throw damaged(name, "'\(recordPath(name).terminalSafe)' is no record of a model")
    }
    guard record.form == ModelRecord.form else {
      throw CommandError(
        "Model '\(name)' was added by another version of the program (form \(record.form)); add it "
          + "again with this one")
    }
    guard record.name == name else {
      throw damaged(name, "its record is of '\(record.name)'")
    }
    return record
  }

  /// A model with its weights, which are compared with their SHA-256.
  ///
  /// - Parameters:
  ///   - name: The model's name.
  ///   - options: What outranks the options that it was added with.
  /// - Returns: The network and what it was read from.
  /// - Throws: A sentence that says what is damaged.
  func model(
    _ name: Identifier, options: NetworkOptions = NetworkOptions()
  ) throws -> ModelFile {
    let record = try record(name)
    let path = weightsPath(record.sha256)
    let bytes: [UInt8]
    do {
      bytes = try ModelFile.bytes(of: path)
    } catch {
      throw damaged(name, "\(error)")
    }
    let digest = Digest.sha256(bytes)
    guard digest == record.sha256 else {
      throw damaged(
        name,
        "its weights have the SHA-256 \(digest.short)... instead of \(record.sha256.short)...")
    }
    return try ModelFile(
      bytes: bytes, path: path, options: record.options.overridden(by: options))
  }

  private func damaged(_ name: Identifier, _ why: String) -> CommandError {
    CommandError(
      "Model '\(name)' is damaged: \(why); add it again with 'opine models add FILE --name \(name) "
        + "--replace'")
  }
}
