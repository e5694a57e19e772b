import StudyFiles
import StudyModel
import Testing

/// The part of a manifest that says how pictures are made.
@Suite struct ManifestPreparationTests {
  private static let start = """
    opine: 1
    name: s
    protocol: side-by-side
    reference: hr
    scale_factor: 4
    """

  private func read(_ text: String) throws -> StudyManifest {
    try ManifestReader.readAll(Array((Self.start + "\n" + text).utf8))
  }

  private func problems(_ text: String, start: String = start) -> [String] {
    do {
      _ = try ManifestReader.readAll(Array((start + "\n" + text).utf8))
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  @Test func `every key is read`() throws {
    let manifest = try read(
      """
      prepare:
        sources: "in/{image}.png"
        low: "small/{image}.png"
        degradation: matlab-float-symmetric
      methods:
        - hr
        - { id: bicubic, make: bicubic }
        - id: gan
          label: A network
          make: srgan
          weights: weights/gan.pth
          channels: luma
          input_range: signed
          output_range: hyperbolic
          padding: replicate
        - { id: mix, make: esrgan, weights: "weights/psnr.pth:0.25,/abs/gan.pth:0.75" }
        - { id: other, label: Made elsewhere }
      images: [p, { id: q, source: raw/q.jpg }]
      """)
    let preparation = try #require(manifest.preparation)
    #expect(manifest.study.methods.map(\.id.text) == ["hr", "bicubic", "gan", "mix", "other"])
    #expect(preparation.degradation == .matlabMirrored)
    let (p, q) = (try Identifier("p"), try Identifier("q"))
    #expect(preparation.source(of: p) == "in/p.png" && preparation.source(of: q) == "raw/q.jpg")
    #expect(preparation.low(of: q) == "small/q.png")
    #expect(Set(preparation.recipes.keys.map(\.text)) == ["bicubic", "gan", "mix"])
    #expect(
      preparation.recipes[try Identifier("bicubic")]
        == StimulusRecipe(make: try Identifier("bicubic")))
    #expect(
      preparation.recipes[try Identifier("gan")]
        == StimulusRecipe(
          make: try Identifier("srgan"), weights: [RecipeWeights(path: "weights/gan.pth")],
          options: RecipeOptions(
            channels: .luma, inputRange: .signed, outputRange: .hyperbolic, padding: .replicate)))
    #expect(
      preparation.recipes[try Identifier("mix")]?.weights == [
        RecipeWeights(path: "weights/psnr.pth", share: 0.25),
        RecipeWeights(path: "/abs/gan.pth", share: 0.75),
      ])
  }

  @Test func `an empty section has the usual places and convention`() throws {
    let manifest = try read("prepare: {}\nmethods: [hr, b]\nimages: [p]")
    let preparation = try #require(manifest.preparation)
    #expect(preparation == StudyPreparation(recipes: [:]))
    #expect(preparation.source(of: try Identifier("p")) == "sources/p.png")
    #expect(preparation.low(of: try Identifier("p")) == "low/p.png")
    #expect(preparation.degradation == .matlabReplicated)
  }

  @Test func `a study without the section has no preparation`() throws {
    #expect(try read("methods: [hr, b]\nimages: [p]").preparation == nil)
  }

  private static let path =
    "is not allowed: use a relative path inside the study folder, without '..'"

  @Test(arguments: [
    ("{ source: x }", "Unknown key 'prepare.source'; the nearest is 'prepare.sources'"),
    ("{ sources: a.png }", "'prepare.sources' must hold '{image}'"),
    ("{ sources: \"../{image}.png\" }", "'prepare.sources': Path '../i.png' \(path)"),
    ("{ sources: [a] }", "'prepare.sources' must be a text of at most 500 bytes"),
    ("{ low: low.png }", "'prepare.low' must hold '{image}'"),
    ("{ low: \"/{image}.png\" }", "'prepare.low': Path '/i.png' \(path)"),
    (
      "{ low: \"low/{image}.jpg\" }",
      "'prepare.low' must end in '.png', which is what is written"
    ),
    (
      "{ degradation: bicubic }",
      "'prepare.degradation' must be one of 'matlab-uint8-replicate', 'matlab-float-symmetric', "
        + "'gaussian', 'given', not 'bicubic'"
    ),
    ("yes", "'prepare' must hold keys and values"),
  ])
  func `a faulty section is told in full`(section: String, message: String) {
    let text = "methods: [hr, b]\nimages: [p]\nprepare: \(section)"
    #expect(problems(text) == ["study.yaml:8: \(message)"])
  }

  @Test func `given low pictures may have any name`() throws {
    let text = "prepare: { degradation: given, low: \"lr/{image}.jpg\" }"
    #expect(
      try read("methods: [hr, b]\nimages: [p]\n" + text).preparation?.low(of: Identifier("p"))
        == "lr/p.jpg")
  }

  @Test(arguments: [
    ("make: a b", "'methods.make': \(name("a b"))"),
    ("mke: srgan", "Unknown key 'methods.mke'; the nearest is 'methods.make'"),
    ("make: srgan, weights: [a]", "'methods.weights' must be a text of at most 2000 bytes"),
    ("make: srgan, weights: \"\"", weights),
    ("make: srgan, weights: \"a.pth,b.pth\"", weights),
    ("make: srgan, weights: \"a.pth:0.5,b.pth:0.6\"", weights),
    ("make: srgan, weights: \"a.pth:-0.5,b.pth:1.5\"", weights),
    ("make: srgan, weights: \"a:0.2,b:0.3,c:0.5\"", weights),
    ("make: srgan, weights: \"../a.pth\"", "'methods.weights': Path '../a.pth' \(path)"),
    (
      "make: srgan, channels: bgr",
      "'methods.channels' must be one of 'rgb', 'gray', 'luma', 'ycbcr', not 'bgr'"
    ),
    (
      "make: srgan, input_range: tanh",
      "'methods.input_range' must be one of 'unit', 'signed', not 'tanh'"
    ),
    (
      "make: srgan, output_range: tanh",
      "'methods.output_range' must be one of 'unit', 'signed', 'hyperbolic', not 'tanh'"
    ),
    (
      "make: srgan, padding: mirror",
      "'methods.padding' must be one of 'zero', 'replicate', 'valid', not 'mirror'"
    ),
    ("weights: a.pth", "'methods.weights' goes with 'make', which names what enlarges"),
    ("output_range: unit", "'methods.output_range' goes with 'make', which names what enlarges"),
  ])
  func `a faulty recipe is told in full`(recipe: String, message: String) {
    let text = "prepare: {}\nimages: [p]\nmethods:\n  - hr\n  - { id: b, \(recipe) }"
    #expect(problems(text) == ["study.yaml:10: \(message)"])
  }

  private static func name(_ text: String) -> String {
    "Name '\(text)' is not allowed: use 1 to 64 ASCII letters, digits and '._+-', starting with a "
      + "letter or digit"
  }

  private static let weights =
    "'methods.weights' must be a file, or two with shares that make 1, for example "
    + "'psnr.pth:0.2,gan.pth:0.8'"

  @Test func `the reference is not made by a method`() {
    #expect(
      problems("prepare: {}\nimages: [p]\nmethods: [{ id: hr, make: bicubic }, b]") == [
        "study.yaml:8: Method 'hr' is the reference, so its pictures are the originals; leave "
          + "'make' out"
      ])
  }

  @Test func `parts of a preparation need the section`() {
    #expect(
      problems("methods: [hr, { id: b, make: bicubic }]\nimages: [{ id: p, source: p.jpg }]") == [
        "study.yaml:6: 'methods.make' needs the section 'prepare', which says where the originals "
          + "are",
        "study.yaml:7: 'images.source' needs the section 'prepare', which says where the "
          + "originals are",
      ])
  }

  @Test func `an original lies inside the folder`() {
    #expect(
      problems("prepare: {}\nmethods: [hr, b]\nimages: [{ id: p, source: /p.jpg }]")
        == ["study.yaml:8: 'images.source': Path '/p.jpg' \(Self.path)"])
  }

  @Test func `a factor is needed`() {
    let text = "prepare: {}\nmethods: [hr, b]\nimages: [p]"
    let start = Self.start.replacing("scale_factor: 4", with: "seed: 1")
    #expect(
      problems(text, start: start)
        == ["study.yaml:6: 'prepare' needs a 'scale_factor' from 2 to 16, not '1'"])
    let large = Self.start.replacing("scale_factor: 4", with: "scale_factor: 32")
    #expect(
      problems(text, start: large)
        == ["study.yaml:5: 'prepare' needs a 'scale_factor' from 2 to 16, not '32'"])
  }

  @Test(arguments: [
    ("sources: \"pictures/hr/{image}.png\"", "pictures/hr/p.png"),
    ("low: \"pictures/b/{image}.png\"", "pictures/b/p.png"),
    ("low: \"sources/{image}.png\"", "sources/p.png"),
  ])
  func `no two files share a path`(places: String, path: String) {
    #expect(
      problems("prepare: { \(places) }\nmethods: [hr, b]\nimages: [p]") == [
        "study.yaml:6: '\(path)' would be two files; 'files', 'prepare.sources' and 'prepare.low' "
          + "must lead to different places"
      ])
  }

  @Test func `a preparation is read back as it was written`() throws {
    var study = try ManifestWriterTests.study()
    study.methods.append(StudyMethod(id: try Identifier("c"), label: "c"))
    let preparation = StudyPreparation(
      sources: "in/{image}.png", sourceFiles: [try Identifier("q"): "in/q \"x\".jpg"],
      low: "lr/{image}.png", degradation: .gaussian,
      recipes: [
        try Identifier("a"): StimulusRecipe(make: try Identifier("nearest")),
        try Identifier("c"): StimulusRecipe(
          make: try Identifier("srgan"),
          weights: [
            RecipeWeights(path: "w/a&b.pth", share: 0.3), RecipeWeights(path: "/c.pth", share: 0.7),
          ],
          options: RecipeOptions(
            channels: .ycbcr, inputRange: .unit, outputRange: .signed, padding: .valid)),
      ])
    let text = ManifestWriter.text(study, preparation: preparation)
    let back = try ManifestReader.readAll(Array(text.utf8))
    #expect(back == StudyManifest(study: study, preparation: preparation))
  }
}
