import StudyScreens
import Testing

@testable import CursesTerminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@MainActor
struct CursesTerminalTests {
  @Test(.enabled(if: isatty(STDIN_FILENO) == 0, "standard input is a terminal here"))
  func `a pipe in place of a terminal is refused`() {
    #expect(throws: CursesTerminalError.notATerminal) {
      try CursesTerminal(environment: ["TERM": "xterm"], renderer: nil, ground: 124)
    }
  }

  @Test func `every message says what is wrong and what to do`() {
    #expect(
      CursesTerminalError.notATerminal.description
        == "This command needs a terminal for its input and output; run it without pipes and files"
    )
    #expect(
      CursesTerminalError.cannotPlaceCursor(type: "dumb").description
        == "The terminal type 'dumb' (variable TERM) cannot place the cursor or is unknown; "
        + "set TERM to what your terminal is, for example xterm-256color")
  }

  @Test(arguments: TextStyle.allCases)
  func `every style has its own code`(style: TextStyle) {
    let same = TextStyle.allCases.filter { $0.code == style.code }
    #expect(same == [style])
  }
}
