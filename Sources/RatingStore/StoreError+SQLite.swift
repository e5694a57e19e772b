import GRDB
import StudyModel

extension StoreError {
  /// The error for the person at the keyboard of what SQLite or a helper threw.
  init(_ error: any Error, path: String) {
    switch error {
    case let error as StoreError: self = error
    case let error as DatabaseError: self.init(error, path: path)
    case FileLockError.notLocked(let code):
      self = .unavailable(
        path: path,
        reason: "'\(path.terminalSafe).lock' cannot be locked (\(StoreFile.name(of: code)))")
    default:
      self = .other(
        path: path, reason: "'\(path.terminalSafe)': \(String(describing: error).terminalSafe)")
    }
  }

  private init(_ error: DatabaseError, path: String) {
    let message = (error.message ?? "SQLite error \(error.extendedResultCode.rawValue)")
      .terminalSafe
    let name = path.terminalSafe
    self =
      switch error.resultCode {
      case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT: .damaged(path, message)
      case .SQLITE_FULL: .full(path: path)
      case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM: .notWritable(path, message)
      case .SQLITE_BUSY, .SQLITE_LOCKED:
        .busy(path: path, reason: "'\(name)' is in use by another program; close it or try again")
      case .SQLITE_IOERR:
        .unavailable(
          path: path,
          reason: "'\(name)' could not be read or written (\(message)); check the disk and the "
            + "file size limit, then try again")
      case .SQLITE_CONSTRAINT: .init(constraint: error, message: message, path: path)
      default: .other(path: path, reason: "'\(name)': \(message)")
      }
  }

  private init(constraint error: DatabaseError, message: String, path: String) {
    self =
      switch error.extendedResultCode {
      case .SQLITE_CONSTRAINT_FOREIGNKEY:
        .notFound(
          path: path, reason: "'\(path.terminalSafe)' lacks what the row belongs to (\(message))")
      case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY:
        .contradiction(path, "another row under the same key (\(message))")
      default: .refused(path, "A value breaks a rule of the store (\(message))")
      }
  }
}
