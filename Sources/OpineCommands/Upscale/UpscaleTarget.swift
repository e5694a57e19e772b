import StudyFiles
import StudyModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A picture to enlarge and the files to make of it.
struct UpscaleTarget: Equatable {
  /// The low-resolution picture.
  let source: String
  /// The PNG to write.
  let picture: String
  /// The file of samples to write; nil for none.
  let samples: String?
}

extension UpscaleTarget {
  /// The files of one picture, or of all pictures of a folder.
  static func all(
    input: String, output: String, samples: String?
  ) throws -> [UpscaleTarget] {
    let targets =
      FileBytes.isFolder(input)
      ? try inFolder(input, output: output, samples: samples)
      : [try single(input, output: output, samples: samples)]
    for target in targets where isSame(target.source, target.picture) {
      throw CommandError(
        "'\(target.source.terminalSafe)' would be replaced by its own enlargement; name another "
          + "place")
    }
    return targets
  }

  private static func single(
    _ input: String, output: String, samples: String?
  ) throws -> UpscaleTarget {
    for path in [output, samples ?? ""] where FileBytes.isFolder(path) {
      throw CommandError("'\(path.terminalSafe)' is a folder; name the file to write")
    }
    let ending = output.utf8.suffix(4).map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    guard ending == Array(".png".utf8) else {
      throw CommandError(
        "'\(output.terminalSafe)' does not end with .png; enlarged pictures are PNG files")
    }
    return UpscaleTarget(source: input, picture: output, samples: samples)
  }

  private static func inFolder(
    _ input: String, output: String, samples: String?
  ) throws -> [UpscaleTarget] {
    for path in [output, samples].compactMap({ $0 })
    where FileBytes.exists(path) && !FileBytes.isFolder(path) {
      throw CommandError(
        "'\(path.terminalSafe)' is a file, but '\(input.terminalSafe)' is a folder; name a folder")
    }
    return try SourcePicture.targets(in: input) {
      PictureFiles.path($0 + ".png", in: output)
    }.map { stem, source, target in
      UpscaleTarget(
        source: source, picture: target,
        samples: samples.map { PictureFiles.path(stem + ".npy", in: $0) })
    }
  }

  // Whether both paths lead to one file.
  private static func isSame(_ one: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    guard stat(one, &first) == 0, stat(other, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }
}
