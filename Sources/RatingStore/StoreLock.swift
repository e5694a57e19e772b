public import StudyModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Keeps one rater code from rating twice at once, by a lock in `<study>/.locks`.
///
/// The lock is held until ``release()`` or until the program ends, however it ends.
public final class StoreLock: Sendable {
  private let lock: FileLock

  /// Takes the lock at once or throws: ``StoreError/busy(path:reason:)`` when the code is rating.
  public init(studyFolder: String, rater: RaterCode) throws(StoreError) {
    let folder = studyFolder + "/.locks"
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
      throw StoreFile.openingError(errno, path: studyFolder, opened: folder)
    }
    try StoreLock.checkIsFolder(folder)
    let path = "\(folder)/\(rater.text).lock"
    lock = try FileLock(path: path, storePath: path)
    guard lock.take(patience: 20) else {
      throw .busy(
        path: path, reason: "Rater '\(rater)' is rating in another window; finish there first")
    }
  }

  /// Whether a program holds the lock of this code now; false where that cannot be found out.
  ///
  /// Asking takes the lock for a moment and makes no file.
  public static func isHeld(studyFolder: String, rater: RaterCode) -> Bool {
    let path = "\(studyFolder)/.locks/\(rater.text).lock"
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }

  /// Gives the lock up; further calls do nothing.
  public func release() {
    lock.release()
  }

  private static func checkIsFolder(_ path: String) throws(StoreError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw StoreFile.openingError(errno, path: path, opened: path)
    }
    close(descriptor)
  }
}
