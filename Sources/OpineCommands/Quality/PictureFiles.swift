import Pictures
import StudyFiles
import StudyModel

/// Pictures in files that a person named one by one or by their folder.
enum PictureFiles {
  /// The names of the PNG files in a folder, sorted by bytes.
  static func names(in folder: String) throws -> [String] {
    let names = try FileBytes.names(in: folder).filter { name in
      let ending = name.utf8.suffix(4).map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
      return ending == Array(".png".utf8)
    }
    guard !names.isEmpty else {
      throw CommandError("'\(folder.terminalSafe)' holds no PNG pictures")
    }
    return names
  }

  /// The path of a file in a folder.
  static func path(_ name: String, in folder: String) -> String {
    StudyFolder(path: folder).path(of: name)
  }

  /// The picture in a file.
  static func read(_ path: String) throws -> DecodedPNG {
    let bytes = try FileBytes.read(path, limit: PNGDecoder.maximumFileSize)
    do {
      return try PNGDecoder.decode(bytes)
    } catch {
      throw CommandError("'\(path.terminalSafe)': \(error)")
    }
  }
}
