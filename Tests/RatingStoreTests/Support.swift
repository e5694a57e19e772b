import Foundation
import RatingStore
import StudyModel

@testable import StoreWriter

/// A folder that is removed when the last reference to it goes.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    let base = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
    var template = Array("\(base)/opine-store-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw POSIXError(.EIO) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String = "ratings.sqlite") -> String { "\(path)/\(name)" }
}

func openStore(
  _ path: String, kind: StoreKind = .real, access: StoreAccess = .readWrite
) throws(StoreError) -> SQLiteStore {
  try SQLiteStore(path: path, kind: kind, access: access, digest: Samples.digest)
}

/// The error that `body` throws; nil if it throws none.
func storeError(_ body: () throws -> Void) -> StoreError? {
  do {
    try body()
    return nil
  } catch {
    return error as? StoreError
  }
}

/// A store with a study, a rater and a session of single pictures.
func prepare(
  _ store: some StudyStore, count: Int = 5, number: Int = 1
) throws -> StudySession {
  try store.createStudy(Samples.plan(), planDigest: Samples.planDigest)
  let rater = try store.registerRater(
    code: Samples.code("r\(number)"), id: Samples.id(number, family: 2),
    screening: "acuity=pass", atMilliseconds: Samples.start)
  let session = Samples.session(number, rater: rater.id, count: count)
  try store.startSession(session)
  return session
}

@discardableResult
func append(_ rating: Rating, to store: some StudyStore) throws -> AppendOutcome {
  try store.append(rating, display: Samples.display(rating))
}

func scores(of store: some StudyStore) throws -> [StoredScore] {
  var scores: [StoredScore] = []
  try store.forEachScore { scores.append($0) }
  return scores
}

/// A run of the second program.
final class WriterProcess {
  private let process = Process()
  private let output = Pipe()

  /// The built program lies beside the tests.
  static let executable: String = {
    let own =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: own).deletingLastPathComponent()
      .appendingPathComponent("StoreWriter").path
  }()

  init(_ arguments: [String], under launcher: [String] = []) throws {
    let words = launcher + [Self.executable] + arguments
    process.executableURL = URL(fileURLWithPath: words[0])
    process.arguments = Array(words.dropFirst())
    process.standardOutput = output
    try process.run()
  }

  /// Everything the program printed, by whole lines; waits for its end.
  func lines() throws -> [String] {
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines.removeLast()
    return lines
  }

  /// Reads until `line` was printed; returns the bytes read, whole lines only.
  func read(until line: String) -> String {
    var text = ""
    while !text.contains(line + "\n") {
      let data = output.fileHandleForReading.availableData
      guard !data.isEmpty else { break }
      text += String(decoding: data, as: UTF8.self)
    }
    return text
  }

  func kill() {
    Foundation.kill(process.processIdentifier, SIGKILL)
  }
}
