import Pictures
import StudyFiles
import StudyModel

/// Looks at the pictures of methods that make none: they have to be there.
enum GivenPictures {
  /// Sentences about what is missing or has another size than the original.
  static func problems(of plan: PreparationPlan, in folder: StudyFolder) -> [String] {
    let given = plan.methods.filter { method in
      if case .given = method.plan { return true }
      return false
    }
    return given.flatMap { method in
      plan.originals.compactMap { original in
        problem(
          of: plan.study.path(method: method.id, image: original.image), method.id, original,
          in: folder)
      }
    }
  }

  private static func problem(
    of path: String, _ method: Identifier, _ original: StudyOriginal, in folder: StudyFolder
  ) -> String? {
    let name = "'\(path.terminalSafe)'"
    do {
      let header = try PNGDecoder.header(
        of: try folder.read(path, limit: PNGDecoder.maximumFileSize))
      guard header.width != original.width || header.height != original.height else { return nil }
      return "\(name) is \(header.width)x\(header.height), but the original is "
        + "\(original.width)x\(original.height)"
    } catch FileError.notFound {
      return "\(name) is missing; method '\(method)' has no 'make', so its pictures have to be "
        + "there"
    } catch let error as PNGError {
      return "\(name): \(error)"
    } catch {
      return "\(error)"
    }
  }
}
