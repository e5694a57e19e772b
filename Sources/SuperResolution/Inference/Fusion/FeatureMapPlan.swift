// Where results of steps lie: which of them share a tensor, one after another or side by side.
struct FeatureMapPlan: Equatable {
  // A tensor of the plan.
  struct Map: Equatable {
    var channels: Int
    var size: NetworkGraph.Enlargement
    // Whether it holds the whole picture; otherwise the rows that a band needs.
    var isWhole: Bool
    var border = 0
    // From the step that first writes it to the one that last reads it.
    var lifetime: ClosedRange<Int>
  }

  private(set) var maps: [Map] = []
  // The map of each step's result, and its first channel there.
  private(set) var mapOfStep: [Int]
  private(set) var channelOfStep: [Int]

  private let steps: [FusedStep]
  private let whole: Set<Int>
  private let lastReaders: [Int]

  init(_ graph: FusedGraph, whole: Set<Int>) {
    steps = graph.steps
    self.whole = whole
    mapOfStep = [Int](repeating: -1, count: steps.count)
    channelOfStep = [Int](repeating: 0, count: steps.count)
    var last = Array(steps.indices)
    for (index, step) in steps.enumerated() {
      for source in step.sources {
        // What bands read of the whole picture stays until the last of them.
        last[source] = whole.contains(source) && !whole.contains(index) ? steps.count : index
      }
    }
    last[steps.count - 1] = steps.count
    lastReaders = last
    placeNeighbours()
    for index in steps.indices where mapOfStep[index] < 0 { place(index) }
    setBorders()
  }

  // What several steps give one convolution lies in one map, all but the first.
  private mutating func placeNeighbours() {
    let lists = steps.map { Array($0.inputs.dropFirst()) }
    for (index, list) in lists.enumerated().sorted(by: { $0.element.count > $1.element.count })
    where isConvolution(index) && list.contains(where: { mapOfStep[$0] < 0 }) {
      precondition(
        list.allSatisfy { mapOfStep[$0] < 0 }, "Concatenations begin alike or have nothing alike")
      var channels = 0
      for member in list {
        mapOfStep[member] = maps.count
        channelOfStep[member] = channels
        channels += steps[member].channels.blocked
      }
      let end = list.map { lastReaders[$0] }.max() ?? index
      maps.append(
        Map(
          channels: channels, size: steps[list[0]].size, isWhole: whole.contains(list[0]),
          lifetime: (list.min() ?? index)...end))
    }
  }

  private func isConvolution(_ index: Int) -> Bool {
    if case .convolution = steps[index].operation { true } else { false }
  }

  private mutating func place(_ index: Int) {
    let end = lastReaders[index]
    if let map = mapTakenOver(by: index) {
      mapOfStep[index] = map
      maps[map].lifetime = maps[map].lifetime.lowerBound...end
      return
    }
    mapOfStep[index] = maps.count
    maps.append(
      Map(
        channels: steps[index].channels.blocked, size: steps[index].size,
        isWhole: whole.contains(index), lifetime: index...end))
  }

  // The map of something that a step is the last to read, pixel by pixel, and so may write over.
  private func mapTakenOver(by index: Int) -> Int? {
    let step = steps[index]
    let candidates: [Int]
    switch step.operation {
    case .convolution: candidates = step.residual.map { [$0] } ?? []
    case .sum, .map, .instanceNormalization: candidates = step.inputs
    default: candidates = []
    }
    for candidate in candidates where lastReaders[candidate] == index {
      let map = mapOfStep[candidate]
      guard map >= 0, maps[map].lifetime.upperBound == index,
        maps[map].channels == step.channels.blocked, maps[map].isWhole == whole.contains(index)
      else { continue }
      if isConvolution(index), step.inputs.contains(where: { mapOfStep[$0] == map }) { continue }
      return map
    }
    return nil
  }

  // Borders as wide as the widest kernel, alike where one convolution reads several maps.
  private mutating func setBorders() {
    for step in steps {
      for input in step.inputs {
        let map = mapOfStep[input]
        maps[map].border = max(maps[map].border, step.borderRead)
      }
    }
    var isSettled = false
    while !isSettled {
      isSettled = true
      for step in steps where step.inputs.count > 1 && step.borderRead > 0 {
        let used = step.inputs.map { mapOfStep[$0] }
        let widest = used.map { maps[$0].border }.max() ?? 0
        for map in used where maps[map].border < widest {
          maps[map].border = widest
          isSettled = false
        }
      }
    }
  }
}

extension Int {
  // The channels that a tensor has for so many: whole blocks of 16.
  var blocked: Int { (self + 15) / 16 * 16 }
}
