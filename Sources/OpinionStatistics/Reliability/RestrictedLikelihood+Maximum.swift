import RealModule

extension RestrictedLikelihood {
  /// The variances of eliminated and dense factor, each divided by that of the residual.
  struct Ratios {
    var eliminated: Double
    var dense: Double
  }

  /// Returns -2 times the restricted log-likelihood with the best residual, and that residual.
  func deviance(_ ratios: Ratios) -> (value: Double, residual: Double) {
    let order = counts.count + 1
    let scale = ratios.dense.squareRoot()
    var matrix = system(ratios)
    var right = rightSide(ratios)
    for level in counts.indices {
      right[level] *= scale
    }
    let logarithm = Self.factorise(&matrix, &right, order: order)
    let explained = right.reduce(0) { $0 + $1 * $1 }
    var eliminated = 0.0
    var determinant = 0.0
    for group in groups {
      let inflation = 1 + ratios.eliminated * group.size
      eliminated += ratios.eliminated / inflation * group.squares
      determinant += group.levels * .log(inflation)
    }
    let freedom = votes - 1
    let residual = (squares - eliminated - explained) / freedom
    let value = logarithm + determinant + freedom * (1 + .log(2 * .pi * residual))
    return (value, residual)
  }

  /// Returns the lower triangle, by rows, of the dense levels, scaled, and the mean.
  private func system(_ ratios: Ratios) -> [Double] {
    let dense = counts.count
    let scale = ratios.dense.squareRoot()
    var matrix = [Double](repeating: 0, count: (dense + 1) * (dense + 2) / 2)
    let last = dense * (dense + 1) / 2
    for group in groups {
      let share = 1 / (1 + ratios.eliminated * group.size)
      let weight = ratios.eliminated * share * ratios.dense
      var entry = 0
      for row in 0..<dense {
        for column in 0...row {
          matrix[entry] -= weight * group.pairCount(row: row, column: column)
          entry += 1
        }
        matrix[last + row] += scale * share * group.counts[row]
      }
      matrix[last + dense] += share * group.levels * group.size
    }
    for row in 0..<dense { matrix[row * (row + 3) / 2] += ratios.dense * counts[row] + 1 }
    return matrix
  }

  private func rightSide(_ ratios: Ratios) -> [Double] {
    var right = sums + [0]
    for group in groups {
      let share = 1 / (1 + ratios.eliminated * group.size)
      for level in counts.indices {
        right[level] -= ratios.eliminated * share * group.sums[level]
      }
      right[counts.count] += share * group.sum
    }
    return right
  }

  /// Replaces the matrix by its Cholesky factor and the right side by its forward solution; returns
  /// the logarithm of the determinant.
  private static func factorise(
    _ matrix: inout [Double], _ right: inout [Double], order: Int
  ) -> Double {
    var logarithm = 0.0
    for row in 0..<order {
      let start = row * (row + 1) / 2
      for column in 0...row {
        let other = column * (column + 1) / 2
        var value = matrix[start + column]
        for index in 0..<column { value -= matrix[start + index] * matrix[other + index] }
        if column < row {
          matrix[start + column] = value / matrix[other + column]
        } else {
          matrix[start + row] = max(value, 1e-300).squareRoot()
        }
      }
      for index in 0..<row { right[row] -= matrix[start + index] * right[index] }
      right[row] /= matrix[start + row]
      logarithm += 2 * .log(matrix[start + row])
    }
    return logarithm
  }
}

extension RestrictedLikelihood {
  /// Returns the components with the largest restricted likelihood, searched from others.
  ///
  /// Newton's method in the logarithms of the ratios, with differences for derivatives. A ratio that
  /// falls below e^-16 counts as 0.
  func maximum(from start: TwoWayComponents) -> TwoWayComponents {
    let ratios = [start.stimulus, start.rater].map { max($0 / start.residual, 1e-3) }
    var point = [Double.log(ratios[0]), .log(ratios[1])]
    for _ in 0..<60 {
      let next = improved(point)
      let moved = max(abs(next[0] - point[0]), abs(next[1] - point[1]))
      point = next
      if moved < 1e-6 { break }
    }
    let residual = deviance(self.ratios(point)).residual
    let values = point.map { $0 <= Self.least ? 0 : residual * .exp($0) }
    return TwoWayComponents(
      stimulus: values[0], rater: values[1], residual: residual, estimator: .restrictedLikelihood)
  }

  private static let least = -16.0

  private func ratios(_ point: [Double]) -> Ratios {
    let (stimulus, rater) = (Double.exp(point[0]), Double.exp(point[1]))
    return isDenseInRaters
      ? Ratios(eliminated: stimulus, dense: rater) : Ratios(eliminated: rater, dense: stimulus)
  }

  private func value(_ point: [Double], _ first: Double = 0, _ second: Double = 0) -> Double {
    deviance(ratios([point[0] + first, point[1] + second])).value
  }

  /// Returns a point with a smaller deviance, or the same point at the minimum.
  private func improved(_ point: [Double]) -> [Double] {
    let present = value(point)
    var step = newtonStep(point, present)
    for index in 0..<2 { step[index] = max(-3, min(3, step[index])) }
    for _ in 0..<30 {
      let next = [max(Self.least, point[0] + step[0]), max(Self.least, point[1] + step[1])]
      let isSmall = max(abs(step[0]), abs(step[1])) < 1e-6
      if isSmall || value(next) <= present { return next }
      step = step.map { $0 / 2 }
    }
    return point
  }

  private func newtonStep(_ point: [Double], _ present: Double) -> [Double] {
    let h = 1e-3
    let (right, left) = (value(point, h), value(point, -h))
    let (up, down) = (value(point, 0, h), value(point, 0, -h))
    let gradient = [(right - left) / (2 * h), (up - down) / (2 * h)]
    let first = (right - 2 * present + left) / (h * h)
    let second = (up - 2 * present + down) / (h * h)
    let mixed = (value(point, h, h) - right - up + present) / (h * h)
    let determinant = first * second - mixed * mixed
    if first > 0 && determinant > 1e-12 * first * abs(second) {
      return [
        -(second * gradient[0] - mixed * gradient[1]) / determinant,
        -(first * gradient[1] - mixed * gradient[0]) / determinant,
      ]
    }
    // Away from the minimum, or at a ratio near 0: each for itself, downhill.
    return zip(gradient, [first, second]).map { slope, curvature in
      curvature > abs(slope) / 3 ? -slope / curvature : (slope == 0 ? 0 : (slope > 0 ? -1 : 1))
    }
  }
}
