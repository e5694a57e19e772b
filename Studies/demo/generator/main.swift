import Foundation
import Pictures

// Writes the pictures of the demonstration study: `DemoPictures FOLDER [NAME ...]`.
let arguments = CommandLine.arguments.dropFirst()
guard let folder = arguments.first else {
  FileHandle.standardError.write(Data("Usage: DemoPictures FOLDER [NAME ...]\n".utf8))
  exit(64)
}
let wanted = Set(arguments.dropFirst())
for (index, scene) in allScenes.enumerated() where wanted.isEmpty || wanted.contains(scene.name) {
  let original = try scene.photograph().developed(seed: UInt64(100 + index))
  try writeVersions(of: original, named: scene.name, into: URL(filePath: folder))
}
