import Foundation
import Synchronization

/// A thread with a stack that the most deeply nested manifest does not exhaust.
///
/// Yams composes, compares and releases nested nodes by recursion.
enum DeepStack {
  /// Address space in bytes; pages that are not touched cost nothing.
  private static let size = 512 << 20

  static func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) -> Value {
    let result = Slot<Value>()
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      result.value.withLock { $0 = body() }
      done.signal()
    }
    thread.stackSize = size
    thread.start()
    done.wait()
    guard let value = result.value.withLock({ $0 }) else {
      preconditionFailure("the thread sets the value before it signals")
    }
    return value
  }

  private final class Slot<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
  }
}
