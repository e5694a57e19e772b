/// Simulates how often 95 % intervals cover, or times every analysis on a million ratings.
///
/// `StatisticsBenchmark [coverage [SETS]]` or `StatisticsBenchmark speed [SOURCES]`
@main
struct StatisticsBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let number = arguments.dropFirst().first.flatMap { Int($0) }
    switch arguments.first {
    case "coverage", nil: try CoverageSimulation.run(sets: number ?? 1500)
    case "speed": try SpeedOfStatistics.run(sources: number ?? 1000)
    default: print("Type coverage or speed")
    }
  }
}
