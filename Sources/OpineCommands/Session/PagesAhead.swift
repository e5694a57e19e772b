import Foundation
import Pictures
import StudyModel
import StudyScreens
import Synchronization
import TerminalGraphics

/// The pictures of a page as bytes, and what their files say about their colours.
struct PagePictures: Sendable {
  var page: PreparedPage
  var colourChunks: [ColourChunks]
}

/// Pages that are prepared in the background while the rater looks at the one before.
@MainActor
final class PagesAhead {
  /// What makes a prepared page the one that is wanted.
  struct Key: Hashable {
    var session: UniqueID
    var position: Int
    var slots: [Int]
    var layout: PageLayout
    var cellWidth: Int?
    var cellHeight: Int?
  }

  /// The pages in hand: the one on the screen and the next.
  private var works: [(key: Key, work: Work)] = []
  private static let limit = 2

  /// Begins to prepare a page unless that was begun before.
  func begin(_ key: Key, _ prepare: @escaping @Sendable () throws -> PagePictures) {
    guard !works.contains(where: { $0.key == key }) else { return }
    add(key, Work(inBackground: prepare))
  }

  /// Returns a page, prepared now if it was not before.
  func page(
    _ key: Key, _ prepare: @escaping @Sendable () throws -> PagePictures
  ) throws -> PagePictures {
    if let known = works.first(where: { $0.key == key }) { return try known.work.result.get() }
    let work = Work(now: prepare)
    add(key, work)
    return try work.result.get()
  }

  private func add(_ key: Key, _ work: Work) {
    works.append((key, work))
    if works.count > Self.limit { works.removeFirst() }
  }

  /// One page in the making.
  private final class Work: Sendable {
    private let made = Mutex<Result<PagePictures, any Error>?>(nil)
    private let group = DispatchGroup()

    init(now prepare: @Sendable () throws -> PagePictures) {
      let result = Result { try prepare() }
      made.withLock { $0 = result }
    }

    init(inBackground prepare: @escaping @Sendable () throws -> PagePictures) {
      group.enter()
      DispatchQueue.global(qos: .userInitiated).async { [self] in
        let result = Result { try prepare() }
        made.withLock { $0 = result }
        group.leave()
      }
    }

    /// The page; waits for it.
    var result: Result<PagePictures, any Error> {
      group.wait()
      guard let result = made.withLock({ $0 }) else {
        preconditionFailure("a page is made when its group is empty")
      }
      return result
    }
  }
}
