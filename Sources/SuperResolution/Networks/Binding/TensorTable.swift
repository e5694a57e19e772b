// The names and shapes of a file's tensors, as recognition reads them.
struct TensorTable {
  let shapes: [String: [Int]]

  init(_ tensors: [String: WeightTensor]) {
    shapes = tensors.filter { !TensorNames.isCounter($0.key) }.mapValues(\.shape)
  }

  func holds(_ name: String) -> Bool { shapes[name] != nil }

  func holdsAny(of layer: String) -> Bool {
    ["weight", "bias", "running_mean", "running_var"].contains { holds("\(layer).\($0)") }
  }

  // The numbers that stand for '#' in names that begin as the template does up to there.
  //
  // No name can ask for more layers than there are tensors: larger numbers are left over.
  func numbers(in template: NameTemplate) -> Set<Int> {
    let prefix = Array(template.prefix.utf8)
    let suffix = Array(template.suffix.utf8)
    var numbers: Set<Int> = []
    for name in shapes.keys where name.utf8.starts(with: prefix) {
      let rest = name.utf8.dropFirst(prefix.count)
      let digits = rest.prefix { (0x30...0x39).contains($0) }
      guard rest.dropFirst(digits.count).starts(with: suffix),
        let number = Int(String(decoding: digits, as: UTF8.self)), number <= shapes.count
      else { continue }
      numbers.insert(number)
    }
    return numbers
  }

  // The shape of a convolution's weights, which name the sizes that others follow from.
  func kernel(
    _ layer: String, usually usual: [Int], title: String
  ) throws(NetworkError) -> [Int] {
    let name = layer + ".weight"
    guard let shape = shapes[name] else {
      throw .missingTensor(name, shape: usual, title: title)
    }
    guard shape.count == 4, shape[2] == shape[3], shape[2] % 2 == 1,
      shape.allSatisfy({ $0 > 0 })
    else { throw .wrongShape(name, expected: usual, found: shape, title: title) }
    return shape
  }
}

// A name with '#' where a number stands.
struct NameTemplate: ExpressibleByStringLiteral, Sendable {
  let prefix: String
  let suffix: String
  let isNumbered: Bool

  init(stringLiteral text: String) {
    let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    isNumbered = parts.count > 1
    prefix = String(parts[0])
    suffix = parts.count > 1 ? String(parts[1]) : ""
  }

  func callAsFunction(_ number: Int) -> String { "\(prefix)\(number)\(suffix)" }
}
