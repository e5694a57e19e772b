import Foundation
import TestSupport

// The research data with checkpoints of every container; empty when they are absent.
enum CheckpointFiles {
  static let folder = sharedFolder().map { $0 + "/data/sr" }
  static let isPresent =
    folder.map { FileManager.default.fileExists(atPath: $0 + "/fixtures/ok") } ?? false

  static let valid = names(in: "fixtures/ok").filter { !$0.contains("tiny") }
  static let hostile = names(in: "fixtures/hostile")

  static func bytes(_ path: String) throws -> [UInt8] {
    let folder = folder ?? ""
    return Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + path)))
  }

  private static func names(in path: String) -> [String] {
    guard let folder else { return [] }
    return (try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + path).sorted())
      ?? []
  }
}
