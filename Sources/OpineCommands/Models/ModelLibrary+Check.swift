import StudyFiles
import StudyModel
import SuperResolution

extension ModelLibrary {
  /// What is wrong with a model, as one sentence; nil for a model that is as it was added.
  func fault(of name: Identifier) -> String? {
    do {
      let record = try record(name)
      let title = try model(name).network.summary.title
      guard title == record.title else {
        return
          "Model '\(name)' was added as '\(record.title.terminalSafe)', but its weights are of "
          + "'\(title)'; add it again with 'opine models add FILE --name \(name) --replace'"
      }
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// The files of weights that no model has.
  func unusedWeights() throws -> [String] {
    guard FileBytes.exists(folder) else { return [] }
    let records = try names().map { try? record($0) }
    // A record that cannot be read might name any of them.
    guard records.allSatisfy({ $0 != nil }) else { return [] }
    let used = Set(records.compactMap { $0?.sha256 })
    return try FileBytes.names(in: folder).filter { file in
      SHA256Digest(hexadecimal: file).map { !used.contains($0) } ?? false
    }
  }
}
