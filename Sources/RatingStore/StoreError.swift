import StudyModel

/// Why a store did not do what it was asked.
///
/// `reason` is the whole sentence; `path` is the store's file as it was given.
public enum StoreError: Error, Equatable, Sendable {
  /// The file, or rows in it, are damaged.
  case corrupt(path: String, reason: String)
  /// The disk is full; what was stored before is safe.
  case full(path: String)
  /// The permissions of the file or its folder forbid to write it, or to read it.
  case readOnly(path: String, reason: String)
  /// Another program holds the file or the lock; trying again may help.
  case busy(path: String, reason: String)
  /// The disk failed; trying again may help.
  case unavailable(path: String, reason: String)
  /// What was asked for is not there.
  case notFound(path: String, reason: String)
  /// Something else is stored under the same key.
  case conflict(path: String, reason: String)
  /// The value breaks a rule of the store.
  case invalid(path: String, reason: String)
  /// The file is a database of another program.
  case foreign(path: String)
  /// The file was written by a newer version of this program.
  case newer(path: String)
  /// The path ends in a symbolic link.
  case symlink(path: String)
  /// The file lies on a network file system of this name.
  case networkFileSystem(path: String, name: String)
  /// Anything else.
  case other(path: String, reason: String)

  /// The store's file as it was given.
  public var path: String {
    switch self {
    case .corrupt(let path, _), .full(let path), .readOnly(let path, _), .busy(let path, _),
      .unavailable(let path, _), .notFound(let path, _), .conflict(let path, _),
      .invalid(let path, _), .foreign(let path), .newer(let path), .symlink(let path),
      .networkFileSystem(let path, _), .other(let path, _):
      path
    }
  }

  /// Whether the same call may work a moment later.
  public var isRetryable: Bool {
    switch self {
    case .busy, .unavailable, .full: true
    default: false
    }
  }
}

extension StoreError: CustomStringConvertible {
  /// A sentence for the person at the keyboard.
  public var description: String {
    switch self {
    case .full(let path):
      "The disk of '\(path.terminalSafe)' is full; stored scores are safe, free some space and "
        + "go on"
    case .foreign(let path):
      "'\(path.terminalSafe)' is not an Opine store (it belongs to another program); move it "
        + "away or choose another study folder"
    case .newer(let path):
      "'\(path.terminalSafe)' was written by a newer version of Opine; update Opine to use it"
    case .symlink(let path):
      "'\(path.terminalSafe)' is a symbolic link; a store must be a plain file"
    case .networkFileSystem(let path, let name):
      "'\(path.terminalSafe)' is on a network file system (\(name)), where scores are not safe; "
        + "choose a folder on a local disk"
    case .corrupt(_, let reason), .readOnly(_, let reason), .busy(_, let reason),
      .unavailable(_, let reason), .notFound(_, let reason), .conflict(_, let reason),
      .invalid(_, let reason), .other(_, let reason):
      reason
    }
  }
}

extension StoreError {
  static func damaged(_ path: String, _ what: String) -> StoreError {
    .corrupt(
      path: path,
      reason: "'\(path.terminalSafe)' is damaged (\(what)); restore it from a copy")
  }

  static func notWritable(_ path: String, _ what: String) -> StoreError {
    .readOnly(
      path: path,
      reason: "'\(path.terminalSafe)' cannot be written (\(what)); check the permissions of the "
        + "file and its folder")
  }

  static func notReadable(_ path: String, _ what: String) -> StoreError {
    .readOnly(
      path: path,
      reason: "'\(path.terminalSafe)' cannot be read (\(what)); check the permissions of the file "
        + "and its folder")
  }

  static func missing(_ path: String, _ what: String) -> StoreError {
    .notFound(path: path, reason: "'\(path.terminalSafe)' has no \(what)")
  }

  static func refused(_ path: String, _ what: String) -> StoreError {
    .invalid(path: path, reason: "\(what); '\(path.terminalSafe)' was not changed")
  }

  static func contradiction(_ path: String, _ what: String) -> StoreError {
    .conflict(path: path, reason: "'\(path.terminalSafe)' already holds \(what)")
  }
}
