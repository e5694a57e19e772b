import StudyFiles

/// Results on standard output, everything else on standard error.
enum Output {
  /// Writes text and a line end to standard output.
  static func print(_ text: String) throws {
    try write(Array((text + "\n").utf8))
  }

  /// Writes bytes to standard output.
  static func write(_ bytes: [UInt8]) throws {
    try FileBytes.writeAll(bytes, to: 1, path: "standard output")
  }

  /// Writes a line to standard error.
  static func note(_ text: String) {
    try? FileBytes.writeAll(Array((text + "\n").utf8), to: 2, path: "standard error")
  }
}

/// A failure whose whole sentence is known; ends the program with status 1.
struct CommandError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The sentence for the person at the keyboard.
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
