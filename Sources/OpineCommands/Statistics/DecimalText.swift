/// Numbers as a table shows them; what is absent or not finite is "-".
enum DecimalText {
  /// A number with some decimals, halves away from zero.
  static func fixed(_ value: Double?, _ digits: Int = 2) -> String {
    guard let value, value.isFinite, abs(value) < 1e12 else { return "-" }
    let unit = (0..<digits).reduce(1) { power, _ in power * 10 }
    let scaled = Int((value * Double(unit)).rounded())
    let rest = String(scaled.magnitude % UInt(unit))
    let zeros = String(repeating: "0", count: max(0, digits - rest.utf8.count))
    let fraction = digits == 0 ? "" : "." + zeros + rest
    return (scaled < 0 ? "-" : "") + "\(scaled.magnitude / UInt(unit))" + fraction
  }

  /// Two limits with a blank between them, "-" without limits.
  static func limits(_ low: Double?, _ high: Double?, isClipped: Bool = false) -> String {
    guard let low, let high else { return "- " }
    return "\(fixed(low)) \(fixed(high))\(isClipped ? "*" : " ")"
  }

  /// A probability: three decimals, or that it is smaller.
  static func probability(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "-" }
    return value < 0.001 ? "<0.001" : fixed(value, 3)
  }

  /// A probability behind its letter: "= 0.031" or "< 0.001".
  static func equation(_ value: Double?) -> String {
    let text = probability(value)
    return text.utf8.first == UInt8(ascii: "<") ? "< " + text.dropFirst() : "= " + text
  }

  /// A share of 1 in percent.
  static func percent(_ share: Double?, digits: Int = 1) -> String {
    fixed(share.map { $0 * 100 }, digits)
  }

  /// A number and its noun.
  static func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
  }
}
