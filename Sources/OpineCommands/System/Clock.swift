#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The two clocks: one that tells the time, one that only goes forward.
enum Clock {
  /// Milliseconds since 1970.
  static var wallMilliseconds: Int64 { milliseconds(CLOCK_REALTIME) }

  /// Milliseconds of a clock that nobody sets.
  static var monotonicMilliseconds: Int64 { milliseconds(CLOCK_MONOTONIC) }

  private static func milliseconds(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
