import Foundation
import GRDB
import StudyModel
import Testing

@testable import RatingStore
@testable import StoreWriter

/// Files that an earlier version wrote.
@Suite(.serialized) struct MigrationTests {
  let folder: TemporaryFolder
  let path: String
  let before: [Rating]

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file()
    try Self.write(path)
    before = (0..<4).map { Samples.rating(Samples.id(1, family: 3), $0, score: 1 + $0) }
  }

  /// Writes the store of version 1 that stands in the fixtures.
  private static func write(_ path: String) throws {
    let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/version1.sql")
    let sql = try String(contentsOf: fixture, encoding: .utf8)
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = WAL")
      try db.execute(sql: sql)
    }
  }

  /// The versions that a file says it has, and whether it has the table of the second.
  private func state(_ path: String) throws -> (versions: [String], hasDetails: Bool) {
    try DatabaseQueue(path: path).read { db in
      (
        try String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations ORDER BY identifier"),
        try db.tableExists("display_detail")
      )
    }
  }

  @Test func `a file of version 1 is read as it is`() throws {
    _ = try state(path)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let store = try openStore(path, access: .readOnly)
    let scores = try scores(of: store)
    #expect(scores.map(\.rating) == before)
    #expect(scores.allSatisfy { $0.display.detail == nil && $0.display.renderer == "kitty" })
    #expect(try store.progress(of: Samples.id(1, family: 3)).nextPosition == nil)
    #expect(try store.integrityCheck() == [])
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
    #expect(try state(path).versions == ["v1"])
  }

  @Test func `opening a file of version 1 for writing keeps every score`() throws {
    let old = try scores(of: try openStore(path, access: .readOnly))
    let store = try openStore(path)
    #expect(try scores(of: store) == old)
    #expect(try store.integrityCheck() == [])
    let again = Samples.rating(Samples.id(1, family: 3), 2, revision: 1, showing: 1, score: 5)
    try append(again, to: store)
    let details = try scores(of: store).map(\.display.detail)
    #expect(details == [nil, nil, nil, Samples.detail, nil])
    #expect(try store.integrityCheck() == [])
    try store.checkpoint()
    let found = try state(path)
    #expect(found.versions == ["v1", "v2"] && found.hasDetails)
  }

  @Test func `a migration that fails leaves version 1`() throws {
    try DatabaseQueue(path: path).write {
      // The last statement but one of the migration then finds its name taken.
      try $0.execute(
        sql: """
          CREATE TRIGGER display_detail_no_update BEFORE UPDATE ON display
            BEGIN SELECT RAISE(ABORT, 'displays are append-only'); END
          """)
    }
    #expect(storeError { _ = try openStore(path) } != nil)
    let found = try state(path)
    #expect(found.versions == ["v1"] && !found.hasDetails)
    let store = try openStore(path, access: .readOnly)
    #expect(try scores(of: store).map(\.rating) == before)
    #expect(try store.integrityCheck() == [])
  }

  @Test(
    .enabled(if: SystemCalls.canBeTraced, "strace is not installed or may not trace"),
    arguments: ["pwrite64", "fdatasync"])
  func `a migration killed at any write leaves version 1 or 2 and every score`(
    call: String
  ) throws {
    var versions: Set<[String]> = []
    for number in 1...100 {
      let file = folder.file("killed\(number).sqlite")
      try Self.write(file)
      let lines = try WriterProcess(
        [file, "1", "4"],
        under: [
          "/usr/bin/strace", "-f", "-o", "/dev/null", "-e", "trace=\(call)", "-e",
          "inject=\(call):signal=SIGKILL:when=\(number)",
        ]
      ).lines()
      let reader = try openStore(file, access: .readOnly)
      #expect(try scores(of: reader).map(\.rating) == before, "\(call) \(number)")
      #expect(try reader.integrityCheck() == [], "\(call) \(number)")
      let found = try state(file)
      versions.insert(found.versions)
      #expect(found.hasDetails == (found.versions == ["v1", "v2"]), "\(call) \(number)")
      #expect(try scores(of: try openStore(file)).map(\.rating) == before)
      #expect(try state(file).versions == ["v1", "v2"])
      if lines.last == "READY" { break }
    }
    #expect(versions == [["v1"], ["v1", "v2"]])
  }
}
