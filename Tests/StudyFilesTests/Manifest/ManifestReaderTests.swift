import StudyFiles
import StudyModel
import Testing

@Suite struct ManifestReaderTests {
  static let smallest = """
    opine: 1
    name: s
    protocol: side-by-side
    methods: [a, b]
    reference: b
    images: [p]
    """

  private func read(_ text: String) throws -> Study { try ManifestReader.read(Array(text.utf8)) }

  @Test func `every key is read`() throws {
    let study = try read(
      """
      opine: 1
      name: set5
      title: A "title"
      protocol: srgan-acr-hr
      scale_factor: 4
      seed: 9223372036854775807
      target_raters: 12
      files: "in/{image}/{method}.png"
      methods:
        - nearest
        - { id: hr, label: Original picture }
      reference: hr
      low_anchor: nearest
      images:
        - baby
        - { id: bird, dataset: Set5, role: training, crop: [4, 8, 64, 32] }
      display:
        minimum: exact
        ground: 108
        window: [800, 480]
        cell: [8, 16]
      session:
        block_size: 31
        dummies_first: 32
        dummies_later: 33
        calibration: 34
        checks: 15
        retest_percent: 36
        retest_distance: 37
        spacing: 38
        grey_ms: 39
        keys_after_ms: 40
        reminder_s: 41
        break_minutes: 42
        offer_break_minutes: 43
        longest_minutes: 44
        stabilise_after_minutes: 45
      screening: [colour, acuity]
      instructions: |
        Look.
        Rate.
      """)
    #expect(study.name.text == "set5" && study.title == "A \"title\"")
    #expect(study.ratingProtocol == .srganACRHR && study.scaleFactor == 4)
    #expect(study.seed == 9_223_372_036_854_775_807 && study.targetRaters == 12)
    #expect(study.filePattern == "in/{image}/{method}.png")
    #expect(study.methods.map(\.id.text) == ["nearest", "hr"])
    #expect(study.methods.map(\.label) == ["nearest", "Original picture"])
    #expect(study.reference.text == "hr" && study.lowAnchor?.text == "nearest")
    #expect(study.images.map(\.id.text) == ["baby", "bird"])
    #expect(study.images.map(\.dataset.text) == ["study", "Set5"])
    #expect(study.images.map(\.role) == [.test, .training])
    #expect(study.images.map(\.crop) == [nil, PixelRectangle(x: 4, y: 8, width: 64, height: 32)])
    #expect(
      study.display
        == DisplayRequirement(
          minimum: .exact, ground: 108, windowWidth: 800, windowHeight: 480, cellWidth: 8,
          cellHeight: 16))
    let numbers = SessionSettings.manifestFields(of: study.ratingProtocol).map {
      study.session[keyPath: $0.path]
    }
    #expect(numbers == [31, 32, 33, 34, 15] + Array(36...45))
    #expect(study.screening == [.colour, .acuity])
    #expect(study.instructions == "Look.\nRate.\n" || study.instructions == "Look.\nRate.")
  }

  @Test(arguments: RatingProtocol.allCases)
  func `every procedure is read with its own numbers and words`(procedure: RatingProtocol) throws {
    let text = Self.smallest.replacing(
      "protocol: side-by-side", with: "protocol: \(procedure.rawValue)")
    let study = try read(text)
    #expect(study.ratingProtocol == procedure)
    #expect(study.session == SessionSettings(defaultsOf: procedure))
    #expect(study.instructions == Study.defaultInstructions(of: procedure))
    #expect(try read(ManifestWriter.text(study)) == study)
    let timed = text + "\nsession: { first_ms: 1500, between_ms: 0 }\n"
    if procedure.arrangement == .inTime {
      let session = try read(timed).session
      #expect(session.firstPictureMilliseconds == 1500 && session.betweenMilliseconds == 0)
    } else {
      let error = try #require(throws: ProblemsError.self) { try read(timed) }
      #expect(
        error.problems.map(\.reason) == [
          "'session.first_ms' is for pictures one after the other, which '\(procedure.rawValue)' "
            + "does not show",
          "'session.between_ms' is for pictures one after the other, which '\(procedure.rawValue)' "
            + "does not show",
        ])
    }
  }

  @Test func `what a manifest leaves out has the values of the procedure`() throws {
    let study = try read(Self.smallest)
    #expect(study.title == "s" && study.scaleFactor == 1 && study.lowAnchor == nil)
    #expect(study.filePattern == "pictures/{method}/{image}.png")
    #expect(study.display == DisplayRequirement())
    #expect(study.session == SessionSettings(defaultsOf: .sideBySide))
    #expect(
      study.screening.isEmpty
        && study.instructions == Study.defaultInstructions(of: study.ratingProtocol))
    #expect(study.targetRaters == 26 && study.seed == 1)
    #expect(study.images.map(\.dataset.text) == ["study"])
  }

  /// Problems of the smallest manifest with one line changed or added.
  private func problems(_ change: String, replacing key: String? = nil) -> [String] {
    var lines = Self.smallest.split(separator: "\n").map(String.init)
    if let index = lines.firstIndex(where: { line in key.map { line.hasPrefix($0) } ?? false }) {
      lines[index] = change
    } else {
      lines.append(change)
    }
    return problems(of: lines.filter { !$0.isEmpty }.joined(separator: "\n"))
  }

  private func problems(of text: String) -> [String] { problems(of: Array(text.utf8)) }

  private func problems(of bytes: [UInt8]) -> [String] {
    do {
      _ = try ManifestReader.read(bytes)
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  @Test(arguments: [
    ("titel: x", "study.yaml:7: Unknown key 'titel'; the nearest is 'title'"),
    (
      "session: { grey: 5 }",
      "study.yaml:7: Unknown key 'session.grey'; the nearest is 'session.grey_ms'"
    ),
    (
      "display: { celll: [1, 2] }",
      "study.yaml:7: Unknown key 'display.celll'; the nearest is 'display.cell'"
    ),
    ("? [a, b]\n: c", "study.yaml:7: Unknown key '?'; the nearest is 'name'"),
    ("title: [a]", "study.yaml:7: 'title' must be a text of at most 200 bytes"),
    (
      "title: " + String(repeating: "é", count: 101),
      "study.yaml:7: 'title' must be a text of at most 200 bytes"
    ),
    (
      "instructions: " + String(repeating: "x", count: 4001),
      "study.yaml:7: 'instructions' must be a text of at most 4000 bytes"
    ),
    (
      "scale_factor: 0",
      "study.yaml:7: 'scale_factor' must be a whole number from 1 to 64, not '0'"
    ),
    (
      "scale_factor: four",
      "study.yaml:7: 'scale_factor' must be a whole number from 1 to 64, not 'four'"
    ),
    (
      "target_raters: [1]",
      "study.yaml:7: 'target_raters' must be a whole number from 1 to 10000, not 'a list'"
    ),
    (
      "seed: -1",
      "study.yaml:7: 'seed' must be a whole number from 0 to 9223372036854775807, not '-1'"
    ),
    (
      "seed: 99999999999999999999999",
      "study.yaml:7: 'seed' must be a whole number from 0 to 9223372036854775807, not "
        + "'99999999999999999999999'"
    ),
    (
      "session: { spacing: 1.5 }",
      "study.yaml:7: 'session.spacing' must be a whole number from 0 to 1000, not '1.5'"
    ),
    ("session: 5", "study.yaml:7: 'session' must hold keys and values"),
    ("low_anchor: c", "study.yaml:7: 'low_anchor' names 'c', which is not among 'methods'"),
    (
      "display: { minimum: best }",
      "study.yaml:7: 'display.minimum' must be one of 'exact', 'pixels', 'any', not 'best'"
    ),
    (
      "display: { ground: 256 }",
      "study.yaml:7: 'display.ground' must be a whole number from 0 to 255, not '256'"
    ),
    (
      "display: { window: [1, 2, 3] }",
      "study.yaml:7: 'display.window' must be a list of 2 whole numbers"
    ),
    (
      "display: { window: [1, 1080] }",
      "study.yaml:7: 'display.window' must be [width, height] in pixels, 100 to 20000"
    ),
    (
      "display: { cell: [0, 20] }",
      "study.yaml:7: 'display.cell' must be [width, height] of a character cell in pixels"
    ),
    ("screening: acuity", "study.yaml:7: 'screening' must be a list, for example [acuity, colour]"),
    ("screening: [smell]", "study.yaml:7: 'screening' knows 'acuity' and 'colour', not 'smell'"),
    ("screening: [[a]]", "study.yaml:7: 'screening' knows 'acuity' and 'colour', not 'a list'"),
    ("files: pictures/{method}.png", "study.yaml:7: 'files' must hold '{method}' and '{image}'"),
    (
      "files: ../{method}/{image}.png",
      "study.yaml:7: 'files': Path '../m/i.png' is not allowed: use a relative path inside the "
        + "study folder, without '..'"
    ),
    (
      "files: /{method}/{image}.png",
      "study.yaml:7: 'files': Path '/m/i.png' is not allowed: use a relative path inside the "
        + "study folder, without '..'"
    ),
    ("title: a\ntitle: b", "study.yaml:7: Key 'title' given more than once"),
    (
      "title: &x a\nfiles: *x",
      "study.yaml: Anchors and aliases, such as '&x' and '*x', are not read; write the value out"
    ),
  ])
  func `a faulty line is told in full`(line: String, message: String) {
    #expect(problems(line) == [message])
  }

  @Test(arguments: [
    ("opine", "opine: 2", "study.yaml:1: 'opine' is the version of the format and must be 1"),
    ("opine", "", "study.yaml:1: Key 'opine' is missing"),
    ("name", "", "study.yaml:1: Key 'name' is missing"),
    (
      "name", "name: a b",
      "study.yaml:2: 'name': Name 'a b' is not allowed: use 1 to 64 ASCII letters, digits and "
        + "'._+-', starting with a letter or digit"
    ),
    (
      "protocol", "protocol: mushra",
      "study.yaml:3: 'protocol' must be one of 'side-by-side', 'side-by-side-ref', "
        + "'srgan-acr-hr', 'dcr', 'dcr-side-by-side', 'ccr', 'pair', 'pair-ties', not 'mushra'"
    ),
    (
      "protocol", "protocol: {}",
      "study.yaml:3: 'protocol' must be one of 'side-by-side', 'side-by-side-ref', "
        + "'srgan-acr-hr', 'dcr', 'dcr-side-by-side', 'ccr', 'pair', 'pair-ties', not 'a list'"
    ),
    ("protocol", "", "study.yaml:1: Key 'protocol' is missing"),
    ("reference", "", "study.yaml:1: Key 'reference' is missing"),
    (
      "reference", "reference: c",
      "study.yaml:5: 'reference' names 'c', which is not among 'methods'"
    ),
    ("methods", "methods: [a, b, a]", "study.yaml:4: Method 'a' stands there twice"),
    ("images", "images: []", "study.yaml:6: 'images' must be a list of 1 to 10000 pictures"),
    ("images", "images: p", "study.yaml:6: 'images' must be a list of 1 to 10000 pictures"),
    ("images", "images: [p, { id: p }]", "study.yaml:6: Picture 'p' stands there twice"),
    ("images", "images: [{ role: test }]", "study.yaml:6: Key 'images.id' is missing"),
    ("images", "images: [[p]]", "study.yaml:6: 'images' must hold keys and values"),
    (
      "images", "images: [{ id: p, role: both }]",
      "study.yaml:6: 'images.role' must be one of 'test', 'training', not 'both'"
    ),
    (
      "images", "images: [{ id: p, crop: [1, 2, 3] }]",
      "study.yaml:6: 'images.crop' must be a list of 4 whole numbers"
    ),
    (
      "images", "images: [{ id: p, crop: [1, 2, 3, x] }]",
      "study.yaml:6: 'images.crop' must be a list of 4 whole numbers"
    ),
    (
      "images", "images: [{ id: p, crop: [-1, 2, 3, 4] }]",
      "study.yaml:6: 'images.crop' must be [x, y, width, height] inside the picture"
    ),
    (
      "images", "images: [{ id: p, crop: [9223372036854775807, 0, 9223372036854775807, 4] }]",
      "study.yaml:6: 'images.crop' must be [x, y, width, height] inside the picture"
    ),
    (
      "images", "images: [{ id: p, dataset: a/b }]",
      "study.yaml:6: 'images.dataset': Name 'a/b' is not allowed: use 1 to 64 ASCII letters, "
        + "digits and '._+-', starting with a letter or digit"
    ),
  ])
  func `a faulty required key is told in full`(key: String, line: String, message: String) {
    #expect(problems(line, replacing: key) == [message])
  }

  @Test func `faulty lists of methods are told`() {
    #expect(
      problems("methods: []", replacing: "methods")
        == ["study.yaml:4: 'methods' must be a list of 2 to 64 methods"])
    let many = (0...64).map { "m\($0)" }.joined(separator: ", ")
    #expect(
      problems("methods: [\(many)]", replacing: "methods")
        == ["study.yaml:4: 'methods' must be a list of 2 to 64 methods"])
    #expect(
      problems("methods: [a, { id: b, label: [x] }]", replacing: "methods")
        == ["study.yaml:4: 'methods.label' must be a text of at most 100 bytes"])
  }

  @Test func `several problems are all told, each with its line`() {
    let found = problems(
      of: """
        opine: 1
        name: "x y"
        protocol: side-by-side
        methods: [a, b]
        reference: c
        images:
          - p
          - { id: q, rolle: test }
        seed: yes
        """)
    let lines = ["study.yaml:2:", "study.yaml:5:", "study.yaml:8:", "study.yaml:9:"]
    #expect(found.map { $0.prefix(13) } == lines.map { $0[...] })
  }

  @Test(arguments: [
    ("", "study.yaml: The file is empty"), ("# only this\n", "study.yaml: The file is empty"),
    ("- a\n- b\n", "study.yaml:1: The file must hold keys and values"),
    ("text", "study.yaml:1: The file must hold keys and values"),
    (
      "opine: 1\n\tname: s\n",
      "study.yaml:2: The YAML cannot be read: found a tab character that violates indentation"
    ),
    (
      "a: [1, 2\nb: 3\n",
      "study.yaml:2: The YAML cannot be read: did not find expected ',' or ']'"
    ),
    ("a: \"x\n", "study.yaml:2: The YAML cannot be read: found unexpected end of stream"),
    ("a: *b\n", "study.yaml:1: The YAML cannot be read: found undefined alias"),
    (
      "a: 1\n---\nb: 2\n",
      "study.yaml:2: The YAML cannot be read: but found another document"
    ),
    (
      "a: 1\nb: \u{1}\n",
      "study.yaml:2: The YAML cannot be read: control characters are not allowed"
    ),
    ("a: b\0\n", "study.yaml:1: The YAML cannot be read: control characters are not allowed"),
  ])
  func `what is no YAML is told with its line`(text: String, message: String) {
    #expect(problems(of: text) == [message])
  }

  @Test(
    arguments: [[0xFF, 0xFE], [0x61, 0x3A, 0x20, 0xC3, 0x28], [0xED, 0xA0, 0x80]] as [[UInt8]])
  func `what is no UTF-8 is refused`(bytes: [UInt8]) {
    #expect(problems(of: bytes) == ["study.yaml: The file is not UTF-8 text"])
  }

  @Test func `a byte order mark and carriage returns are fine`() throws {
    let text = "\u{FEFF}" + Self.smallest.replacing("\n", with: "\r\n")
    #expect(try read(text) == read(Self.smallest))
  }

  @Test func `keys that only look equal are unknown`() {
    // The two spell the same word for Swift's String comparison.
    #expect(problems("na\u{301}me: x").count == 1)
    #expect(problems("titl\u{65}\u{301}: x").count == 1)
  }

  @Test func `messages cannot steer a terminal`() {
    let found = problems("\"\\e[2J\\u202E\": x")
    #expect(found == ["study.yaml:7: Unknown key '\u{FFFD}[2J\u{FFFD}'; the nearest is 'opine'"])
  }
}
