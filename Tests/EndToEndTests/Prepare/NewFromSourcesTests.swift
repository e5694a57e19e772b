import Foundation
import Pictures
import TestSupport
import Testing

/// `opine new --sources` with interpolations.
@Suite struct NewFromSourcesTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for (index, name) in ["a", "b", "c"].enumerated() {
      try SmallStudy.write(
        Photograph.synthetic(width: 50, height: 40, seed: index, coarseness: 0),
        to: folder.path("in/\(name).png"))
    }
    try folder.write("x", to: "in/notes.txt")
  }

  private func run(_ arguments: String...) throws -> Opine.Run {
    try Opine.run(Opine.path, arguments, in: folder.path)
  }

  private func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: folder.url.appending(path: path))
  }

  @Test func `a study of originals is written, prepared and found ready`() throws {
    let made = try run("new", "s", "--sources", "in", "--degradation", "gaussian")
    #expect(made.status == 0 && made.errors.isEmpty)
    #expect(
      made.text == """
        4 methods: nearest, bilinear, bicubic, hr (reference)
        3 test pictures, none for training
        Left out: 'notes.txt' is neither PNG nor JPEG by its name
        Study written to 's'; next:
          opine prepare s
          opine check s
          opine rate s --rater CODE

        """)
    for name in ["a", "b", "c"] {
      #expect(try bytes("s/sources/\(name).png") == bytes("in/\(name).png"))
    }
    let manifest = try folder.text(of: "s/study.yaml")
    #expect(manifest.contains("\n  degradation: gaussian\n"))
    #expect(manifest.contains("\n  - { id: \"bicubic\", make: \"bicubic\" }\n"))
    #expect(manifest.contains("\nlow_anchor: \"nearest\"\n"))
    #expect(try run("prepare", "s").status == 0)
    #expect(try run("check", "s").text.utf8.starts(with: "'s' is ready: 4 methods x 3".utf8))
  }

  @Test func `low pictures that are given are copied and used`() throws {
    for name in ["a", "b"] {
      try SmallStudy.write(
        SmallStudy.picture(width: 12, height: 10, seed: 1), to: folder.path("lr/\(name).png"))
    }
    let missing = try run("new", "s", "--sources", "in", "--low", "lr")
    #expect(
      missing.errors
        == "Error: 'lr' has no 'c.png'; every original needs its low picture of the same name\n")
    #expect(!FileManager.default.fileExists(atPath: folder.path("s")))
    try SmallStudy.write(
      SmallStudy.picture(width: 12, height: 10, seed: 1), to: folder.path("lr/c.png"))
    let made = try run(
      "new", "s", "--sources", "in", "--low", "lr", "--method", "bicubic", "--methods", "nearest")
    #expect(made.status == 0)
    #expect(made.text.utf8.starts(with: "3 methods: bicubic, nearest, hr (reference)\n".utf8))
    #expect(try bytes("s/low/c.png") == bytes("lr/c.png"))
    #expect(try folder.text(of: "s/study.yaml").contains("\n  degradation: given\n"))
    #expect(try run("prepare", "s").status == 0)
  }

  @Test(arguments: [
    (
      ["--from", "in", "--sources", "in"], 64,
      "Give either --from FOLDER with outputs of methods, or --sources FOLDER with originals"
    ),
    (
      [], 64,
      "Give either --from FOLDER with outputs of methods, or --sources FOLDER with originals"
    ),
    (["--from", "in", "--method", "a"], 64, "--method, --degradation and --low go with --sources"),
    (["--sources", "in", "--scale", "1"], 64, "--scale must be 2 to 16 with --sources"),
    (
      ["--sources", "in", "--low", "in", "--degradation", "gaussian"], 64,
      "--low gives the low pictures, so --degradation has no meaning"
    ),
    (["--sources", "none"], 1, "'none' is not a folder"),
    (["--sources", "empty"], 1, "'empty' holds no PNG or JPEG pictures"),
    (
      ["--sources", "twice"], 1,
      "'a.jpg' and 'a.png' in 'twice' would both be picture 'a'; take one away"
    ),
    (
      ["--sources", "in", "--method", "bicubic=w.pth"], 1,
      "Method 'bicubic' needs no weights; leave them out"
    ),
    (["--sources", "in", "--method", "srgan=w.pth"], 1, "'w.pth' does not exist"),
    (
      ["--sources", "in", "--method", "hr"], 1,
      "Method 'hr' is the reference, which is not made; name another one with --reference"
    ),
    (
      ["--sources", "in", "--method", "nearest", "--methods", "nearest"], 1,
      "Method 'nearest' is named twice; names must differ"
    ),
  ])
  func `what cannot be a study is told and leaves nothing`(
    arguments: [String], status: Int, message: String
  ) throws {
    try folder.write("x", to: "empty/notes.txt")
    for name in ["a.png", "a.jpg"] { try folder.write("x", to: "twice/\(name)") }
    let run = try Opine.run(Opine.path, ["new", "s"] + arguments, in: folder.path)
    #expect(run.status == status)
    #expect(run.errors.split(separator: "\n").first.map(String.init) == "Error: \(message)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("s")))
  }

  @Test func `weights that are missing are told with what to do`() throws {
    let made = try Opine.run(
      Opine.path, ["new", "s", "--sources", "in", "--method", "nearest", "--method", "esrgan"],
      in: folder.path, environment: ["XDG_DATA_HOME": folder.path("data")])
    #expect(made.status == 0)
    #expect(made.text.contains("\nNote: Method 'esrgan' needs weights, which are not here; get "))
    #expect(
      try folder.text(of: "s/study.yaml").contains("\n  - { id: \"esrgan\", make: \"esrgan\" }\n"))
  }

  @Test func `a JPEG original is copied as it is and used as a decoder reads it`() throws {
    let fixtures = try #require(packageRoot()) + "/Tests/PicturesTests/Fixtures"
    let file = try Data(contentsOf: URL(fileURLWithPath: fixtures + "/halved.jpg"))
    try file.write(to: folder.url.appending(path: "in/photo.jpg"))
    #expect(try run("new", "s", "--sources", "in", "--method", "nearest").status == 0)
    #expect(try bytes("s/sources/photo.jpg") == file)
    #expect(try folder.text(of: "s/study.yaml").contains("source: \"sources/photo.jpg\" }\n"))
    let prepared = try run("prepare", "s")
    #expect(prepared.status == 0)
    #expect(
      prepared.errors.contains(
        "Warning: 'sources/photo.jpg' is a JPEG; its artefacts go into every result and bias a "
          + "study\n"))
    let decoded = try PNGDecoder.decode(
      Array(try Data(contentsOf: URL(fileURLWithPath: fixtures + "/halved.png")))
    ).picture
    let original = try PNGDecoder.decode(Array(try bytes("s/pictures/hr/photo.png"))).picture
    #expect(original.width == decoded.width / 4 * 4 && original.height == decoded.height / 4 * 4)
    #expect(
      try original
        == decoded.cropped(
          to: PictureRegion(x: 0, y: 0, width: original.width, height: original.height)))
  }
}
