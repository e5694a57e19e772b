/// Reads the data of a sixel image as a given terminal does.
///
/// Source: VT330/VT340 Programmer Reference Manual, volume 2, chapter 14, and the behaviour of
/// the terminals.
struct SixelDecoder {
  private let personality: TerminalPersonality
  private var registers: [Int: UInt32]
  private var register = 0
  private var selected: UInt32 = 0
  private var column = 0
  private var top = 0
  private var declared = (width: 0, height: 0)
  private var extent = (width: 0, height: 0)
  /// The colour or register number of each pixel of each row; nil is a gap.
  private var rows: [[UInt32?]] = []
  private var paintedRegisters: Set<Int> = []
  private(set) var warnings: [String] = []

  private init(_ personality: TerminalPersonality) {
    self.personality = personality
    registers = [0: 0]
  }

  /// Decodes what stands between `q` and the end of the string.
  static func decode(
    _ data: ArraySlice<UInt8>, personality: TerminalPersonality, fillsGaps: Bool
  ) -> (picture: DecodedPicture, warnings: [String]) {
    var decoder = SixelDecoder(personality)
    decoder.read(data)
    return (decoder.picture(fillsGaps: fillsGaps), decoder.warnings)
  }

  private mutating func read(_ data: ArraySlice<UInt8>) {
    var rest = data
    while let byte = rest.popFirst() {
      switch byte {
      case 0x3F...0x7E: paint(byte - 0x3F, count: 1)
      case UInt8(ascii: "!"):
        let count = Self.numbers(&rest).first ?? 0
        if count == 0 { warnings.append("repeat count 0") }
        if let data = rest.popFirst(), (0x3F...0x7E).contains(data) {
          paint(data - 0x3F, count: count)
        }
      case UInt8(ascii: "#"): colour(Self.numbers(&rest))
      case UInt8(ascii: "$"): column = 0
      case UInt8(ascii: "-"): (column, top) = (0, top + 6)
      case UInt8(ascii: "\""):
        let numbers = Self.numbers(&rest)
        if numbers.count == 4 { declared = (numbers[2], numbers[3]) }
      default: break
      }
    }
  }

  private static func numbers(_ rest: inout ArraySlice<UInt8>) -> [Int] {
    var numbers: [Int] = [0]
    while let byte = rest.first {
      if byte == UInt8(ascii: ";") {
        numbers.append(0)
      } else if (0x30...0x39).contains(byte) {
        numbers[numbers.count - 1] = min(1 << 24, numbers[numbers.count - 1] * 10) + Int(byte - 48)
      } else {
        break
      }
      rest = rest.dropFirst()
    }
    return numbers
  }

  private mutating func colour(_ numbers: [Int]) {
    var number = numbers[0]
    if number >= personality.registers {
      warnings.append("register \(number) of \(personality.registers)")
      number =
        personality.sixel == .deferred
        ? number % personality.registers : personality.registers - 1
    }
    guard numbers.count > 1 else {
      register = number
      selected = registers[number] ?? 0
      return
    }
    guard numbers.count == 5, numbers[1] == 2, numbers[2...].allSatisfy({ $0 <= 100 }) else {
      warnings.append("colour definition \(numbers)")
      return
    }
    if personality.sixel == .deferred, paintedRegisters.contains(number) {
      warnings.append("register \(number) defined again after use")
    }
    registers[number] = numbers[2...].reduce(0) { $0 << 8 | sample($1) }
  }

  private func sample(_ percent: Int) -> UInt32 {
    switch personality.percent {
    case .sixteenBits: UInt32(percent * 65_535 / 100 / 256)
    case .down: UInt32(percent * 255 / 100)
    }
  }

  private mutating func paint(_ bits: UInt8, count: Int) {
    defer { column += count }
    guard count > 0, column + count <= 16_384, top <= 16_384 else { return }
    let isDeferred = personality.sixel == .deferred
    if !isDeferred { extent.width = max(extent.width, column + count) }
    guard bits != 0 else { return }
    if isDeferred { paintedRegisters.insert(register) }
    let value = isDeferred ? UInt32(register) : selected
    for bit in 0..<6 where bits >> bit & 1 == 1 {
      let row = top + bit
      while rows.count <= row { rows.append([]) }
      if rows[row].count < column + count {
        let missing = column + count - rows[row].count
        rows[row] += [UInt32?](repeating: nil, count: missing)
      }
      for place in column..<(column + count) { rows[row][place] = value }
      extent = (max(extent.width, column + count), max(extent.height, row + 1))
    }
  }

  private func picture(fillsGaps: Bool) -> DecodedPicture {
    let width = max(extent.width, fillsGaps ? declared.width : 0)
    let height = max(extent.height, fillsGaps ? declared.height : 0)
    var result = DecodedPicture(width: width, height: height)
    if fillsGaps { result.isPainted = [Bool](repeating: true, count: width * height) }
    for (row, line) in rows.enumerated() {
      for (column, value) in line.enumerated() {
        guard let value else { continue }
        let colour = personality.sixel == .deferred ? registers[Int(value)] ?? 0 : value
        let place = row * width + column
        result.isPainted[place] = true
        result.rgb[3 * place] = UInt8(colour >> 16 & 255)
        result.rgb[3 * place + 1] = UInt8(colour >> 8 & 255)
        result.rgb[3 * place + 2] = UInt8(colour & 255)
      }
    }
    return result
  }
}
