import StudyFiles
import StudyModel
import Testing

/// Manifests made to exhaust time, memory or the stack.
@Suite struct ManifestBombTests {
  private func problems(of text: String) -> [String] {
    do {
      _ = try ManifestReader.read(Array(text.utf8))
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  private func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  private let tooDeep = "study.yaml:1: The YAML cannot be read: it has too many levels"

  @Test(arguments: ["[", "{", "{a: ", "[{", "- ", "? ", "[? ", "{? "])
  func `deep nesting is an error and no crash`(opener: String) {
    #expect(problems(of: repeated(opener, 10_000)) == [tooDeep])
    #expect(problems(of: repeated(opener, (1 << 20) / opener.utf8.count)) == [tooDeep])
  }

  @Test(arguments: [("[", "]"), ("{? ", "}"), ("[{a: ", "}]")])
  func `deep nesting that ends well is an error and no crash`(opener: String, closer: String) {
    let text = "title: " + repeated(opener, 10_000) + "x" + repeated(closer, 10_000)
    #expect(problems(of: text) == [tooDeep])
    let allowed = "titel: " + repeated(opener, 300) + "x" + repeated(closer, 300)
    #expect(
      problems(of: allowed).first == "study.yaml:1: Unknown key 'titel'; the nearest is 'title'")
  }

  @Test func `a line of colons is an error and no crash`() {
    #expect(
      problems(of: repeated(": ", 1 << 19))
        == ["study.yaml:1: The YAML cannot be read: did not find expected key"])
  }

  @Test func `deep nesting by indentation is an error and no crash`() {
    let text = (0..<1400).map { repeated(" ", $0) + "a:" }.joined(separator: "\n")
    #expect(problems(of: text).map { $0.hasSuffix("it has too many levels") } == [true])
  }

  @Test func `a file above the limit is refused unread`() {
    #expect(
      problems(of: "# " + repeated("x", 1 << 20))
        == ["study.yaml: The file has 1048578 bytes; at most 1048576 are read"])
  }

  @Test(arguments: ["images: *l9", "? *l9\n: x", "*l9 : x", "{ *l9 : x, *l8 : y }"])
  func `aliases of aliases are refused unread`(use: String) {
    var lines = ["l0: &l0 [x, x, x, x, x, x, x, x, x, x]"]
    for level in 1...9 {
      lines.append("l\(level): &l\(level) [" + repeated("*l\(level - 1), ", 10) + "x]")
    }
    #expect(
      problems(of: (lines + [use]).joined(separator: "\n")) == [
        "study.yaml: Anchors and aliases, such as '&l0' and '*l0', are not read; write the value "
          + "out"
      ])
  }

  @Test func `ampersands and asterisks in texts are fine`() throws {
    let text =
      ManifestReaderTests.smallest
      + "\ntitle: \"Salt &pepper, *very* good & cheap * 2\"\n"
    #expect(
      try ManifestReader.read(Array(text.utf8)).title == "Salt &pepper, *very* good & cheap * 2")
  }

  @Test func `ten thousand pictures are read, one more is refused`() throws {
    func manifest(_ count: Int) -> [UInt8] {
      let start = ManifestReaderTests.smallest.split(separator: "\n").dropLast()
      let images = (0..<count).map {
        "- { id: p\($0), dataset: Set5, role: test, crop: [0, 0, 64, 64] }"
      }
      return Array((start + ["images:"] + images.map { $0[...] }).joined(separator: "\n").utf8)
    }
    #expect(try ManifestReader.read(manifest(10_000)).images.count == 10_000)
    #expect(
      throws: ProblemsError([
        Problem(
          file: "study.yaml", line: 7, reason: "'images' must be a list of 1 to 10000 pictures")
      ])
    ) { try ManifestReader.read(manifest(10_001)) }
  }
}
