import CPNG

extension PNGError {
  // Calls a function of CPNG with room for a message.
  static func withMessage(
    _ call: (UnsafeMutablePointer<CChar>?) -> cpng_status
  ) -> (cpng_status, String) {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(CPNG_MESSAGE_SIZE)) { room in
      room.initialize(repeating: 0)
      let status = call(room.baseAddress)
      let text = room.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      return (status, String(decoding: text, as: UTF8.self))
    }
  }

  static func check(
    _ status: cpng_status, message: String, byteCount: Int
  ) throws(PNGError) {
    switch status {
    case CPNG_OK: return
    case CPNG_TRUNCATED: throw .truncated(byteCount: byteCount)
    case CPNG_TRANSPARENT: throw .transparent
    case CPNG_OUT_OF_MEMORY: throw .outOfMemory
    default: throw .malformed(message)
    }
  }
}
