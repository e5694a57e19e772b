import Foundation
import TestSupport

/// A run of the program that can have no more than 180,000 KiB of memory for its data: where it
/// asks for more, it is ended by a signal.
///
/// What the kernel says of a child's peak counts its parent's memory too, so that a limit is the
/// better measure.
struct BoundedRun {
  let status: Int
  let text: String
  let errors: String
  let seconds: Double

  /// Runs the program in a folder with the folder `data` in it as the place of the user's data.
  init(_ arguments: [String], in folder: TemporaryFolder, kibibytes: Int = 180_000) throws {
    let start = ContinuousClock.now
    let run = try Opine.run(
      "/bin/sh", ["-c", "ulimit -d \(kibibytes) && exec \"$0\" \"$@\"", Opine.path] + arguments,
      in: folder.path, environment: ["XDG_DATA_HOME": folder.path("data")])
    seconds = start.duration(to: .now) / .seconds(1)
    status = run.status
    text = run.text
    errors = run.errors
  }
}
