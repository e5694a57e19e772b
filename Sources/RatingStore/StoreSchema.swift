import GRDB

/// The tables of a store file.
enum StoreSchema {
  /// "OPIN", the mark of our files in SQLite's header.
  static let applicationID = 0x4F50_494E

  /// The newest version of the tables: the number of migrations.
  static let version = 2

  /// Creates the tables; every later change of them is a further migration.
  static func migrator(kind: StoreKind) -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("v1") { db in
      for part in [study, session, order, scores, triggers] { try db.execute(sql: part) }
      try db.execute(
        sql: "INSERT INTO store (id, kind) VALUES (0, ?)", arguments: [kind.rawValue])
    }
    // The new table is empty, so there is no old row whose foreign keys would need a look.
    migrator.registerMigration("v2", foreignKeyChecks: .immediate) { db in
      for part in [displayDetail, displayDetailTriggers] { try db.execute(sql: part) }
    }
    return migrator
  }
}
