// Interprets a pickle as plain values. A pickle is a program; this machine has no instruction that
// calls anything.
struct PickleMachine {
  // Bounds far above what the largest networks need: RRDBNet with 702 tensors takes 32 thousand
  // instructions, a stack of 2000 values (Python writes 1000 items at a time) and 10 marks.
  static let maximumInstructionCount = 500_000
  static let maximumStackDepth = 65_536
  static let maximumMarkDepth = 1000
  static let maximumTextLength = 65_536
  static let maximumNameLength = 256

  var reader: ByteReader
  var heap = PickleHeap()
  private(set) var remainingInstructions = maximumInstructionCount
  private var stack: [PickleValue] = []
  private var marks: [Int] = []
  private var memo: [Int: PickleValue] = [:]

  init(_ reader: ByteReader) {
    self.reader = reader
  }

  // Runs until STOP and returns the value that is left.
  mutating func run() throws(CheckpointError) -> PickleValue {
    while true {
      try charge(1)
      let offset = reader.position
      let code = try reader.byte()
      if code == PickleInstruction.stop.rawValue { break }
      guard let instruction = PickleInstruction(rawValue: code) else {
        throw .forbiddenInstruction(code, offset: offset)
      }
      try perform(instruction)
    }
    guard stack.count == 1, marks.isEmpty else {
      throw reader.malformed("the pickle does not leave exactly one value")
    }
    return try pop()
  }

  // Counts work that is not proportional to the length of the pickle.
  mutating func charge(_ count: Int) throws(CheckpointError) {
    guard count <= remainingInstructions else {
      throw exceeded("over \(Self.maximumInstructionCount) pickle instructions")
    }
    remainingInstructions -= count
  }

  mutating func push(_ value: PickleValue) throws(CheckpointError) {
    guard stack.count < Self.maximumStackDepth else {
      throw exceeded("over \(Self.maximumStackDepth) values on the pickle's stack")
    }
    stack.append(value)
  }

  mutating func pop() throws(CheckpointError) -> PickleValue {
    // What lies below a mark belongs to the instruction that takes the mark.
    guard stack.count > marks.last ?? 0, let value = stack.popLast() else {
      throw reader.malformed("the pickle takes more values than it has")
    }
    return value
  }

  func top() throws(CheckpointError) -> PickleValue {
    guard stack.count > marks.last ?? 0, let value = stack.last else {
      throw reader.malformed("the pickle takes more values than it has")
    }
    return value
  }

  mutating func mark() throws(CheckpointError) {
    guard marks.count < Self.maximumMarkDepth else {
      throw exceeded("over \(Self.maximumMarkDepth) marks on the pickle's stack")
    }
    marks.append(stack.count)
  }

  mutating func popToMark() throws(CheckpointError) -> [PickleValue] {
    guard let mark = marks.popLast() else { throw reader.malformed("the pickle has no mark left") }
    let values = Array(stack[mark...])
    stack.removeSubrange(mark...)
    return values
  }

  mutating func remember(at place: Int?) throws(CheckpointError) {
    memo[place ?? memo.count] = try top()
  }

  mutating func recall(_ place: Int) throws(CheckpointError) {
    guard let value = memo[place] else {
      throw reader.malformed("the pickle recalls a value that it never stored")
    }
    try push(value)
  }

  func exceeded(_ what: String) -> CheckpointError {
    .limitExceeded(reader.format, what, offset: reader.position)
  }
}
