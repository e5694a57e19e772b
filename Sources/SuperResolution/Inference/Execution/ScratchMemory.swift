#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// Memory in which each thread keeps what a kernel makes on the way.
final class ScratchMemory: @unchecked Sendable {  // Threads have parts of their own.
  private let memory: UnsafeMutableRawPointer
  private let stride: Int

  // So many floats for each thread, each part at the start of a page.
  init(floats: Int, threads: Int) throws(InferenceError) {
    stride = (floats * MemoryLayout<Float>.stride + 4095) / 4096 * 4096
    var memory: UnsafeMutableRawPointer?
    guard posix_memalign(&memory, 4096, max(stride * threads, 4096)) == 0, let memory else {
      throw .outOfMemory(bytes: stride * threads)
    }
    self.memory = memory
  }

  deinit { free(memory) }

  func memory(of thread: Int) -> UnsafeMutablePointer<Float> {
    (memory + thread * stride).assumingMemoryBound(to: Float.self)
  }
}
