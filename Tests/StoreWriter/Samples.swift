import RatingStore
import StudyModel

/// A small study for the store's tests; both sides of a test with two programs make the same one.
enum Samples {
  static let start: Int64 = 1_790_000_000_000

  /// Stands in for SHA-256, which the store is given: four FNV-1a hashes.
  @Sendable static func digest(_ bytes: [UInt8]) -> SHA256Digest {
    let words = (0..<4).map { index in
      bytes.reduce(0xCBF2_9CE4_8422_2325 &+ UInt64(index) &* 0x9E37_79B9) { hash, byte in
        (hash ^ UInt64(byte)) &* 0x100_0000_01B3
      }
    }
    return digest(words)
  }

  private static func digest(_ words: [UInt64]) -> SHA256Digest {
    let bytes = words.flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
    }
    guard let digest = SHA256Digest(bytes: bytes) else { preconditionFailure("32 bytes") }
    return digest
  }

  static func id(_ number: Int, family: UInt8) -> UniqueID {
    let high = UInt8(truncatingIfNeeded: number >> 8)
    let bytes = [family] + Array(repeating: 0, count: 13) + [high, UInt8(number & 255)]
    guard let id = UniqueID(bytes: bytes) else { preconditionFailure("16 bytes") }
    return id
  }

  static func name(_ text: String) -> Identifier {
    do {
      return try Identifier(text)
    } catch {
      preconditionFailure(error.description)
    }
  }

  static func code(_ text: String) -> RaterCode {
    do {
      return try RaterCode(text)
    } catch {
      preconditionFailure(error.description)
    }
  }

  static let methods = ["bicubic", "srgan", "hr"].map(name)

  static func study(_ ratingProtocol: RatingProtocol) -> Study {
    Study(
      name: name("sample"), title: "Three methods", ratingProtocol: ratingProtocol, scaleFactor: 4,
      methods: methods.map { StudyMethod(id: $0, label: $0.text) }, reference: name("hr"),
      lowAnchor: nil,
      images: (0..<4).map {
        StudyImage(id: name("image\($0)"), dataset: name("set5"), role: .test, crop: nil)
      },
      filePattern: "{method}/{image}.png", display: DisplayRequirement(),
      session: SessionSettings(defaultsOf: ratingProtocol), screening: [],
      instructions: "Score each picture", targetRaters: 26, seed: 1)
  }

  static func plan(_ ratingProtocol: RatingProtocol = .srganACRHR) -> StudyPlan {
    let study = study(ratingProtocol)
    let pairs = study.images.flatMap { image in methods.map { (image.id, $0) } }
    return StudyPlan(
      studyID: id(1, family: 1), revision: 1, frozenAtMilliseconds: start, program: "opine 1",
      study: study,
      stimuli: pairs.enumerated().map { index, pair in
        Stimulus(
          number: index, method: pair.1, image: pair.0, digest: digest([UInt8(index)]), width: 480,
          height: 320, colourChunks: [])
      })
  }

  static let planDigest = digest(Array("plan".utf8))

  /// A session of single pictures.
  static func session(_ number: Int, rater: UniqueID, count: Int) -> StudySession {
    session(
      number, rater: rater, ratingProtocol: .srganACRHR,
      (0..<count).map { position in
        Presentation(
          position: position, block: position / 10, kind: position == 0 ? .dummy : .test,
          repeatOf: nil, gridColumns: 1,
          items: [PresentationItem(slot: 0, stimulus: position % 12, role: .rated)])
      })
  }

  /// A session of pages with two rated pictures and a reference.
  static func pages(_ number: Int, rater: UniqueID, count: Int) -> StudySession {
    session(
      number, rater: rater, ratingProtocol: .sideBySideReference,
      (0..<count).map { position in
        Presentation(
          position: position, block: 0, kind: position == 2 ? .retest : .test,
          repeatOf: position == 2 ? 0 : nil, gridColumns: 3,
          items: [
            PresentationItem(slot: 0, stimulus: 2, role: .reference),
            PresentationItem(slot: 1, stimulus: 0, role: .rated),
            PresentationItem(slot: 2, stimulus: 1, role: .rated),
          ])
      })
  }

  static func session(
    _ number: Int, rater: UniqueID, ratingProtocol: RatingProtocol,
    _ presentations: [Presentation], origin: SessionOrigin = .rated
  ) -> StudySession {
    let plan = SessionPlan(seed: .max - UInt64(number), presentations: presentations)
    return StudySession(
      id: id(number, family: 3), rater: rater, number: 0, station: "lab-1", program: "opine 1",
      origin: origin, ratingProtocol: ratingProtocol,
      startedAtMilliseconds: start + Int64(number) * 1000, plan: plan,
      planDigest: digest(plan.canonicalBytes))
  }

  static func rating(
    _ session: UniqueID, _ position: Int, slot: Int = 0, revision: Int = 0, showing: Int = 0,
    score: Int = 3
  ) -> Rating {
    Rating(
      key: RatingKey(session: session, position: position, slot: slot), revision: revision,
      showing: showing, score: score, shownAtMilliseconds: start + Int64(position) * 3000,
      latencyMilliseconds: 1532)
  }

  static func display(_ rating: Rating) -> DisplayRecord {
    DisplayRecord(
      key: rating.key, showing: rating.showing, terminal: "kitty 0.40.1", renderer: "kitty",
      scaleNumerator: 1, scaleDenominator: 1, isExact: true, paletteColours: 0,
      psnrMilliDecibels: nil, crop: PixelRectangle(x: 0, y: 0, width: 480, height: 320),
      cellColumn: 10, cellRow: 2, terminalColumns: 200, terminalRows: 50, cellWidth: 10,
      cellHeight: 20, detail: detail)
  }

  static let detail = DisplayDetail(
    technique: "raw", maximumAbsoluteError: 0, imageCount: 1, byteCount: 614_400, colours: 0,
    registers: 0, percentCurve: "", acknowledgedMilliseconds: 7, colourChunks: "sRGB=0 gAMA=45455")
}
