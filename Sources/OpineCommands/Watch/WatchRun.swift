import StudyFiles
import StudyModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads a study again and again and shows what changed.
struct WatchRun {
  let folder: StudyFolder
  let unblinds: Bool
  /// Milliseconds between two looks.
  let interval: Int64
  /// How many times as long as the last look took it waits at least: a look reads the whole store,
  /// which takes most of a second for 30,000 scores.
  private static let restPerLook: Int64 = 20
  private var marks: [FileMark]?
  private var reading = WatchReading(title: "", content: .nothingYet)

  init(folder: StudyFolder, unblinds: Bool, seconds: Int) {
    self.folder = folder
    self.unblinds = unblinds
    interval = Int64(seconds) * 1000
  }

  /// Prints one page without a limit.
  mutating func printOnce() throws {
    let page = WatchPage(
      reading: try WatchReading.load(folder, unblinds: unblinds), now: Clock.wallMilliseconds,
      width: 100, height: nil)
    try Self.print(page.lines)
  }

  /// Fills the terminal until a signal or 'q' comes.
  mutating func fillScreen(hasColour: Bool) throws {
    let screen = WatchScreen(hasColour: hasColour)
    defer { screen.close() }
    try screen.open()
    var size = WatchScreen.size
    while true {
      let due = look()
      repeat {
        if WatchScreen.size != size {
          size = WatchScreen.size
          screen.forget()
        }
        let page = WatchPage(
          reading: reading, now: Clock.wallMilliseconds, width: size.columns, height: size.rows)
        try screen.draw(page.lines)
        if StopSignals.haveCome || screen.waitForEnd(milliseconds: 200) { return }
      } while Clock.monotonicMilliseconds < due
    }
  }

  /// Prints a page for each change until a signal comes.
  mutating func printChanges() throws {
    var printed: WatchReading?
    while true {
      let due = look()
      if reading != printed {
        let page = WatchPage(
          reading: reading, now: Clock.wallMilliseconds, width: WatchScreen.size.columns,
          height: nil)
        if printed != nil { try Output.print("") }
        try Self.print(page.lines)
        printed = reading
      }
      while Clock.monotonicMilliseconds < due {
        if StopSignals.haveCome { return }
        poll(nil, 0, 200)
      }
    }
  }

  /// Reads the store if a file changed since the last look; returns when to look again.
  private mutating func look() -> Int64 {
    let start = Clock.monotonicMilliseconds
    readChanges()
    let end = Clock.monotonicMilliseconds
    return end + Self.rest(interval: interval, lookMilliseconds: end - start)
  }

  /// The milliseconds until the next look, so that looking takes a twentieth of the time at most.
  static func rest(interval: Int64, lookMilliseconds: Int64) -> Int64 {
    max(interval, restPerLook * lookMilliseconds)
  }

  private mutating func readChanges() {
    let now = FileMark.of(folder)
    if now == marks, !now.contains(where: { $0.isYoung(interval) }) {
      if case .nothingYet = reading.content { return }
      if case .raters(var raters) = reading.content {
        for place in raters.indices { raters[place].askAgain(folder) }
        reading.content = .raters(raters)
        return
      }
    }
    marks = now
    do {
      reading = try WatchReading.load(folder, unblinds: unblinds)
    } catch {
      if reading.title.isEmpty { reading.title = "'\(folder.path.terminalSafe)'" }
      reading.content = .failure("\(error)")
      reading.interim = nil
    }
  }

  private static func print(_ lines: [WatchPage.Line]) throws {
    try Output.print(lines.map(\.text).joined(separator: "\n"))
  }
}

/// Size and time of a file, taken without opening it: closing a store's file gives up its locks.
private struct FileMark: Equatable {
  var bytes: Int64
  var seconds: Int64
  var nanoseconds: Int64

  static func of(_ folder: StudyFolder) -> [FileMark] {
    let store = StudyFolder.ratingsName
    return [StudyFolder.planName, store, store + "-wal"].map { name in
      var status = stat()
      guard stat(folder.path(of: name), &status) == 0 else {
        return FileMark(bytes: -1, seconds: 0, nanoseconds: 0)
      }
      #if canImport(Glibc)
        let time = status.st_mtim
      #else
        let time = status.st_mtimespec
      #endif
      return FileMark(
        bytes: Int64(status.st_size), seconds: Int64(time.tv_sec),
        nanoseconds: Int64(time.tv_nsec))
    }
  }

  /// Whether a further change may have left the same time.
  func isYoung(_ milliseconds: Int64) -> Bool {
    seconds > 0 && Clock.wallMilliseconds - seconds * 1000 < milliseconds + 2000
  }
}
