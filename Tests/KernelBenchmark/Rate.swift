import Foundation

/// Thousand millions of operations per second.
struct Rate {
  var perProcessorSecond = 0.0
  var perSecond = 0.0

  init() {}

  init(operations: Double, _ work: () -> Void) {
    let (clock, processor) = (Rate.time(CLOCK_MONOTONIC), Rate.time(CLOCK_PROCESS_CPUTIME_ID))
    work()
    perSecond = operations / (Rate.time(CLOCK_MONOTONIC) - clock)
    perProcessorSecond = operations / (Rate.time(CLOCK_PROCESS_CPUTIME_ID) - processor)
  }

  mutating func improve(_ other: Rate) {
    perProcessorSecond = max(perProcessorSecond, other.perProcessorSecond)
    perSecond = max(perSecond, other.perSecond)
  }

  private static func time(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }
}
