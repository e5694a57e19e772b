/// Bytes of sixels, appended without checks once there is room for them.
struct SixelOutput: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = capacity
    start = .allocate(capacity: capacity)
  }

  deinit { start.deallocate() }

  var bytes: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

  /// Makes room for a number of bytes.
  mutating func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    let new = UnsafeMutablePointer<UInt8>.allocate(capacity: 2 * (count + more))
    new.update(from: start, count: count)
    start.deallocate()
    start = new
    capacity = 2 * (count + more)
  }

  /// Appends a byte; room for it must have been made.
  mutating func put(_ byte: UInt8) {
    start[count] = byte
    count += 1
  }

  /// Appends a decimal number of 0...99999; room for it must have been made.
  mutating func put(number: Int32) {
    var rest = number
    var length = 1
    var limit: Int32 = 10
    while number >= limit, length < 5 {
      limit *= 10
      length += 1
    }
    for place in stride(from: length - 1, through: 0, by: -1) {
      start[count + place] = UInt8(truncatingIfNeeded: rest % 10) + UInt8(ascii: "0")
      rest /= 10
    }
    count += length
  }

  mutating func append(_ text: String) {
    reserve(text.utf8.count)
    for byte in text.utf8 { put(byte) }
  }

  /// Appends equal columns; a repeat count is shorter from four on.
  mutating func put(bits: UInt8, columns: Int32) {
    if columns > 3 {
      put(UInt8(ascii: "!"))
      put(number: columns)
      put(bits + 63)
    } else {
      for _ in 0..<columns { put(bits + 63) }
    }
  }
}
