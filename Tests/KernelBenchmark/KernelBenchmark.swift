import CKernels
import CPeak
import Dispatch
import Foundation

/// Measures a 3x3 convolution of 64 channels beside what the machine's registers can do, and the
/// layers of the networks by both algorithms.
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
    print("Winograd beside direct, 1 thread, medians of 15 interleaved rounds")
    for size in [128, 256] {
      for (inputs, outputs) in shapes { compare(inputs, outputs, size: size) }
    }
  }

  private static let shapes = [
    (64, 64), (64, 256), (96, 32), (128, 32), (160, 32), (192, 64), (64, 12), (3, 64),
  ]

  private static func compare(_ inputs: Int, _ outputs: Int, size: Int) {
    let layer = Layer(inputs: inputs, outputs: outputs, size: size)
    for level in [ckernels_level.avx512, .avx2, .neon] where ckernels_select(level) {
      print("\(name(level)) \(size)x\(size) \(inputs) > \(outputs): \(comparison(layer))")
    }
  }

  private static func comparison(_ layer: Layer) -> String {
    _ = layer.pair()
    let pairs = (0..<15).map { _ in
      let pair = layer.pair()
      return (pair.direct.perProcessorSecond, pair.winograd.perProcessorSecond)
    }
    return String(
      format: "direct %6.1f, Winograd %6.1f GFLOP per processor second, ratio %.2f",
      median(pairs.map(\.0)), median(pairs.map(\.1)), median(pairs.map { $1 / $0 }))
  }

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private static func measure(_ level: ckernels_level, size: Int, threads: Int) {
    let layer = Layer(inputs: 64, outputs: 64, size: size)
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
