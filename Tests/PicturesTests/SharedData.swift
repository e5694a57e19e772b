import Foundation

// Research data beside the package; they may not be part of it.
enum SharedData {
  static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["OPINE_SHARED"] {
      return URL(filePath: path)
    }
    let package = URL(filePath: #filePath).appending(path: "../../..").standardized
    return package.appending(path: "../shared").standardized
  }()

  static let hasPictures = FileManager.default.fileExists(
    atPath: folder.appending(path: "data/sr").path)

  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: "data/sr/\(path)")))
  }
}
