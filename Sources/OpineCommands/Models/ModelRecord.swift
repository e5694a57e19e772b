import StudyModel
import SuperResolution

/// What a model library keeps beside the weights of a model: the file `NAME.json`.
struct ModelRecord: Codable, Equatable {
  /// The form of these files; another number is refused.
  static let form = 1

  /// The form of this file.
  var form = ModelRecord.form
  /// The name that commands and manifests use.
  let name: Identifier
  /// The network in words, as recognised when it was added.
  let title: String
  /// The SHA-256 of the weights, which is also the name of their file.
  let sha256: SHA256Digest
  /// The number of bytes of the weights.
  let size: Int
  /// What the weights do not tell.
  let options: Options
  /// Where the weights come from, in the words of who added them.
  let source: String?
  /// The terms they are under, in the words of who added them.
  let licence: String?
  /// When they were added, ISO 8601 in UTC.
  let added: String

  /// What a person said about a network beside its weights.
  struct Options: Codable, Equatable {
    var channels: PictureChannels?
    var input: InputRange?
    var output: OutputRange?
    var padding: ConvolutionPadding?
  }
}

extension ModelRecord.Options {
  init(_ options: NetworkOptions) {
    self.init(
      channels: options.channels, input: options.input, output: options.output,
      padding: options.padding)
  }

  /// The options of a network; what is said now comes first.
  func overridden(by options: NetworkOptions) -> NetworkOptions {
    NetworkOptions(
      channels: options.channels ?? channels, input: options.input ?? input,
      output: options.output ?? output, padding: options.padding ?? padding)
  }
}

extension PictureChannels: Codable {}
extension InputRange: Codable {}
extension OutputRange: Codable {}
extension ConvolutionPadding: Codable {}
