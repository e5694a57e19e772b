/// Which raters share one inconsistency.
///
/// Raters with enough votes form a group each, in order; all others form one more group.
struct VarianceGroups {
  /// The group of each rater.
  let group: [Int]
  /// Number of groups.
  let count: Int
  /// The group of the raters with few votes, nil when there are none.
  let pooled: Int?

  init(votes: [Int], fewestOwnVotes: Int) {
    let owners = votes.count { $0 >= fewestOwnVotes }
    var next = 0
    group = votes.map {
      if $0 < fewestOwnVotes { return owners }
      next += 1
      return next - 1
    }
    pooled = owners < votes.count ? owners : nil
    count = owners + (pooled == nil ? 0 : 1)
  }

  /// Returns the sums over the raters of each group.
  func sums(_ values: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: count)
    for (rater, value) in values.enumerated() { sums[group[rater]] += value }
    return sums
  }

  /// Returns where the inconsistency of a rater comes from.
  func origin(ofRater rater: Int, value: Double, floor: Double) -> RaterModel.Rater.Origin {
    if value <= floor { return .floor }
    return group[rater] == pooled ? .pooled : .own
  }
}
