/// The answers found in the bytes that a terminal sent; everything else is passed over.
struct TerminalAnswers {
  /// The name and version, printable ASCII of at most 64 bytes.
  private(set) var version: String?
  /// The parameters of the primary device attributes.
  private(set) var deviceAttributes: [Int]?
  private(set) var acceptsKittyGraphics = false
  private(set) var sixelRegisters: Int?
  private(set) var largestSixel: PixelSize?
  private(set) var cell: PixelSize?
  private(set) var hasSynchronisedOutput = false

  /// Reads answers from bytes that may be cut anywhere and hold anything.
  init(_ bytes: [UInt8]) {
    var index = 0
    while index + 1 < bytes.count {
      guard bytes[index] == 0x1B else {
        index += 1
        continue
      }
      switch bytes[index + 1] {
      case UInt8(ascii: "["): index = readControl(bytes, from: index + 2)
      case UInt8(ascii: "P"), UInt8(ascii: "_"): index = readString(bytes, from: index + 1)
      default: index += 1
      }
    }
  }

  /// Returns a size of a cell if it can be one.
  static func plausibleCell(width: Int, height: Int) -> PixelSize? {
    (2...400).contains(width) && (2...400).contains(height)
      ? PixelSize(width: width, height: height) : nil
  }

  /// Returns the printable ASCII of some bytes, at most 64 of them.
  static func safeName(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: bytes.filter { (0x20...0x7E).contains($0) }.prefix(64), as: UTF8.self)
  }

  private mutating func readControl(_ bytes: [UInt8], from start: Int) -> Int {
    var end = start
    while end < bytes.count, (0x20...0x3F).contains(bytes[end]) { end += 1 }
    guard end < bytes.count, (0x40...0x7E).contains(bytes[end]) else { return end }
    note(body: bytes[start..<end], final: bytes[end])
    return end + 1
  }

  private mutating func readString(_ bytes: [UInt8], from start: Int) -> Int {
    var end = start + 1
    while end < bytes.count, bytes[end] != 0x1B { end += 1 }
    guard end + 1 < bytes.count, bytes[end + 1] == UInt8(ascii: "\\") else { return end }
    let body = bytes[(start + 1)..<end]
    if bytes[start] == UInt8(ascii: "P"), body.starts(with: [0x3E, 0x7C]) {
      version = Self.safeName(body.dropFirst(2))
    } else if bytes[start] == UInt8(ascii: "_"), body.elementsEqual("Gi=31;OK".utf8) {
      acceptsKittyGraphics = true
    }
    return end + 2
  }

  private mutating func note(body: ArraySlice<UInt8>, final: UInt8) {
    let isPrivate = body.first == UInt8(ascii: "?")
    guard let numbers = Self.numbers(isPrivate ? body.dropFirst() : body) else { return }
    switch (final, isPrivate) {
    case (UInt8(ascii: "c"), true): deviceAttributes = numbers
    case (UInt8(ascii: "S"), true): noteGraphics(numbers)
    case (UInt8(ascii: "t"), false) where numbers.count == 3 && numbers[0] == 6:
      cell = Self.plausibleCell(width: numbers[2], height: numbers[1])
    case (UInt8(ascii: "y"), true) where numbers.count == 2 && numbers[0] == 2026:
      hasSynchronisedOutput = (1...3).contains(numbers[1])
    default: break
    }
  }

  private mutating func noteGraphics(_ numbers: [Int]) {
    guard numbers.count >= 3, numbers[1] == 0 else { return }
    if numbers[0] == 1, numbers[2] > 0 {
      sixelRegisters = numbers[2]
    } else if numbers[0] == 2, numbers.count == 4, numbers[2] > 0, numbers[3] > 0 {
      largestSixel = PixelSize(width: numbers[2], height: numbers[3])
    }
  }

  /// Returns numbers separated by semicolons; nil when there is anything else but a `$` at the end.
  private static func numbers(_ body: ArraySlice<UInt8>) -> [Int]? {
    var values = [0]
    for byte in body.last == UInt8(ascii: "$") ? body.dropLast() : body {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let value = values[values.count - 1] * 10 + Int(byte - UInt8(ascii: "0"))
        guard value <= 1_000_000 else { return nil }
        values[values.count - 1] = value
      case UInt8(ascii: ";"): values.append(0)
      default: return nil
      }
    }
    return values
  }
}
