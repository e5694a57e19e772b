import Foundation
import StudyModel

/// A model of raters: score = quality of the method + bias of the rater + effects of picture and
/// pair + noise, rounded and cut to the scale.
///
/// Where two pictures are compared, the score is their difference and one noise, by the same rules.
///
/// The standard deviations are the variance components of the appeal ratings in AVT-AI-Image
/// (rater .262, source .111, rater x method .116, source x method .135, residual .819, as
/// variances of a mixed model).
struct SimulatedRaters {
  /// Mean opinion score of each method, 1...5.
  let quality: [Identifier: Double]
  private let seed: UInt64
  private let study: Study

  init(study: Study, quality: [Identifier: Double], seed: UInt64) {
    self.study = study
    self.seed = seed
    var all = SimulatedRaters.standard(study)
    all.merge(quality) { $1 }
    self.quality = all
  }

  /// The published means on Set14 for methods of those names (Ledig and others 2017, Table 2).
  ///
  /// The other methods are spread evenly in the order of the manifest.
  private static func standard(_ study: Study) -> [Identifier: Double] {
    let published = [
      "nearest": 1.20, "bicubic": 1.80, "srcnn": 2.26, "selfexsr": 2.34, "drcn": 2.84,
      "espcn": 2.52, "srresnet": 2.98, "srgan": 3.72, "hr": 4.32, "bilinear": 1.60,
      "esrgan": 3.80,
    ]
    var result: [Identifier: Double] = [:]
    let count = Double(max(1, study.methods.count - 1))
    for (index, method) in study.methods.enumerated() {
      let even = 1.5 + 3 * Double(index) / count
      result[method.id] =
        method.id == study.reference
        ? 4.32 : published[method.id.text.lowercased()] ?? even
    }
    return result
  }

  /// The score of one rater for the rated one among the pictures of a presentation.
  func score(
    rater: Int, presentation: Presentation, stimuli: [Stimulus], slot: Int,
    noise: inout SeededGenerator
  ) -> Int {
    let scale = study.ratingProtocol.scale
    let values = stimuli.map { value(rater: rater, stimulus: $0) }
    let rated = presentation.items.firstIndex { $0.slot == slot } ?? 0
    let error = 0.905 * noise.normal()
    switch study.ratingProtocol.testMethod {
    case .acr, .acrHiddenReference, .multiStimulus:
      return rounded(values[rated] + error, scale)
    case .dcr:
      return rounded(5 + min(0, values[rated] - values[0]) - abs(error) / 2, scale)
    case .ccr:
      return rounded(values[1] - values[0] + error, scale)
    case .pairComparison:
      let preference = values[1] - values[0] + error
      let isClose = abs(preference) < 0.4
      return isClose && scale.highest == 2 ? 2 : preference > 0 ? 1 : 0
    }
  }

  private func rounded(_ value: Double, _ scale: RatingScale) -> Int {
    min(scale.highest, max(scale.lowest, Int(value.rounded())))
  }

  /// What a rater thinks of a picture on the scale of quality, without the noise of one answer.
  private func value(rater: Int, stimulus: Stimulus) -> Double {
    let method = study.methods.firstIndex { $0.id == stimulus.method } ?? 0
    let image = study.images.firstIndex { $0.id == stimulus.image } ?? 0
    var value = quality[stimulus.method] ?? 3
    value += effect(0.512, 1, rater, 0)
    value += effect(0.333, 2, image, 0)
    value += effect(0.341, 3, rater, method)
    value += effect(0.367, 4, image, method)
    return value
  }

  private func effect(_ deviation: Double, _ kind: Int, _ first: Int, _ second: Int) -> Double {
    var generator = SeededGenerator(seed: seed, kind, first, second)
    return deviation * generator.normal()
  }
}

extension SeededGenerator {
  /// A standard normal number (Box and Muller 1958).
  mutating func normal() -> Double {
    let radius = (-2 * log(1 - unit())).squareRoot()
    return radius * cos(2 * Double.pi * unit())
  }
}
