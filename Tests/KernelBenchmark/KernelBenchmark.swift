import CKernels
import CPeak
import Dispatch
import Foundation

/// Measures a 3x3 convolution of 64 channels beside what the machine's registers can do.
///
/// The fraction is of rates per second of processor time, which other programs disturb little; the
/// rate by the clock shows what two threads gain only where both cores are free.
@main
struct KernelBenchmark {
  static func main() {
    print("conv 3x3 64 > 64, best of 20; peak: multiply-adds on registers alone")
    for level in [ckernels_level.avx512, .avx2, .neon] where ckernels_select(level) {
      for size in [128, 256] {
        for threads in [1, 2] {
          measure(level, size: size, threads: threads)
        }
      }
    }
  }

  private static func measure(_ level: ckernels_level, size: Int, threads: Int) {
    let layer = Layer(size: size)
    var best = Rate()
    var peak = Rate()
    for _ in 0..<20 {
      peak.improve(peakRate(level, threads: threads))
      best.improve(layer.rate(threads: threads))
    }
    let label = "\(name(level)) \(size)x\(size) \(threads) thread(s)"
    let format = "%.1f of %.1f GFLOP per processor second, %.1f %%; %.1f of %.1f by the clock"
    let share = 100 * best.perProcessorSecond / peak.perProcessorSecond
    let figures = String(
      format: format, best.perProcessorSecond, peak.perProcessorSecond, share, best.perSecond,
      peak.perSecond)
    print("\(label): \(figures)")
  }

  private static func name(_ level: ckernels_level) -> String {
    switch level {
    case .portable: "portable"
    case .neon: "NEON"
    case .avx2: "AVX2"
    case .avx512: "AVX-512"
    }
  }

  private static func peakRate(_ level: ckernels_level, threads: Int) -> Rate {
    let rounds = 400_000
    let lanes = level == .avx512 ? 16.0 : level == .avx2 ? 8.0 : 4.0
    return Rate(operations: Double(threads) * 2 * 12 * lanes * Double(rounds)) {
      DispatchQueue.concurrentPerform(iterations: threads) { _ in
        switch level {
        case .avx512: _ = peak_avx512(rounds)
        case .avx2: _ = peak_avx2(rounds)
        case .neon, .portable: _ = peak_baseline(rounds)
        }
      }
    }
  }
}

/// Thousand millions of operations per second.
private struct Rate {
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

/// A convolution with memory of its own, alive until the program ends.
private struct Layer {
  let size: Int
  let convolution: ckernels_convolution
  let places: ckernels_places

  init(size: Int) {
    self.size = size
    let weights = ckernels_packed_floats(64, 64, 3, 3)
    convolution = ckernels_convolution(
      inputs: 64, outputs: 64, kernel_height: 3, kernel_width: 3, top: -1, left: -1,
      weights: UnsafePointer(Layer.floats(weights, 0.001)),
      bias: UnsafePointer(Layer.floats(64, 0.1)), activation: .slope, slope: 0.2, slopes: nil,
      scale: 1, residual_scale: 0)
    places = ckernels_places(
      source: Layer.tensor(size), source_channel: 0, source_row: 0, second: ckernels_tensor(),
      second_channel: 0,
      second_from: 0,
      destination: Layer.tensor(size), destination_channel: 0, step: 1, phase_y: 0, phase_x: 0,
      residual: ckernels_tensor(), residual_channel: 0,
      residual_row: 0)
  }

  func rate(threads: Int) -> Rate {
    let call = Call(convolution: convolution, places: places)
    let band = threads == 1 ? size : 8
    return Rate(operations: 2 * 64 * 64 * 9 * Double(size * size)) {
      if threads == 1 {
        call.run(first: 0, rows: size)
      } else {
        DispatchQueue.concurrentPerform(iterations: size / band) {
          call.run(first: $0 * band, rows: band)
        }
      }
    }
  }

  private static func tensor(_ size: Int) -> ckernels_tensor {
    let side = Int32(size)
    let data = floats(ckernels_tensor_floats(64, side, side, 1), 0.5)
    return ckernels_tensor(data: data, channels: 64, height: side, width: side, border: 1)
  }

  private static func floats(_ count: Int, _ value: Float) -> UnsafeMutablePointer<Float> {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: 4 * count, alignment: 4096)
    let floats = memory.bindMemory(to: Float.self, capacity: count)
    floats.initialize(repeating: value, count: count)
    return floats
  }
}

// Bands write different rows, and what the pointers lead to is read only otherwise.
private struct Call: @unchecked Sendable {
  let convolution: ckernels_convolution
  let places: ckernels_places

  func run(first: Int, rows: Int) {
    withUnsafePointer(to: convolution) { convolution in
      withUnsafePointer(to: places) { places in
        let status = ckernels_convolve(convolution, places, Int32(first), Int32(rows))
        precondition(status == .done)
      }
    }
  }
}
