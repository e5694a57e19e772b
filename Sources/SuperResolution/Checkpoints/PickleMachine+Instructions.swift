extension PickleMachine {
  mutating func perform(_ instruction: PickleInstruction) throws(CheckpointError) {
    switch instruction {
    case .proto, .frame, .stop: try skipHeader(instruction)
    case .mark: try mark()
    case .none: try push(.none)
    case .newTrue: try push(.boolean(true))
    case .newFalse: try push(.boolean(false))
    case .binInt, .binInt1, .binInt2, .long1, .binFloat: try pushNumber(instruction)
    case .binString, .binUnicode: try pushText(lengthByteCount: 4)
    case .shortBinString, .shortBinUnicode: try pushText(lengthByteCount: 1)
    case .binPut: try remember(at: reader.count(byteCount: 1))
    case .longBinPut: try remember(at: reader.count(byteCount: 4))
    case .memoize: try remember(at: nil)
    case .binGet: try recall(reader.count(byteCount: 1))
    case .longBinGet: try recall(reader.count(byteCount: 4))
    case .global, .stackGlobal: try pushGlobal(instruction)
    case .reduce: try reduce()
    case .build: try build()
    case .binPersistentID: try pushStorage()
    default: try performOnContainer(instruction)
    }
  }

  private mutating func performOnContainer(
    _ instruction: PickleInstruction
  ) throws(CheckpointError) {
    switch instruction {
    case .emptyTuple: try pushTuple([])
    case .tuple: try pushTuple(popToMark())
    case .tuple1: try pushTuple(popLast(1))
    case .tuple2: try pushTuple(popLast(2))
    case .tuple3: try pushTuple(popLast(3))
    case .emptyList:
      heap.lists.append([])
      try push(.list(heap.lists.count - 1))
    case .emptyDict: try pushDictionary([])
    case .append: try append([pop()])
    case .appends: try append(popToMark())
    case .setItem: try setItems(popLast(2))
    case .setItems: try setItems(popToMark())
    default: preconditionFailure("An instruction is not performed")
    }
  }

  private mutating func skipHeader(_ instruction: PickleInstruction) throws(CheckpointError) {
    if instruction == .frame {
      // A frame only says how much may be read at once.
      let length = try reader.count(byteCount: 8)
      guard length <= reader.remaining else {
        throw .truncated(reader.format, offset: reader.position + reader.remaining)
      }
      return
    }
    let version = try reader.byte()
    guard (2...5).contains(version) else { throw .unsupportedVersion("pickle \(version)") }
  }

  private mutating func pushNumber(_ instruction: PickleInstruction) throws(CheckpointError) {
    switch instruction {
    case .binInt1: try push(.integer(reader.count(byteCount: 1)))
    case .binInt2: try push(.integer(reader.count(byteCount: 2)))
    case .binInt:
      let bits = UInt32(truncatingIfNeeded: try reader.unsigned(byteCount: 4))
      try push(.integer(Int(Int32(bitPattern: bits))))
    case .binFloat:
      // Unlike everything else in a pickle, big-endian.
      let bits = try reader.unsigned(byteCount: 8).byteSwapped
      try push(.real(Double(bitPattern: bits)))
    default: try pushLong()
    }
  }

  private mutating func pushLong() throws(CheckpointError) {
    let digits = Array(reader.bytes[try reader.take(Int(reader.byte()))])
    guard digits.count <= 8 else { return try push(.longInteger(digits)) }
    let isNegative = (digits.last ?? 0) >= 0x80
    let value = digits.reversed().reduce(isNegative ? Int64(-1) : 0) { $0 << 8 | Int64($1) }
    try push(.integer(Int(value)))
  }

  private mutating func pushText(lengthByteCount: Int) throws(CheckpointError) {
    let length = try reader.count(byteCount: lengthByteCount)
    guard length <= Self.maximumTextLength else {
      throw exceeded("a text of \(length) bytes")
    }
    try push(.text(reader.text(byteCount: length)))
  }

  mutating func pushTuple(_ values: [PickleValue]) throws(CheckpointError) {
    heap.tuples.append(values)
    try push(.tuple(heap.tuples.count - 1))
  }

  mutating func pushDictionary(_ items: [PickleItem]) throws(CheckpointError) {
    heap.dictionaries.append(items)
    try push(.dictionary(heap.dictionaries.count - 1))
  }

  private mutating func popLast(_ count: Int) throws(CheckpointError) -> [PickleValue] {
    var values: [PickleValue] = []
    for _ in 0..<count { values.append(try pop()) }
    return values.reversed()
  }

  private mutating func append(_ values: [PickleValue]) throws(CheckpointError) {
    guard case .list(let place) = try top() else {
      throw reader.malformed("the pickle appends to something that is not a list")
    }
    heap.lists[place] += values
  }

  private mutating func setItems(_ values: [PickleValue]) throws(CheckpointError) {
    guard case .dictionary(let place) = try top(), values.count.isMultiple(of: 2) else {
      throw reader.malformed("the pickle sets items of something that is not a dictionary")
    }
    for index in stride(from: 0, to: values.count, by: 2) {
      heap.dictionaries[place].append(PickleItem(key: values[index], value: values[index + 1]))
    }
  }
}
