import StudyFiles
import StudyModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Keeps two programs from preparing one study at once; the system gives it up when one ends.
struct PreparationLock {
  private let descriptor: Int32

  /// Takes the lock of a folder.
  init(_ folder: StudyFolder) throws {
    let path = folder.path(of: ".locks/prepare.lock")
    try FileBytes.makeFolders(folder.path(of: ".locks"))
    descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw CommandError(
        "'\(folder.path.terminalSafe)' may not be written; check the permissions of the folder")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw CommandError(
        "Another 'opine prepare' works on '\(folder.path.terminalSafe)'; wait for it to end")
    }
  }

  /// Gives the lock up.
  func release() { close(descriptor) }
}
