public import StudyModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Digest {
  /// The digest of a file of any size, read in parts of 1 MiB; links are followed.
  public static func sha256(ofFile path: String) throws(FileError) -> SHA256Digest {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw FileError(code: errno, path: path, writing: false) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .notAFile(path: path)
    }
    let digest = Running()
    var part = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(descriptor, &part, part.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileError(code: errno, path: path, writing: false) }
      if count == 0 { return digest.value }
      digest.add(part[..<count])
    }
  }
}
