import GRDB
public import StudyModel

/// A study's scores in one SQLite file on a local disk.
///
/// The file is in WAL mode with full synchronisation: a score costs one flush of the disk, and is
/// on disk when ``append(_:display:)`` returns. A lock file beside it lets one program write at a
/// time. The program must ignore SIGXFSZ, or a file size limit ends it; then the limit is
/// ``StoreError/unavailable(path:reason:)``. Other tools must not write while a study runs, and this
/// program must not open the file by other means: closing it would give up SQLite's locks on it.
public final class SQLiteStore: StudyStore {
  /// The file as it was given.
  public let path: String
  /// What the file holds.
  public let kind: StoreKind
  let access: StoreAccess
  let rules: StoreRules
  let queue: DatabaseQueue
  let lock: FileLock?

  /// Opens the file, and creates it for ``StoreAccess/readWrite``; readable by its owner alone.
  ///
  /// `digest` is SHA-256; it checks the frozen order of every session that is read. A file of
  /// the other kind, of another program or of a newer version is refused, and not changed.
  public init(
    path: String, kind: StoreKind, access: StoreAccess,
    digest: @escaping @Sendable ([UInt8]) -> SHA256Digest
  ) throws(StoreError) {
    self.path = path
    self.kind = kind
    self.access = access
    rules = StoreRules(path: path, kind: kind, digest: digest)
    try StoreFile.prepare(path, access: access)
    let opening = StoreOpening(path: path, kind: kind)
    switch access {
    case .readWrite:
      let lock = try FileLock(path: path + ".lock", storePath: path)
      self.lock = lock
      queue = try Self.translating(path) { try lock.exclusively { try opening.readWrite() } }
    case .readOnly:
      lock = nil
      queue = try Self.translating(path) { try opening.readOnly() }
    }
  }

  /// Runs `body` in a transaction of its own that is on disk when this returns.
  func write<Result>(
    _ body: (RowWriter) throws -> Result
  ) throws(StoreError) -> Result {
    guard let lock else { throw .notWritable(path, "it was opened for reading") }
    return try Self.translating(path) {
      try queue.writeWithoutTransaction { db in
        try lock.exclusively {
          try db.inTransactionReturning {
            try body(RowWriter(reader: RowReader(db: db, rules: rules)))
          }
        }
      }
    }
  }

  /// Runs `body` on one unchanging state of the file.
  func read<Result>(_ body: (RowReader) throws -> Result) throws(StoreError) -> Result {
    try Self.translating(path) {
      try queue.read { db in try body(RowReader(db: db, rules: rules)) }
    }
  }

  static func translating<Result>(
    _ path: String, _ body: () throws -> Result
  ) throws(StoreError) -> Result {
    do {
      return try body()
    } catch {
      throw StoreError(error, path: path)
    }
  }
}

extension Database {
  /// Takes the write lock at once, so that what `body` reads cannot change before it writes.
  fileprivate func inTransactionReturning<Result>(_ body: () throws -> Result) throws -> Result {
    try beginTransaction(.immediate)
    do {
      let result = try body()
      try commit()
      return result
    } catch {
      if isInsideTransaction { try? rollback() }
      throw error
    }
  }
}
