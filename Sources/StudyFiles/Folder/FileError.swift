import StudyModel

/// Why a file of a study could not be read or written.
public enum FileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is no such file or folder.
  case notFound(path: String)
  /// The folder in which a file should be written is not there.
  case noFolder(path: String)
  /// A path of a manifest leaves the study folder or has an impossible part.
  case unsafePath(path: String)
  /// A symbolic link stands where a file or folder should be.
  case symbolicLink(path: String)
  /// The path names a folder, a device, a pipe or a socket.
  case notAFile(path: String)
  /// The file is larger than the limit, in bytes.
  case tooLarge(path: String, bytes: Int, limit: Int)
  /// The file may not be read.
  case notReadable(path: String)
  /// The folder or file may not be written.
  case notWritable(path: String)
  /// The disk is full.
  case diskFull(path: String)
  /// The file or folder exists and is not overwritten.
  case exists(path: String)
  /// The operating system failed otherwise; its words.
  case failed(path: String, reason: String)

  /// A sentence for the person at the keyboard.
  public var description: String {
    switch self {
    case .notFound(let path): "'\(path.terminalSafe)' does not exist"
    case .noFolder(let path):
      "'\(path.terminalSafe)' cannot be written: its folder does not exist; make it first"
    case .unsafePath(let path):
      "Path '\(path.terminalSafe)' is not allowed: use a relative path inside the study folder, "
        + "without '..'"
    case .symbolicLink(let path):
      "'\(path.terminalSafe)' is or lies behind a symbolic link, which is not followed; put the "
        + "file itself there"
    case .notAFile(let path): "'\(path.terminalSafe)' is not a regular file"
    case .tooLarge(let path, let bytes, let limit):
      "'\(path.terminalSafe)' has \(bytes) bytes; at most \(limit) are read"
    case .notReadable(let path):
      "'\(path.terminalSafe)' may not be read; check its permissions"
    case .notWritable(let path):
      "'\(path.terminalSafe)' may not be written; check the permissions of the folder"
    case .diskFull(let path):
      "The disk is full: '\(path.terminalSafe)' was not written; free some space and try again"
    case .exists(let path):
      "'\(path.terminalSafe)' exists already and is not overwritten; choose another name"
    case .failed(let path, let reason): "'\(path.terminalSafe)': \(reason.terminalSafe)"
    }
  }

  init(code: Int32, path: String, writing: Bool) {
    switch code {
    case ENOENT: self = writing ? .noFolder(path: path) : .notFound(path: path)
    case ELOOP: self = .symbolicLink(path: path)
    case ENOTDIR: self = .notFound(path: path)
    case EACCES, EPERM: self = writing ? .notWritable(path: path) : .notReadable(path: path)
    case EROFS: self = .notWritable(path: path)
    case ENOSPC, EDQUOT: self = .diskFull(path: path)
    case EFBIG: self = .diskFull(path: path)
    case EEXIST: self = .exists(path: path)
    case EISDIR: self = .notAFile(path: path)
    default: self = .failed(path: path, reason: String(cString: strerror(code)))
    }
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
