import Foundation
import StudyModel

/// What is known about one run of a session, written as JSON beside the ratings.
///
/// The store keeps the digest of every record, so that a changed record is noticed.
struct SessionRecord: Encodable {
  struct Identity: Encodable {
    var studyID: String
    var studyRevision: Int
    var planSHA256: String
    var sessionID: String
    var sessionNumber: Int
    var raterCode: String
    var station: String
  }

  struct Software: Encodable {
    var program: String
    /// Of the program's file; nil when it cannot be read.
    var programSHA256: String?
    var operatingSystem: String
    /// The version of the Swift compiler.
    var swift: String
    /// The version of the store's tables.
    var schemaVersion: Int
    var libraries: Libraries
  }

  /// The versions of libraries whose work is on the screen or in the store.
  struct Libraries: Encodable {
    var libpng: String
    var ncurses: String
    var chafa: String
    var sqlite: String?
  }

  struct Procedure: Encodable {
    var name: String
    var testMethod: String
    var settings: SessionSettings
    var instructionsSHA256: String
  }

  struct Order: Encodable {
    var algorithm: String
    var seed: UInt64
    var planSHA256: String
    var presentations: Int
    var smallestSpacing: Int?
    var smallestRetestDistance: Int?
    var slotImbalance: Int
  }

  /// What the program could find out about the display.
  struct Display: Encodable {
    /// Name and version as the terminal told them (XTVERSION), or what stands for them.
    var terminal: String
    /// The parameters of its primary device attributes (DA1); empty without an answer.
    var deviceAttributes: [Int]
    /// The variable TERM.
    var term: String
    /// The variable TERM_PROGRAM.
    var termProgram: String?
    /// The variable COLORTERM.
    var colorTerm: String?
    var localeCharset: String
    var renderer: String
    var reason: String
    var alternatives: [String]
    var columns: Int
    var rows: Int
    var cellWidthInPixels: Int?
    var cellHeightInPixels: Int?
    var windowWidthInPixels: Int?
    var windowHeightInPixels: Int?
    /// Whether a frame is shown at once (mode 2026).
    var hasSynchronisedOutput: Bool
    /// What is known about sixels; nil when they are not used.
    var sixel: Sixel?
    var isInsideMultiplexer: Bool
    /// tmux, screen, zellij or unknown; nil without one.
    var multiplexer: String?
    var isOverSSH: Bool
  }

  /// How the terminal handles sixels.
  struct Sixel: Encodable {
    /// Colour registers an image may use.
    var registers: Int
    /// The rule by which colours of 0 to 100 become samples.
    var percentCurve: String
    /// When pixels get their colours: at-once, at-end or unknown.
    var painting: String
  }

  struct Time: Encodable {
    var startedUTC: String
    var endedUTC: String
  }

  struct Integrity: Encodable {
    /// How the run ended: finished, stopped, ended or failed.
    var outcome: String
    var scoresThisRun: Int
    var presentationsComplete: Int
    var presentationsPlanned: Int
  }

  var formatVersion = 1
  var identity: Identity
  var software: Software
  var procedure: Procedure
  var order: Order
  var display: Display
  /// Answers to the screening questions as stored.
  var screening: String
  var time: Time
  var integrity: Integrity

  /// The bytes of the file.
  var bytes: [UInt8] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { Array($0) + [UInt8(ascii: "\n")] } ?? []
  }
}
