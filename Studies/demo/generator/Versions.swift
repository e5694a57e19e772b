import Foundation
import Pictures

let allScenes: [any Scene] = [
  PebblesScene(), FoliageScene(), BricksScene(), TartanScene(), PageScene(), BraidScene(),
  ClockScene(), DuskScene(),
]

// Writes the original, and what three interpolations make of the picture reduced by 4.
func writeVersions(of original: Picture, named name: String, into folder: URL) throws {
  let reduced = try original.reduced(by: 4)
  try write(original, named: name, method: "hr", into: folder)
  for kernel in Resampling.allCases {
    let restored = reduced.enlarged(by: 4, using: kernel)
    try write(restored, named: name, method: kernel.rawValue, into: folder)
  }
}

private func write(
  _ picture: Picture, named name: String, method: String, into folder: URL
) throws {
  let methodFolder = folder.appending(path: method)
  try FileManager.default.createDirectory(at: methodFolder, withIntermediateDirectories: true)
  let bytes = try PNGEncoder.encode(picture, compression: .best)
  try Data(bytes).write(to: methodFolder.appending(path: "\(name).png"))
}
