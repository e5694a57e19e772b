import CKernels
import Testing

struct TensorTests {
  @Test(arguments: [1, 3, 16, 20], GuardedFloats.Guard.allCases)
  func `planes lie in blocks of 16 channels`(count: Int, side: GuardedFloats.Guard) {
    let planes = Planes(count: count, height: 5, width: 7, seed: 1)
    let blocks = Blocks(
      channels: count, height: 5, width: 7, border: 2, guarding: side, repeating: 7.5)
    ckernels_from_planes(planes.values, 35, Int32(count), blocks.tensor, 0, 0, 2)
    planes.values.withUnsafeBufferPointer {
      ckernels_from_planes($0.baseAddress! + 14, 35, Int32(count), blocks.tensor, 0, 2, 3)
    }
    var expected = [Float](repeating: 7.5, count: blocks.floats.count)
    for channel in 0..<(count + 15) / 16 * 16 {
      for y in 0..<5 {
        for x in 0..<7 {
          expected[blocks.index(channel: channel, y: y, x: x)] =
            channel < count ? planes.values[(channel * 5 + y) * 7 + x] : 0
        }
      }
    }
    #expect(blocks.floats.bits == expected.map(\.bitPattern))
    #expect(blocks.planes(count) == planes)
  }

  @Test func `rows that are not asked for stay`() {
    let blocks = Blocks(Planes(count: 3, height: 4, width: 5, seed: 1), border: 1)
    var planes = [Float](repeating: 7.5, count: 3 * 4 * 5)
    ckernels_to_planes(blocks.tensor, 0, 3, 1, 2, &planes, 20)
    for index in planes.indices {
      #expect((planes[index] == 7.5) != (0..<10).contains(index % 20))
    }
  }

  @Test(arguments: [false, true])
  func `a border is filled with zeros or the nearest pixel`(replicate: Bool) {
    let planes = Planes(count: 18, height: 3, width: 2, seed: 1)
    let blocks = Blocks(channels: 18, height: 3, width: 2, border: 4, repeating: 7.5)
    ckernels_from_planes(planes.values, 6, 18, blocks.tensor, 0, 0, 3)
    ckernels_fill_border(blocks.tensor, replicate)
    for channel in 0..<18 {
      for y in -4..<7 {
        for x in -4..<6 {
          let inside = (0..<3).contains(y) && (0..<2).contains(x)
          let (row, column) = (min(max(y, 0), 2), min(max(x, 0), 1))
          let expected =
            inside || replicate ? planes.values[(channel * 3 + row) * 2 + column] : 0
          #expect(blocks.floats.pointer[blocks.index(channel: channel, y: y, x: x)] == expected)
        }
      }
    }
  }

  @Test func `sizes that make no sense or overflow take no floats`() {
    #expect(ckernels_tensor_floats(17, 3, 2, 1) == 32 * 5 * 4)
    #expect(ckernels_tensor_floats(0, 3, 2, 1) == 0)
    #expect(ckernels_tensor_floats(1, 0, 2, 1) == 0)
    #expect(ckernels_tensor_floats(1, 3, -2, 1) == 0)
    #expect(ckernels_tensor_floats(1, 3, 2, -1) == 0)
    #expect(ckernels_tensor_floats(.max, .max, .max, .max) == 0)
  }

  @Test func `packed weights are in blocks of outputs, inputs and taps`() {
    let (outputs, inputs) = (18, 19)
    var noise = Noise(1)
    let weights = noise.floats(outputs * 2 * inputs * 6)
    let count = ckernels_packed_floats(18, 19, 2, 3)
    #expect(count == 32 * 19 * 6)
    let packed = GuardedFloats(count, guarding: .after, repeating: .nan)
    ckernels_pack(weights, 18, 19, 2, 3, 1, 2, packed.pointer)
    var position = 0
    for block in 0..<2 {
      for inputBlock in [0..<16, 16..<19] {
        for tap in 0..<6 {
          for input in inputBlock {
            for output in block * 16..<block * 16 + 16 {
              let from = (1 + 2 * output) * inputs + input
              let expected = output < outputs ? weights[from * 6 + tap] : 0
              #expect(packed.pointer[position] == expected)
              position += 1
            }
          }
        }
      }
    }
  }

  @Test func `the portable instruction set is always there and others only where they are`() {
    #expect(ckernels_has(.portable))
    #expect(ckernels_has(ckernels_best()))
    #if arch(x86_64)
      #expect(!ckernels_has(.neon))
      #expect(!ckernels_select(.neon))
    #else
      #expect(!ckernels_has(.avx512))
      #expect(!ckernels_select(.avx512))
    #endif
  }
}
