// Measures how far a run has come.
struct WorkMeter {
  // The multiplications for a row of each step's result, about a third of them for minimal
  // filtering, and something for moving it.
  private let costs: [Double]
  private let total: Double
  private var done = 0.0

  // - Parameter bands: The rows of each step that each band computes, nil for whole steps.
  init(_ inference: Inference, _ size: PictureSize, bands: [[Range<Int>?]]) {
    let steps = inference.graph.steps
    let costs = steps.map { step in
      var products = Double(step.channels)
      if case .convolution(let convolution) = step.operation {
        let area = Double(convolution.enlargement * convolution.enlargement)
        let share = convolution.usesTiles ? 0.35 : 1
        products += share * Double(convolution.shape.weightCount) / area
      }
      return products * Double(size.scaled(step.size).width)
    }
    self.costs = costs
    var total = 0.0
    for index in steps.indices {
      let height = size.scaled(steps[index].size).height
      let rows =
        inference.wholeSteps.contains(index)
        ? height
        : bands.reduce(0) { $0 + ($1[index]?.clamped(to: 0..<height).count ?? 0) }
      total += costs[index] * Double(rows)
    }
    self.total = max(total, 1)
  }

  var share: Double { min(1, done / total) }

  mutating func add(_ index: Int, rows: Int) { done += costs[index] * Double(rows) }
}
