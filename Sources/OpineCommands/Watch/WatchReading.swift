import StudyModel

/// What a study's folder says about its progress at one moment.
struct WatchReading: Equatable {
  /// What there is to show.
  enum Content: Equatable {
    /// Nobody has rated yet.
    case nothingYet
    /// The raters by ordinal.
    case raters([WatchedRater])
    /// The study cannot be read, with the whole sentence.
    case failure(String)
  }

  /// A name for the heading.
  var title: String
  /// How many raters the study wants; nil while that is not known.
  var targetRaters: Int?
  var content: Content
  /// Results so far; nil keeps them hidden.
  var interim: InterimResults?
}

/// How far one rater is.
struct WatchedRater: Equatable {
  /// What the rater does, in the order of the table.
  enum State: Int, Equatable {
    case rating
    case interrupted
    case finished

    var words: String {
      switch self {
      case .rating: "rating now"
      case .interrupted: "interrupted"
      case .finished: "finished"
      }
    }
  }

  /// The pseudonym; nothing else names the rater.
  var code: RaterCode
  /// The place among the raters, 0-based.
  var ordinal: Int
  var state: State
  /// Sessions begun, continuations among them.
  var sessions = 0
  /// The block that comes next or was the last, counted from 1; 0 before the first session.
  var block = 0
  var blocks = 0
  /// Test and retest presentations that need nothing more.
  var done = 0
  /// Test and retest presentations in all.
  var presentations = 0
  /// Scores of test and retest pictures, newest revisions.
  var ratings = 0
  /// Scores among them given on previews drawn with characters.
  var previews = 0
  /// Scores among them given on pictures below 45 dB.
  var degraded = 0
  /// When the last score or confirmation was given, in milliseconds since 1970.
  var lastActivity: Int64?

  /// The share that is done, 0...1.
  var share: Double {
    state == .finished ? 1 : presentations == 0 ? 0 : Double(done) / Double(presentations)
  }
}
