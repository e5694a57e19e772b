/// Whole numbers as other programs write them.
enum WholeNumber {
  /// Returns the value of an optional sign and digits, perhaps with a point and zeros after them as
  /// in `3.0`; nil for anything else.
  static func value(of bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var digits = bytes[...]
    if let point = bytes.firstIndex(of: UInt8(ascii: ".")) {
      let fraction = bytes[(point + 1)...]
      if fraction.isEmpty || !fraction.allSatisfy({ $0 == UInt8(ascii: "0") }) { return nil }
      digits = bytes[..<point]
    }
    return digits.count <= 20 ? Int(String(decoding: digits, as: UTF8.self)) : nil
  }
}
