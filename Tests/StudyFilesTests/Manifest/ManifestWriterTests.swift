import StudyFiles
import StudyModel
import Testing

@Suite struct ManifestWriterTests {
  static func study(_ change: (inout Study) -> Void = { _ in }) throws -> Study {
    var study = Study(
      name: try Identifier("round"), title: "Round", ratingProtocol: .srganACRHR, scaleFactor: 4,
      methods: [
        StudyMethod(id: try Identifier("a"), label: "a"),
        StudyMethod(id: try Identifier("b"), label: "The \"best\""),
      ], reference: try Identifier("b"), lowAnchor: try Identifier("a"),
      images: [
        StudyImage(
          id: try Identifier("p"), dataset: try Identifier("Set5"), role: .test,
          crop: PixelRectangle(x: 4, y: 8, width: 64, height: 32)),
        StudyImage(
          id: try Identifier("q"), dataset: try Identifier("Set14"), role: .training, crop: nil),
      ], filePattern: "pictures/{method}/{image}.png",
      display: DisplayRequirement(minimum: .exact, ground: 108, windowWidth: 800),
      session: SessionSettings(defaultsOf: .srganACRHR), screening: [.colour],
      instructions: "Look.", targetRaters: 15, seed: 77)
    change(&study)
    return study
  }

  private func roundTrip(_ study: Study) throws -> Study {
    try ManifestReader.read(Array(ManifestWriter.text(study).utf8))
  }

  @Test func `a study is read back as it was written`() throws {
    let study = try Self.study()
    #expect(try roundTrip(study) == study)
    let bare = try Self.study {
      $0.lowAnchor = nil
      $0.screening = []
      $0.ratingProtocol = .sideBySideReference
    }
    #expect(try roundTrip(bare) == bare)
  }

  @Test(arguments: [
    "", " ", "  leading and trailing  ", "a: b", "# no comment", "- list", "[x", "{x", "*a", "&a",
    "&x and *x",
    "!tag", "%directive", "@at", "`tick", "'single'", "\"double\"", "back\\slash \\n \\x41",
    "two\nlines", "\n\n", "tab\there", "carriage\rreturn", "null", "true", "~", "1.5", "0x10",
    "---",
    "...", "\u{1B}[2J\u{7}\u{0}", "\u{7F}\u{85}\u{9B}", "\u{2028}\u{2029}", "日本語 é e\u{301}",
    "\u{1F600}\u{1F468}\u{200D}\u{1F469}", "\u{202E}gnp", "no\u{FEFF}bom", "\"\u{301}", "\\\u{301}",
    "\n\u{301}", "\u{FFFD}\u{E000}\u{10FFFF}", "\u{FFFE}\u{1FFFF}",
  ])
  func `hostile titles, labels and instructions are read back`(text: String) throws {
    let study = try Self.study {
      $0.title = text
      $0.methods[0].label = text
      $0.instructions = text + "\nmore " + text
    }
    let back = try roundTrip(study)
    func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }
    #expect(scalars(back.title) == scalars(study.title))
    #expect(scalars(back.methods[0].label) == scalars(study.methods[0].label))
    #expect(scalars(back.instructions) == scalars(study.instructions))
  }

  @Test func `random texts are read back`() throws {
    var generator = SeededGenerator(seed: 31)
    for _ in 0..<400 {
      var view = String.UnicodeScalarView()
      for _ in 0..<generator.below(30) {
        let value = generator.below(3) == 0 ? generator.below(0x3000) : generator.below(0x80)
        if let scalar = Unicode.Scalar(UInt32(value)) { view.append(scalar) }
      }
      let study = try Self.study { $0.title = String(view) }
      #expect(Array(try roundTrip(study).title.unicodeScalars) == Array(view))
    }
  }
}
