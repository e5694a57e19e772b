import Foundation
import Pictures
import TestSupport
import Testing

/// `opine prepare` on small pictures and interpolations.
@Suite struct PrepareTests {
  @Test func `pictures are made from originals that are cut to multiples of the factor`() throws {
    let study = try PreparedFolder(sizes: [(48, 40), (43, 50)])
    let run = try study.prepare()
    #expect(run.status == 0)
    let lines = run.errors.split(separator: "\n").map(String.init)
    #expect(
      lines.first
        == "Original 'sources/p1.png' of 43x50 is cut at the right and bottom to 40x48, a "
        + "multiple of the factor")
    #expect(lines.count == 9 && lines.last == "pictures/hr/p1.png made (8 of 8)")
    for (image, width, height) in [("p0", 48, 40), ("p1", 40, 48)] {
      let original = try study.picture("sources/\(image).png").cropped(
        to: PictureRegion(x: 0, y: 0, width: width, height: height))
      let low = try original.reduced(by: 4, following: .matlabReplicated)
      #expect(try study.picture("pictures/hr/\(image).png") == original)
      #expect(try study.picture("low/\(image).png") == low)
      #expect(
        try study.picture("pictures/near/\(image).png") == low.enlarged(by: 4, using: .nearest))
      #expect(
        try study.picture("pictures/cubic/\(image).png") == low.enlarged(by: 4, using: .bicubic))
    }
    #expect(try study.check().text.contains("'s' is ready") == true)
  }

  @Test func `the report has the means that metrics computes`() throws {
    let study = try PreparedFolder()
    let run = try study.prepare()
    let objective = CSVTable(try study.folder.text(of: "s/objective.csv"))
    #expect(
      objective.header == [
        "dataset", "source_id", "method", "stimulus_sha256", "reference_sha256", "shave", "psnr_y",
        "psnr_y8", "psnr_rgb", "ssim_y", "ssim_y8", "daala_ssim_y", "ms_ssim_y",
      ])
    #expect(
      objective.rows.map { "\($0["source_id"] ?? "") \($0["method"] ?? "")" }
        == ["p0 near", "p0 cubic", "p1 near", "p1 cubic"])
    var means: [[String]] = []
    for method in ["near", "cubic"] {
      let measured = try Opine.run(
        "metrics", "--reference", "s/pictures/hr", "--test", "s/pictures/\(method)", "--format",
        "csv", in: study.folder.path)
      let rows = CSVTable(measured.text).rows
      let own = objective.rows.filter { $0["method"] == method }
      for key in ["psnr_y", "ssim_y", "daala_ssim_y", "ms_ssim_y"] {
        #expect(own.map { $0[key] } == rows.prefix(2).map { $0[key] })
      }
      means.append(
        try ["psnr_y", "ssim_y", "daala_ssim_y"].map {
          String(format: "%.4f", try #require(Double(rows[2][$0] ?? "")))
        })
    }
    let table = run.text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(table[1] == ["near", "2", "0"] + means[0] + ["nearest"])
    #expect(table[2] == ["cubic", "2", "0"] + means[1] + ["bicubic"])
    #expect(table[3] == ["hr", "(reference)", "2", "0", "-", "-", "-", "original"])
    #expect(
      run.text.hasSuffix(
        """

        Low pictures: 2 made, 0 kept, reduced by 4 after matlab-uint8-replicate
        Means against the reference; 4 pixels cut from each edge; PSNR in dB; Y of BT.601, not rounded
        Every picture's measures are in 'objective.csv'

        """))
    let again = try study.prepare("--format", "csv")
    #expect(again.text == (try study.folder.text(of: "s/objective.csv")))
  }

  @Test func `equal inputs give equal bytes, and a second run changes nothing`() throws {
    let (first, second) = (try PreparedFolder(), try PreparedFolder())
    #expect(try first.prepare("--threads", "1").status == 0)
    #expect(try second.prepare("--threads", "7").status == 0)
    let files = try first.files()
    #expect(files.count == 2 + 1 + 2 + 6 + 2)
    #expect(try second.files() == files)
    let again = try first.prepare("--format", "json")
    #expect(again.status == 0 && again.errors.isEmpty)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let report = try decoder.decode(Report.self, from: Data(again.output))
    #expect(report.lowMade == 0 && report.lowKept == 2 && report.failures.isEmpty)
    #expect(report.methods.map(\.made) == [0, 0, 0] && report.methods.map(\.kept) == [2, 2, 2])
    #expect(try first.files() == files)
    #expect(try first.pending().isEmpty)
  }

  private struct Report: Decodable {
    struct Method: Decodable {
      let method: String
      let made: Int
      let kept: Int
    }
    let lowMade: Int
    let lowKept: Int
    let failures: [String]
    let methods: [Method]
  }

  @Test func `only what depends on a change is made again`() throws {
    let study = try PreparedFolder()
    #expect(
      try study.pending("--only", "cubic") == [
        "make low/p0.png: new", "make low/p1.png: new", "make pictures/cubic/p0.png: new",
        "make pictures/cubic/p1.png: new",
      ])
    _ = try study.prepare()

    try study.write(
      Photograph.synthetic(width: 48, height: 40, seed: 9, coarseness: 0), to: "sources/p0.png")
    #expect(
      try study.pending()
        == ["low", "pictures/near", "pictures/cubic", "pictures/hr"].map {
          "make \($0)/p0.png: another original"
        })
    let made = try study.prepare().errors.split(separator: "\n").count
    #expect(made == 4)

    try study.change("make: bicubic", to: "make: bilinear")
    #expect(
      try study.pending()
        == ["p0", "p1"].map { "make pictures/cubic/\($0).png: another method" })
    try study.change("prepare: {}", to: "prepare: { degradation: gaussian }")
    #expect(
      try study.pending("--only", "near,hr")
        == ["low", "pictures/near"].flatMap { place in
          ["p0", "p1"].map { "make \(place)/\($0).png: another degradation" }
        })
    #expect(try study.prepare().status == 0)
    let low = try study.picture("sources/p1.png").reduced(by: 4, following: .gaussian)
    #expect(try study.picture("low/p1.png") == low)
    #expect(
      try study.picture("pictures/cubic/p1.png") == low.enlarged(by: 4, using: .bilinear))

    let before = try study.files()
    try study.remove("pictures/near/p1.png")
    try study.remove("low/p0.png")
    #expect(
      try study.pending()
        == ["make low/p0.png: the file is gone", "make pictures/near/p1.png: the file is gone"])
    #expect(try study.prepare().status == 0)
    #expect(try study.files() == before)
  }

  @Test func `a file that something else wrote is replaced only when asked to`() throws {
    let study = try PreparedFolder()
    _ = try study.prepare()
    let before = try study.files()
    let other = try SmallStudy.picture(width: 48, height: 40, seed: 3)
    try study.write(other, to: "pictures/near/p0.png")
    try study.write(other, to: "low/p0.png")
    let refused = try study.prepare()
    #expect(refused.status == 1 && refused.text.isEmpty)
    #expect(
      refused.errors == "Error: 'low/p0.png' and 1 more are not as 'opine prepare' made them; move "
        + "them away, or give --force to write over them\n")
    #expect(try study.picture("pictures/near/p0.png") == other)
    #expect(
      try study.pending() == [
        "leave low/p0.png: changed by something else",
        "leave pictures/near/p0.png: changed by something else",
      ])
    #expect(try study.prepare("--force").status == 0)
    #expect(try study.files() == before)

    try study.remove("prepared.json")
    let foreign = try study.prepare("--only", "near")
    #expect(
      foreign.errors == "Error: 'low/p0.png' and 3 more are not as 'opine prepare' made them; move "
        + "them away, or give --force to write over them\n")
    #expect(try study.prepare("--force").status == 0)
    #expect(try study.files() == before)
  }

  @Test func `a method without weights keeps no other from being made`() throws {
    let study = try PreparedFolder(methods: [
      "{ id: net, make: srgan, weights: weights/none.pth }", "{ id: near, make: nearest }",
    ])
    let run = try study.prepare()
    #expect(run.status == 1)
    #expect(run.errors.hasSuffix("Error: Method 'net': 's/weights/none.pth' does not exist\n"))
    let rows = run.text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(rows[1] == ["net", "0", "0", "-", "-", "-", "not", "made"])
    #expect(rows[2].prefix(3) == ["near", "2", "0"])
    #expect(try study.pending().isEmpty)
    let check = try study.check()
    #expect(
      check.text.contains(
        "pictures/net/p0.png: The file is missing: every method needs every picture; "
          + "'opine prepare' makes it"))
  }

  @Test func `pictures of methods without a recipe have to be there in the right size`() throws {
    let study = try PreparedFolder(methods: ["elsewhere", "{ id: near, make: nearest }"])
    try study.write(
      SmallStudy.picture(width: 48, height: 40, seed: 1), to: "pictures/elsewhere/p0.png")
    let missing = try study.prepare()
    #expect(missing.status == 1)
    #expect(
      missing.errors.hasSuffix(
        "Error: 'pictures/elsewhere/p1.png' is missing; method 'elsewhere' has no 'make', so its "
          + "pictures have to be there\n"))
    try study.write(
      SmallStudy.picture(width: 48, height: 40, seed: 1), to: "pictures/elsewhere/p1.png")
    #expect(
      try study.prepare().errors
        == "Error: 'pictures/elsewhere/p1.png' is 48x40, but the original is 40x48\n")
    try study.write(
      SmallStudy.picture(width: 40, height: 48, seed: 1), to: "pictures/elsewhere/p1.png")
    #expect(try study.prepare().status == 0)
  }

  @Test func `low pictures that are given are used and never written`() throws {
    let study = try PreparedFolder(section: "{ degradation: given, low: \"lr/{image}.png\" }")
    let lows = try (0..<2).map {
      try SmallStudy.picture(width: $0 == 0 ? 12 : 10, height: $0 == 0 ? 10 : 12, seed: $0)
    }
    try study.write(lows[0], to: "lr/p0.png")
    let refused = try study.prepare()
    #expect(
      refused.errors == "Error: lr/p1.png: The low picture is missing, and 'prepare.degradation' "
        + "says that it is given\n")
    try study.write(lows[0], to: "lr/p1.png")
    #expect(
      try study.prepare().errors
        == "Error: lr/p1.png: The low picture is 12x10, but the original divided by 4 is 10x12\n")
    try study.write(lows[1], to: "lr/p1.png")
    let run = try study.prepare()
    #expect(run.status == 0)
    #expect(run.text.contains("\nLow pictures were given, a factor of 4 smaller\n"))
    #expect(
      try study.picture("pictures/cubic/p1.png") == lows[1].enlarged(by: 4, using: .bicubic))
    #expect(try study.picture("lr/p1.png") == lows[1])
    try study.write(lows[0].enlarged(by: 1), to: "lr/p0.png")
    #expect(try study.pending().isEmpty)
    try study.write(SmallStudy.picture(width: 12, height: 10, seed: 7), to: "lr/p0.png")
    #expect(
      try study.pending()
        == ["near", "cubic"].map { "make pictures/\($0)/p0.png: another low picture" })
  }

  @Test func `what cannot be prepared is told before anything is made`() throws {
    let study = try PreparedFolder(sizes: [(48, 40), (40, 48), (3, 40)])
    try study.remove("sources/p0.png")
    try study.folder.write("no picture", to: "s/sources/p1.png")
    #expect(
      try study.prepare().errors == """
        Error: sources/p0.png: The original is missing
        sources/p1.png: The file is neither a PNG nor a JPEG picture
        sources/p2.png: The original of 3x40 is too small for a factor of 4

        """)
    #expect(
      try study.prepare("--only", "x").errors == "Error: The study has no method 'x'; there "
        + "are 'near', 'cubic', 'hr'\n")
    try study.change("prepare: {}", to: "title: t")
    try study.change(", make: nearest", to: "")
    try study.change(", make: bicubic", to: "")
    #expect(
      try study.prepare().errors == "Error: 's/study.yaml' has no section 'prepare', so there is "
        + "nothing to make; Studies/README.md describes it\n")
    let threads = try study.prepare("--threads", "0")
    #expect(threads.status == 64 && threads.errors.contains("--threads must be from 1 to 256"))
  }

  @Test func `two programs do not prepare a study at once`() throws {
    let study = try PreparedFolder()
    try study.folder.write("", to: "s/.locks/prepare.lock")
    let descriptor = open(study.folder.path("s/.locks/prepare.lock"), O_RDWR)
    try #require(descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    let refused = try study.prepare()
    #expect(refused.status == 1)
    #expect(refused.errors == "Error: Another 'opine prepare' works on 's'; wait for it to end\n")
    close(descriptor)
    #expect(try study.prepare().status == 0)
  }
}
