import Foundation
import TestSupport
import Testing

/// Folders, disks and files that fail while people rate: one sentence, and nothing is lost.
@Suite struct StoreFaultTests {
  private let folder: TemporaryFolder
  private let study: String
  private static let isRoot = geteuid() == 0

  init() throws {
    folder = try TemporaryFolder()
    var small = SmallStudy()
    small.images = (1...40).map { "p\($0)" }
    study = try small.write(into: folder)
  }

  /// Rates three pictures and stops.
  private func rate() throws -> SessionRobot {
    let robot = SessionRobot(try Opine.start("rate", study, "--rater", "r01"))
    try robot.steps { $0.position == 1 && $0.kind == .page }
    robot.session.press("qy")
    #expect(try robot.session.waitForExit() == 0)
    return robot
  }

  private func expectRefusal(_ lines: [String]) throws {
    let refusal = try Refusal.inTerminal(["rate", "small", "--rater", "r01"], in: folder)
    #expect(refusal == Refusal(status: 1, lines: lines))
  }

  private func removeLog() {
    for suffix in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: study + "/ratings.sqlite" + suffix)
    }
  }

  @Test func `a file that is no database is refused`() throws {
    _ = try rate()
    removeLog()
    try folder.write(String(repeating: "garbage", count: 1000), to: "small/ratings.sqlite")
    let line = """
      Error: 'small/ratings.sqlite' is damaged (file is not a database); restore it from a copy
      """
    try expectRefusal([line])
    for command in ["stats", "check"] {
      #expect(try Refusal([command, "small"], in: folder) == Refusal(status: 1, lines: [line]))
    }
    #expect(try folder.text(of: "small/ratings.sqlite").hasPrefix("garbagegarbage"))
  }

  @Test func `a database of another program is refused`() throws {
    _ = try rate()
    removeLog()
    var bytes = [UInt8](repeating: 0, count: 4096)
    // The header of an empty SQLite 3 database (sqlite.org/fileformat2.html, section 1.3).
    bytes.replaceSubrange(0..<16, with: Array("SQLite format 3\0".utf8))
    bytes.replaceSubrange(16..<24, with: [16, 0, 1, 1, 0, 64, 32, 32])
    bytes.replaceSubrange(28..<32, with: [0, 0, 0, 1])
    bytes.replaceSubrange(44..<48, with: [0, 0, 0, 4])
    bytes.replaceSubrange(56..<60, with: [0, 0, 0, 1])
    bytes.replaceSubrange(68..<72, with: Array("ELSE".utf8))
    bytes.replaceSubrange(100..<108, with: [13, 0, 0, 0, 0, 16, 0, 0])
    try write(bytes)
    let line = """
      Error: 'small/ratings.sqlite' is not an Opine store (it belongs to another program); move it \
      away or choose another study folder
      """
    try expectRefusal([line])
    #expect(try Refusal(["stats", "small"], in: folder) == Refusal(status: 1, lines: [line]))
    #expect(try Data(contentsOf: URL(fileURLWithPath: study + "/ratings.sqlite")) == Data(bytes))
  }

  @Test func `a database of a newer version is refused`() throws {
    _ = try rate()
    removeLog()
    // The list of migrations holds 'v1'; 0x11 is the type of a text of two bytes.
    var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: study + "/ratings.sqlite")))
    for place in 2..<(bytes.count - 1) where bytes[place] == 0x76 && bytes[place + 1] == 0x31 {
      if bytes[(place - 2)..<place].contains(0x11) { bytes[place + 1] = 0x39 }
    }
    try write(bytes)
    let line = """
      Error: 'small/ratings.sqlite' was written by a newer version of Opine; update Opine to use it
      """
    try expectRefusal([line])
    #expect(try Refusal(["stats", "small"], in: folder) == Refusal(status: 1, lines: [line]))
  }

  private func write(_ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: study + "/ratings.sqlite"))
  }

  @Test func `the simulated store in the place of the real one is refused`() throws {
    _ = try rate()
    #expect(try Refusal(["simulate", "small", "--raters", "2"], in: folder).status == 0)
    removeLog()
    try FileManager.default.removeItem(atPath: study + "/ratings.sqlite")
    try FileManager.default.moveItem(
      atPath: study + "/simulated.sqlite", toPath: study + "/ratings.sqlite")
    let line = """
      Error: The store holds simulated scores, not real ones; 'small/ratings.sqlite' was not changed
      """
    try expectRefusal([line])
    #expect(try Refusal(["stats", "small"], in: folder) == Refusal(status: 1, lines: [line]))
  }

  @Test func `a file that may not grow ends the session with a sentence`() throws {
    // 512-byte blocks in most shells, 1024-byte ones in some.
    let script = "ulimit -f 320; exec \"$0\" rate \"$1\" --rater r01"
    let session = try TerminalSession(
      program: "/bin/sh", arguments: ["-c", script, Opine.path, study], personality: .kitty,
      columns: 300, rows: 40)
    let robot = SessionRobot(session)
    try expectEnd(of: robot)
    #expect(
      session.terminal.screenText().filter { !$0.isEmpty } == [
        "Error: '\(study)/ratings.sqlite' could not be read or written (disk I/O error); check the "
          + "disk and the file size limit, then try again"
      ])
  }

  @Test(.enabled(if: StoreFaultTests.canMount, "only root can mount a small disk"))
  func `a full disk ends the session with a sentence`() throws {
    let disk = folder.path("disk")
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
    let mounted = try Opine.run(
      "/bin/mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", disk])
    #expect(mounted.status == 0, "\(mounted.errors)")
    defer { _ = try? Opine.run("/bin/umount", ["-l", disk]) }
    let copied = try Opine.run("/bin/cp", ["-r", study, disk])
    #expect(copied.status == 0, "\(copied.errors)")
    let session = try Opine.start("rate", disk + "/small", "--rater", "r01", columns: 300)
    let robot = SessionRobot(session)
    try robot.steps { $0.position == 1 && $0.kind == .page }
    // What is left of the disk goes to a file that grows until it is full.
    _ = try Opine.run("/bin/sh", ["-c", "cat /dev/zero > \"$0/ballast\"", disk])
    try expectEnd(of: robot, study: disk + "/small")
    #expect(
      session.terminal.screenText().filter { !$0.isEmpty } == [
        "Error: The disk of '\(disk)/small/ratings.sqlite' is full; stored scores are safe, free "
          + "some space and go on"
      ])
    try FileManager.default.removeItem(atPath: disk + "/ballast")
    robot.sit(at: try Opine.start("rate", disk + "/small", "--rater", "r01"))
    try robot.session.waitForText("Welcome back")
    robot.session.press("qy")
    #expect(try robot.session.waitForExit() == 0)
  }

  /// Rates until the program gives up.
  private func expectEnd(of robot: SessionRobot, study: String? = nil) throws {
    while let goesOn = try? robot.step(), goesOn {}
    #expect(try robot.session.waitForExit() == 1)
    #expect(robot.session.isCooked && !robot.session.terminal.showsAlternateScreen)
    #expect(robot.acknowledged.count > 1)
    let scores = try Exported(study: study ?? self.study).scores(of: "r01")
    #expect(Set(scores) == Set(robot.acknowledged) && scores.count == robot.acknowledged.count)
  }

  private static let canMount: Bool = {
    guard isRoot, let folder = try? TemporaryFolder() else { return false }
    let mounted = try? Opine.run(
      "/bin/mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.path])
    guard mounted?.status == 0 else { return false }
    _ = try? Opine.run("/bin/umount", ["-l", folder.path])
    return true
  }()

  /// What stands before the program so that permissions count: they do not for root.
  private static let asNobody =
    isRoot ? ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []

  private static let canBeNobody: Bool = {
    guard let program = asNobody.first else { return true }
    let arguments = asNobody.dropFirst() + [Opine.path, "--version"]
    return (try? Opine.run(program, Array(arguments)))?.status == 0
  }()

  @Test(.enabled(if: StoreFaultTests.canBeNobody, "root cannot run the program as nobody"))
  func `a folder that may not be written is refused`() throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: study)
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: study)
    }
    let command = Self.asNobody + [Opine.path, "rate", "small", "--rater", "r01"]
    let refusal = try Refusal.inTerminal(
      Array(command.dropFirst()), in: folder, program: command[0])
    let sentence = """
      Error: 'small' cannot be written ('small/.locks': Permission denied); check the permissions \
      of the file and its folder
      """
    #expect(
      refusal
        == Refusal(status: 1, lines: [sentence]))
  }
}
