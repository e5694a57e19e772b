import RatingStore
import StudyModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes scores until it is done or killed: `StoreWriter PATH NUMBER COUNT [OPTION VALUE]...`.
///
/// Prints `READY`, then `A position slot revision` as soon as a score is stored, or `E sentence`
/// and exits with 1. Options: `file-limit` in bytes, `user` by number, `read` 1 to count only,
/// `time` 1 to print how long each score took in microseconds.
@main
enum WriterProgram {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count >= 4, let number = Int(arguments[2]), let count = Int(arguments[3]) else {
      say("E usage: StoreWriter PATH NUMBER COUNT [OPTION VALUE]...")
      exit(64)
    }
    var options: [String: Int] = [:]
    for index in stride(from: 4, to: arguments.count - 1, by: 2) {
      options[arguments[index]] = Int(arguments[index + 1])
    }
    signal(SIGXFSZ, SIG_IGN)
    restrict(options)
    do {
      if options["read"] == 1 {
        try readAll(arguments[1])
      } else {
        try rate(arguments[1], number: number, count: count, isTimed: options["time"] == 1)
      }
    } catch {
      say("E \(error)")
      exit(1)
    }
  }

  private static func restrict(_ options: [String: Int]) {
    if let limit = options["file-limit"] {
      var value = rlimit(rlim_cur: rlim_t(limit), rlim_max: rlim_t(limit))
      #if os(Linux)
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &value)
      #else
        setrlimit(RLIMIT_FSIZE, &value)
      #endif
    }
    if let user = options["user"], setgid(gid_t(user)) != 0 || setuid(uid_t(user)) != 0 {
      say("E the user cannot be changed")
      exit(1)
    }
  }

  private static func readAll(_ path: String) throws {
    let store = try SQLiteStore(
      path: path, kind: .real, access: .readOnly, digest: Samples.digest)
    var count = 0
    try store.forEachScore { _ in count += 1 }
    say("R \(count)")
  }

  private static func rate(_ path: String, number: Int, count: Int, isTimed: Bool) throws {
    let store = try SQLiteStore(
      path: path, kind: .real, access: .readWrite, digest: Samples.digest)
    try store.createStudy(Samples.plan(), planDigest: Samples.planDigest)
    let rater = try store.registerRater(
      code: Samples.code("r\(number)"), id: Samples.id(number, family: 2), screening: "",
      atMilliseconds: Samples.start)
    let session = Samples.session(number, rater: rater.id, count: count)
    try store.startSession(session)
    var next = try store.progress(of: session.id).nextPosition
    say("READY")
    let clock = ContinuousClock()
    while let position = next {
      let rating = Samples.rating(session.id, position, score: 1 + position % 5)
      let begin = clock.now
      _ = try store.append(rating, display: Samples.display(rating))
      if isTimed {
        say("T \((clock.now - begin).components.attoseconds / 1_000_000_000_000)")
      } else {
        say("A \(position) 0 0")
      }
      next = position + 1 < count ? position + 1 : nil
    }
  }

  /// Writes a line with one system call, so that a killed program leaves whole lines.
  private static func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(STDOUT_FILENO, bytes, bytes.count)
  }
}
