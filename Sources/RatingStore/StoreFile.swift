import StudyModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What is checked of a store's file before SQLite sees it.
enum StoreFile {
  /// Creates a missing file for its owner alone, and refuses what is no plain file on a local disk.
  static func prepare(_ path: String, access: StoreAccess) throws(StoreError) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw .refused(path, "The path of a store must not be empty or hold a NUL")
    }
    let mode = access == .readWrite ? O_RDWR | O_CREAT : O_RDONLY
    let descriptor = open(path, mode | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0o600)
    guard descriptor >= 0 else {
      let code = errno
      if access == .readOnly, code == EACCES || code == EPERM {
        throw .notReadable(path, "'\(path.terminalSafe)': \(name(of: code))")
      }
      throw openingError(code, path: path, opened: path)
    }
    defer { close(descriptor) }
    try check(descriptor, path: path)
    for companion in ["-wal", "-shm", "-journal"] where isSymbolicLink(path + companion) {
      throw .symlink(path: path + companion)
    }
  }

  /// The form of a path that SQLite takes as a file, never as a URI or an option.
  static func plainPath(_ path: String) -> String {
    path.utf8.first == UInt8(ascii: "/") ? path : "./" + path
  }

  /// The URI under which SQLite reads a file that nobody can write, without its companions.
  static func immutableURI(_ path: String) -> String {
    var uri = "file:"
    for byte in plainPath(path).utf8 {
      switch byte {
      case UInt8(ascii: "?"): uri += "%3f"
      case UInt8(ascii: "#"): uri += "%23"
      case UInt8(ascii: "%"): uri += "%25"
      default: uri.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return uri + "?immutable=1"
  }

  /// Whether the folder cannot be written and the file needs no recovery.
  static func canOnlyBeReadAsItIs(_ path: String) -> Bool {
    access(folder(of: path), W_OK) != 0 && size(path + "-wal") == 0 && size(path + "-journal") == 0
  }

  static func folder(of path: String) -> String {
    let bytes = Array(path.utf8)
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == 0 ? "/" : String(decoding: bytes[..<slash], as: UTF8.self)
  }

  /// Size in bytes; 0 for a missing file.
  static func size(_ path: String) -> Int {
    var status = stat()
    return lstat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// The error of a failed `open` of `opened`, on the way to the store at `path`.
  static func openingError(_ code: Int32, path: String, opened: String) -> StoreError {
    switch code {
    case ELOOP: .symlink(path: opened)
    case ENOTDIR where isSymbolicLink(opened): .symlink(path: opened)
    case ENOENT:
      .notFound(
        path: path,
        reason: "'\(opened.terminalSafe)' does not exist; check the study folder's name")
    case ENOSPC, EDQUOT: .full(path: path)
    case EACCES, EPERM, EROFS: .notWritable(path, "'\(opened.terminalSafe)': \(name(of: code))")
    case EISDIR, ENOTDIR, ENXIO:
      .refused(path, "'\(opened.terminalSafe)' is not a plain file (\(name(of: code)))")
    default:
      .unavailable(
        path: path, reason: "'\(opened.terminalSafe)' cannot be opened (\(name(of: code)))")
    }
  }

  static func name(of code: Int32) -> String { String(cString: strerror(code)) }

  private static func check(_ descriptor: Int32, path: String) throws(StoreError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw openingError(errno, path: path, opened: path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .refused(path, "'\(path.terminalSafe)' is not a plain file")
    }
    if let name = NetworkFileSystem.name(ofDescriptor: descriptor, status) {
      throw .networkFileSystem(path: path, name: name)
    }
  }

  private static func isSymbolicLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }
}
