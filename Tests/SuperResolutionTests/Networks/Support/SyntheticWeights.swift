import SuperResolution

// Weights that follow from their names, so that every implementation can make the same: SplitMix64
// (Steele et al., 2014) seeded with a name's FNV-1a hash.
enum SyntheticWeights {
  private static let seed: UInt64 = 20_250_101

  // All tensors of a network; the gain is that of its convolutions.
  static func tensors(_ plan: NetworkPlan, gain: Float) -> [String: WeightTensor] {
    Dictionary(
      uniqueKeysWithValues: plan.tensors.map { ($0.name, tensor($0.name, $0.shape, gain: gain)) })
  }

  static func tensor(_ name: String, _ shape: [Int], gain: Float) -> WeightTensor {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let start = hash ^ seed
    let scale = scale(name, shape, gain)
    return WeightTensor(
      shape: shape,
      values: (0..<shape.reduce(1, *)).map { scale.offset + noise(start, $0) * scale.factor })
  }

  private static func scale(
    _ name: String, _ shape: [Int], _ gain: Float
  ) -> (offset: Float, factor: Float) {
    if shape.count == 4 {
      let inputs = Double(shape[1] * shape[2] * shape[3])
      return (0, Float(Double(gain) * (3 / inputs).squareRoot()))
    }
    if name.hasSuffix("running_mean") { return (0, 0.1) }
    if name.hasSuffix("running_var") { return (1, 0.5) }
    if name.contains("bn"), name.hasSuffix("weight") { return (1, 0.2) }
    if name.contains("prelu") { return (0.25, 0.1) }
    return (0, 0.05)
  }

  // A multiple of 2^-23 in -1..<1.
  private static func noise(_ start: UInt64, _ index: Int) -> Float {
    var z = start &+ UInt64(index + 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    z ^= z >> 31
    return Float(z >> 40) / 8_388_608 - 1
  }
}
