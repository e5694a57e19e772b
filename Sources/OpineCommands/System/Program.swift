import Foundation

/// Facts about the running program.
enum Program {
  /// The version (semver.org).
  static let version = "0.1.0"

  /// Name and version as stored with every session.
  static var nameAndVersion: String { "opine \(version)" }

  /// The name of this computer as a station, made an identifier.
  static var station: String {
    let allowed = ProcessInfo.processInfo.hostName.utf8.prefix(64).map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."), UInt8(ascii: "-"):
        byte
      default: UInt8(ascii: "-")
      }
    }
    let text = String(decoding: allowed, as: UTF8.self)
    return text.utf8.first.map { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") } ?? true
      ? "station" : text
  }

  /// The file of the running program, also when another one was put in its place.
  static var path: String? {
    #if os(Linux)
      "/proc/self/exe"
    #else
      Bundle.main.executablePath
    #endif
  }

  /// The version of the compiler, as far as a program can know it.
  static var compiler: String {
    #if compiler(>=6.5)
      "6.5 or later"
    #elseif compiler(>=6.4)
      "6.4"
    #elseif compiler(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }

  /// The variables of the process.
  static var environment: [String: String] { ProcessInfo.processInfo.environment }
}
