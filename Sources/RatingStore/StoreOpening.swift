import GRDB
import StudyModel

/// Opens a store's file: what it is gets checked before anything in it is changed.
struct StoreOpening {
  let path: String
  let kind: StoreKind

  /// Opens for writing, and creates the tables; the caller holds the lock.
  func readWrite() throws -> DatabaseQueue {
    let configuration = configuration { db in
      try checkOwner(db)
      // GRDB's own switch to WAL would set synchronous back to NORMAL afterwards.
      try db.execute(
        sql: """
          PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA recursive_triggers = ON;
          """)
      try harden(db)
      try checkDurability(db)
    }
    let queue = try DatabaseQueue(
      path: StoreFile.plainPath(path), configuration: configuration)
    let migrator = StoreSchema.migrator(kind: kind)
    let isNew = try queue.read { db in try !isMarked(db) }
    if isNew {
      try migrator.migrate(queue)
    } else {
      try queue.read { db in try checkVersion(db, migrator) }
      if try queue.read({ db in try !migrator.hasCompletedMigrations(db) }) {
        try migrator.migrate(queue)
      }
    }
    try queue.read(checkKind)
    try queue.writeWithoutTransaction { db in try StoreOpening.truncateLog(db) }
    return queue
  }

  /// Opens for reading, without companion files where the folder cannot be written.
  func readOnly() throws -> DatabaseQueue {
    guard StoreFile.size(path) > 0 || StoreFile.size(path + "-wal") > 0 else {
      throw StoreError.missing(path, "study yet: the file is empty")
    }
    var configuration = configuration { db in
      try checkOwner(db)
      try harden(db)
    }
    configuration.readonly = true
    let name =
      StoreFile.canOnlyBeReadAsItIs(path)
      ? StoreFile.immutableURI(path) : StoreFile.plainPath(path)
    do {
      let queue = try DatabaseQueue(path: name, configuration: configuration)
      try queue.read { db in
        guard try isMarked(db) else {
          throw StoreError.missing(path, "study yet: the file is empty")
        }
        try checkVersion(db, StoreSchema.migrator(kind: kind))
        try checkKind(db)
      }
      return queue
    } catch let error as DatabaseError
      where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
    {
      throw unreadableHere()
    }
  }

  /// Empties the write-ahead log; gives way to readers instead of waiting for them.
  static func truncateLog(_ db: Database) throws {
    try db.execute(sql: "PRAGMA busy_timeout = 250")
    defer { try? db.execute(sql: "PRAGMA busy_timeout = 10000") }
    _ = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
  }

  private func configuration(
    prepare: @escaping @Sendable (Database) throws -> Void
  ) -> Configuration {
    var configuration = Configuration()
    configuration.journalMode = .default
    configuration.busyMode = .timeout(10)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase(prepare)
    return configuration
  }

  private func isMarked(_ db: Database) throws -> Bool {
    try Int.fetchOne(db, sql: "PRAGMA application_id") == StoreSchema.applicationID
  }

  private func checkOwner(_ db: Database) throws {
    if try isMarked(db) { return }
    let mark = try Int.fetchOne(db, sql: "PRAGMA application_id")
    let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master")
    let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
    guard mark == 0, tables == 0, pages <= 1 else { throw StoreError.foreign(path: path) }
  }

  private func harden(_ db: Database) throws {
    try db.execute(
      sql: """
        PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;
        """)
  }

  private func checkDurability(_ db: Database) throws {
    let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode")
    let synchronous = try Int.fetchOne(db, sql: "PRAGMA synchronous")
    guard mode == "wal", synchronous == 2 else {
      throw StoreError.other(
        path: path,
        reason: "'\(path.terminalSafe)' cannot be written durably here (journal mode "
          + "\(mode ?? "unknown"), synchronous \(synchronous ?? -1)); choose a folder on a local "
          + "disk")
    }
  }

  private func checkVersion(_ db: Database, _ migrator: DatabaseMigrator) throws {
    guard try !migrator.hasBeenSuperseded(db) else { throw StoreError.newer(path: path) }
    guard try !migrator.appliedIdentifiers(db).isEmpty else {
      throw StoreError.damaged(path, "its tables are missing")
    }
  }

  private func checkKind(_ db: Database) throws {
    let text = try String.fetchOne(db, sql: "SELECT kind FROM store")
    guard let stored = text.flatMap(StoreKind.init(rawValue:)) else {
      throw StoreError.damaged(path, "it does not say what it holds")
    }
    guard stored == kind else {
      throw StoreError.refused(
        path, "The store holds \(stored.rawValue) scores, not \(kind.rawValue) ones")
    }
  }

  private func unreadableHere() -> StoreError {
    .notReadable(
      path,
      StoreFile.size(path + "-wal") > 0
        ? "scores in '\(path.terminalSafe)-wal' are not yet in it, which needs a writable folder"
        : "this SQLite reads it only in a writable folder")
  }
}
