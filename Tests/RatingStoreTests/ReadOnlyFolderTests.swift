import Foundation
import StudyModel
import Testing

@testable import RatingStore
@testable import StoreWriter

/// Runs as an ordinary user in a second program, because root may write everywhere.
@Suite struct ReadOnlyFolderTests {
  let folder: TemporaryFolder
  let study: String
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.path)
    study = folder.file("study")
    path = study + "/ratings.sqlite"
    try FileManager.default.createDirectory(atPath: study, withIntermediateDirectories: false)
  }

  private func lock(_ names: [String]) throws {
    for name in names {
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o444], ofItemAtPath: study + "/" + name)
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: study)
  }

  private func unlock() {
    try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: study)
  }

  private func run(_ options: [String]) throws -> [String] {
    let user = geteuid() == 0 ? ["user", "65534"] : []
    return try WriterProcess([path, "1", "5"] + options + user).lines()
  }

  @Test func `a finished store is read in a folder that cannot be written`() throws {
    let session = try prepare(try openStore(path))
    try append(Samples.rating(session.id, 0), to: try openStore(path))
    try lock(["ratings.sqlite"])
    defer { unlock() }
    #expect(try run(["read", "1"]) == ["R 1"])
  }

  @Test func `a store with scores in its log needs a folder that can be written`() throws {
    let other = folder.file("open.sqlite")
    let store = try openStore(other)
    _ = try prepare(store)
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: other + suffix, toPath: path + suffix)
    }
    try lock(["ratings.sqlite", "ratings.sqlite-wal"])
    defer { unlock() }
    let expected =
      "E '\(path)' cannot be read (scores in '\(path)-wal' are not yet in it, which needs a "
      + "writable folder); check the permissions of the file and its folder"
    #expect(try run(["read", "1"]) == [expected])
  }

  @Test func `a store cannot be rated in a folder that cannot be written`() throws {
    _ = try prepare(try openStore(path))
    try lock(["ratings.sqlite"])
    defer { unlock() }
    let expected =
      "E '\(path)' cannot be written ('\(path)': Permission denied); check the permissions of "
      + "the file and its folder"
    #expect(try run([]) == [expected])
  }

  @Test(.enabled(if: geteuid() == 0, "needs a file of another user"))
  func `a store that cannot be read says so`() throws {
    _ = try prepare(try openStore(path))
    try lock([])
    defer { unlock() }
    let expected =
      "E '\(path)' cannot be read ('\(path)': Permission denied); check the permissions of the "
      + "file and its folder"
    #expect(try run(["read", "1"]) == [expected])
  }
}
