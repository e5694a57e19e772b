// The tensors of a run: memory goes from one to the next of the same shape.
struct FeatureMapPool {
  struct Shape: Hashable {
    var channels: Int
    var height: Int
    var width: Int
    var border: Int
  }

  private var live: [Int: FeatureMap] = [:]
  private var free: [Shape: [FeatureMap]] = [:]

  // The memory of a map of the plan, taken when it is first asked for.
  mutating func map(_ number: Int, _ shape: Shape) throws(InferenceError) -> FeatureMap {
    if let map = live[number] { return map }
    let map: FeatureMap
    if let reused = free[shape]?.popLast() {
      map = reused
    } else {
      map = try FeatureMap(
        channels: shape.channels, height: shape.height, width: shape.width, border: shape.border)
    }
    live[number] = map
    return map
  }

  // A map that has its memory.
  func map(_ number: Int) -> FeatureMap? { live[number] }

  // Gives a map's memory back, for others of its shape if there will be any.
  mutating func release(_ number: Int, _ shape: Shape, isWanted: Bool) {
    guard let map = live.removeValue(forKey: number) else { return }
    if isWanted { free[shape, default: []].append(map) } else { free[shape] = nil }
  }
}
