import CursesTerminal
import StudyModel
import StudyScreens
import TerminalGraphics

/// What `opine doctor` found out; text from outside is made safe for a terminal.
struct DoctorReport: Encodable, Equatable {
  /// What the terminal answered; nil for what cannot be known.
  struct Answers: Encodable, Equatable {
    var version: String?
    var kittyGraphics: Bool
    var sixels: Bool
    var sixelRegisters: Int?
    var inlinePictures: Bool
    var synchronisedOutput: Bool
  }

  /// How a session would show pictures.
  struct Session: Encodable, Equatable {
    var renderer: String
    var reason: String
    var alternatives: [String]
    /// Whether a study that asks for exact pixels is accepted.
    var acceptsExact: Bool
    /// Whether a study that asks for pixels is accepted.
    var acceptsPixels: Bool
  }

  var terminal: String
  var isVerified: Bool
  var term: String
  var locale: String
  var isUtf8: Bool
  var hasColour: Bool
  var multiplexer: Bool
  var ssh: Bool
  var columns: Int?
  var rows: Int?
  var widthInPixels: Int?
  var heightInPixels: Int?
  var cellWidthInPixels: Int?
  var cellHeightInPixels: Int?
  /// `asked`, `notATerminal` or `dumb`.
  var questions: String
  /// Nil when the terminal did not answer or was not asked.
  var answers: Answers?
  /// Nil when there is no terminal.
  var session: Session?
  var sampleColours: Int
  var display: [ExpectedDisplay]
  var hint: String?

  @MainActor
  init(_ found: TerminalInspection, environment: [String: String], renderer: Renderer?) {
    let profile = renderer.map { found.report.profile.using($0) } ?? found.report.profile
    terminal = profile.name.terminalSafe
    isVerified = profile.isVerified && found.report.hasAnswered
    term = (environment["TERM"] ?? "").terminalSafe
    locale = Self.locale(environment)
    (isUtf8, hasColour) = (found.isUTF8, profile.hasColour)
    multiplexer = profile.isMultiplexer
    ssh = ["SSH_CONNECTION", "SSH_TTY"].contains { !(environment[$0] ?? "").isEmpty }
    (columns, rows) = (found.window?.columns, found.window?.rows)
    let isKnown = found.widthInPixels > 0 && found.heightInPixels > 0
    if isKnown {
      (widthInPixels, heightInPixels) = (found.widthInPixels, found.heightInPixels)
    }
    (cellWidthInPixels, cellHeightInPixels) = (profile.cell?.width, profile.cell?.height)
    questions = found.questions.rawValue
    answers = found.report.hasAnswered ? Answers(found.report) : nil
    session = found.questions == .notATerminal ? nil : Session(profile)
    let page = ExpectedDisplay.page
    sampleColours = page.first.map(ExpectedDisplay.colours) ?? 0
    display =
      session == nil ? [] : [1, 2, 4].map { ExpectedDisplay(profile, showing: page.prefix($0)) }
    hint = profile.hint?.terminalSafe
  }

  /// The variable that decides on the locale.
  private static func locale(_ environment: [String: String]) -> String {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"]
    return (names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "").terminalSafe
  }
}

extension DoctorReport.Answers {
  fileprivate init(_ report: TerminalReport) {
    version = report.version?.terminalSafe
    kittyGraphics = report.acceptsKittyGraphics
    sixels = report.showsSixels
    sixelRegisters = report.sixelRegisters
    inlinePictures = report.showsInlinePictures
    synchronisedOutput = report.profile.hasSynchronisedOutput
  }
}

extension DoctorReport.Session {
  fileprivate init(_ profile: TerminalProfile) {
    renderer = profile.renderer.rawValue
    reason = profile.reason
    alternatives = profile.alternatives.filter { $0 != profile.renderer }.map(\.rawValue)
    func accepts(_ minimum: DisplayRequirement.Minimum) -> Bool {
      (try? DisplayCheck.minimum(minimum, of: profile)) != nil
    }
    (acceptsExact, acceptsPixels) = (accepts(.exact), accepts(.pixels))
  }
}
