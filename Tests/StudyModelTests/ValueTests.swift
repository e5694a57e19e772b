import Foundation
import StudyModel
import Testing

@Suite struct ValueTests {
  @Test func `drawn identifiers have version 4 and the variant of RFC 9562`() {
    var generator = SeededGenerator(seed: 4)
    var seen: Set<UniqueID> = []
    for _ in 0..<1000 {
      let id = UniqueID(using: &generator)
      let text = Array(id.description.utf8)
      #expect(text.count == 36 && text[14] == UInt8(ascii: "4"))
      #expect("89ab".utf8.contains(text[19]))
      #expect(UniqueID(id.description) == id)
      seen.insert(id)
    }
    #expect(seen.count == 1000)
  }

  @Test func `the text form of an identifier is that of the RFC`() throws {
    // RFC 9562, appendix A.3.
    let text = "919108f7-52d1-4320-9bac-f847db4148a8"
    let id = try #require(UniqueID(text))
    #expect(
      id.bytes == [
        0x91, 0x91, 0x08, 0xF7, 0x52, 0xD1, 0x43, 0x20, 0x9B, 0xAC, 0xF8, 0x47, 0xDB, 0x41, 0x48,
        0xA8,
      ])
    #expect(id.description == text)
    #expect(UniqueID(text.uppercased()) == id)
    #expect(try JSONDecoder().decode(UniqueID.self, from: JSONEncoder().encode(id)) == id)
  }

  @Test(arguments: [
    "", "919108f7-52d1-4320-9bac-f847db4148a", "919108f7-52d1-4320-9bac-f847db4148a80",
    "919108f7052d1-4320-9bac-f847db4148a8", "919108f7-52d1-4320-9bac-f847db4148ag",
    "{19108f7-52d1-4320-9bac-f847db4148a8", "919108f7-52d1-4320-9bac-f847db4148\u{E9}",
    "919108f752d143209bacf847db4148a8", "91910-8f752d1-4320-9bac-f847db4148a8",
  ])
  func `other texts are no identifiers`(text: String) throws {
    #expect(UniqueID(text) == nil)
    let json = try JSONEncoder().encode([text])
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([UniqueID].self, from: json) }
  }

  @Test func `identifiers and digests have a fixed number of bytes`() {
    #expect([0, 15, 17].allSatisfy { UniqueID(bytes: Array(repeating: 0, count: $0)) == nil })
    #expect([0, 31, 33].allSatisfy { SHA256Digest(bytes: Array(repeating: 0, count: $0)) == nil })
  }

  @Test func `digests are read and written as 64 hexadecimal digits`() throws {
    let text = "00ff10a5" + String(repeating: "7e", count: 28)
    let digest = try #require(SHA256Digest(hexadecimal: text))
    #expect(digest.bytes.prefix(4) == [0x00, 0xFF, 0x10, 0xA5])
    #expect(digest.description == text)
    #expect(digest.short == "00ff10a57e7e")
    #expect(SHA256Digest(hexadecimal: text.uppercased()) == digest)
    #expect(
      try JSONDecoder().decode(SHA256Digest.self, from: JSONEncoder().encode(digest)) == digest)
    for wrong in [
      "", "0", String(text.dropLast()), text + "00", "0x" + text.dropLast(2), "g" + text.dropLast(),
    ] {
      #expect(SHA256Digest(hexadecimal: wrong) == nil)
      let json = try JSONEncoder().encode([wrong])
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode([SHA256Digest].self, from: json)
      }
    }
  }

  @Test(arguments: [
    (0, 0, 10, 10, true), (9, 9, 1, 1, true), (0, 0, 11, 10, false), (1, 0, 10, 10, false),
    (-1, 0, 5, 5, false), (0, -1, 5, 5, false), (0, 0, 0, 5, false), (0, 0, 5, -5, false),
    (Int.max, 0, 5, 5, false), (0, 0, Int.max, Int.max, false), (Int.min, Int.min, 1, 1, false),
    (5, 0, Int.min, 5, false),
  ])
  func `a rectangle fits when it lies inside`(x: Int, y: Int, w: Int, h: Int, fits: Bool) {
    let rectangle = PixelRectangle(x: x, y: y, width: w, height: h)
    #expect(rectangle.fits(width: 10, height: 10) == fits)
  }

  @Test func `the centred rectangle of a known picture`() {
    // 768x512 into 475x500: multiples of 4 are 472x500, at 148 and 4 (6 rounded down to 4).
    #expect(
      PixelRectangle.centred(width: 475, height: 500, inWidth: 768, height: 512)
        == PixelRectangle(x: 148, y: 4, width: 472, height: 500))
    #expect(
      PixelRectangle.centred(width: 900, height: 500, inWidth: 321, height: 481)
        == PixelRectangle(x: 0, y: 0, width: 321, height: 481))
  }

  @Test func `centred rectangles lie inside, on the raster, and in the middle`() {
    for size in [5, 8, 31, 100, 255] {
      for wanted in [4, 7, 30, 99, 254] {
        let cut = PixelRectangle.centred(
          width: wanted, height: wanted, inWidth: size, height: size + 3)
        #expect(cut.fits(width: size, height: size + 3))
        #expect(cut.width <= max(wanted, 4) || wanted >= size)
        guard wanted < size else { continue }
        #expect(cut.x % 4 == 0 && cut.width % 4 == 0)
        #expect(abs((size - cut.width) - 2 * cut.x) < 8)
      }
    }
  }

  @Test func `procedures have the stored names that stores and exports rely on`() {
    #expect(
      RatingProtocol.allCases.map(\.storedName) == [
        "side-by-side/1", "side-by-side-ref/1", "srgan-acr-hr/1", "dcr/1", "dcr-side-by-side/1",
        "ccr/1", "pair/1", "pair-ties/1",
      ])
    #expect(
      RatingProtocol.allCases.map(\.testMethod.rawValue) == [
        "multi", "multi", "acr-hr", "dcr", "dcr", "ccr", "pc", "pc",
      ])
    #expect(RatingProtocol.allCases.filter(\.showsPages) == [.sideBySide, .sideBySideReference])
    #expect(
      RatingProtocol.allCases.map(\.scale) == [
        .quality, .quality, .quality, .impairment, .impairment, .comparison, .preference,
        .preferenceOrNone,
      ])
    for procedure in RatingProtocol.allCases {
      #expect(RatingProtocol(storedName: procedure.storedName) == procedure)
      let scale = procedure.scale
      #expect(scale.labels.count == scale.highest - scale.lowest + 1)
    }
    #expect(RatingProtocol(storedName: "side-by-side") == nil)
    #expect(RatingProtocol(storedName: "side-by-side/2") == nil)
  }

  @Test func `the numbers of the procedures are those of the protocol`() {
    let single = SessionSettings(defaultsOf: .srganACRHR)
    #expect(single.blockSize == 160)
    #expect(single.dummiesFirst == 5)
    #expect(single.dummiesLater == 3)
    #expect(single.calibration == 40)
    #expect(single.checks == 4)
    #expect(single.retestPercent == 10)
    #expect(single.retestDistance == 30)
    #expect(single.spacing == 2)
    #expect(single.reminderSeconds == 10)
    #expect(single.greyMilliseconds == 1000)
    #expect(single.keysAfterMilliseconds == 1000)
    let pages = SessionSettings(defaultsOf: .sideBySide)
    #expect(pages.blockSize == 40)
    #expect(pages.dummiesFirst == 1)
    #expect(pages.dummiesLater == 1)
    #expect(pages.calibration == 2)
    #expect(pages.checks == 1)
    #expect(pages.retestDistance == 5)
    #expect(pages.breakMinutes == 5)
    #expect(pages.offerBreakMinutes == 25)
    #expect(pages.stabiliseAfterMinutes == 30)
  }

  @Test func `a study's paths, tiles and stimuli`() throws {
    let plan = try StudyPlan.sample(.sideBySideReference, images: 2, methods: 3) {
      $0.filePattern = "{image}/{method}-{image}.png"
    }
    let (method, image) = (try Identifier("m1"), try Identifier("i1"))
    #expect(plan.study.path(method: method, image: image) == "i1/m1-i1.png")
    #expect(plan.study.tilesPerPage == 4)
    let stimulus = try #require(plan.stimulus(method: method, image: image))
    #expect(stimulus.number == 4)
    #expect(plan.stimulus(4) == stimulus)
    #expect(plan.stimulus(-1) == nil && plan.stimulus(99) == nil)
    #expect(plan.reference(of: stimulus)?.method.text == "m2")
    #expect(plan.shownRectangle(of: stimulus) == PixelRectangle(x: 0, y: 0, width: 64, height: 48))
    #expect(try StudyPlan.sample(.sideBySide, images: 2, methods: 3).study.tilesPerPage == 3)
    #expect(try StudyPlan.sample(.srganACRHR, images: 2, methods: 3).study.tilesPerPage == 1)
  }

  @Test(arguments: ["half-block", "ascii"])
  func `scores of character previews are known as such`(renderer: String) throws {
    let id = try #require(UniqueID(bytes: [UInt8](0..<16)))
    var record = DisplayRecord(
      key: RatingKey(session: id, position: 0, slot: 0), showing: 0, terminal: "",
      renderer: renderer,
      scaleNumerator: 1, scaleDenominator: 1, isExact: false, paletteColours: 0,
      psnrMilliDecibels: nil, crop: PixelRectangle(x: 0, y: 0, width: 1, height: 1),
      cellColumn: 0, cellRow: 0, terminalColumns: 80, terminalRows: 24, cellWidth: 0, cellHeight: 0)
    #expect(record.isPreview)
    record.renderer = "kitty"
    #expect(!record.isPreview)
  }
}
