import Foundation
import StudyFiles
import StudyModel
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct StudyFolderTests {
  private let outside: TemporaryFolder
  private let folder: StudyFolder

  init() throws {
    outside = try TemporaryFolder()
    folder = StudyFolder(path: outside.path("study"))
    try outside.write("secret", to: "secret.txt")
    try outside.write("inside", to: "study/a/b.txt")
    try outside.write("escaped", to: "\u{301}/b.txt")
    try outside.write("dots", to: "study/..\u{301}/b.txt")
  }

  private func path(_ name: String) -> String { outside.path("study/" + name) }

  private func refusal(_ relative: String, limit: Int = 100) -> FileError? {
    do {
      _ = try folder.read(relative, limit: limit)
      return nil
    } catch {
      return error
    }
  }

  @Test func `a file in the folder is read`() throws {
    #expect(try folder.read("a/b.txt", limit: 6) == Array("inside".utf8))
    #expect(folder.has("a") && !folder.has("c"))
    #expect(StudyFolder(path: folder.path + "/").path(of: "x") == folder.path + "/x")
  }

  @Test(arguments: [
    "", ".", "..", "../secret.txt", "a/../../secret.txt", "a/..", "./a/b.txt", "a/./b.txt",
    "a//b.txt", "a/b.txt/", "/etc/hostname", "/", "a/b.txt\0", "\0", "a/\nb.txt", "a/b\u{7F}.txt",
    "\u{1B}[2J", String(repeating: "a/", count: 512) + "b",
  ])
  func `impossible paths are refused unopened`(relative: String) {
    #expect(refusal(relative) == .unsafePath(path: relative))
  }

  @Test func `two dots with a combining mark are a name and no way out`() throws {
    // Swift sees '/' with the mark as one Character, so that '../' + mark has no '..' between
    // Characters '/'.
    #expect(refusal("../\u{301}/b.txt") == .unsafePath(path: "../\u{301}/b.txt"))
    #expect(try folder.read("..\u{301}/b.txt", limit: 100) == Array("dots".utf8))
  }

  @Test func `links to files and folders are refused, even to a file inside`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: path("link.txt"), withDestinationPath: outside.path("secret.txt"))
    try FileManager.default.createSymbolicLink(
      atPath: path("inner.txt"), withDestinationPath: "a/b.txt")
    try FileManager.default.createSymbolicLink(
      atPath: path("out"), withDestinationPath: outside.path)
    try FileManager.default.createSymbolicLink(
      atPath: path("loop"), withDestinationPath: "loop")
    for relative in ["link.txt", "inner.txt", "out/secret.txt", "loop", "loop/x"] {
      #expect(refusal(relative) == .symbolicLink(path: path(relative)))
    }
  }

  @Test func `a pipe is refused without waiting for a writer`() {
    #expect(mkfifo(path("pipe"), 0o600) == 0)
    #expect(refusal("pipe") == .notAFile(path: path("pipe")))
  }

  @Test func `folders, files on the way and missing files are told apart`() {
    #expect(refusal("a") == .notAFile(path: path("a")))
    #expect(refusal("c.txt") == .notFound(path: path("c.txt")))
    #expect(refusal("c/b.txt") == .notFound(path: path("c/b.txt")))
    #expect(refusal("a/b.txt/c") == .notFound(path: path("a/b.txt/c")))
    let missing = StudyFolder(path: outside.path("nowhere"))
    #expect(throws: FileError.notFound(path: outside.path("nowhere"))) {
      try missing.read("a", limit: 1)
    }
  }

  @Test func `a device is refused`() {
    // Whole systems are seldom a study, but their devices need no rights to be made.
    let devices = StudyFolder(path: "/dev")
    #expect(throws: FileError.notAFile(path: "/dev/null")) { try devices.read("null", limit: 1) }
    #expect(throws: FileError.notAFile(path: "/dev/zero")) { try devices.read("zero", limit: 1) }
  }

  @Test func `a socket is refused`() throws {
    let descriptor = socket(AF_UNIX, Int32(streamType), 0)
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let name = Array(path("s").utf8)
    try #require(name.count < 100)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    #expect(result == 0)
    #expect(refusal("s") == .notAFile(path: path("s")))
  }

  #if canImport(Glibc)
    private let streamType = SOCK_STREAM.rawValue
  #else
    private let streamType = SOCK_STREAM
  #endif

  @Test func `a file above the limit is refused with its size`() {
    #expect(refusal("a/b.txt", limit: 5) == .tooLarge(path: path("a/b.txt"), bytes: 6, limit: 5))
  }

  @Test func `a component that the system cannot name is refused`() {
    let long = String(repeating: "x", count: 300)
    #expect(
      refusal(long)
        == .failed(path: path(long), reason: String(cString: strerror(ENAMETOOLONG))))
  }

  @Test func `a file is written with its folders and replaced, but not through a link`() throws {
    let folder = StudyFolder(path: outside.path)
    try folder.write([1, 2], to: "new/deep/c.bin")
    try folder.write([3], to: "new/deep/c.bin")
    #expect(try folder.read("new/deep/c.bin", limit: 9) == [3])
    try #require(symlink(outside.path("new"), outside.path("link")) == 0)
    #expect(throws: FileError.symbolicLink(path: outside.path("link/d.bin"))) {
      try folder.write([4], to: "link/d.bin")
    }
    #expect(throws: FileError.unsafePath(path: "../d.bin")) {
      try folder.write([4], to: "../d.bin")
    }
    #expect(!FileBytes.exists(outside.path("new/d.bin")))
  }
}
