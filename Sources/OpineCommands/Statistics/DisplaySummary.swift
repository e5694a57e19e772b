import StudyModel

/// How truly the pictures were shown that scores were given for.
struct DisplaySummary: Encodable, Equatable {
  /// The pictures of one method.
  struct Method: Encodable, Equatable {
    var method: String
    /// Scores for pictures that were shown exactly.
    var exact = 0
    /// Scores for pictures shown in pixels with a known error.
    var rounded = 0
    /// Scores for pictures whose error is not known.
    var unknown = 0
    /// The least peak signal-to-noise ratio in decibels; nil where none was rounded.
    var minimumPsnrDb: Double?
  }

  /// Scores for pictures that were shown exactly.
  private(set) var exact = 0
  /// Scores for pictures shown in pixels with a known error.
  private(set) var rounded = 0
  /// Those of ``rounded`` that are marked as degraded.
  private(set) var degraded = 0
  /// Scores for previews in characters, if they count.
  private(set) var previews = 0
  /// Scores for pictures whose error is not known.
  private(set) var unknown = 0
  /// The least peak signal-to-noise ratio of ``rounded`` in decibels.
  private(set) var minimumPsnrDb: Double?
  /// The largest difference of a sample of ``rounded`` in 8-bit levels; nil where one is not known.
  private(set) var maximumAbsoluteError: Int?
  /// The same by method.
  private(set) var methods: [Method] = []

  private var places: [String: Int] = [:]
  private var errorIsKnown = true

  init() {}

  private enum CodingKeys: CodingKey {
    case exact, rounded, degraded, previews, unknown, minimumPsnrDb, maximumAbsoluteError, methods
  }

  /// Counts what was shown for one score.
  mutating func add(_ display: DisplayRecord, method: String) {
    guard !display.isPreview else {
      previews += 1
      return
    }
    let place = place(of: method)
    if display.isExact {
      exact += 1
      methods[place].exact += 1
    } else if let psnr = display.psnrMilliDecibels {
      addRounded(display, decibels: Double(psnr) / 1000, place: place)
    } else {
      unknown += 1
      methods[place].unknown += 1
    }
  }

  private mutating func addRounded(_ display: DisplayRecord, decibels: Double, place: Int) {
    rounded += 1
    methods[place].rounded += 1
    if display.isDegraded { degraded += 1 }
    minimumPsnrDb = min(minimumPsnrDb ?? decibels, decibels)
    methods[place].minimumPsnrDb = min(methods[place].minimumPsnrDb ?? decibels, decibels)
    errorIsKnown = errorIsKnown && display.detail?.maximumAbsoluteError != nil
    let error = display.detail?.maximumAbsoluteError ?? 0
    maximumAbsoluteError = errorIsKnown ? max(maximumAbsoluteError ?? 0, error) : nil
  }

  private mutating func place(of method: String) -> Int {
    if let place = places[method] { return place }
    places[method] = methods.count
    methods.append(Method(method: method))
    return methods.count - 1
  }

  /// Returns the same with methods in an order.
  func ordered(_ order: [String]) -> DisplaySummary {
    var result = self
    result.methods = order.compactMap { name in methods.first { $0.method == name } }
    result.places = Dictionary(
      uniqueKeysWithValues: result.methods.enumerated().map { ($1.method, $0) })
    return result
  }
}

extension DisplaySummary {
  /// What a reader of a table has to know, one or two lines.
  var sentences: [String] {
    var parts: [String] = []
    if exact > 0 { parts.append("exact for \(Self.scores(exact))") }
    if let minimumPsnrDb {
      let error = maximumAbsoluteError.map { ", largest error \($0) of 255 levels" } ?? ""
      let subject = parts.isEmpty ? Self.scores(rounded) : "\(rounded)"
      parts.append("for \(subject) at least \(Self.tenths(minimumPsnrDb)) dB\(error)")
    }
    if degraded > 0 {
      parts.append(
        "\(Self.scores(degraded)) below \(DisplayRecord.faithfulDecibels) dB (marked degraded in "
          + "scores.csv)")
    }
    if previews > 0 { parts.append("characters for \(Self.scores(previews))") }
    if unknown > 0 { parts.append("error unknown for \(Self.scores(unknown))") }
    let lines = parts.isEmpty ? [] : ["Display: " + parts.joined(separator: "; ")]
    return methodsDiffer ? lines + [byMethod] : lines
  }

  /// Whether the least of one method is more than 1 dB below that of another.
  private var methodsDiffer: Bool {
    let least = methods.compactMap { method in
      method.minimumPsnrDb ?? (method.exact > 0 ? Double.infinity : nil)
    }
    guard let low = least.min(), let high = least.max(), low < high else { return false }
    return high - low > 1
  }

  private var byMethod: String {
    let parts = methods.map { method in
      let name = method.method.terminalSafe
      if let psnr = method.minimumPsnrDb { return "\(name) \(Self.tenths(psnr)) dB" }
      return name + (method.exact > 0 ? " exact" : " unknown")
    }
    return "Display by method, at least: " + parts.joined(separator: ", ")
  }

  private static func scores(_ count: Int) -> String { count == 1 ? "1 score" : "\(count) scores" }

  /// A number with one decimal, rounded down, so that it can be called the least.
  private static func tenths(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    return "\(thousandths / 1000).\(thousandths % 1000 / 100)"
  }
}
