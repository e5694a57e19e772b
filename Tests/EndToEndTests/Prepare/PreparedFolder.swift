import Foundation
import Pictures
import TestSupport

/// A study of small originals that is still to be prepared.
struct PreparedFolder {
  let folder: TemporaryFolder
  let study: String

  /// Writes originals of the given sizes and a manifest with lines for the methods.
  init(
    methods: [String] = ["{ id: near, make: nearest }", "{ id: cubic, make: bicubic }"],
    sizes: [(width: Int, height: Int)] = [(48, 40), (40, 48)], section: String = "{}",
    scale: Int = 4
  ) throws {
    folder = try TemporaryFolder()
    study = folder.path("s")
    var lines = [
      "opine: 1", "name: s", "protocol: side-by-side", "scale_factor: \(scale)", "reference: hr",
      "prepare: \(section)", "methods:",
    ]
    lines += (methods + ["hr"]).map { "  - \($0)" } + ["images:"]
    for (index, size) in sizes.enumerated() {
      lines.append("  - p\(index)")
      try write(
        Photograph.synthetic(
          width: size.width, height: size.height, seed: index, coarseness: 0),
        to: "sources/p\(index).png")
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "s/study.yaml")
  }

  /// Writes a picture into the study's folder.
  func write(_ picture: Picture, to path: String) throws {
    try SmallStudy.write(picture, to: folder.path("s/" + path))
  }

  /// Runs `opine prepare` in the folder above.
  func prepare(_ arguments: String...) throws -> Opine.Run {
    try Opine.run(Opine.path, ["prepare", "s"] + arguments, in: folder.path)
  }

  /// What `opine prepare --dry-run` would make, and why.
  func pending(_ arguments: String...) throws -> [String] {
    let run = try Opine.run(Opine.path, ["prepare", "s", "--dry-run"] + arguments, in: folder.path)
    return run.text.split(separator: "\n").dropLast().map(String.init)
  }

  func check() throws -> Opine.Run { try Opine.run(Opine.path, ["check", "s"], in: folder.path) }

  func change(_ text: String, to other: String) throws {
    let manifest = try folder.text(of: "s/study.yaml")
    try folder.write(manifest.replacing(text, with: other), to: "s/study.yaml")
  }

  func picture(_ path: String) throws -> Picture {
    try PNGDecoder.decode(bytes(path)).picture
  }

  func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.url.appending(path: "s/" + path)))
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: folder.path("s/" + path))
  }

  /// Every file of the study but locks, by its path.
  func files() throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    let paths = FileManager.default.enumerator(atPath: study)?.compactMap { $0 as? String } ?? []
    for path in paths where !path.utf8.starts(with: ".locks".utf8) {
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(
        atPath: study + "/" + path, isDirectory: &isFolder)
      if exists, !isFolder.boolValue { files[path] = try bytes(path) }
    }
    return files
  }
}
