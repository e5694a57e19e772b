/// Scores in columns of numbers, one element a row: a million rows take 18 MB.
///
/// Names stand in lists in the order of first use, and the columns hold their places there.
public struct CodedRatings: Sendable {
  /// What sets a row apart from a plain score of a test picture.
  public struct Marks: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8

    /// Creates marks from their bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Given at a second showing.
    public static let retest = Marks(rawValue: 1)
    /// Given on a preview that is no fit display.
    public static let preview = Marks(rawValue: 2)
    /// Given by a program.
    public static let simulated = Marks(rawValue: 4)
  }

  /// Places in ``raters``.
  public private(set) var rater: [Int32] = []
  /// Places in ``sources``.
  public private(set) var source: [Int32] = []
  /// Places in ``methods``.
  public private(set) var method: [Int32] = []
  /// Places in ``repetitions``.
  public private(set) var repetition: [Int32] = []
  /// The scores, each in 1...5.
  public private(set) var score: [UInt8] = []
  /// The marks.
  public private(set) var marks: [Marks] = []
  /// The numbers of repetitions that occur, in the order of first use.
  public private(set) var repetitions: [Int] = []

  private var raterNames = NameTable()
  private var sourceNames = NameTable()
  private var methodNames = NameTable()
  private var repetitionPlaces: [Int: Int32] = [:]

  /// Creates columns without rows.
  public init() {}

  /// Creates columns of rows of tests and second showings.
  public init(_ rows: some Sequence<RatingRow>) {
    for row in rows { append(row) }
  }

  /// Names of the raters.
  public var raters: [String] { raterNames.names }

  /// Names of the source images.
  public var sources: [String] { sourceNames.names }

  /// Names of the methods.
  public var methods: [String] { methodNames.names }

  /// Number of rows.
  public var count: Int { score.count }

  /// Takes memory for a number of rows.
  mutating func reserveCapacity(_ rows: Int) {
    rater.reserveCapacity(rows)
    source.reserveCapacity(rows)
    method.reserveCapacity(rows)
    repetition.reserveCapacity(rows)
    score.reserveCapacity(rows)
    marks.reserveCapacity(rows)
  }

  /// Adds a row, the score of a test or of a second showing.
  public mutating func append(_ row: RatingRow) {
    var marks: Marks = row.kind == .retest ? .retest : []
    if row.isPreview { marks.insert(.preview) }
    if row.isSimulated { marks.insert(.simulated) }
    Array(row.rater.utf8).withUnsafeBufferPointer { appendRater($0) }
    Array(row.source.utf8).withUnsafeBufferPointer { appendSource($0) }
    Array(row.method.utf8).withUnsafeBufferPointer { appendMethod($0) }
    append(repetition: row.repetition, score: UInt8(clamping: row.score), marks: marks)
  }

  /// Adds the rater of a row, a name in UTF-8.
  @inline(__always)
  mutating func appendRater(_ name: UnsafeBufferPointer<UInt8>) {
    rater.append(Int32(truncatingIfNeeded: raterNames.code(for: name)))
  }

  /// Adds the source of a row, a name in UTF-8.
  @inline(__always)
  mutating func appendSource(_ name: UnsafeBufferPointer<UInt8>) {
    source.append(Int32(truncatingIfNeeded: sourceNames.code(for: name)))
  }

  /// Adds the method of a row, a name in UTF-8.
  @inline(__always)
  mutating func appendMethod(_ name: UnsafeBufferPointer<UInt8>) {
    method.append(Int32(truncatingIfNeeded: methodNames.code(for: name)))
  }

  /// Adds what is left of a row.
  @inline(__always)
  mutating func append(repetition: Int, score: UInt8, marks: Marks) {
    self.repetition.append(place(ofRepetition: repetition))
    self.score.append(score)
    self.marks.append(marks)
  }

  @inline(__always)
  private mutating func place(ofRepetition repetition: Int) -> Int32 {
    // Nearly every repetition is the first one that occurred.
    if repetitions.first == repetition { return 0 }
    if let known = repetitionPlaces[repetition] { return known }
    let place = Int32(repetitions.count)
    repetitions.append(repetition)
    repetitionPlaces[repetition] = place
    return place
  }

  /// Returns a row with its names.
  public func row(_ index: Int, protocolName: String? = nil) -> RatingRow {
    let marks = marks[index]
    return RatingRow(
      rater: raters[Int(rater[index])], source: sources[Int(source[index])],
      method: methods[Int(method[index])], repetition: repetitions[Int(repetition[index])],
      score: Int(score[index]), kind: marks.contains(.retest) ? .retest : .test,
      isPreview: marks.contains(.preview), isSimulated: marks.contains(.simulated),
      protocolName: protocolName)
  }
}
