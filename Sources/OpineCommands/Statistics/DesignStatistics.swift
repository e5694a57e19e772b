import OpinionStatistics
import StudyModel

/// What stands out in the votes before any model.
struct DesignStatistics: Encodable {
  var stimuli: Int
  var missing: Int
  var repeated: Int
  var unanimousStimuli: Int
  var singleVoteStimuli: Int
  var straightLiners: [String]

  init(_ design: VoteDesign) {
    stimuli = design.stimuli
    missing = design.missing
    repeated = design.repeated
    unanimousStimuli = design.unanimousStimuli
    singleVoteStimuli = design.singleVoteStimuli
    straightLiners = design.straightLiners
  }

  /// One line below the numbers of raters and images.
  var sentence: String {
    let liners = straightLiners.map(\.terminalSafe).joined(separator: ", ")
    return [
      stimuli == 1 ? "1 stimulus" : "\(stimuli) stimuli",
      "\(missing) missing and \(repeated) repeated votes",
      "\(unanimousStimuli) unanimous",
      straightLiners.isEmpty ? "no straight-liner" : "straight-liners: \(liners)",
    ].joined(separator: ", ")
  }
}

/// Whom the rule of ITU-R BT.500 flags; nobody is left out.
struct ScreeningStatistics: Encodable {
  var raters: Int
  var flagged: [String]
  var unanimousPresentations: Int

  init(_ screening: RaterScreening) {
    raters = screening.raters.count
    flagged = screening.rejected
    unanimousPresentations = screening.unanimousPresentations
  }

  var sentence: String {
    let names = flagged.map(\.terminalSafe).joined(separator: ", ")
    return flagged.isEmpty
      ? "Raters: BT.500 flags none of \(raters)"
      : "Raters: BT.500 flags \(flagged.count) of \(raters), who count: \(names)"
  }
}
