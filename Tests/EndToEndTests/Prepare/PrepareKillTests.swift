import Foundation
import TestSupport
import Testing

/// A preparation that is ended in the middle, and gone on with.
@Suite struct PrepareKillTests {
  private static let sizes = (0..<12).map { (width: 32 + 4 * $0, height: 64 - 4 * $0) }
  private static let methods = ["nearest", "bilinear", "bicubic"].map {
    "{ id: \($0), make: \($0) }"
  }

  /// Runs `opine prepare` until it has told of some pictures, and sends it a signal.
  private func interrupt(
    _ study: PreparedFolder, after count: Int, _ number: Int32
  ) throws -> (process: Process, errors: String) {
    let log = study.folder.path("log")
    try study.folder.write("", to: "log")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Opine.path)
    process.arguments = ["prepare", study.study]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: log)
    try process.run()
    let deadline = Date(timeIntervalSinceNow: 60)
    while try process.isRunning
      && study.folder.text(of: "log").split(separator: "\n").count < count
    {
      guard Date() < deadline else { break }
      poll(nil, 0, 1)
    }
    kill(process.processIdentifier, number)
    process.waitUntilExit()
    return (process, try study.folder.text(of: "log"))
  }

  private func undisturbed() throws -> [String: [UInt8]] {
    let study = try PreparedFolder(methods: Self.methods, sizes: Self.sizes)
    #expect(try study.prepare().status == 0)
    return try study.files()
  }

  @Test func `a run that is killed again and again ends with the same bytes`() throws {
    let expected = try undisturbed()
    let study = try PreparedFolder(methods: Self.methods, sizes: Self.sizes)
    var kills = 0
    for count in [1, 2, 7, 5, 11] {
      let run = try interrupt(study, after: count, SIGKILL)
      kills += run.process.terminationReason == .uncaughtSignal ? 1 : 0
      // Whatever has its name is whole, and is nobody else's.
      let made = try study.files().filter { $0.key.hasSuffix(".png") }
      #expect(made.allSatisfy { $0.value == expected[$0.key] })
      #expect(try study.pending().allSatisfy { $0.utf8.starts(with: "make ".utf8) })
    }
    #expect(kills >= 3)
    #expect(try study.prepare().status == 0)
    #expect(try study.files() == expected)
  }

  @Test func `an interrupted run leaves whole pictures and the record of them`() throws {
    let expected = try undisturbed()
    let study = try PreparedFolder(methods: Self.methods, sizes: Self.sizes)
    let run = try interrupt(study, after: 5, SIGINT)
    #expect(run.process.terminationReason == .uncaughtSignal)
    #expect(run.process.terminationStatus == SIGINT)
    #expect(
      run.errors.hasSuffix(
        "Stopped; what is finished stays. 'opine prepare' goes on with the rest\n"))
    let files = try study.files()
    let made = files.filter {
      $0.key.utf8.starts(with: "pictures/".utf8) || $0.key.utf8.starts(with: "low/".utf8)
    }
    #expect(made.count >= 5 && made.count < 5 * 12)
    #expect(made.allSatisfy { $0.value == expected[$0.key] })
    #expect(Set(files.keys).isSubset(of: expected.keys))
    let record = try JSONDecoder().decode(
      Record.self, from: Data(try #require(files["prepared.json"])))
    #expect(Set((record.low + record.stimuli).map(\.file)) == Set(made.keys))
    #expect(try study.prepare().status == 0)
    #expect(try study.files() == expected)
  }

  private struct Record: Decodable {
    struct Picture: Decodable {
      let file: String
    }
    let low: [Picture]
    let stimuli: [Picture]
  }

  @Test func `a picture that was written but not recorded is known again`() throws {
    let expected = try undisturbed()
    let study = try PreparedFolder(methods: Self.methods, sizes: Self.sizes)
    // The first picture stands on the disk and in the journal, and nowhere else.
    _ = try interrupt(study, after: 1, SIGKILL)
    let first = try JSONSerialization.jsonObject(
      with: Data(try #require(expected["prepared.json"])))
    let low = ((first as? [String: Any])?["low"] as? [[String: Any]])?.first
    let journal = try JSONSerialization.data(withJSONObject: try #require(low))
    try study.folder.write(String(decoding: journal, as: UTF8.self), to: "s/preparing.json")
    try study.folder.write(
      "{\"format_version\": 1, \"low\": [], \"stimuli\": []}", to: "s/prepared.json")
    for path in try study.files().keys where path.hasSuffix(".png") {
      if !path.utf8.starts(with: "sources/".utf8), path != "low/p0.png" { try study.remove(path) }
    }
    // What a kill in the middle of writing leaves behind.
    try study.folder.write("half", to: "s/low/p3.png.17.tmp")
    try study.folder.write("{", to: "s/preparing.json.18446744073709551615.tmp")
    try study.folder.write("half", to: "s/mine.tmp")
    let run = try study.prepare()
    #expect(try study.files()["mine.tmp"] != nil)
    try study.remove("mine.tmp")
    #expect(run.status == 0 && run.errors.utf8.starts(with: "low/p1.png made (1 of 59)\n".utf8))
    #expect(try study.files() == expected)
  }
}
