/// What is known about one kind of terminal before it has answered.
///
/// The values at hand are those of a terminal that nobody has measured.
struct TerminalEntry: Sendable {
  /// The name for people.
  let title: String
  /// Beginnings of the answer to the question after name and version.
  var versions: [String] = []
  /// Variables that name the terminal where it does not tell its version.
  var variables: [Variable] = []
  /// Tells whether the variables are the only way to know the terminal.
  var answersNoVersion = false
  /// The renderers that may be used if the terminal offers them, best first.
  var renderers: [Renderer] = [.kitty, .sixel]
  /// Tells whether the inline pictures of iTerm2 are shown, for which there is no question.
  var showsInlinePictures = false
  /// The rule by which sixel colours become samples.
  var percentCurve = PercentCurve.floor
  /// When a sixel pixel gets its colour; nil when that is not known.
  var sixelPainting: SixelPainting?
  /// The number of registers that an answer is trusted for.
  var trustedRegisters = 256
  /// The number of sixel images of one frame that are kept apart.
  var imagesPerFrame = 1
  /// Tells whether old sixel pictures have to be moved up before new ones are drawn.
  var needsAgeing = false
  /// The largest sixel or inline picture, whatever was answered.
  var largestPicture: PixelSize?
  /// The largest picture where none was answered.
  var largestUnanswered: PixelSize?
  /// What to do at the terminal about a picture beyond the limit; nil when nothing helps.
  var hintForSize: String?
  /// Tells whether a last band of six rows that crosses the limit is left out.
  var cutsLastBand = false
  /// The versions that ignore a sixel image above a number of bytes.
  var passLimit: (versions: ClosedRange<Int>, bytes: Int)?
  /// Tells whether it stands between the program and a terminal.
  var isMultiplexer = false
  /// Tells whether the screen of the real program was compared with the files.
  var isVerified = false
  /// Why it shows no pixels although it offers pictures.
  var refusal: String?
  /// What to change where it shows no pixels.
  var hintWithoutPixels = Self.otherTerminal
  /// What to change where it shows sixels.
  var hintForSixels = "Use kitty or mlterm for exact pixels: sixels round colours"

  /// A variable that a terminal sets.
  struct Variable: Sendable {
    let name: String
    /// The beginning of the value; empty where any value will do.
    var prefix = ""

    func matches(_ environment: [String: String]) -> Bool {
      guard let value = environment[name], !value.isEmpty else { return false }
      return value.utf8.starts(with: prefix.utf8)
    }
  }

  static let otherTerminal =
    "Use kitty or mlterm for exact pixels, or xterm started with sixels, outside tmux and screen"
}

/// A terminal found in the table.
struct RecognisedTerminal {
  let entry: TerminalEntry
  /// Tells whether the terminal itself said so, or has no way to.
  let isSure: Bool

  /// Finds a terminal by its version; only without one do variables count, which a program hands
  /// on to whatever it starts.
  init(version: String?, environment: [String: String]) {
    let table = TerminalEntry.table
    if let version, !version.isEmpty {
      let known = table.first { entry in
        entry.versions.contains { version.utf8.starts(with: $0.utf8) }
      }
      (entry, isSure) = (known ?? .unknown, known != nil)
    } else {
      let known = table.first { entry in
        entry.variables.contains { $0.matches(environment) }
      }
      (entry, isSure) = (known ?? .unknown, known?.answersNoVersion ?? false)
    }
  }
}
