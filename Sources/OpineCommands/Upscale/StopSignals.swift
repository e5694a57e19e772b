#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Signals that ask a long run to stop: they are held back and asked for between pieces of work, so
/// that no half file and no temporary one stays.
enum StopSignals {
  /// Holds SIGINT, SIGTERM and SIGHUP back from now on, but for those that are ignored.
  ///
  /// Threads that are made later hold them back, too, so it comes before them. They stay held back:
  /// whoever was asked to stop ends the program.
  static func hold() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(signal) {
      sigaddset(&signals, signal)
    }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// Whether one of them came since then.
  static var haveCome: Bool {
    var pending = sigset_t()
    sigemptyset(&pending)
    sigpending(&pending)
    return [SIGINT, SIGTERM, SIGHUP].contains { sigismember(&pending, $0) == 1 && !isIgnored($0) }
  }

  // What nohup and shells do for programs in the background.
  private static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    sigaction(signal, nil, &action)
    #if canImport(Glibc)
      let handler = action.__sigaction_handler.sa_handler
    #else
      let handler = action.__sigaction_u.__sa_handler
    #endif
    // SIG_IGN is the address 1, which no function has.
    return unsafeBitCast(handler, to: Int.self) == 1
  }
}
