import Foundation
import StudyFiles
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct FileBytesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func mode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path(name))
    return try #require(attributes[.posixPermissions] as? NSNumber).intValue
  }

  @Test(arguments: [0, 1, 4096, 1_000_003])
  func `bytes are read back as they were written`(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try FileBytes.write(bytes, to: folder.path("f"), overwrites: false)
    #expect(try FileBytes.read(folder.path("f"), limit: count) == bytes)
    #expect(try FileBytes.names(in: folder.path) == ["f"], "no temporary file stays")
  }

  @Test func `a new file is private, or as open as asked for`() throws {
    try FileBytes.write([1], to: folder.path("private"), overwrites: false)
    #expect(try mode("private") == 0o600)
    try FileBytes.write([1], to: folder.path("open"), mode: 0o640, overwrites: false)
    #expect(try mode("open") == 0o640)
  }

  @Test func `an existing file is kept unless it may be overwritten`() throws {
    try folder.write("old", to: "f")
    #expect(throws: FileError.exists(path: folder.path("f"))) {
      try FileBytes.write([1], to: folder.path("f"), overwrites: false)
    }
    #expect(try folder.text(of: "f") == "old")
    try FileBytes.write(Array("new".utf8), to: folder.path("f"), overwrites: true)
    #expect(try folder.text(of: "f") == "new")
    #expect(try FileBytes.names(in: folder.path) == ["f"])
  }

  @Test func `a link to nowhere counts as existing, and is not followed`() throws {
    let target = folder.path("target")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("f"), withDestinationPath: target)
    #expect(throws: FileError.exists(path: folder.path("f"))) {
      try FileBytes.write([1], to: folder.path("f"), overwrites: false)
    }
    try FileBytes.write([1], to: folder.path("f"), overwrites: true)
    #expect(!FileBytes.exists(target))
  }

  @Test func `readers see the old file or the new one, never a part`() throws {
    let file = folder.path("f")
    try FileBytes.write([UInt8](repeating: 0, count: 100_000), to: file, overwrites: false)
    let reader = Thread {
      while !Thread.current.isCancelled {
        let bytes = (try? FileBytes.read(file, limit: 100_000)) ?? []
        if bytes.count != 100_000 || bytes.contains(where: { $0 != bytes[0] }) {
          Issue.record("a reader saw \(bytes.count) bytes")
          return
        }
      }
    }
    reader.start()
    for round in 1...20 as ClosedRange<UInt8> {
      try FileBytes.write([UInt8](repeating: round, count: 100_000), to: file, overwrites: true)
    }
    reader.cancel()
  }

  @Test func `nothing is left when a file cannot be put in its place`() throws {
    try folder.write("x", to: "f/inside")
    #expect(throws: FileError.notAFile(path: folder.path("f"))) {
      try FileBytes.write([1], to: folder.path("f"), overwrites: true)
    }
    #expect(try FileBytes.names(in: folder.path) == ["f"])
    #expect(throws: FileError.noFolder(path: folder.path("no/f"))) {
      try FileBytes.write([1], to: folder.path("no/f"), overwrites: false)
    }
  }

  @Test func `folders are made as far as they are missing`() throws {
    try FileBytes.makeFolders(folder.path("a/b//c/"))
    try FileBytes.makeFolders(folder.path("a/b/d"))
    #expect(FileBytes.isFolder(folder.path("a/b/c")) && FileBytes.isFolder(folder.path("a/b/d")))
    #expect(throws: FileError.exists(path: folder.path("a"))) {
      try FileBytes.makeFolder(folder.path("a"))
    }
    try folder.write("x", to: "file")
    #expect(throws: FileError.notFound(path: folder.path("file/b"))) {
      try FileBytes.makeFolders(folder.path("file/b"))
    }
  }

  @Test func `names come in the order of their bytes, without hidden ones`() throws {
    for name in ["b", "B", "a", "é", ".hidden", "a-"] { try folder.write("", to: name) }
    #expect(try FileBytes.names(in: folder.path) == ["B", "a", "a-", "b", "é"])
    #expect(throws: FileError.notFound(path: folder.path("no"))) {
      try FileBytes.names(in: folder.path("no"))
    }
  }

  @Test func `a removed file is gone, and a missing one is fine`() throws {
    try folder.write("", to: "f")
    try FileBytes.remove(folder.path("f"))
    try FileBytes.remove(folder.path("f"))
    #expect(!FileBytes.exists(folder.path("f")))
  }

  @Test func `a pipe and a folder are no files`() throws {
    #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
    #expect(throws: FileError.notAFile(path: folder.path("pipe"))) {
      try FileBytes.read(folder.path("pipe"), limit: 1)
    }
    #expect(throws: FileError.notAFile(path: folder.path)) {
      try FileBytes.read(folder.path, limit: 1)
    }
  }

  @Test func `a stream is read to its end, up to the limit`() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    try FileBytes.writeAll([1, 2, 3], to: ends[1], path: "pipe")
    close(ends[1])
    #expect(try FileBytes.readAll(from: ends[0], path: "pipe", limit: 3) == [1, 2, 3])
    close(ends[0])
    #expect(pipe(&ends) == 0)
    try FileBytes.writeAll([1, 2, 3], to: ends[1], path: "pipe")
    close(ends[1])
    #expect(throws: FileError.tooLarge(path: "pipe", bytes: 3, limit: 2)) {
      try FileBytes.readAll(from: ends[0], path: "pipe", limit: 2)
    }
    close(ends[0])
    #expect(
      throws: FileError.failed(path: "pipe", reason: String(cString: strerror(EBADF)))
    ) { try FileBytes.readAll(from: ends[0], path: "pipe", limit: 2) }
  }

  @Test func `a folder that may not be written, and a file that may not be read`() throws {
    try folder.write("x", to: "closed")
    #expect(chmod(folder.path("closed"), 0) == 0)
    #expect(throws: FileError.notReadable(path: folder.path("closed"))) {
      try asOrdinaryUser { try FileBytes.read(folder.path("closed"), limit: 1) }
    }
    #expect(chmod(folder.path, 0o555) == 0)
    defer { chmod(folder.path, 0o700) }
    #expect(throws: FileError.notWritable(path: folder.path("f"))) {
      try asOrdinaryUser {
        try FileBytes.write([1], to: folder.path("f"), overwrites: false)
      }
    }
  }

  /// The superuser may not write here either.
  @Test(.enabled(if: FileBytes.isFolder("/proc/self"), "there is no such file system"))
  func `a folder that refuses files is told`() {
    #expect(throws: FileError.noFolder(path: "/proc/self/fd/x")) {
      try FileBytes.write([1], to: "/proc/self/fd/x", overwrites: false)
    }
  }

  @Test(.enabled(if: FileBytes.exists("/dev/full"), "there is no full device"))
  func `a full disk is told`() {
    let descriptor = open("/dev/full", O_WRONLY)
    defer { close(descriptor) }
    #expect(throws: FileError.diskFull(path: "out")) {
      try FileBytes.writeAll([1], to: descriptor, path: "out")
    }
  }

  @Test(arguments: [
    (FileError.notFound(path: "a"), "'a' does not exist"),
    (.noFolder(path: "a"), "'a' cannot be written: its folder does not exist; make it first"),
    (
      .unsafePath(path: "../a"),
      "Path '../a' is not allowed: use a relative path inside the study folder, without '..'"
    ),
    (
      .symbolicLink(path: "a"),
      "'a' is or lies behind a symbolic link, which is not followed; put the file itself there"
    ),
    (.notAFile(path: "a"), "'a' is not a regular file"),
    (.tooLarge(path: "a", bytes: 9, limit: 8), "'a' has 9 bytes; at most 8 are read"),
    (.notReadable(path: "a"), "'a' may not be read; check its permissions"),
    (.notWritable(path: "a"), "'a' may not be written; check the permissions of the folder"),
    (
      .diskFull(path: "a"),
      "The disk is full: 'a' was not written; free some space and try again"
    ),
    (
      .exists(path: "a"), "'a' exists already and is not overwritten; choose another name"
    ),
    (.failed(path: "a", reason: "Too many links"), "'a': Too many links"),
    (.notFound(path: "a\u{1B}[2J"), "'a\u{FFFD}[2J' does not exist"),
  ])
  func `failures are told in a sentence`(error: FileError, sentence: String) {
    #expect(error.description == sentence)
  }

  @Test(arguments: [
    ("a/b.png.12.tmp", "a/b.png"), ("b.18446744073709551615.tmp", "b"),
    ("b.18446744073709551616.tmp", nil), ("b.12.tmq", nil), ("b.x.tmp", nil), ("b.tmp", nil),
    ("12.tmp", nil), ("b.png", nil), ("", nil),
  ])
  func `a temporary file is known by its name`(name: String, target: String?) {
    #expect(FileBytes.target(ofTemporary: name) == target)
  }
}
