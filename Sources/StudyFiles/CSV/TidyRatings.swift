/// The ratings of a CSV file: a tidy file of any tool, or the scores that Opine exports.
///
/// A tidy file has the columns `rater`, `source`, `method`, `score` and perhaps `repetition`, in any
/// order; an export has `rater_id`, `source_id`, `method`, `score` and perhaps `repeat_index`. Where
/// present, `presentation_kind`, `superseded`, `status`, `flags`, `test_method`, `protocol`,
/// `graphics_protocol`, `scale_min` and `scale_max` are obeyed; other columns are ignored.
public struct TidyRatings: Sendable {
  /// How many rows are not among ``columns``.
  public struct LeftOut: Sendable, Equatable {
    /// Rows that a later revision replaced.
    public internal(set) var superseded = 0
    /// Rows without a score: skipped or interrupted.
    public internal(set) var notRated = 0
    /// Calibration pictures.
    public internal(set) var calibration = 0
    /// Warm-up pictures.
    public internal(set) var dummy = 0
  }

  /// The final scores of test and retest pictures, in the order of the file.
  public let columns: CodedRatings
  /// How many rows were left out, and why.
  public let leftOut: LeftOut
  /// The test method of all rows, nil when the file does not tell.
  public let testMethod: String?
  /// The rating protocol of all rows, nil when the file does not tell.
  public let protocolName: String?
  /// The ways in which the pictures were drawn, sorted; empty when the file does not tell.
  public let graphicsProtocols: [String]

  /// Reads the bytes of a CSV file in linear time; throws ``RatingsFileError`` for the first fault.
  public init(csv bytes: [UInt8]) throws(RatingsFileError) {
    self = try bytes.withUnsafeBufferPointer { bytes throws(RatingsFileError) in
      var parser = try TidyRatingsParser(bytes)
      try parser.readRows()
      return TidyRatings(parser)
    }
  }

  private init(_ parser: TidyRatingsParser) {
    columns = parser.ratings
    leftOut = parser.leftOut
    testMethod = parser.testMethod
    protocolName = parser.protocolName
    graphicsProtocols = parser.graphicsProtocols.sorted()
  }

  /// The same scores as ``columns``, with their names; takes six times the memory.
  public var rows: [RatingRow] {
    (0..<columns.count).map { columns.row($0, protocolName: protocolName) }
  }

  /// Returns the rows that count for mean opinion scores: no retests and, unless asked for, neither
  /// previews nor simulated votes.
  public func rowsForMeans(
    includingPreviews: Bool = false, includingSimulated: Bool = false
  ) -> [RatingRow] {
    rows.filter {
      $0.kind == .test && (includingPreviews || !$0.isPreview)
        && (includingSimulated || !$0.isSimulated)
    }
  }

  /// Number of rows shown in a preview.
  public var previewCount: Int { columns.marks.count { $0.contains(.preview) } }

  /// Number of rows voted by a program.
  public var simulatedCount: Int { columns.marks.count { $0.contains(.simulated) } }

  /// Number of retests.
  public var retestCount: Int { columns.marks.count { $0.contains(.retest) } }
}
