/// The cubic with the least squares among those that do not turn over the range of the data.
///
/// The derivative q is not negative on -1...1 in t. Either the free cubic has that property, or the
/// solution lies on the edge of the cone of such q: it has a double root inside, q = p (t - r)^2, or a
/// root at an end, q = p (1+t)^2 + s (1-t^2) or its mirror image, with p and s not negative (the
/// theorem of Markov and Lukacs). Each edge is a small linear problem; the best one is the solution.
struct MonotonicCubic {
  /// Coefficients of 1, t, t^2 and t^3 with t in -1...1.
  private(set) var coefficients: [Double]
  /// Whether the free cubic turns, so that the condition mattered.
  private(set) var isConstrained = false

  private let moments: [Double]
  private let products: [Double]

  /// Fits `y`, which has mean 0, over t in -1...1 with at least four different values.
  init?(t: [Double], y: [Double]) {
    moments = (0...6).map { power in t.reduce(0) { $0 + Self.power($1, power) } }
    products = (0...3).map { power in
      zip(t, y).reduce(0) { $0 + Self.power($1.0, power) * $1.1 }
    }
    coefficients = []
    let powers = (0...3).map { power in (0...3).map { $0 == power ? 1.0 : 0 } }
    guard let free = solution(powers) else { return nil }
    coefficients = free.coefficients
    if Self.isMonotonic(coefficients) { return }
    isConstrained = true
    guard let edge = bestEdge() else { return nil }
    coefficients = edge
  }

  private static func power(_ value: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * value }
  }

  /// Returns whether the derivative keeps its sign on -1...1.
  static func isMonotonic(_ c: [Double]) -> Bool {
    func derivative(_ t: Double) -> Double { c[1] + t * (2 * c[2] + 3 * t * c[3]) }
    var values = [derivative(-1), derivative(1)]
    let vertex = c[3] == 0 ? 2 : -c[2] / (3 * c[3])
    if abs(vertex) < 1 { values.append(derivative(vertex)) }
    return values.allSatisfy { $0 >= 0 } || values.allSatisfy { $0 <= 0 }
  }

  private typealias Solution = (coefficients: [Double], gain: Double, weights: [Double])

  private func bestEdge() -> [Double]? {
    var best: Solution?
    func offer(_ candidate: Solution?) {
      if let candidate, candidate.gain > best?.gain ?? -.infinity { best = candidate }
    }
    offer(solution([Self.constant]))
    for sign in [1.0, -1] {
      offer(bestDoubleRoot(sign: sign))
      for end in [1.0, -1] {
        // Integrals of (1 + et)^2 and 1 - t^2.
        let square = [0, 1, end, 1.0 / 3].map { $0 * sign }
        let hill = [0, 1, 0, -1.0 / 3].map { $0 * sign }
        for basis in [[square, hill], [square], [hill]] {
          let candidate = solution([Self.constant] + basis)
          if let candidate, candidate.weights.dropFirst().allSatisfy({ $0 >= 0 }) {
            offer(candidate)
          }
        }
      }
    }
    return best?.coefficients
  }

  private static let constant = [1.0, 0, 0, 0]

  /// Returns the best cubic whose derivative has a double root, found among 401 places and between
  /// those beside the best one.
  private func bestDoubleRoot(sign: Double) -> Solution? {
    func at(_ root: Double) -> Solution? {
      let basis = [0, root * root, -root, 1.0 / 3].map { $0 * sign }
      guard let found = solution([Self.constant, basis]), found.weights[1] >= 0 else { return nil }
      return found
    }
    let roots = (0...400).map { Double($0) / 200 - 1 }
    func gain(_ root: Double) -> Double { at(root)?.gain ?? -.infinity }
    guard let start = roots.max(by: { gain($0) < gain($1) }) else { return nil }
    var (low, high) = (max(-1, start - 0.005), min(1, start + 0.005))
    for _ in 0..<60 {
      let (left, right) = (low + (high - low) * 0.382, high - (high - low) * 0.382)
      if gain(left) < gain(right) { low = left } else { high = right }
    }
    let middle = (low + high) / 2
    return gain(middle) > gain(start) ? at(middle) : at(start)
  }

  /// Returns the combination of cubics with the least squares and by how much it lowers the sum of
  /// squares of y.
  private func solution(_ basis: [[Double]]) -> Solution? {
    let size = basis.count
    var matrix = basis.map { row in basis.map { column in product(row, column) } }
    var right = basis.map { zip($0, products).reduce(0) { $0 + $1.0 * $1.1 } }
    let original = right
    for pivot in 0..<size {
      guard matrix[pivot][pivot] > 1e-13 * moments[0] else { return nil }
      for row in pivot + 1..<max(size, pivot + 1) {
        let factor = matrix[row][pivot] / matrix[pivot][pivot]
        for column in pivot..<size { matrix[row][column] -= factor * matrix[pivot][column] }
        right[row] -= factor * right[pivot]
      }
    }
    for row in (0..<size).reversed() {
      for column in row + 1..<max(size, row + 1) {
        right[row] -= matrix[row][column] * right[column]
      }
      right[row] /= matrix[row][row]
    }
    let sum = (0..<4).map { power in
      zip(basis, right).reduce(0) { $0 + $1.0[power] * $1.1 }
    }
    return (sum, zip(original, right).reduce(0) { $0 + $1.0 * $1.1 }, right)
  }

  private func product(_ first: [Double], _ second: [Double]) -> Double {
    var sum = 0.0
    for (power, a) in first.enumerated() where a != 0 {
      for (other, b) in second.enumerated() where b != 0 { sum += a * b * moments[power + other] }
    }
    return sum
  }
}

extension MetricCurve {
  /// Returns the monotone cubic, nil below four different values of the metric.
  static func monotonicCubic(_ data: StandardizedMetric) -> MetricCurve? {
    guard data.distinct > 3 else { return nil }
    let centre = (data.least + data.greatest) / 2
    let radius = (data.greatest - data.least) / 2
    let mean = data.y.reduce(0, +) / Double(data.count)
    let t = data.x.map { max(-1, min(1, ($0 - centre) / radius)) }
    guard let cubic = MonotonicCubic(t: t, y: data.y.map { $0 - mean }) else { return nil }
    // c(t) with t = (x - centre) / radius, as powers of x.
    let a = (0...3).map { power in
      cubic.coefficients[power] / (0..<power).reduce(1) { product, _ in product * radius }
    }
    let (s, square, cube) = (-centre, centre * centre, -centre * centre * centre)
    let parameters = [
      a[3], a[2] + 3 * a[3] * s, a[1] + 2 * a[2] * s + 3 * a[3] * square,
      a[0] + a[1] * s + a[2] * square + a[3] * cube + mean,
    ]
    return MetricCurve(mapping: .monotonicCubic, parameters: parameters)
  }
}
