import CKernels
import CPeak
import Foundation
import SuperResolution

/// Runs one network for as long as the standard input lasts; `compare.py` speaks with it.
///
/// Arguments: a weights file and the number of threads. At first it writes
/// `ready SECONDS_TO_LOAD MULTIPLICATIONS_PER_INPUT_PIXEL`, then it answers each line:
///
/// - `run WIDTH HEIGHT SEED [FILE]` with `done WALL_SECONDS CPU_SECONDS PEAK_KIB`; the result goes to
///   the file as plain 32-bit numbers.
/// - `peak` with `peak GFLOP_PER_CPU_SECOND`, that of multiply-adds on registers alone.
@main
struct NetworkBenchmark {
  private let inference: Inference

  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let threads = Int(arguments[2]), threads >= 1 else {
      FileHandle.standardError.write(Data("usage: NetworkBenchmark WEIGHTS THREADS\n".utf8))
      exit(64)
    }
    let start = Moment()
    let inference = Inference(try network(arguments[1]), threads: threads)
    let benchmark = NetworkBenchmark(inference: inference)
    say("ready \(start.wall) \(inference.network.summary.multiplicationsPerInputPixel)")
    while let line = readLine() {
      try benchmark.answer(line.split(separator: " ").map(String.init))
    }
  }

  private static func network(_ path: String) throws -> Network {
    var checkpoint: Checkpoint?
    do {
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      let bytes = [UInt8](try file.readToEnd() ?? Data())
      checkpoint = try Checkpoint.read(bytes)
    }
    return try Network(tensors: checkpoint?.tensors ?? [:])
  }

  private func answer(_ words: [String]) throws {
    switch words.first {
    case "peak": Self.say("peak \(PeakRate.gigaflops(threads: inference.threads))")
    case "run" where words.count > 3:
      let numbers = words[1...3].compactMap { UInt64($0) }
      guard numbers.count == 3 else { fallthrough }
      try run(
        width: Int(numbers[0]), height: Int(numbers[1]), seed: numbers[2],
        file: words.count > 4 ? words[4] : nil)
    default: Self.say("error: no such order")
    }
  }

  private func run(width: Int, height: Int, seed: UInt64, file: String?) throws {
    let channels = inference.network.graph.inputChannels
    let samples = Self.samples(channels * width * height, seed: seed)
    let input = SamplePlanes(channels: channels, width: width, height: height, samples: samples)
    let start = Moment()
    let result = try inference.run(input)
    let (wall, processor) = (start.wall, start.processor)
    if let file {
      let bytes = result.samples.withUnsafeBytes { Data($0) }
      try bytes.write(to: URL(fileURLWithPath: file))
    }
    Self.say("done \(wall) \(processor) \(Self.peakKibibytes)")
  }

  /// Writes a line at once, also into a pipe.
  private static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  /// Numbers of 0..<1 with 24 bits: SplitMix64 (Steele, Lea and Flood 2014, figure 15), so that other
  /// programs can make the same.
  private static func samples(_ count: Int, seed: UInt64) -> [Float] {
    (1...UInt64(count)).map { index in
      var bits = seed &+ index &* 0x9E37_79B9_7F4A_7C15
      bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
      bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
      bits ^= bits >> 31
      return Float(bits >> 40) / 16_777_216
    }
  }

  /// The most memory that was resident, without what a parent had before this program began; 0 where
  /// the system does not tell.
  private static var peakKibibytes: Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
      .flatMap { Int($0) } ?? 0
  }
}

/// A point in time on the clock and in the time that processors spent on this program.
struct Moment {
  private let times = (read(CLOCK_MONOTONIC), read(CLOCK_PROCESS_CPUTIME_ID))

  /// Seconds by the clock since then.
  var wall: Double { Self.read(CLOCK_MONOTONIC) - times.0 }
  /// Seconds of all processors since then.
  var processor: Double { Self.read(CLOCK_PROCESS_CPUTIME_ID) - times.1 }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// The multiply-adds that the machine's registers can do.
enum PeakRate {
  /// Thousand millions of floating-point operations in a second of processor time, two for each
  /// multiply-add.
  static func gigaflops(threads: Int) -> Double {
    let rounds = 2_000_000
    let level = ckernels_selected()
    let lanes = level == .avx512 ? 16.0 : level == .avx2 ? 8.0 : 4.0
    let start = Moment()
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      switch level {
      case .avx512: _ = peak_avx512(rounds)
      case .avx2: _ = peak_avx2(rounds)
      case .neon, .portable: _ = peak_baseline(rounds)
      }
    }
    return Double(threads) * 2 * 12 * lanes * Double(rounds) / start.processor / 1e9
  }
}
