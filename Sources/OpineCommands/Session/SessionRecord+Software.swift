import CursesTerminal
import Foundation
import Pictures
import RatingStore
import StudyFiles
import StudyModel
import TerminalGraphics

extension SessionRecord.Software {
  /// The running program; its file is read for this.
  static var current: SessionRecord.Software {
    SessionRecord.Software(
      program: Program.nameAndVersion,
      programSHA256: Program.path.flatMap { try? Digest.sha256(ofFile: $0).description },
      operatingSystem: ProcessInfo.processInfo.operatingSystemVersionString,
      swift: Program.compiler, schemaVersion: SQLiteStore.schemaVersion,
      libraries: SessionRecord.Libraries(
        libpng: PNGDecoder.libraryVersion, ncurses: CursesTerminal.libraryVersion,
        chafa: ChafaLibrary.version, sqlite: SQLiteStore.libraryVersion))
  }
}
