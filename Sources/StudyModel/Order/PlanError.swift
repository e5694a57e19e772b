/// Why no order can be drawn for a study.
public enum PlanError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The study has no picture with role `test`.
  case noTestImages
  /// The study has fewer than two methods.
  case tooFewMethods(Int)
  /// A page would need more tiles than a grid has.
  case tooManyTiles(Int)
  /// The spacing between presentations of one picture cannot be kept in a block.
  case spacingNotFeasible(spacing: Int, images: Int, methods: Int, inBlock: Int)
  /// The second showings cannot be placed.
  case retestsNotFeasible(retests: Int, distance: Int, presentations: Int)
  /// An order that was drawn breaks a rule; names the rule.
  case orderBroken(String)

  /// A sentence for the person at the keyboard.
  public var description: String {
    switch self {
    case .noTestImages:
      "The study has no picture with role 'test'; give at least one picture that role"
    case .tooFewMethods(let count):
      "The study has \(count) method(s); a comparison needs at least 2"
    case .tooManyTiles(let count):
      "A page would have \(count) tiles; at most 32 are possible, so use fewer methods or the "
        + "protocol 'srgan-acr-hr'"
    case .spacingNotFeasible(let spacing, let images, let methods, let inBlock):
      "With \(images) picture(s) and \(methods) methods no order of the \(inBlock) presentations "
        + "of a block keeps \(spacing) others between two of one picture; lower 'session.spacing' "
        + "or add pictures"
    case .retestsNotFeasible(let retests, let distance, let presentations):
      "\(retests) second showing(s) at least \(distance) presentations after the first do not fit "
        + "among \(presentations); lower 'session.retest_distance' or 'session.retest_percent'"
    case .orderBroken(let rule):
      "The order that was drawn breaks a rule: \(rule); this is a defect of the program, "
        + "please report it"
    }
  }
}
