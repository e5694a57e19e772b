import ArgumentParser
import Foundation

/// How many threads a command computes with.
struct ThreadArguments: ParsableArguments {
  /// As many as can be asked for.
  private static let range = 1...256

  @Option(help: "How many threads compute, 1 to 256; by default one for each processor.")
  var threads: Int?

  func validate() throws {
    guard let threads, !Self.range.contains(threads) else { return }
    throw ValidationError(
      "--threads must be from \(Self.range.lowerBound) to \(Self.range.upperBound)")
  }

  /// The number asked for, or that of the processors.
  var count: Int {
    threads ?? min(Self.range.upperBound, ProcessInfo.processInfo.activeProcessorCount)
  }
}
