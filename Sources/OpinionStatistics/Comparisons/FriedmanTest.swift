import RealModule

/// Friedman's test of whether all methods have equal ranks within blocks, ties averaged.
///
/// Conover, Practical Nonparametric Statistics, 3rd edition, section 5.8.
public struct FriedmanTest: Sendable, Equatable {
  /// Number of complete blocks (sources or raters), at least 2.
  public let blocks: Int
  /// Mean rank of each method over the blocks, 1 for the best; in the order of the methods.
  public let meanRanks: [Double]
  /// Q, chi-square with k - 1 degrees of freedom for many blocks.
  public let statistic: Double
  /// Sum of all squared ranks, for Conover's comparisons.
  let rankSquares: Double

  /// Number of methods, at least 3.
  public var methods: Int { meanRanks.count }

  /// k - 1 degrees of freedom of ``statistic``.
  public var degreesOfFreedom: Int { methods - 1 }

  /// p value by the chi-square approximation.
  public var pValue: Double {
    ChiSquare(degreesOfFreedom: Double(degreesOfFreedom)).probability(above: statistic)
  }

  /// Kendall's coefficient of concordance W = Q / (n (k - 1)), in 0...1.
  public var concordance: Double { statistic / Double(blocks * degreesOfFreedom) }

  /// F = W (n - 1) / (1 - W), infinite when all blocks rank alike: Iman and Davenport, Approximations of
  /// the critical region of the Friedman statistic, Communications in Statistics A9 (1980).
  public var varianceRatio: Double {
    let rest = 1 - concordance
    return rest <= 0 ? .infinity : concordance * Double(blocks - 1) / rest
  }

  /// p value of ``varianceRatio`` with k - 1 and (n - 1)(k - 1) degrees of freedom (Iman and Davenport);
  /// less conservative than ``pValue`` for few blocks.
  public var varianceRatioPValue: Double {
    let first = Double(degreesOfFreedom)
    return FDistribution(first, Double(blocks - 1) * first).probability(above: varianceRatio)
  }

  /// The degrees of freedom k - 1 - 2/n and that times n - 1, with the first two moments of W: Kendall
  /// and Babington Smith, The problem of m rankings, Annals of Mathematical Statistics 10 (1939).
  public var fittedDegreesOfFreedom: (first: Double, second: Double) {
    let first = Double(degreesOfFreedom) - 2 / Double(blocks)
    return (first, first * Double(blocks - 1))
  }

  /// p value of ``varianceRatio`` with ``fittedDegreesOfFreedom``.
  public var fittedPValue: Double {
    let freedom = fittedDegreesOfFreedom
    return FDistribution(freedom.first, freedom.second).probability(above: varianceRatio)
  }

  /// Creates the test of blocks (rows) of methods (columns), or says why there is none.
  static func test(_ rows: [[ExactFraction]]) -> Result<FriedmanTest, MissingTest> {
    guard let first = rows.first, first.count >= 3 else { return .failure(.fewerThanThreeMethods) }
    guard rows.count >= 2 else { return .failure(.fewerThanTwoBlocks) }
    let k = first.count
    var sums = [Int](repeating: 0, count: k)
    var (ties, squares) = (0.0, 0)
    for row in rows {
      let ranks = TiedRanks(row)
      for (method, rank) in ranks.doubled.enumerated() {
        // The best comes first.
        sums[method] += 2 * (k + 1) - rank
        squares += rank * rank
      }
      ties += ranks.tieTerm
    }
    return test(doubledSums: sums, ties: ties, squares: squares, blocks: rows.count)
  }

  private static func test(
    doubledSums: [Int], ties: Double, squares: Int, blocks: Int
  ) -> Result<FriedmanTest, MissingTest> {
    let k = Double(doubledSums.count)
    let n = Double(blocks)
    let deviations = doubledSums.reduce(0.0) { sum, doubled in
      let deviation = Double(doubled - blocks * (doubledSums.count + 1)) / 2
      return sum + deviation * deviation
    }
    let correction = n * k * (k * k - 1) - ties
    if correction <= 0 { return .failure(.allTied) }
    return .success(
      FriedmanTest(
        blocks: blocks, meanRanks: doubledSums.map { Double($0) / 2 / n },
        statistic: 12 * (k - 1) * deviations / correction, rankSquares: Double(squares) / 4))
  }
}

extension FriedmanTest {
  /// Returns the p value of Nemenyi's comparison of two methods, given by position.
  ///
  /// The studentized range with infinitely many degrees of freedom at
  /// q = sqrt 2 |mean rank difference| / sqrt(k (k + 1) / (6 n)); the factor sqrt 2 belongs to the range.
  public func nemenyiPValue(_ first: Int, _ second: Int) -> Double {
    let k = Double(methods)
    let distance = abs(meanRanks[first] - meanRanks[second])
    let q = distance * (12 * Double(blocks) / (k * (k + 1))).squareRoot()
    return StudentizedRange(groups: methods).probability(above: q)
  }

  /// Returns the p value of Conover's comparison of two methods, given by position; not adjusted.
  ///
  /// Student's t with (n - 1)(k - 1) degrees of freedom; 0 or 1 when all blocks rank alike.
  public func conoverPValue(_ first: Int, _ second: Int) -> Double {
    let (n, k) = (Double(blocks), Double(methods))
    let freedom = (n - 1) * (k - 1)
    let difference = n * abs(meanRanks[first] - meanRanks[second])
    if difference == 0 { return 1 }
    let variance = (rankSquares - k * n * (k + 1) * (k + 1) / 4) / (k - 1)
    let rest = variance * 2 * n * (k - 1) / freedom * (1 - concordance)
    if rest <= 0 { return 0 }
    return 2
      * StudentT(degreesOfFreedom: freedom).probability(below: -difference / rest.squareRoot())
  }
}

/// Why there is no test over all methods.
public enum MissingTest: Error, Sendable, Equatable {
  /// Two methods are compared as a pair.
  case fewerThanThreeMethods
  /// Fewer than two sources or raters have votes on all methods.
  case fewerThanTwoBlocks
  /// Within every block all methods are equal.
  case allTied
}

extension MissingTest: CustomStringConvertible {
  /// A few words for the foot of a table.
  public var description: String {
    switch self {
    case .fewerThanThreeMethods: "no Friedman test: fewer than three methods"
    case .fewerThanTwoBlocks: "no Friedman test: fewer than two complete blocks"
    case .allTied: "no Friedman test: all methods are tied"
    }
  }
}
