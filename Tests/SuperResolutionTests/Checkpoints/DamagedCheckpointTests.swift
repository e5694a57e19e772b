import SuperResolution
import TestSupport
import Testing

// A trap would end the whole test run, so that reaching the end is the assertion.
@Suite(.enabled(if: CheckpointFiles.isPresent, "the research data are absent"))
struct DamagedCheckpointTests {
  private static let files = [
    "bf16.safetensors", "zip_bf16.pth", "zip_pickle4.pth", "legacy_plain.pth",
    "legacy_torch03_rebuild_tensor_v1.pth",
  ]

  @Test(arguments: files)
  func `no beginning of a file is read or traps`(file: String) throws {
    let bytes = try CheckpointFiles.bytes("fixtures/ok/" + file)
    for length in stride(from: 0, to: bytes.count, by: 64) {
      #expect(throws: CheckpointError.self, "\(length)") {
        try Checkpoint.read(Array(bytes[..<length]))
      }
    }
  }

  // Half of the flips are in the first and last parts, which say what is where.
  @Test(arguments: files)
  func `flipped bytes never trap`(file: String) throws {
    let bytes = try CheckpointFiles.bytes("fixtures/ok/" + file)
    var random = SeededBits(state: 20_250_101)
    var refusalCount = 0
    for round in 0..<240 {
      var damaged = bytes
      for _ in 0...round % 4 {
        let part = round.isMultiple(of: 2) ? bytes.count : min(8192, bytes.count)
        let place = Int(random.next() % UInt64(part))
        let isAtEnd = round % 4 == 3
        damaged[isAtEnd ? bytes.count - 1 - place : place] ^= UInt8(1 + random.next() % 255)
      }
      do { _ = try Checkpoint.read(damaged) } catch {
        refusalCount += 1
        #expect(error.description.unicodeScalars.allSatisfy { (32..<127).contains($0.value) })
      }
    }
    #expect(refusalCount > 40)
  }
}

// SplitMix64, Steele et al. 2014.
private struct SeededBits {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }
}
