import Foundation
import StudyModel
import Testing

@testable import RatingStore
@testable import StoreWriter

/// Lots for the moments of kills and the places of damage: SplitMix64.
struct Lots: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }
}

private let runsLong = ProcessInfo.processInfo.environment["OPINE_LONG_TESTS"] == "1"
private let isRoot = geteuid() == 0

/// Positions that a run of the second program said are stored; a torn last line does not count.
private func acknowledged(_ text: String) -> [Int] {
  text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().compactMap { line in
    let words = line.split(separator: " ")
    return words.first == "A" ? words.dropFirst().first.flatMap { Int($0) } : nil
  }
}

@Suite(.serialized) struct CrashTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file()
  }

  private func storedPositions(_ number: Int) throws -> [Int] {
    let store = try openStore(path, access: .readOnly)
    let session = Samples.id(number, family: 3)
    return try scores(of: store).filter { $0.session == session }.map(\.position)
  }

  @Test func `a killed writer loses no acknowledged score`() throws {
    var lots = Lots(state: 7)
    var total = 0
    for trial in 1...(runsLong ? 200 : 20) {
      let writer = try WriterProcess([path, "\(trial)", "400"])
      var text = ""
      if trial.isMultiple(of: 4) {
        let end = ContinuousClock.now + .microseconds(Int.random(in: 0..<40_000, using: &lots))
        while ContinuousClock.now < end {}
      } else {
        text = writer.read(until: "A \(Int.random(in: 0..<50, using: &lots)) 0 0")
      }
      writer.kill()
      text += try writer.lines().map { $0 + "\n" }.joined()
      let acknowledged = acknowledged(text)
      total += acknowledged.count
      guard !acknowledged.isEmpty else { continue }
      let stored = try storedPositions(trial)
      #expect(stored == Array(0..<stored.count))
      #expect((acknowledged.count...acknowledged.count + 1).contains(stored.count))
    }
    #expect(total > 0)
    #expect(try openStore(path).integrityCheck() == [])
  }

  @Test func `a killed session goes on where it was`() throws {
    let first = try WriterProcess([path, "1", "30"])
    _ = first.read(until: "A 9 0 0")
    first.kill()
    _ = try first.lines()
    _ = try WriterProcess([path, "1", "30"]).lines()
    #expect(try storedPositions(1) == Array(0..<30))
  }

  @Test func `eight programs create one store at once`() throws {
    for round in 0..<(runsLong ? 5 : 2) {
      let file = folder.file("round\(round).sqlite")
      let writers = try (1...8).map { try WriterProcess([file, "\($0)", "10"]) }
      for writer in writers {
        let expected = ["READY"] + (0..<10).map { "A \($0) 0 0" }
        #expect(try writer.lines() == expected)
      }
      let store = try openStore(file)
      #expect(try scores(of: store).count == 80)
      #expect(try store.raters().map(\.ordinal) == Array(0..<8))
      #expect(try store.integrityCheck() == [])
    }
  }

  @Test func `a file size limit stops a session and spoils nothing`() throws {
    let lines = try WriterProcess([path, "1", "200", "file-limit", "400000"]).lines()
    let last = try #require(lines.last)
    #expect(last.hasPrefix("E '\(path)' could not be read or written ("))
    #expect(last.hasSuffix("); check the disk and the file size limit, then try again"))
    let count = acknowledged(lines.joined(separator: "\n") + "\n").count
    #expect(count > 0)
    #expect(try storedPositions(1).count >= count)
    _ = try WriterProcess([path, "1", "200"]).lines()
    #expect(try storedPositions(1) == Array(0..<200))
    #expect(try openStore(path).integrityCheck() == [])
  }

  @Test(.enabled(if: isRoot && SmallDisk.works, "a small disk can be mounted only by root"))
  func `a full disk stops a session and spoils nothing`() throws {
    let disk = try SmallDisk(at: folder.file("disk"), megabytes: 12)
    defer { disk.unmount() }
    let file = disk.path + "/ratings.sqlite"
    let ballast = disk.path + "/ballast"
    _ = try WriterProcess([file, "1", "2"]).lines()
    #expect(FileManager.default.createFile(atPath: ballast, contents: Data(count: 11_600_000)))
    let lines = try WriterProcess([file, "2", "1000"]).lines()
    let full =
      "E The disk of '\(file)' is full; stored scores are safe, free some space and go on"
    #expect(lines.last == full)
    try FileManager.default.removeItem(atPath: ballast)
    let count = acknowledged(lines.joined(separator: "\n") + "\n").count
    let before = try scores(of: try openStore(file)).filter { $0.sessionNumber == 0 }
    #expect(before.count >= count + 2)
    let rest = try WriterProcess([file, "2", "1000"]).lines()
    #expect(rest.last == "A 999 0 0")
    #expect(try scores(of: try openStore(file)).count == 1002)
    #expect(try openStore(file).integrityCheck() == [])
  }

  @Test(.enabled(if: SystemCalls.canBeTraced, "strace is not installed or may not trace"))
  func `every score is flushed to the disk before it is acknowledged`() throws {
    let trace = folder.file("trace")
    _ = try WriterProcess(
      [path, "1", "25"],
      under: ["/usr/bin/strace", "-f", "-e", "trace=fdatasync,fsync,write", "-o", trace]
    ).lines()
    let text = try String(contentsOfFile: trace, encoding: .utf8)
    var flushes = 0
    var scores = 0
    for line in text.split(separator: "\n") {
      if line.contains("fdatasync(") || line.contains("fsync(") { flushes += 1 }
      if line.contains("\"READY") { flushes = 0 }
      if line.contains("write(1, \"A ") {
        #expect(flushes == 1)
        flushes = 0
        scores += 1
      }
    }
    #expect(scores == 25)
  }
}

/// Whether system calls of other programs can be seen.
enum SystemCalls {
  static let canBeTraced: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/strace")
    process.arguments = ["-o", "/dev/null", "/bin/true"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()
}

/// A disk in memory that is soon full.
struct SmallDisk {
  let path: String

  static let works: Bool = {
    guard let folder = try? TemporaryFolder(),
      let disk = try? SmallDisk(at: folder.file("disk"), megabytes: 1)
    else { return false }
    disk.unmount()
    return true
  }()

  init(at path: String, megabytes: Int) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    let options = ["-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", path]
    guard SmallDisk.run("/bin/mount", options) else { throw POSIXError(.EPERM) }
  }

  func unmount() {
    _ = SmallDisk.run("/bin/umount", [path])
  }

  private static func run(_ program: String, _ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
