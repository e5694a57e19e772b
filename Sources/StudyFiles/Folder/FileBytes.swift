#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whole files in and out.
public enum FileBytes {
  /// The bytes of a file that a person named, at most `limit`; links are followed.
  public static func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw FileError(code: errno, path: path, writing: false) }
    defer { close(descriptor) }
    return try read(descriptor, path: path, limit: limit)
  }

  static func read(
    _ descriptor: Int32, path: String, limit: Int
  ) throws(FileError) -> [UInt8] {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw FileError(code: errno, path: path, writing: false)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
    let size = Int(status.st_size)
    guard size <= limit else { throw .tooLarge(path: path, bytes: size, limit: limit) }
    var bytes = [UInt8](repeating: 0, count: size)
    var filled = 0
    while filled < size {
      let count = bytes.withUnsafeMutableBytes { buffer -> Int in
        guard let base = buffer.baseAddress else { return 0 }
        #if canImport(Glibc)
          return Glibc.read(descriptor, base + filled, size - filled)
        #else
          return Darwin.read(descriptor, base + filled, size - filled)
        #endif
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError(code: errno, path: path, writing: false)
      }
      if count == 0 { break }
      filled += count
    }
    return Array(bytes.prefix(filled))
  }

  /// Writes a file whole or not at all: a temporary file beside it, flushed, then renamed.
  ///
  /// - Parameters:
  ///   - bytes: The whole content.
  ///   - path: Where the file is to be.
  ///   - mode: Permissions of the new file.
  ///   - overwrites: Whether an existing file is replaced.
  /// - Throws: ``FileError/exists(path:)``, or the first failure of the operating system.
  public static func write(
    _ bytes: [UInt8], to path: String, mode: UInt32 = 0o600, overwrites: Bool
  ) throws(FileError) {
    if !overwrites, access(path, F_OK) == 0 { throw .exists(path: path) }
    // What a killed program left behind does not stand in the way.
    let temporary = path + ".\(UInt64.random(in: 0...UInt64.max)).tmp"
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = open(temporary, flags, mode_t(mode))
    guard descriptor >= 0 else { throw FileError(code: errno, path: path, writing: true) }
    var isDone = false
    defer { if !isDone { unlink(temporary) } }
    do {
      defer { close(descriptor) }
      try writeAll(bytes, to: descriptor, path: path)
      guard fsync(descriptor) == 0 else {
        throw FileError(code: errno, path: path, writing: true)
      }
    }
    // A link, unlike a rename, does not replace what another program made meanwhile.
    let result = overwrites ? rename(temporary, path) : link(temporary, path)
    guard result == 0 else { throw FileError(code: errno, path: path, writing: true) }
    if !overwrites { unlink(temporary) }
    isDone = true
    syncFolder(of: path)
  }

  /// The path that a temporary file of ``write(_:to:mode:overwrites:)`` was to have; nil for any
  /// other file.
  public static func target(ofTemporary path: String) -> String? {
    let parts = path.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count > 2, parts[parts.count - 1].elementsEqual("tmp".utf8),
      UInt64(String(decoding: parts[parts.count - 2], as: UTF8.self)) != nil
    else { return nil }
    let length = parts.suffix(2).reduce(2) { $0 + $1.count }
    return String(decoding: path.utf8.dropLast(length), as: UTF8.self)
  }

  /// Writes all bytes to an open descriptor, such as standard output.
  public static func writeAll(
    _ bytes: [UInt8], to descriptor: Int32, path: String
  ) throws(FileError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer -> Int in
        guard let base = buffer.baseAddress else { return 0 }
        #if canImport(Glibc)
          return Glibc.write(descriptor, base + written, bytes.count - written)
        #else
          return Darwin.write(descriptor, base + written, bytes.count - written)
        #endif
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError(code: errno, path: path, writing: true)
      }
      written += count
    }
  }

  /// Makes a new name durable.
  private static func syncFolder(of path: String) {
    let bytes = Array(path.utf8)
    let slash = bytes.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { String(decoding: bytes[...$0], as: UTF8.self) } ?? ""
    let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Makes a folder; an existing one is an error.
  public static func makeFolder(_ path: String) throws(FileError) {
    guard mkdir(path, 0o755) == 0 else {
      throw FileError(code: errno, path: path, writing: true)
    }
  }

  /// Makes a folder and the ones above it as far as they are missing.
  public static func makeFolders(_ path: String) throws(FileError) {
    var partial = path.utf8.first == UInt8(ascii: "/") ? "/" : ""
    for part in path.utf8.split(separator: UInt8(ascii: "/")) {
      partial += String(decoding: part, as: UTF8.self)
      if mkdir(partial, 0o755) != 0, errno != EEXIST {
        throw FileError(code: errno, path: partial, writing: true)
      }
      partial += "/"
    }
  }

  /// The names in a folder, sorted by bytes, without those that begin with a dot.
  public static func names(in folder: String) throws(FileError) -> [String] {
    guard let stream = opendir(folder) else {
      throw FileError(code: errno, path: folder, writing: false)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.utf8.first != UInt8(ascii: ".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Removes a file; a missing one is fine.
  public static func remove(_ path: String) throws(FileError) {
    guard unlink(path) == 0 || errno == ENOENT else {
      throw FileError(code: errno, path: path, writing: true)
    }
  }

  /// Whether the path is a folder.
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether something is at the path.
  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}

extension FileBytes {
  /// The bytes of a file or pipe that a person named, at most `limit`.
  public static func readAll(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    guard !isFolder(path) else { throw .notAFile(path: path) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw FileError(code: errno, path: path, writing: false) }
    defer { close(descriptor) }
    return try readAll(from: descriptor, path: path, limit: limit)
  }

  /// Everything that an open descriptor, such as standard input, still has, at most `limit`.
  public static func readAll(
    from descriptor: Int32, path: String, limit: Int
  ) throws(FileError) -> [UInt8] {
    var status = stat()
    // A file is read straight into memory of its size; a pipe has none.
    let expected = fstat(descriptor, &status) == 0 ? min(Int(status.st_size), limit) : 0
    var result: [UInt8] = []
    result.reserveCapacity(max(0, expected) + 1)
    while true {
      let room = max(1 << 16, result.capacity - result.count)
      let before = result.count
      var code: Int32 = 0
      let more = [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
        #if canImport(Glibc)
          let count = Glibc.read(descriptor, buffer.baseAddress, room)
        #else
          let count = Darwin.read(descriptor, buffer.baseAddress, room)
        #endif
        if count < 0 { code = errno }
        filled = max(0, count)
      }
      if code == EINTR { continue }
      guard code == 0 else { throw FileError(code: code, path: path, writing: false) }
      if more.isEmpty { return result }
      // The first part of a file is usually all of it.
      if before == 0 { result = more } else { result += more }
      if result.count > limit {
        throw .tooLarge(path: path, bytes: result.count, limit: limit)
      }
    }
  }
}
