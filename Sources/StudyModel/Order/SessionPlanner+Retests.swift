extension SessionPlanner {
  /// Places the second showings after the main order is fixed: stratified by method, far enough
  /// from the first showing, never beside one another, and under the same spacing rule.
  mutating func withRetests(
    _ main: [TestStep], spacing: Int
  ) throws(PlanError) -> [TestStep] {
    let wanted = (main.count * study.session.retestPercent + 50) / 100
    var numbered = main
    for index in numbered.indices { numbered[index].id = index }
    guard wanted > 0 else { return numbered }
    for _ in 0..<200 {
      if let result = placed(wanted, in: numbered, spacing: spacing) { return result }
    }
    throw .retestsNotFeasible(
      retests: wanted, distance: study.session.retestDistance, presentations: main.count)
  }

  /// One attempt; nil when a second showing finds no place.
  private mutating func placed(
    _ wanted: Int, in main: [TestStep], spacing: Int
  ) -> [TestStep]? {
    var steps = main
    let strata = generator.shuffled(Array(Set(main.map(\.stratum))).sorted())
    for number in 0..<wanted {
      let stratum = strata[number % strata.count]
      let repeated = Set(steps.compactMap(\.firstShowing))
      let candidates = main.filter { $0.stratum == stratum && !repeated.contains($0.id ?? -1) }
      var isPlaced = false
      for candidate in generator.shuffled(candidates) {
        let places = self.places(for: candidate, in: steps, spacing: spacing)
        guard !places.isEmpty else { continue }
        let place = places[generator.below(places.count)]
        var copy = candidate
        copy.firstShowing = candidate.id
        copy.id = nil
        copy.block = steps[place - 1].block
        steps.insert(copy, at: place)
        isPlaced = true
        break
      }
      if !isPlaced { return nil }
    }
    return steps
  }

  /// Every index at which a second showing of `candidate` may be inserted.
  private func places(for candidate: TestStep, in steps: [TestStep], spacing: Int) -> [Int] {
    guard let first = steps.firstIndex(where: { $0.id == candidate.id }) else { return [] }
    let earliest = first + max(1, study.session.retestDistance)
    guard earliest <= steps.count else { return [] }
    return (earliest...steps.count).filter { place in
      let before = steps[max(0, place - spacing)..<place]
      let after = steps[place..<min(steps.count, place + spacing)]
      let besideRetest =
        steps[place - 1].isRetest || (place < steps.count && steps[place].isRetest)
      return !besideRetest && !(before + after).contains { $0.image == candidate.image }
    }
  }
}
