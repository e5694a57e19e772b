import StudyModel

/// Shows on standard error how far a preparation is: a bar on a terminal, else a line a picture.
struct PreparationProgress {
  private var line = ProgressLine()
  private let count: Int
  private let totalCost: Double
  private var doneCost = 0.0
  private var number = 0

  /// A display for pictures that are made.
  init(_ items: [PreparationItem]) {
    count = items.count
    totalCost = items.reduce(0) { $0 + $1.cost }
  }

  /// Tells that a share of an item, 0...1, is done.
  mutating func update(_ item: PreparationItem, share: Double) {
    line.show(
      share: (doneCost + share * item.cost) / totalCost, file: number + 1, of: count,
      name: "\(item.method?.text ?? "low") \(item.original.image)")
  }

  /// Tells that an item is done.
  mutating func finish(_ item: PreparationItem) {
    doneCost += item.cost
    number += 1
    if !line.isShown { Output.note("\(item.path.terminalSafe) made (\(number) of \(count))") }
  }

  /// Takes the bar away.
  func clear() { line.clear() }
}
