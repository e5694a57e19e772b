import Foundation
import StudyModel
import Testing

@testable import RatingStore
@testable import StoreWriter

@Suite struct DamageTests {
  private struct Content: Equatable {
    let scores: [StoredScore]
    let raters: [Rater]
    let progress: [SessionProgress]
    let planDigest: SHA256Digest?

    init(of store: SQLiteStore) throws {
      scores = try RatingStoreTests.scores(of: store)
      raters = try store.raters()
      progress = try (1...2).map { try store.progress(of: Samples.id($0, family: 3)) }
      planDigest = try store.planDigest()
    }
  }

  /// How the damage came out: an error or a report, or nothing because nothing changed.
  private func isSeenOrHarmless(_ path: String, _ content: Content) -> Bool {
    guard let store = try? openStore(path, access: .readOnly),
      let problems = try? store.integrityCheck(), problems.isEmpty,
      let found = try? Content(of: store)
    else { return true }
    return found == content
  }

  private func makeFile(_ path: String) throws -> (bytes: [UInt8], content: Content) {
    let store = try openStore(path)
    for number in 1...2 {
      let session = try prepare(store, count: 40, number: number)
      for position in 0..<30 {
        try append(Samples.rating(session.id, position, score: 1 + position % 5), to: store)
      }
      try store.confirm(session: session.id, position: 3, atMilliseconds: 5)
    }
    try store.checkpoint()
    let content = try Content(of: store)
    return ([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))), content)
  }

  @Test func `a flipped bit never changes data unseen`() throws {
    let folder = try TemporaryFolder()
    let (bytes, content) = try makeFile(folder.file())
    let path = folder.file("flipped.sqlite")
    let isLong = ProcessInfo.processInfo.environment["OPINE_LONG_TESTS"] == "1"
    var lots = Lots(state: 11)
    for _ in 0..<(isLong ? 6000 : 400) {
      var damaged = bytes
      let index = Int.random(in: 0..<bytes.count, using: &lots)
      let bit = UInt8(1) << UInt8.random(in: 0..<8, using: &lots)
      damaged[index] ^= bit
      try Data(damaged).write(to: URL(fileURLWithPath: path))
      #expect(isSeenOrHarmless(path, content), "byte \(index), bit \(bit)")
    }
  }

  @Test func `a sector of zeroes or noise never changes data unseen`() throws {
    let folder = try TemporaryFolder()
    let (bytes, content) = try makeFile(folder.file())
    let path = folder.file("zeroed.sqlite")
    var lots = Lots(state: 13)
    for sector in 0..<bytes.count / 512 {
      var damaged = bytes
      for index in sector * 512..<(sector + 1) * 512 {
        damaged[index] = sector.isMultiple(of: 2) ? 0 : UInt8.random(in: 0...255, using: &lots)
      }
      try Data(damaged).write(to: URL(fileURLWithPath: path))
      #expect(isSeenOrHarmless(path, content), "sector \(sector)")
    }
  }
}
