/// Expands deflated data (RFC 1950 and 1951), slowly and without trust.
struct Inflater {
  private struct Broken: Error {}

  private let bytes: [UInt8]
  private var place: Int
  private var bit = 0
  private var output: [UInt8] = []

  /// Expands a zlib stream; nil when it is broken.
  static func zlib(_ bytes: [UInt8]) -> [UInt8]? {
    var inflater = Inflater(bytes: bytes, place: 2)
    return (try? inflater.run()).map { inflater.output }
  }

  private init(bytes: [UInt8], place: Int) {
    self.bytes = bytes
    self.place = place
  }

  private mutating func run() throws {
    var isLast = false
    repeat {
      isLast = try take(1) == 1
      switch try take(2) {
      case 0: try copyStored()
      case 1:
        let lengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
        try expand(Code(lengths), Code([Int](repeating: 5, count: 30)))
      case 2: try expandDynamic()
      default: throw Broken()
      }
    } while !isLast
  }

  private mutating func take(_ count: Int) throws -> Int {
    var value = 0
    for position in 0..<count {
      guard place < bytes.count else { throw Broken() }
      value |= Int(bytes[place] >> UInt8(bit) & 1) << position
      bit += 1
      if bit == 8 { (place, bit) = (place + 1, 0) }
    }
    return value
  }

  private mutating func copyStored() throws {
    if bit > 0 { (place, bit) = (place + 1, 0) }
    let count = try take(16)
    _ = try take(16)
    guard place + count <= bytes.count else { throw Broken() }
    output += bytes[place..<(place + count)]
    place += count
  }

  private mutating func expandDynamic() throws {
    let (literals, distances, codes) = (try take(5) + 257, try take(5) + 1, try take(4) + 4)
    var lengths = [Int](repeating: 0, count: 19)
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    for number in 0..<codes { lengths[order[number]] = try take(3) }
    let code = Code(lengths)
    var all: [Int] = []
    while all.count < literals + distances {
      switch try symbol(code) {
      case 16:
        guard let last = all.last else { throw Broken() }
        all += [Int](repeating: last, count: try take(2) + 3)
      case 17: all += [Int](repeating: 0, count: try take(3) + 3)
      case 18: all += [Int](repeating: 0, count: try take(7) + 11)
      case let length: all.append(length)
      }
    }
    try expand(
      Code(Array(all[..<literals])), Code(Array(all[literals..<(literals + distances)])))
  }

  private mutating func expand(_ literals: Code, _ distances: Code) throws {
    let lengths = [
      3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115,
      131, 163, 195, 227, 258,
    ]
    while true {
      let value = try symbol(literals)
      if value == 256 { return }
      if value < 256 {
        output.append(UInt8(value))
        continue
      }
      guard value - 257 < lengths.count else { throw Broken() }
      let extra = value < 265 || value == 285 ? 0 : (value - 261) / 4
      let length = lengths[value - 257] + (try take(extra))
      let far = try symbol(distances)
      let more = far < 4 ? 0 : far / 2 - 1
      let start = far < 4 ? far + 1 : ((2 + far % 2) << more) + 1
      let distance = start + (try take(more))
      guard distance <= output.count, output.count < 1 << 28 else { throw Broken() }
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
  }

  private mutating func symbol(_ code: Code) throws -> Int {
    var (value, first, index) = (0, 0, 0)
    for length in 1...15 {
      value = value << 1 | (try take(1))
      let count = code.counts[length]
      if value - first < count { return code.symbols[index + value - first] }
      index += count
      first = (first + count) << 1
    }
    throw Broken()
  }

  /// A canonical Huffman code.
  private struct Code {
    var counts = [Int](repeating: 0, count: 16)
    let symbols: [Int]

    init(_ lengths: [Int]) {
      for length in lengths where length > 0 { counts[length] += 1 }
      symbols = (1...15).flatMap { length in lengths.indices.filter { lengths[$0] == length } }
    }
  }
}
