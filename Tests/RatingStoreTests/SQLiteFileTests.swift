import Foundation
import GRDB
import StudyModel
import Testing

@testable import RatingStore
@testable import StoreWriter

@Suite struct SQLiteFileTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file()
  }

  /// Writes a store with a few scores and closes it.
  @discardableResult
  private func makeStore(count: Int = 5) throws -> StudySession {
    let store = try openStore(path)
    let session = try prepare(store, count: count)
    for position in 0..<count { try append(Samples.rating(session.id, position), to: store) }
    try store.checkpoint()
    return session
  }

  @Test func `a file keeps its scores when it is opened again`() throws {
    let session = try makeStore()
    let store = try openStore(path)
    #expect(try scores(of: store).count == 5)
    #expect(try store.progress(of: session.id).nextPosition == nil)
    let reader = try openStore(path, access: .readOnly)
    #expect(try scores(of: reader) == scores(of: store))
  }

  @Test func `a store writes its log with full synchronisation`() throws {
    let store = try openStore(path)
    #expect(try store.queue.read { try Int.fetchOne($0, sql: "PRAGMA synchronous") } == 2)
    #expect(try store.queue.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
  }

  @Test func `the files of a store belong to its owner alone`() throws {
    let old = umask(0)
    defer { umask(old) }
    let store = try openStore(path)
    _ = try prepare(store)
    for name in ["", "-wal", "-shm", ".lock"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: path + name)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test(arguments: [
    "UPDATE rating SET score = 5", "DELETE FROM rating", "UPDATE display SET cell_row = 9",
    "DELETE FROM display", "UPDATE display_detail SET byte_count = 9",
    "DELETE FROM display_detail", "UPDATE presentation SET block = 3",
    "DELETE FROM presentation_item",
  ])
  func `rows cannot be changed or deleted`(_ sql: String) throws {
    try makeStore()
    let database = try DatabaseQueue(path: path)
    #expect(throws: DatabaseError.self) { try database.write { try $0.execute(sql: sql) } }
  }

  @Test(arguments: [true, false])
  func `a replacing insert leaves the old score`(_ recursiveTriggers: Bool) throws {
    try makeStore()
    let before = try scores(of: try openStore(path))
    let database = try DatabaseQueue(path: path)
    try database.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA recursive_triggers = \(recursiveTriggers ? 1 : 0)")
      try db.execute(
        sql: """
          INSERT OR REPLACE INTO rating
          SELECT session_id, position, slot, revision, showing, 5, shown_ms, latency_ms, crc
          FROM rating
          """)
      try db.execute(
        sql: """
          INSERT OR REPLACE INTO display_detail
          SELECT session_id, position, slot, showing, 'png', max_abs_error, image_count, byte_count,
            colors, registers, percent_curve, acknowledged_ms, color_chunks, crc
          FROM display_detail
          """)
    }
    #expect(try scores(of: try openStore(path)) == before)
  }

  @Test(arguments: [
    "technique = 'png'", "max_abs_error = 1", "max_abs_error = NULL", "image_count = 2",
    "byte_count = 614401", "colors = 1", "registers = 1", "percent_curve = 'xterm'",
    "acknowledged_ms = 8", "acknowledged_ms = NULL", "color_chunks = ''", "showing = 1",
  ])
  func `a detail changed behind the store's back is found`(_ change: String) throws {
    try makeStore()
    try DatabaseQueue(path: path).writeWithoutTransaction {
      try $0.execute(
        sql: """
          PRAGMA foreign_keys = OFF; DROP TRIGGER display_detail_no_update;
          UPDATE display_detail SET \(change) WHERE position = 2
          """)
    }
    let store = try openStore(path, access: .readOnly)
    guard case .corrupt = storeError({ _ = try scores(of: store) }) else {
      Issue.record("the change was not seen")
      return
    }
    let problem =
      "'\(path)' is damaged (the score at position 2, slot 0 of session "
      + "\(Samples.id(1, family: 3)) fails the checksum); restore it from a copy"
    #expect(try store.integrityCheck().contains(problem))
  }

  @Test(arguments: [
    "DROP TABLE display_detail", "DELETE FROM grdb_migrations WHERE identifier = 'v2'",
  ])
  func `a lost table of details is no old file`(_ sql: String) throws {
    try makeStore()
    let before = try scores(of: try openStore(path))
    try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
    let found = try? scores(of: try openStore(path, access: .readOnly))
    #expect(found == nil || found == before)
  }

  @Test func `the tables themselves refuse a score outside the scale`() throws {
    try makeStore()
    let database = try DatabaseQueue(path: path)
    let error = #expect(throws: DatabaseError.self) {
      try database.write {
        try $0.execute(
          sql: """
            INSERT INTO rating
            SELECT session_id, position, slot, 1, showing, 6, shown_ms, latency_ms, crc FROM rating
            """)
      }
    }
    #expect(error?.message == "score outside the scale of its protocol")
  }

  @Test func `a score changed behind the store's back is found`() throws {
    try makeStore()
    try DatabaseQueue(path: path).write {
      try $0.execute(sql: "DROP TRIGGER rating_no_update")
      try $0.execute(sql: "UPDATE rating SET score = 5 WHERE position = 2")
    }
    let store = try openStore(path)
    guard case .corrupt = storeError({ _ = try scores(of: store) }) else {
      Issue.record("the change was not seen")
      return
    }
    let problem =
      "'\(path)' is damaged (the score at position 2, slot 0 of session "
      + "\(Samples.id(1, family: 3)) fails the checksum); restore it from a copy"
    #expect(try store.integrityCheck() == [problem])
  }

  @Test(arguments: [
    "UPDATE rater SET code = 'r9'", "UPDATE session SET station = 'lab-2'",
    "UPDATE session SET seed = 1", "UPDATE study SET manifest_sha256 = zeroblob(32)",
    "UPDATE stimulus_key SET method = 'srgam' WHERE method = 'srgan'",
    "UPDATE session SET origin = 'imported'",
  ])
  func `a changed rater, session or study is found`(_ sql: String) throws {
    try makeStore()
    try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
    #expect(try openStore(path).integrityCheck() != [])
  }

  @Test func `a database of another program is refused and left alone`() throws {
    try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE songs (title TEXT)") }
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    for access in [StoreAccess.readWrite, .readOnly] {
      let error = storeError { _ = try openStore(path, access: access) }
      #expect(error == .foreign(path: path))
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func `a file of a newer version is refused`() throws {
    try makeStore()
    try DatabaseQueue(path: path).write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('v99')")
    }
    for access in [StoreAccess.readWrite, .readOnly] {
      let error = storeError { _ = try openStore(path, access: access) }
      #expect(error == .newer(path: path))
    }
  }

  @Test func `garbage is refused`() throws {
    try Data(repeating: 0x5A, count: 8192).write(to: URL(fileURLWithPath: path))
    for access in [StoreAccess.readWrite, .readOnly] {
      guard case .corrupt = storeError({ _ = try openStore(path, access: access) }) else {
        Issue.record("garbage was opened")
        return
      }
    }
  }

  @Test(arguments: [1, 2, 3])
  func `a truncated file is found`(_ quarter: Int) throws {
    try makeStore(count: 200)
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    try whole.prefix(whole.count * quarter / 4).write(to: URL(fileURLWithPath: path))
    let error = storeError {
      let problems = try openStore(path, access: .readOnly).integrityCheck()
      if !problems.isEmpty { throw StoreError.damaged(path, problems[0]) }
    }
    guard case .corrupt = error else {
      Issue.record("the truncation was not seen: \(String(describing: error))")
      return
    }
  }

  @Test func `a marked file without tables is not filled anew`() throws {
    try DatabaseQueue(path: path).writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA application_id = 0x4F50494E")
    }
    let error = storeError { _ = try openStore(path) }
    let expected =
      "'\(path)' is damaged (its tables are missing); restore it from a copy"
    #expect(error?.description == expected)
  }

  @Test(arguments: ["", "-wal"])
  func `a symbolic link is refused`(_ suffix: String) throws {
    try makeStore()
    let link = folder.file("link.sqlite")
    if !suffix.isEmpty { try FileManager.default.copyItem(atPath: path, toPath: link) }
    try FileManager.default.createSymbolicLink(
      atPath: link + suffix, withDestinationPath: path)
    for access in [StoreAccess.readWrite, .readOnly] {
      let error = storeError { _ = try openStore(link, access: access) }
      #expect(error == .symlink(path: link + suffix))
    }
  }

  @Test func `a folder or a missing folder is refused`() throws {
    guard case .invalid = storeError({ _ = try openStore(folder.path) }) else {
      Issue.record("a folder was opened")
      return
    }
    let missing = folder.file("none/ratings.sqlite")
    let error = storeError { _ = try openStore(missing) }
    #expect(
      error?.description == "'\(missing)' does not exist; check the study folder's name")
  }

  @Test func `a store of the other kind is refused`() throws {
    try makeStore()
    for access in [StoreAccess.readWrite, .readOnly] {
      let error = storeError { _ = try openStore(path, kind: .simulated, access: access) }
      let expected =
        "The store holds real scores, not simulated ones; '\(path)' was not changed"
      #expect(error?.description == expected)
    }
  }

  @Test func `an empty file cannot be read`() throws {
    try Data().write(to: URL(fileURLWithPath: path))
    let error = storeError { _ = try openStore(path, access: .readOnly) }
    #expect(error?.description == "'\(path)' has no study yet: the file is empty")
  }

  @Test func `a store opened for reading cannot be written`() throws {
    let session = try makeStore()
    let store = try openStore(path, access: .readOnly)
    let error = storeError { try append(Samples.rating(session.id, 0), to: store) }
    let expected =
      "'\(path)' cannot be written (it was opened for reading); check the permissions of the "
      + "file and its folder"
    #expect(error?.description == expected)
  }

  @Test func `after a checkpoint the file alone is complete`() throws {
    let store = try openStore(path)
    let session = try prepare(store)
    try append(Samples.rating(session.id, 0), to: store)
    try store.checkpoint()
    let copy = folder.file("copy.sqlite")
    try FileManager.default.copyItem(atPath: path, toPath: copy)
    #expect(try scores(of: try openStore(copy, access: .readOnly)).count == 1)
  }

  /// Closing any descriptor of a file gives up all of a program's locks on it (fcntl(2)); SQLite of
  /// another program would then take the log for unused and remove it.
  @Test func `a second opening in one program leaves the locks of the first`() throws {
    let store = try openStore(path)
    let session = try prepare(store)
    try append(Samples.rating(session.id, 0), to: store)
    for access in [StoreAccess.readWrite, .readOnly] {
      _ = try openStore(path, access: access)
      let lines = try WriterProcess([path, "2", "1"]).lines()
      #expect(lines.last?.first != "E")
      #expect(FileManager.default.fileExists(atPath: path + "-wal"))
    }
    try append(Samples.rating(session.id, 1), to: store)
    #expect(try scores(of: try openStore(path)).count == 3)
  }

  @Test func `names with signs of URIs are plain files`() throws {
    let odd = folder.file("a?mode=memory#100%.sqlite")
    let store = try openStore(odd)
    _ = try prepare(store)
    #expect(FileManager.default.fileExists(atPath: odd))
    #expect(
      StoreFile.immutableURI("/x/a?b#c%d") == "file:/x/a%3fb%23c%25d?immutable=1")
    #expect(StoreFile.plainPath("file:x") == "./file:x")
  }
}
