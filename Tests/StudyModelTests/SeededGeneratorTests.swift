import StudyModel
import Testing

@Suite struct SeededGeneratorTests {
  /// Outputs of xoshiro256** 1.0 seeded by SplitMix64.
  ///
  /// Computed once with a Python version of the public C code of Blackman and Vigna
  /// (prng.di.unimi.it), which gives the published test vectors: for SplitMix64 with seed 1234567 the
  /// first output 6457827717110365317, and for xoshiro256** with state 1, 2, 3, 4 the outputs 11520,
  /// 0, 1509978240, 1215971899390074240.
  private static let streams: [(seed: UInt64, numbers: [UInt64])] = [
    (
      0,
      [
        0x99EC_5F36_CB75_F2B4, 0xBF6E_1F78_4956_452A, 0x1A5F_849D_4933_E6E0, 0x6AA5_94F1_262D_2D2C,
        0xBBA5_AD4A_1F84_2E59, 0xFFEF_8375_D9EB_CACA,
      ]
    ),
    (
      1,
      [
        0xB3F2_AF6D_0FC7_10C5, 0x853B_5596_4736_4CEA, 0x92F8_9756_082A_4514, 0x642E_1C7B_C266_A3A7,
        0xB27A_48E2_9A23_3673, 0x24C1_2312_6FFD_A722,
      ]
    ),
    (
      1_234_567,
      [
        0x30A3_A1C3_6360_0467, 0x1940_5F0F_5799_29CA, 0x115B_EAAC_046D_DBD9, 0xEB17_CAF4_8F27_D7F6,
        0xA0C9_4FE1_CCE9_D136, 0x70E3_3265_7880_2DA2,
      ]
    ),
    (
      .max,
      [
        0x8F55_20D5_2A7E_AD08, 0xC476_A018_CAA1_802D, 0x81DE_31C0_D260_469E, 0xBF65_8D7E_065F_3C2F,
        0x9135_93FD_A1BC_A32A, 0xBB53_5E93_941B_A525,
      ]
    ),
  ]

  @Test(arguments: streams)
  func `the stream is the reference stream`(seed: UInt64, expected: [UInt64]) {
    var generator = SeededGenerator(seed: seed)
    #expect(expected.map { _ in generator.next() } == expected)
  }

  @Test func `the thousandth number is the reference number`() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<999 { _ = generator.next() }
    #expect(generator.next() == 0xB851_7C33_C344_D153)
  }

  @Test func `streams of parts differ from one another and repeat`() {
    let parts = [[0, 0], [0, 1], [1, 0], [1, 1], [-1, 0], [0, -1], [.min, .max]]
    let first = parts.map { part -> UInt64 in
      var generator = SeededGenerator(seed: 5, part[0], part[1])
      return generator.next()
    }
    let again = parts.map { part -> UInt64 in
      var generator = SeededGenerator(seed: 5, part[0], part[1])
      return generator.next()
    }
    #expect(Set(first).count == parts.count)
    #expect(first == again)
  }

  @Test(arguments: [2, 3, 5, 7, 12, 19, 100])
  func `numbers below a bound are without bias`(bound: Int) {
    var generator = SeededGenerator(seed: UInt64(bound))
    let draws = 10_000 * bound
    var counts = [Int](repeating: 0, count: bound)
    for _ in 0..<draws { counts[generator.below(bound)] += 1 }
    let chiSquare = counts.reduce(0.0) { $0 + Double(($1 - 10_000) * ($1 - 10_000)) / 10_000 }
    // Wilson and Hilferty's approximation of the 99.99 % point.
    let freedom = Double(bound - 1)
    let root = 1 - 2 / (9 * freedom) + 3.719 * (2 / (9 * freedom)).squareRoot()
    #expect(chiSquare < freedom * root * root * root)
  }

  @Test func `a bound that does not divide the range is without bias`() {
    // Without rejection a product with 3/8 of 2^64 hits the remainders 0, 1 and 2 in the ratio
    // 3 : 3 : 2.
    var generator = SeededGenerator(seed: 3)
    let bound = 3 << 61
    var counts = [0, 0, 0]
    for _ in 0..<30_000 { counts[generator.below(bound) % 3] += 1 }
    #expect(counts.allSatisfy { abs($0 - 10_000) < 4 * 82 })
    #expect((0..<1000).allSatisfy { _ in generator.below(1) == 0 })
  }

  @Test func `doubles lie in 0..<1 and fill it`() {
    var generator = SeededGenerator(seed: 8)
    let values = (0..<20_000).map { _ in generator.unit() }
    #expect(values.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(abs(values.reduce(0, +) / 20_000 - 0.5) < 0.01)
  }

  @Test func `every order of four elements is equally likely`() {
    var generator = SeededGenerator(seed: 24)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<24_000 { counts[generator.shuffled([0, 1, 2, 3]), default: 0] += 1 }
    #expect(counts.count == 24)
    let chiSquare = counts.values.reduce(0.0) { $0 + Double(($1 - 1000) * ($1 - 1000)) / 1000 }
    // The 99.99 % point of chi-square with 23 degrees of freedom.
    #expect(chiSquare < 56)
  }

  @Test func `shuffles keep the elements`() {
    var generator = SeededGenerator(seed: 9)
    #expect(generator.shuffled([Int]()).isEmpty)
    #expect(generator.shuffled([3]) == [3])
    let shuffled = generator.shuffled(Array(0..<1000))
    #expect(shuffled != Array(0..<1000))
    #expect(shuffled.sorted() == Array(0..<1000))
  }
}
