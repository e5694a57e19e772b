import Foundation
import Pictures
import TestSupport
import Testing

@testable import OpineCommands

/// `opine upscale` on files and folders.
@Suite struct UpscaleCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for (seed, name) in ["a", "b"].enumerated() {
      let picture = try SmallStudy.picture(width: 20 + seed, height: 16, seed: seed)
      try SmallStudy.write(picture, to: folder.path("lr/\(name).png"))
    }
    try SmallWeights(value: 0.05).write(to: "small.pth", in: folder)
    try folder.write("no picture", to: "notes/readme.txt")
    try folder.write("no picture", to: "text.png")
  }

  private func run(_ arguments: String...) throws -> Opine.Run {
    try Opine.run(Opine.path, ["upscale"] + arguments, in: folder.path)
  }

  private func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.url.appending(path: path)))
  }

  private func picture(_ path: String) throws -> Picture {
    try PNGDecoder.decode(bytes(path)).picture
  }

  private func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
  }

  @Test(arguments: [Resampling.nearest, .bilinear, .bicubic], [2, 4])
  func `a picture is enlarged by a kernel`(kernel: Resampling, scale: Int) throws {
    let run = try run(
      "lr/a.png", "a.png", "--method", kernel.rawValue, "--scale", "\(scale)")
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(run.text == "1 picture enlarged by \(scale) with \(kernel.rawValue)\n")
    #expect(try picture("a.png") == picture("lr/a.png").enlarged(by: scale, using: kernel))
  }

  @Test func `a result says what made it`() throws {
    #expect(try run("lr/a.png", "a.png", "--method", "mine", "--weights", "small.pth").status == 0)
    let text = try #require(PNGText.find("Opine", in: bytes("a.png")))
    func sum(_ path: String) throws -> String {
      let run = try Opine.run("/usr/bin/env", ["sha256sum", folder.path(path)])
      return String(run.text.prefix(64))
    }
    _ = try run(
      "lr/a.png", "b.png", "--method", "mine", "--weights", "small.pth", "--float", "b.npy")
    #expect(
      text == #"{"convention":{"channels":"luma","input":"unit","output":"unit","#
        + #""padding":"replicate","preparation":"bicubicUpscaling"},"engine":1,"format":1,"#
        + #""method":"mine","npy_sha256":"\#(try sum("b.npy"))","program":"opine 0.1.0","#
        + #""scale":4,"source_sha256":"\#(try sum("lr/a.png"))","title":"SRCNN 9-1-5","#
        + #""weights":[{"sha256":"\#(try sum("small.pth"))","share":1}]}"#)
  }

  @Test func `samples are written before clipping and rounding`() throws {
    let run = try run(
      "lr", "sr", "--method", "mine", "--weights", "small.pth", "--scale", "3", "--float", "npy")
    #expect(run.text == "2 pictures enlarged by 3 with SRCNN 9-1-5\n")
    #expect(
      run.errors == "'sr/a.png' written (1 of 2)\n'sr/b.png' written (2 of 2)\n")
    let file = try bytes("npy/b.npy")
    let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 48, 63), }"
    #expect(file.prefix(10) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, 118, 0])
    #expect(
      String(decoding: file[10..<128], as: UTF8.self)
        == header + String(repeating: " ", count: 117 - header.utf8.count) + "\n")
    let area = 63 * 48
    try #require(file.count == 128 + 12 * area)
    let levels = try picture("sr/b.png").samples
    for place in 0..<3 * area {
      let bits = file[(128 + 4 * place)..<(132 + 4 * place)].reversed().reduce(0 as UInt32) {
        $0 << 8 | UInt32($1)
      }
      let sample = min(max(Double(Float(bitPattern: bits)), 0), 1)
      let level = levels[3 * (place % area) + place / area]
      if UInt8((sample * 255 + 0.5).rounded(.down)) != level {
        Issue.record("sample \(place)")
        return
      }
    }
  }

  @Test func `what is there already is passed over`() throws {
    let command = ["lr", "sr", "--method", "mine", "--weights", "small.pth", "--float", "npy"]
    func again() throws -> Opine.Run {
      try Opine.run(Opine.path, ["upscale"] + command, in: folder.path)
    }
    #expect(try again().status == 0)
    let before = try (bytes("sr/a.png"), bytes("npy/a.npy"))
    let second = try again()
    #expect(second.status == 0 && second.errors.isEmpty)
    #expect(
      second.text == "0 pictures enlarged by 4 with SRCNN 9-1-5; 2 were there already\n")

    try FileManager.default.removeItem(atPath: folder.path("sr/a.png"))
    try FileManager.default.removeItem(atPath: folder.path("npy/a.npy"))
    #expect(
      try again().text == "1 picture enlarged by 4 with SRCNN 9-1-5; 1 was there already\n")
    #expect(try bytes("sr/a.png") == before.0 && bytes("npy/a.npy") == before.1)

    try FileManager.default.removeItem(atPath: folder.path("npy/a.npy"))
    #expect(
      try again().text == "1 picture enlarged by 4 with SRCNN 9-1-5; 1 was there already\n")
    #expect(try bytes("npy/a.npy") == before.1)
  }

  @Test func `what something else made is replaced only with force`() throws {
    #expect(try run("lr", "sr", "--method", "bicubic").status == 0)
    let refusal =
      "Error: 'sr/a.png' exists already and was not made from the same picture by the same "
      + "method; choose another name or give --force\n"
    let refused = [
      ["--method", "bilinear"], ["--method", "bicubic", "--scale", "2"],
      ["--method", "mine", "--weights", "small.pth"],
    ]
    for arguments in refused {
      let run = try Opine.run(Opine.path, ["upscale", "lr", "sr"] + arguments, in: folder.path)
      #expect(run.status == 1 && run.errors == refusal && run.text.isEmpty)
    }
    let replaced = try run("lr", "sr", "--method", "bilinear", "--force")
    #expect(replaced.text == "2 pictures enlarged by 4 with bilinear\n")
    #expect(try picture("sr/a.png") == picture("lr/a.png").enlarged(by: 4, using: .bilinear))

    // Another source of the same name, and a result that was damaged later.
    try SmallStudy.write(
      try SmallStudy.picture(width: 20, height: 16, seed: 9), to: folder.path("lr/a.png"))
    #expect(try run("lr", "sr", "--method", "bilinear").errors == refusal)
    #expect(
      try run("lr", "sr", "--method", "bilinear", "--force").text
        == "1 picture enlarged by 4 with bilinear; 1 was there already\n")
    var damaged = try bytes("sr/a.png")
    damaged[damaged.count - 40] ^= 1
    try Data(damaged).write(to: folder.url.appending(path: "sr/a.png"))
    #expect(try run("lr", "sr", "--method", "bilinear").errors == refusal)
  }

  @Test func `sources are warned about in one line a kind`() throws {
    let photograph = try Data(contentsOf: Self.jpeg)
    for name in ["c.jpg", "d.JPEG"] {
      try photograph.write(to: folder.url.appending(path: "lr/\(name)"))
    }
    let large = SamplePicture.picture().enlarged(by: 4, using: .bicubic)
    try SmallStudy.write(large, to: folder.path("lr/e.png"))
    let run = try run("lr", "sr", "--method", "nearest", "--scale", "2")
    #expect(run.text == "5 pictures enlarged by 2 with nearest\n")
    #expect(
      run.errors.split(separator: "\n").prefix(2) == [
        "Warning: 'lr/c.jpg' and 1 more are JPEGs; their artefacts go into every result and bias a "
          + "study",
        "Warning: 'lr/e.png' looks as if it had been enlarged before; take the original if there is "
          + "one",
      ])
    #expect(
      try picture("sr/d.png") == JPEGDecoder.decode(Array(photograph)).picture.enlarged(by: 2))
  }

  private static let jpeg = URL(filePath: packageRoot() ?? "").appending(
    path: "Tests/PicturesTests/Fixtures/full.jpg")

  @Test func `colours that are not sRGB are warned about`() throws {
    try PNGChunks.insert([(type: "cICP", data: [9, 16, 0, 1])], into: folder.path("lr/a.png"))
    try PNGChunks.insert([(type: "cICP", data: [1, 13, 0, 1])], into: folder.path("lr/b.png"))
    let run = try run("lr", "sr", "--method", "nearest")
    #expect(
      run.errors.split(separator: "\n").first
        == "Warning: 'lr/a.png' has colours that are not sRGB; its samples are taken as sRGB")
  }

  @Test(arguments: [
    (["lr/a.png", "a.png"], 64, "Error: Missing expected argument '--method <method>'"),
    (
      ["lr", "x", "--method", "bicubic", "--scale", "1"], 64, "Error: --scale must be from 2 to 16"
    ),
    (
      ["lr", "x", "--method", "bicubic", "--threads", "0"], 64,
      "Error: --threads must be from 1 to 256"
    ),
    (["none.png", "a.png", "--method", "bicubic"], 1, "Error: 'none.png' does not exist"),
    (
      ["text.png", "a.png", "--method", "bicubic"], 1,
      "Error: 'text.png' is neither a PNG nor a JPEG picture"
    ),
    (
      ["notes", "sr", "--method", "bicubic"], 1,
      "Error: 'notes' holds no PNG or JPEG pictures"
    ),
    (
      ["lr/a.png", "a.jpg", "--method", "bicubic"], 1,
      "Error: 'a.jpg' does not end with .png; enlarged pictures are PNG files"
    ),
    (
      ["lr/a.png", "lr", "--method", "bicubic"], 1,
      "Error: 'lr' is a folder; name the file to write"
    ),
    (
      ["lr", "text.png", "--method", "bicubic"], 1,
      "Error: 'text.png' is a file, but 'lr' is a folder; name a folder"
    ),
    (
      ["lr", "lr", "--method", "bicubic", "--force"], 1,
      "Error: 'lr/a.png' would be replaced by its own enlargement; name another place"
    ),
    (
      ["lr", "sr", "--method", "bicubic", "--padding", "zero"], 1,
      "Error: Method 'bicubic' is no network; leave out --channels, --input-range, --output-range "
        + "and --padding"
    ),
    (
      ["lr", "sr", "--method", "mine", "--weights", "small.pth", "--channels", "rgb"], 1,
      "Error: The network has 1 channel, which cannot be 'rgb'"
    ),
    (
      ["lr/a.png", "no/a.png", "--method", "bicubic"], 1,
      "Error: 'no/a.png' cannot be written: its folder does not exist; make it first"
    ),
  ])
  func `what cannot be done is one sentence`(
    arguments: [String], status: Int, sentence: String
  ) throws {
    let before = try files()
    let refusal = try Refusal(["upscale"] + arguments, in: folder)
    #expect(refusal.status == status && refusal.lines.first == sentence)
    if status == 1 { #expect(refusal.lines.count == 1) }
    #expect(try files() == before)
  }

  @Test func `two sources of one name and too large results are refused before anything`() throws {
    try Data(contentsOf: Self.jpeg).write(to: folder.url.appending(path: "lr/b.jpg"))
    let before = try files()
    #expect(
      try Refusal(["upscale", "lr", "sr", "--method", "bicubic"], in: folder).lines
        == ["Error: 'lr/b.jpg' and 'lr/b.png' would both become 'sr/b.png'; rename one of them"])
    try FileManager.default.removeItem(atPath: folder.path("lr/b.jpg"))
    let long = try Picture(width: 600, height: 1, samples: [UInt8](repeating: 0, count: 1800))
    try SmallStudy.write(long, to: folder.path("lr/b.png"))
    #expect(
      try Refusal(
        ["upscale", "lr", "sr", "--method", "bicubic", "--scale", "16"], in: folder
      ).lines
        == [
          "Error: 'lr/b.png': The result would be 9600x16; at most 8192x8192 and 40000000 pixels "
            + "are written; cut the picture"
        ])
    #expect(try files() == before.filter { $0 != "lr/b.jpg" })
  }
}

