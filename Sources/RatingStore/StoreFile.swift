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
  ///
  /// A file that exists is not opened: closing it again would give up all locks this program has on
  /// it (fcntl(2)), and another program could then remove the log of a store that is in use here.
  static func prepare(_ path: String, access: StoreAccess) throws(StoreError) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw .refused(path, "The path of a store must not be empty or hold a NUL")
    }
    if access == .readWrite { try create(path) }
    try check(path)
    try checkPermissions(path, access: access)
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

  private static func create(_ path: String) throws(StoreError) {
    let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = open(path, flags, 0o600)
    if descriptor >= 0 {
      close(descriptor)
    } else if errno != EEXIST && size(path) == 0 {
      throw openingError(errno, path: path, opened: path)
    }
  }

  private static func check(_ path: String) throws(StoreError) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      throw openingError(errno, path: path, opened: path)
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFLNK: throw .symlink(path: path)
    default: throw .refused(path, "'\(path.terminalSafe)' is not a plain file")
    }
    if let name = NetworkFileSystem.name(of: path, status) {
      throw .networkFileSystem(path: path, name: name)
    }
  }

  private static func checkPermissions(_ path: String, access wanted: StoreAccess)
    throws(StoreError)
  {
    switch wanted {
    case .readWrite where access(path, R_OK | W_OK) != 0:
      throw .notWritable(path, "'\(path.terminalSafe)': \(name(of: errno))")
    case .readOnly where access(path, R_OK) != 0:
      throw .notReadable(path, "'\(path.terminalSafe)': \(name(of: errno))")
    default: break
    }
  }

  private static func isSymbolicLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }
}
