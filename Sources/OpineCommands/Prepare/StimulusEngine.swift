/// The code that computes stimuli, as records name it.
enum StimulusEngine {
  /// Counts up whenever a change of resampling, networks or rounding may change a sample.
  static let version = 1

  /// Name and version.
  static var name: String { "opine-stimuli \(version)" }
}
