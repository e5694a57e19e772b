import SuperResolution

/// The code that computes stimuli, as records name it.
enum StimulusEngine {
  /// Name and version.
  static var name: String { "opine-stimuli \(Upscaler.revision)" }
}
