#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A study's folder, through which every file of the study is opened.
///
/// Files are found component by component below the folder; nothing outside it can be reached by
/// a manifest's paths (CWE-22), and links, pipes and devices are refused.
public struct StudyFolder: Sendable {
  /// The folder's path as given.
  public let path: String

  /// The folder at `path`; nothing is opened yet.
  public init(path: String) {
    self.path = path
  }

  /// The manifest.
  public static let manifestName = "study.yaml"
  /// The frozen plan.
  public static let planName = "plan.json"
  /// The ratings of people.
  public static let ratingsName = "ratings.sqlite"
  /// The ratings of dry runs.
  public static let simulatedName = "simulated.sqlite"

  /// The path of a file directly in the folder, for messages and for the store.
  public func path(of name: String) -> String {
    path.utf8.last == UInt8(ascii: "/") ? path + name : path + "/" + name
  }

  /// Whether the folder has a file of this name.
  public func has(_ name: String) -> Bool {
    access(path(of: name), F_OK) == 0
  }

  /// The bytes of the file at `relative`, at most `limit`.
  ///
  /// - Throws: ``FileError/unsafePath(path:)`` for an empty or absolute path, one with a component
  ///   `.` or `..`, a control byte or more than 1024 bytes; else the first failure of the
  ///   operating system.
  public func read(_ relative: String, limit: Int) throws(FileError) -> [UInt8] {
    let shown = path(of: relative)
    let descriptor = try open(relative, shownAs: shown)
    defer { close(descriptor) }
    return try FileBytes.read(descriptor, path: shown, limit: limit)
  }

  /// Writes a file at `relative` whole or not at all, with the folders above it; an existing file
  /// is replaced.
  ///
  /// - Throws: As ``read(_:limit:)``; a link among the folders is refused.
  public func write(_ bytes: [UInt8], to relative: String) throws(FileError) {
    let shown = path(of: relative)
    let components = try StudyFolder.components(of: relative)
    let flags = O_RDONLY | O_CLOEXEC | O_DIRECTORY
    var folder = Self.openFile(path, flags)
    guard folder >= 0 else { throw FileError(code: errno, path: path, writing: false) }
    defer { close(folder) }
    for component in components.dropLast() {
      if mkdirat(folder, component, 0o755) != 0, errno != EEXIST {
        throw FileError(code: errno, path: shown, writing: true)
      }
      let next = openat(folder, component, flags | O_NOFOLLOW)
      let code = errno
      let isLink = next < 0 && Self.isLink(component, in: folder)
      guard next >= 0 else { throw Self.refusal(isLink ? ELOOP : code, path: shown) }
      close(folder)
      folder = next
    }
    try FileBytes.write(bytes, to: shown, mode: 0o644, overwrites: true)
  }

  private func open(_ relative: String, shownAs shown: String) throws(FileError) -> Int32 {
    let components = try StudyFolder.components(of: relative)
    let flags = O_RDONLY | O_CLOEXEC
    var folder = Self.openFile(path, flags | O_DIRECTORY)
    guard folder >= 0 else { throw FileError(code: errno, path: path, writing: false) }
    for component in components.dropLast() {
      let next = openat(folder, component, flags | O_DIRECTORY | O_NOFOLLOW)
      let code = errno
      let isLink = next < 0 && Self.isLink(component, in: folder)
      close(folder)
      guard next >= 0 else { throw Self.refusal(isLink ? ELOOP : code, path: shown) }
      folder = next
    }
    defer { close(folder) }
    let last = components[components.count - 1]
    let descriptor = openat(folder, last, flags | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw Self.refusal(errno, path: shown) }
    return descriptor
  }

  /// A folder component that is a link fails with `ENOTDIR` on Linux.
  private static func isLink(_ component: String, in folder: Int32) -> Bool {
    var status = stat()
    return fstatat(folder, component, &status, AT_SYMLINK_NOFOLLOW) == 0
      && status.st_mode & S_IFMT == S_IFLNK
  }

  private static func refusal(_ code: Int32, path: String) -> FileError {
    code == ENXIO ? .notAFile(path: path) : FileError(code: code, path: path, writing: false)
  }

  private static func openFile(_ path: String, _ flags: Int32) -> Int32 {
    #if canImport(Glibc)
      Glibc.open(path, flags)
    #else
      Darwin.open(path, flags)
    #endif
  }

  /// The parts of a relative path, split and checked as bytes.
  static func components(of relative: String) throws(FileError) -> [String] {
    let bytes = Array(relative.utf8)
    let hasControl = bytes.contains { $0 < 0x20 || $0 == 0x7F }
    guard !bytes.isEmpty, bytes.count <= 1024, !hasControl, bytes[0] != UInt8(ascii: "/") else {
      throw .unsafePath(path: relative)
    }
    var components: [String] = []
    for part in bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      let text = String(decoding: part, as: UTF8.self)
      guard !part.isEmpty, text != ".", text != "..", Array(text.utf8) == Array(part) else {
        throw .unsafePath(path: relative)
      }
      components.append(text)
    }
    return components
  }
}
