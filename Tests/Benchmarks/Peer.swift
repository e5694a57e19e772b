import Foundation
import Pictures

/// A program of others that writes a picture for a terminal.
struct Peer {
  let program: String
  /// The options for a picture of a given width and height.
  let options: @Sendable (Int, Int) -> [String]

  /// The program with the options as a person would type them.
  func name(width: Int, height: Int) -> String {
    ([program] + options(width, height)).joined(separator: " ")
  }

  /// Tells whether the program can be run.
  var isInstalled: Bool { executable != nil }

  /// Returns what the program writes for a PNG; nil when it is not installed or fails.
  func output(for path: String, width: Int, height: Int) throws -> [UInt8]? {
    guard let executable else { return nil }
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = options(width, height) + [path]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = [UInt8](try pipe.fileHandleForReading.readToEnd() ?? Data())
    process.waitUntilExit()
    return process.terminationStatus == 0 && !bytes.isEmpty ? bytes : nil
  }

  private var executable: String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.lazy.map { "\($0)/\(program)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

extension Peer {
  /// libsixel at its best: all pixels count for the palette, no diffusion.
  static let bestSixels = Peer(program: "img2sixel") { _, _ in
    ["-p", "256", "-q", "full", "-s", "histogram", "-d", "none"]
  }
  static let sixels = Peer(program: "img2sixel") { _, _ in [] }
  /// One pixel per pixel, as far as chafa can: it assumes cells of 8x8 and whole bands.
  static let chafa = Peer(program: "chafa") { width, height in
    ["-f", "sixels", "--font-ratio", "1", "-s", "\(width / 8)x\(height / 8)"]
  }
  static let timgKitty = Peer(program: "timg") { _, _ in ["-pk", "-g", "200x100"] }
  static let timgInline = Peer(program: "timg") { _, _ in ["-pi", "-g", "200x100"] }
}
