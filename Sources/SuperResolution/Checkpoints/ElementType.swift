// The types of numbers that the containers know.
enum ElementType {
  case float16
  case bfloat16
  case float32
  case float64
  // Counters and the like: their sizes are checked, their values are not used.
  case integer(byteCount: Int)

  var byteCount: Int {
    switch self {
    case .float16, .bfloat16: 2
    case .float32: 4
    case .float64: 8
    case .integer(let byteCount): byteCount
    }
  }

  var isFloatingPoint: Bool {
    if case .integer = self { false } else { true }
  }

  init?(torchStorage name: String) {
    switch name {
    case "FloatStorage": self = .float32
    case "HalfStorage": self = .float16
    case "BFloat16Storage": self = .bfloat16
    case "DoubleStorage": self = .float64
    case "LongStorage": self = .integer(byteCount: 8)
    case "IntStorage": self = .integer(byteCount: 4)
    default: return nil
    }
  }

  init?(safetensors name: String) {
    switch name {
    case "F32": self = .float32
    case "F16": self = .float16
    case "BF16": self = .bfloat16
    case "F64": self = .float64
    case "BOOL", "U8", "I8": self = .integer(byteCount: 1)
    case "U16", "I16": self = .integer(byteCount: 2)
    case "U32", "I32": self = .integer(byteCount: 4)
    case "U64", "I64": self = .integer(byteCount: 8)
    default: return nil
    }
  }
}
