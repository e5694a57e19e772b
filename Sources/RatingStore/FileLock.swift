import StudyModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An advisory lock on a file of its own; the system gives it up when the program ends.
final class FileLock: Sendable {
  private let descriptor: Int32

  /// Opens or creates the lock's file; `storePath` names the store in errors.
  init(path: String, storePath: String) throws(StoreError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StoreFile.openingError(errno, path: storePath, opened: path)
    }
  }

  deinit { close(descriptor) }

  /// Runs `body` while no other program does the same.
  func exclusively<Result>(_ body: () throws -> Result) throws -> Result {
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw FileLockError.notLocked(errno) }
    }
    defer { flock(descriptor, LOCK_UN) }
    return try body()
  }

  /// Takes the lock until ``release()``; false when another program has it.
  func take() -> Bool {
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EINTR else { return false }
    }
    return true
  }

  /// Takes the lock, asking `patience` times in as many milliseconds: a program that only asks
  /// whether the lock is held has it for a moment.
  func take(patience: Int) -> Bool {
    for _ in 0..<patience {
      if take() { return true }
      poll(nil, 0, 1)
    }
    return take()
  }

  /// Gives the lock up.
  func release() {
    flock(descriptor, LOCK_UN)
  }
}

enum FileLockError: Error {
  case notLocked(Int32)
}
