import CKernels

// Threads that share out the parts of one job after another.
final class WorkerPool {
  private let pool: OpaquePointer

  // As many threads as asked for, the caller's among them.
  init(threads: Int) throws(InferenceError) {
    guard let pool = ckernels_pool_create(Int32(clamping: threads)) else {
      throw .outOfMemory(bytes: nil)
    }
    self.pool = pool
  }

  deinit { ckernels_pool_destroy(pool) }

  // Calls `work` for every part, from several threads, and returns when all are done; the second
  // number is the thread's.
  func run(parts: Int, _ work: (Int, Int) -> Void) {
    withoutActuallyEscaping(work) { work in
      var job = Job(work: work)
      withUnsafeMutablePointer(to: &job) { job in
        ckernels_pool_run(
          pool, Int32(parts),
          { context, part, worker in
            context?.assumingMemoryBound(to: Job.self).pointee.work(Int(part), Int(worker))
          }, job)
      }
    }
  }

  private struct Job {
    let work: (Int, Int) -> Void
  }
}
