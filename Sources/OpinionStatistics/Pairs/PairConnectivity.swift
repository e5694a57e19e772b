/// Which items can be placed on one scale: the strong components of the graph of wins.
///
/// A finite scale exists exactly when, however the items are split into two groups, some item of each
/// group won against one of the other (Ford 1957; Hunter, MM algorithms for generalized
/// Bradley-Terry models, Annals of Statistics 32 (2004), assumption 1).
public struct PairConnectivity: Sendable, Equatable {
  /// Groups of items that are on one scale each.
  ///
  /// A group before another never lost against it, or was not compared with it. Items are sorted by
  /// bytes.
  public let groups: [[String]]

  /// Whether all items are on one scale.
  public var isConnected: Bool { groups.count < 2 }
}

extension PairTable {
  /// The groups of items that can be placed on one scale.
  public var connectivity: PairConnectivity {
    PairConnectivity(
      groups: WinGraph(wins: wins, size: items.count).components().map { group in
        group.map { items[$0] }
      })
  }
}

/// A graph with an edge from each item to those that it won against.
struct WinGraph {
  private let successors: [[Int]]

  init(wins: [Double], size: Int) {
    successors = (0..<size).map { row in (0..<size).filter { wins[row * size + $0] > 0 } }
  }

  init(successors: [[Int]]) { self.successors = successors }

  /// Whether every item reaches every other one.
  var isStronglyConnected: Bool { components().count < 2 }

  /// Returns the strong components, winners first, members ascending.
  ///
  /// Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1 (1972), with an
  /// explicit stack.
  func components() -> [[Int]] {
    var search = Search(size: successors.count)
    for start in successors.indices where search.index[start] == nil {
      search.visit(from: start, successors: successors)
    }
    return search.components.reversed()
  }

  private struct Search {
    var index: [Int?]
    var lowest: [Int]
    var isOpen: [Bool]
    var open: [Int] = []
    var next = 0
    var components: [[Int]] = []

    init(size: Int) {
      index = Array(repeating: nil, count: size)
      lowest = Array(repeating: 0, count: size)
      isOpen = Array(repeating: false, count: size)
    }

    mutating func visit(from start: Int, successors: [[Int]]) {
      var calls = [(node: start, edge: 0)]
      enter(start)
      while let (node, edge) = calls.last {
        if edge == successors[node].count {
          calls.removeLast()
          close(node)
          if let parent = calls.last?.node { lowest[parent] = min(lowest[parent], lowest[node]) }
          continue
        }
        calls[calls.count - 1].edge += 1
        let target = successors[node][edge]
        if let known = index[target] {
          if isOpen[target] { lowest[node] = min(lowest[node], known) }
        } else {
          enter(target)
          calls.append((target, 0))
        }
      }
    }

    private mutating func enter(_ node: Int) {
      index[node] = next
      lowest[node] = next
      next += 1
      open.append(node)
      isOpen[node] = true
    }

    /// Takes a finished component off the stack, if `node` is its first member.
    private mutating func close(_ node: Int) {
      guard lowest[node] == index[node] else { return }
      var members: [Int] = []
      while let member = open.popLast() {
        isOpen[member] = false
        members.append(member)
        if member == node { break }
      }
      components.append(members.sorted())
    }
  }
}
