extension ElementType {
  // Reads little-endian numbers as single precision; nil when one of them is not finite.
  func floats(_ bytes: [UInt8], at offset: Int, count: Int) -> [Float]? {
    let size = byteCount
    precondition(offset >= 0 && count >= 0 && offset <= bytes.count)
    precondition(count <= (bytes.count - offset) / size)
    var isFinite = true
    // Safe: the checks above keep every load inside `bytes`, and `fill` writes `count` values.
    let values = unsafe bytes.withUnsafeBytes { all in
      unsafe [Float](unsafeUninitializedCapacity: count) { target, filledCount in
        let source = unsafe UnsafeRawBufferPointer(rebasing: all[offset..<offset + count * size])
        isFinite = unsafe fill(target, from: source, count: count)
        filledCount = count
      }
    }
    return isFinite ? values : nil
  }

  private func fill(
    _ target: UnsafeMutableBufferPointer<Float>, from source: UnsafeRawBufferPointer, count: Int
  ) -> Bool {
    switch self {
    case .float32: unsafe fillFromSingle(target, source, count)
    case .bfloat16: unsafe fillFromBrain(target, source, count)
    case .float16: unsafe fillFromHalf(target, source, count)
    case .float64: unsafe fillFromDouble(target, source, count)
    case .integer: preconditionFailure("Integers are not weights")
    }
  }
}

// Bits of infinity: every larger magnitude is not a number.
private let infinity: UInt32 = 0x7F80_0000

private func fillFromSingle(
  _ target: UnsafeMutableBufferPointer<Float>, _ source: UnsafeRawBufferPointer, _ count: Int
) -> Bool {
  var largest: UInt32 = 0
  for index in 0..<count {
    let bits = UInt32(
      littleEndian: unsafe source.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self))
    largest = max(largest, bits & 0x7FFF_FFFF)
    unsafe target.initializeElement(at: index, to: Float(bitPattern: bits))
  }
  return largest < infinity
}

private func fillFromBrain(
  _ target: UnsafeMutableBufferPointer<Float>, _ source: UnsafeRawBufferPointer, _ count: Int
) -> Bool {
  var largest: UInt32 = 0
  for index in 0..<count {
    let half = UInt16(
      littleEndian: unsafe source.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self))
    let bits = UInt32(half) << 16
    largest = max(largest, bits & 0x7FFF_FFFF)
    unsafe target.initializeElement(at: index, to: Float(bitPattern: bits))
  }
  return largest < infinity
}

private func fillFromHalf(
  _ target: UnsafeMutableBufferPointer<Float>, _ source: UnsafeRawBufferPointer, _ count: Int
) -> Bool {
  var largest: UInt32 = 0
  // Moving the bits leaves an exponent that is too small by 127 - 15; the product is exact, also
  // for numbers that are subnormal in half precision. `Float16` is missing on some platforms.
  let scale = Float(sign: .plus, exponent: 112, significand: 1)
  for index in 0..<count {
    let half = UInt32(
      UInt16(littleEndian: unsafe source.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self)))
    largest = max(largest, half & 0x7FFF)
    let bits = (half & 0x8000) << 16 | (half & 0x7FFF) << 13
    unsafe target.initializeElement(at: index, to: Float(bitPattern: bits) * scale)
  }
  return largest < 0x7C00
}

private func fillFromDouble(
  _ target: UnsafeMutableBufferPointer<Float>, _ source: UnsafeRawBufferPointer, _ count: Int
) -> Bool {
  var largest: UInt32 = 0
  for index in 0..<count {
    let bits = UInt64(
      littleEndian: unsafe source.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
    let value = Float(Double(bitPattern: bits))
    largest = max(largest, value.bitPattern & 0x7FFF_FFFF)
    unsafe target.initializeElement(at: index, to: value)
  }
  return largest < infinity
}