/// Signals while pictures are enlarged, and the line that tells how far it is.
@Suite(.serialized) struct UpscaleStopTests {
  private let folder: TemporaryFolder

  /// Three pictures of about 4 thousand million multiplications each.
  init() throws {
    folder = try TemporaryFolder()
    for (seed, name) in ["a", "b", "c"].enumerated() {
      let picture = try SmallStudy.picture(width: 70, height: 64, seed: seed)
      try SmallStudy.write(picture, to: folder.path("lr/\(name).png"))
    }
    try SmallWeights(kernels: [9, 5, 5], features: [64, 32], value: 0.01).write(
      to: "large.pth", in: folder)
  }

  private static let arguments = [
    "upscale", "lr", "sr", "--method", "mine", "--weights", "large.pth", "--threads", "1",
    "--float", "npy",
  ]

  private func files(_ name: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path(name)).sorted()) ?? []
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `a signal stops the run and leaves no half file`(signal: Int32) throws {
    let session = try TerminalSession(
      program: Opine.path, arguments: Self.arguments, personality: .kitty, columns: 200,
      environment: ["TERM": "dumb"], folder: folder.path)
    try session.waitForText("'sr/a.png' written (1 of 3)", timeout: 60)
    session.terminate(signal)
    #expect(try session.waitForExit(timeout: 60) == 1)
    let finished = files("sr").count
    #expect((1...2).contains(finished))
    #expect(files("sr") == Array(["a.png", "b.png", "c.png"].prefix(finished)))
    #expect(files("npy") == Array(["a.npy", "b.npy", "c.npy"].prefix(finished)))
    #expect(
      session.screen.contains(
        "Error: Stopped: \(finished) of 3 pictures finished; the same command goes on with the rest"
      ))
    #expect(!session.screen.contains("["))
    let rest = try Opine.run(Opine.path, Self.arguments, in: folder.path)
    let made = 3 - finished
    #expect(
      rest.text
        == "\(made) picture\(made == 1 ? "" : "s") enlarged by 4 with SRCNN 9-5-5; "
        + "\(finished) \(finished == 1 ? "was" : "were") there already\n")
    #expect(files("sr") == ["a.png", "b.png", "c.png"])
  }

  @Test func `a terminal shows how far the run is, and Ctrl-C stops it`() throws {
    let session = try TerminalSession(
      program: Opine.path, arguments: Self.arguments, personality: .kitty, columns: 80,
      folder: folder.path)
    try session.waitForText(" %  2 of 3", timeout: 60)
    #expect(session.screen.contains("[###"))
    session.press("\u{3}")
    #expect(try session.waitForExit(timeout: 60) == 1)
    #expect(session.screen.contains("Error: Stopped: 1 of 3 pictures finished; the same command"))
    #expect(!session.screen.contains(" %  "))
    #expect(files("sr") == ["a.png"] && files("npy") == ["a.npy"])
  }

  @Test(arguments: [
    (0, 0, 80, "[------------------------------]   0 %  1 of 9"),
    (0.5, 1999, 80, "[###############---------------]  50 %  1 of 9"),
    (0.5, 10_000, 80, "[###############---------------]  50 %  1 of 9  10 s left"),
    (0.25, 30_000, 80, "[#######-----------------------]  25 %  1 of 9  1 min 30 s left"),
    (0.01, 40_000, 60, "[-------------------------]   1 %  1 of 9  1 h  6 min left"),
    (1.5, 0, 24, "[######] 100 %  1 of 9"), (1, 0, 10, "100 %  1 "),
    (0.999, 1, 20, " 99 %  1 of 9"),
  ])
  func `the line fits its window`(
    share: Double, milliseconds: Int64, columns: Int, expected: String
  ) {
    let text = ProgressLine.text(
      share: share, file: 1, of: 9, milliseconds: milliseconds, columns: columns)
    #expect(text == expected)
    #expect(text.utf8.count < columns)
  }
}
