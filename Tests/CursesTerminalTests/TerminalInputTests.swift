import StudyScreens
import TerminalGraphics
import Testing

@testable import CursesTerminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A pipe in the place of a terminal.
@MainActor
private final class TypedBytes {
  let input: TerminalInput
  private let ends: (reading: Int32, writing: Int32)

  init(clock: @escaping () -> Int64 = { TerminalInput.monotonicMilliseconds }) throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    self.ends = (ends[0], ends[1])
    input = TerminalInput(descriptor: ends[0], clock: clock)
  }

  isolated deinit {
    close(ends.reading)
    hangUp()
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(write(ends.writing, bytes, bytes.count) == bytes.count)
  }

  func hangUp() { close(ends.writing) }

  /// The next key, waiting for what is open as the program does.
  func next() -> KeyParser.Input? {
    while true {
      if let found = input.next() { return found }
      guard let patience = input.patience else { return nil }
      poll(nil, 0, Int32(patience))
    }
  }
}

/// Milliseconds that something took.
@MainActor
private func milliseconds(_ body: () throws -> Void) rethrows -> Int64 {
  let start = TerminalInput.monotonicMilliseconds
  try body()
  return TerminalInput.monotonicMilliseconds - start
}

@MainActor
struct TerminalInputTests {
  @Test func `a sequence in pieces is swallowed`() throws {
    let typed = try TypedBytes()
    for piece in ["\u{1B}", "[1", "5", "~3"] {
      #expect(typed.input.next() == nil)
      typed.type(piece)
    }
    #expect(typed.next() == .key(.character("3")))
    #expect(typed.next() == nil)
  }

  @Test func `escape alone is a key after a moment, and the key after it counts`() throws {
    let typed = try TypedBytes()
    typed.type("\u{1B}")
    var key: KeyParser.Input?
    let time = milliseconds { key = typed.next() }
    #expect(key == .key(.escape))
    #expect(time >= 50 && time < 1000)
    typed.type("3")
    #expect(typed.next() == .key(.character("3")))
  }

  @Test func `what comes in time counts however late it is read`() throws {
    var now: Int64 = 0
    let typed = try TypedBytes { now }
    typed.type("\u{1B}[1")
    #expect(typed.input.next() == nil)
    typed.type("5~")
    now = 300
    #expect(typed.input.next() == nil && typed.input.patience == nil)
    #expect(typed.input.next() == nil)
  }

  @Test func `a closed terminal is noticed`() throws {
    let typed = try TypedBytes()
    #expect(typed.input.next() == nil && !typed.input.hasEnded)
    typed.hangUp()
    #expect(typed.input.next() == nil && typed.input.hasEnded)
  }
}

@MainActor
struct OnsetWaitTests {
  @Test func `keys before the answer are thrown away and keys after it are not`() throws {
    let typed = try TypedBytes()
    typed.type("12\u{1B}[15~\u{1B}[0n")
    #expect(OnsetWait(input: typed.input).wait() != nil)
    typed.type("3")
    #expect(typed.next() == .key(.character("3")))
    #expect(typed.next() == nil)
  }

  @Test func `a terminal that never answers costs the long wait once`() throws {
    let typed = try TypedBytes()
    let wait = OnsetWait(input: typed.input)
    var answers: [Int64?] = []
    let first = milliseconds { answers.append(wait.wait()) }
    #expect(first >= OnsetWait.patience)
    let later = milliseconds { for _ in 0..<3 { answers.append(wait.wait()) } }
    #expect(answers == [nil, nil, nil, nil])
    #expect(later >= 3 * OnsetWait.shortPatience && later < OnsetWait.patience)
  }

  @Test func `a late answer confirms what it was asked for and nothing newer`() throws {
    let typed = try TypedBytes()
    let wait = OnsetWait(input: typed.input)
    #expect(wait.wait() == nil)
    typed.type("\u{1B}[0n")
    #expect(wait.wait() == nil)
    typed.type("\u{1B}[0n")
    #expect(typed.next() == nil && typed.input.answersOwed == 0)
    typed.type("\u{1B}[0n")
    #expect(wait.wait() != nil)
  }

  @Test func `a sequence that is cut by the answer's wait leaves no key behind`() throws {
    let typed = try TypedBytes()
    typed.type("\u{1B}[0n\u{1B}[1")
    #expect(OnsetWait(input: typed.input).wait() != nil)
    typed.type("5~")
    #expect(typed.next() == nil)
  }

  @Test func `a terminal that is gone ends the wait`() throws {
    let typed = try TypedBytes()
    typed.hangUp()
    var answer: Int64?
    let time = milliseconds { answer = OnsetWait(input: typed.input).wait() }
    #expect(answer == nil && time < 1000)
  }
}

@MainActor
struct TerminalQueryTests {
  @Test(arguments: [
    ([:], 180), (["TERM": "xterm-256color", "SSH_CONNECTION": ""], 180),
    (["SSH_CONNECTION": "1.2.3.4 5 6.7.8.9 22"], 1000), (["XTERM_VERSION": "XTerm(379)"], 1000),
    (["TERM": "xterm-kitty"], 1000), (["TERM": "foot"], 1000),
  ])
  func `an answer has to begin soon unless it comes from afar or is promised`(
    environment: [String: String], milliseconds: Int
  ) {
    #expect(TerminalQuery.firstBytePatience(environment) == Int64(milliseconds))
  }

  @Test func `a mute terminal is given up soon, also while keys are typed`() throws {
    let typed = try TypedBytes()
    typed.type("333")
    let time = milliseconds {
      let answer = TerminalQuery.answer(from: typed.input, firstByteWithin: 180)
      #expect(answer == Array("333".utf8))
    }
    #expect(time >= 180 && time < 1000)
    #expect(typed.next() == nil)
  }

  @Test func `an answer is read until its last part`() throws {
    let typed = try TypedBytes()
    typed.type("\u{1B}P>|a(1)\u{1B}\\3\u{1B}[?62;4c")
    let time = milliseconds {
      let answer = TerminalQuery.answer(from: typed.input, firstByteWithin: 180)
      #expect(TerminalProbe.isComplete(answer))
    }
    #expect(time < 180)
    #expect(typed.next() == nil)
  }

  @Test func `an answer that never ends is given up, and its rest is no key`() throws {
    let typed = try TypedBytes()
    typed.type("\u{1B}P1234")
    let time = milliseconds {
      _ = TerminalQuery.answer(from: typed.input, firstByteWithin: 180)
    }
    #expect(time >= TerminalQuery.patience && time < TerminalQuery.patience + 1000)
    typed.type("55\u{1B}\\")
    #expect(typed.next() == nil)
  }
}
