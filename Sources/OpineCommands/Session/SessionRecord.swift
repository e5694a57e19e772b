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
    var operatingSystem: String
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
    var terminal: String
    var term: String
    var renderer: String
    var reason: String
    var alternatives: [String]
    var columns: Int
    var rows: Int
    var cellWidthInPixels: Int?
    var cellHeightInPixels: Int?
    var isInsideMultiplexer: Bool
    var isOverSSH: Bool
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
