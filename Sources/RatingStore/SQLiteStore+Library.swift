import GRDB

extension SQLiteStore {
  /// The version of the tables that this program writes.
  public static let schemaVersion = StoreSchema.version

  /// The version of SQLite in use, such as `3.40.1`; nil when it does not run.
  public static var libraryVersion: String? {
    try? DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") }
  }
}
