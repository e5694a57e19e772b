import Pictures
import StudyFiles
import StudyModel

/// A folder of pictures, each named after its image.
struct SourceFolder {
  /// One picture.
  struct File {
    let image: Identifier
    /// The name of the file with its ending.
    let name: String
  }

  let path: String
  /// The pictures, sorted by name.
  let files: [File]
  /// Sentences about what is no picture.
  let leftOut: [String]

  /// Looks for PNG and JPEG files by their endings.
  init(path: String) throws {
    guard FileBytes.isFolder(path) else {
      throw CommandError("'\(path.terminalSafe)' is not a folder")
    }
    self.path = path
    var files: [File] = []
    var leftOut: [String] = []
    for name in try FileBytes.names(in: path) {
      guard let ending = Self.ending(of: name) else {
        leftOut.append("'\(name.terminalSafe)' is neither PNG nor JPEG by its name")
        continue
      }
      let image = try Identifier(
        String(decoding: name.utf8.dropLast(ending.utf8.count), as: UTF8.self))
      if let other = files.first(where: { $0.image == image }) {
        throw CommandError(
          "'\(other.name)' and '\(name)' in '\(path.terminalSafe)' would both be picture "
            + "'\(image)'; take one away")
      }
      files.append(File(image: image, name: name))
    }
    guard !files.isEmpty else {
      throw CommandError("'\(path.terminalSafe)' holds no PNG or JPEG pictures")
    }
    self.files = files
    self.leftOut = leftOut
  }

  private static func ending(of name: String) -> String? {
    SourcePicture.stem(of: name).map {
      String(decoding: name.utf8.dropFirst($0.utf8.count), as: UTF8.self)
    }
  }

  /// The bytes of a picture.
  func bytes(of file: File) throws -> [UInt8] {
    try FileBytes.read(
      StudyFolder(path: path).path(of: file.name), limit: PNGDecoder.maximumFileSize)
  }

  /// The sizes of all pictures.
  func sizes() throws -> [Identifier: (width: Int, height: Int)] {
    var sizes: [Identifier: (width: Int, height: Int)] = [:]
    for file in files {
      do {
        let picture = try StudyOriginals.decode(try bytes(of: file))
        sizes[file.image] = (picture.width, picture.height)
      } catch let error as FileError {
        throw error
      } catch {
        let path = StudyFolder(path: path).path(of: file.name)
        throw CommandError("'\(path.terminalSafe)': \(error)")
      }
    }
    return sizes
  }

  /// Where most of the copies are.
  func pattern(in place: String) -> String { "\(place)/{image}\(usualEnding)" }

  /// Copies whose ending is another one.
  func exceptions(in place: String) -> [Identifier: String] {
    var exceptions: [Identifier: String] = [:]
    for file in files where file.name != file.image.text + usualEnding {
      exceptions[file.image] = "\(place)/\(file.name)"
    }
    return exceptions
  }

  /// Where all copies are; low pictures have no exceptions, and every image needs one.
  func onlyPattern(in place: String, for images: [Identifier]) throws -> String {
    let names = Set(files.map(\.name))
    for image in images where !names.contains(image.text + usualEnding) {
      throw CommandError(
        "'\(path.terminalSafe)' has no '\(image)\(usualEnding)'; every original needs its low "
          + "picture of the same name")
    }
    return pattern(in: place)
  }

  private var usualEnding: String {
    let endings = files.compactMap { Self.ending(of: $0.name) }
    return endings.first { $0 == ".png" } ?? endings.first ?? ".png"
  }
}
