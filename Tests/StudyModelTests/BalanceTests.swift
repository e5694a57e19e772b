import Testing

@testable import StudyModel

@Suite struct BalanceTests {
  @Test(arguments: [1, 2, 3, 8, 13])
  func `every symbol stands once in every row and column`(size: Int) {
    var generator = SeededGenerator(seed: UInt64(size))
    for _ in 0..<20 {
      let rows = LatinSquare(size: size, using: &generator).rows
      #expect(rows.count == size)
      for index in 0..<size {
        #expect(rows[index].sorted() == Array(0..<size))
        #expect(rows.map { $0[index] }.sorted() == Array(0..<size))
      }
    }
  }

  @Test func `squares differ`() {
    var generator = SeededGenerator(seed: 1)
    let squares = Set((0..<50).map { _ in LatinSquare(size: 8, using: &generator).rows })
    #expect(squares.count == 50)
  }

  @Test(arguments: [(19, 2...3), (119, 14...15), (8, 1...1), (3, 0...1)])
  func `of 8 methods each stands in each tile about equally often`(
    pages: Int, range: ClosedRange<Int>
  ) {
    for seed in 0..<200 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      var rows = BalancedRows(size: 8)
      var counts = Array(repeating: Array(repeating: 0, count: 8), count: 8)
      for _ in 0..<pages {
        for (tile, method) in rows.next(using: &generator).enumerated() {
          counts[method][tile] += 1
        }
      }
      #expect(counts.joined().allSatisfy(range.contains))
    }
  }
}

@Suite struct SpacedOrderTests {
  @Test(arguments: [
    ([8, 8, 8], 2, true), ([8, 8], 2, false), ([8, 8, 8], 3, false), ([1], 9, true), ([], 3, true),
    ([0, 0], 3, true), ([2], 0, true), ([2], 1, false), ([2, 1], 1, true), ([3, 1], 1, false),
    ([3, 2], 1, true), ([3, 3, 1], 2, false), ([3, 3, 2], 2, true),
    ([4, 1, 1, 1, 1, 1, 1], 2, true),
    ([4, 1, 1, 1, 1, 1], 2, false),
  ])
  func `the formula tells whether an order exists`(counts: [Int], distance: Int, exists: Bool) {
    #expect(SpacedOrder.isFeasible(counts: counts, distance: distance) == exists)
    var generator = SeededGenerator(seed: 1)
    let order = SpacedOrder.sources(counts: counts, distance: distance, using: &generator)
    #expect((order != nil) == exists)
  }

  /// Whether an order exists, by trying all of them.
  private func existsByTrying(_ left: [Int], _ distance: Int, _ order: [Int] = []) -> Bool {
    if left.allSatisfy({ $0 == 0 }) { return true }
    return left.indices.contains { source in
      guard left[source] > 0, !order.suffix(distance).contains(source) else { return false }
      var rest = left
      rest[source] -= 1
      return existsByTrying(rest, distance, order + [source])
    }
  }

  @Test func `the formula agrees with trying every order of small designs`() {
    for a in 0...4 {
      for b in 0...a {
        for c in 0...b {
          for distance in 0...3 {
            let counts = [a, b, c]
            #expect(
              SpacedOrder.isFeasible(counts: counts, distance: distance)
                == existsByTrying(counts, distance), "\(counts) with \(distance)")
          }
        }
      }
    }
  }

  @Test(arguments: [
    (5, 8, 2), (5, 12, 2), (14, 8, 2), (19, 8, 2), (3, 8, 2), (5, 8, 3), (19, 8, 8),
  ])
  func `no order runs into a dead end, and every one keeps the distance`(
    sources: Int, versions: Int, distance: Int
  ) throws {
    let counts = [Int](repeating: versions, count: sources)
    for seed in 0..<300 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let order = try #require(
        SpacedOrder.sources(counts: counts, distance: distance, using: &generator))
      #expect(order.count == sources * versions)
      var last: [Int: Int] = [:]
      for (index, source) in order.enumerated() {
        if let before = last[source], index - before <= distance {
          Issue.record("seed \(seed): \(source) at \(before) and \(index)")
        }
        last[source] = index
      }
      #expect((0..<sources).allSatisfy { source in order.count { $0 == source } == versions })
    }
  }

  @Test func `unequal sources keep the distance too`() throws {
    let counts = [9, 5, 5, 4, 1, 1, 0]
    for seed in 0..<300 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let order = try #require(SpacedOrder.sources(counts: counts, distance: 1, using: &generator))
      #expect(zip(order, order.dropFirst()).allSatisfy { $0 != $1 })
      #expect(
        counts.indices.allSatisfy { source in order.count { $0 == source } == counts[source] })
    }
  }

  @Test func `every source can come first`() throws {
    let first = try Set(
      (0..<100 as Range<UInt64>).map { seed in
        var generator = SeededGenerator(seed: seed)
        let order = SpacedOrder.sources(counts: [8, 8, 8, 8, 8], distance: 2, using: &generator)
        return try #require(order?.first)
      })
    #expect(first.count == 5)
  }
}
