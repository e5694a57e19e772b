import CNCurses

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The one reader of what the terminal sends: keys, answers, and what is neither.
///
/// Whoever wants to throw input away does it here too, so that no sequence is cut in two and its
/// rest taken for keys.
final class TerminalInput {
  /// Standard input.
  static let standard = TerminalInput(descriptor: STDIN_FILENO)

  /// Tells whether the other side is gone.
  private(set) var hasEnded = false
  /// The number of questions after the state of the terminal whose answers have not come.
  private(set) var answersOwed = 0

  private let descriptor: Int32
  private let clock: () -> Int64
  private var parser = KeyParser()
  private var ready: ArraySlice<KeyParser.Input> = []
  private var lastRead: Int64 = 0

  /// A reader of a descriptor, which stays the caller's, with a clock in milliseconds.
  init(descriptor: Int32, clock: @escaping () -> Int64 = { TerminalInput.monotonicMilliseconds }) {
    self.descriptor = descriptor
    self.clock = clock
  }

  /// Milliseconds until ``next()`` may have something without a further byte; nil for never.
  var patience: Int64? {
    parser.patience.map { max(0, lastRead + $0 - clock()) }
  }

  /// Returns the next key without waiting, and reads at most once for it.
  func next() -> KeyParser.Input? {
    if ready.isEmpty { _ = read() }
    // Bytes that have come count before the time that has passed: the program may have been busy.
    if ready.isEmpty, patience == 0 { return parser.expire() }
    return ready.popFirst()
  }

  /// Notes that the terminal was asked after its state.
  func expectAnswer() { answersOwed += 1 }

  /// Forgets the answers that are owed: they have gone, or will go, to another program.
  func forgetAnswers() { answersOwed = 0 }

  /// Reads and throws away keys until a condition holds, at most so many milliseconds.
  ///
  /// - Parameters:
  ///   - limit: The milliseconds left, asked before every wait.
  ///   - isDone: The condition; it gets the bytes of each reading.
  func skip(while limit: () -> Int64, until isDone: ([UInt8]) -> Bool) {
    ready = []
    while !hasEnded, !opine_signals_ending() {
      let left = limit()
      guard left > 0 else { return }
      var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      poll(&polled, 1, Int32(clamping: left))
      let bytes = read()
      ready = []
      if !bytes.isEmpty, isDone(bytes) { return }
    }
  }

  /// Reads once what has come, without waiting.
  private func read() -> [UInt8] {
    var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&polled, 1, 0) > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = readBytes(descriptor, &bytes, bytes.count)
    guard count > 0 else {
      hasEnded = count == 0 || (errno != EINTR && errno != EAGAIN)
      return []
    }
    lastRead = clock()
    for byte in bytes[..<count] {
      switch parser.feed(byte) {
      case .onsetAnswer: answersOwed = max(0, answersOwed - 1)
      case let input?: ready.append(input)
      case nil: break
      }
    }
    return Array(bytes[..<count])
  }

  /// Milliseconds of a clock that only goes forward.
  static var monotonicMilliseconds: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}

private func readBytes(_ file: Int32, _ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(file, bytes, count)
}
