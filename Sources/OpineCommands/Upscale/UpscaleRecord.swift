import Foundation
import Pictures
import StudyModel
import SuperResolution

/// What made an enlarged picture, as its PNG tells under the keyword 'Opine'.
struct UpscaleRecord: Codable, Equatable {
  /// The keyword of the text in the PNG.
  static let keyword = "Opine"

  /// The version of this record.
  var format = 1
  /// Program and version.
  var program = Program.nameAndVersion
  /// Raised where the same method gives other samples than before.
  var engine = Upscaler.revision
  /// The name by which the method was chosen.
  var method: String
  /// What the method is in words.
  var title: String
  /// The factor of enlargement.
  var scale: Int
  /// The weights files; empty for a kernel.
  var weights: [Weights]
  /// What the network's samples mean; missing for a kernel.
  var convention: Convention?
  /// The SHA-256 of the file of the low-resolution picture.
  var source: SHA256Digest
  /// The SHA-256 of the `.npy` file of the samples, whether it was written or not.
  var samples: SHA256Digest?

  struct Weights: Codable, Equatable {
    var sha256: SHA256Digest
    var share: Double
  }

  struct Convention: Codable, Equatable {
    var channels: String
    var input: String
    var output: String
    var preparation: String
    var padding: String
  }

  enum CodingKeys: String, CodingKey {
    case format, program, engine, method, title, scale, weights, convention
    case source = "source_sha256"
    case samples = "npy_sha256"
  }
}

extension UpscaleRecord {
  /// The record of a method; the samples come with a result.
  init(method: String, choice: MethodChoice, scale: Int, source: SHA256Digest) {
    self.init(
      method: method, title: choice.title, scale: scale,
      weights: choice.weights.map { Weights(sha256: $0.digest, share: $0.share) },
      convention: choice.convention, source: source)
  }

  /// Whether both stand for the same work.
  func isSameWork(as other: UpscaleRecord) -> Bool {
    var twin = other
    (twin.program, twin.title, twin.samples) = (program, title, samples)
    return self == twin
  }

  /// The text in the PNG: JSON with sorted keys.
  var text: PNGText {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return PNGText(
        keyword: Self.keyword, text: String(decoding: try encoder.encode(self), as: UTF8.self))
    }
  }

  /// The record in the bytes of a PNG; nil where there is none.
  init?(in bytes: [UInt8]) {
    guard let text = PNGText.find(Self.keyword, in: bytes),
      let record = try? JSONDecoder().decode(UpscaleRecord.self, from: Data(text.utf8))
    else { return nil }
    self = record
  }
}

extension MethodChoice {
  /// The method as an upscaler takes it.
  var method: UpscalingMethod {
    switch engine {
    case .resampling(let kernel): .resampling(kernel)
    case .network(let network): .network(network)
    }
  }

  /// The factor by which it enlarges; nil where any will do.
  var ownScale: Int? {
    guard case .network(let network) = engine,
      network.summary.convention.preparation == .none
    else { return nil }
    return network.summary.scale
  }

  fileprivate var convention: UpscaleRecord.Convention? {
    guard case .network(let network) = engine else { return nil }
    let (convention, padding) = (network.summary.convention, network.summary.padding)
    return UpscaleRecord.Convention(
      channels: convention.channels.rawValue, input: convention.input.rawValue,
      output: convention.output.rawValue, preparation: convention.preparation.rawValue,
      padding: padding.rawValue)
  }
}
