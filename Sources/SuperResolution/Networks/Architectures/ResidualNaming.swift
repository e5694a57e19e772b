// The names of a residual generator's layers in the files of one code, and what its samples mean.
//
// '#' stands for the number of a block or of an enlargement.
struct ResidualNaming: Sendable {
  let title: String
  var normalization = Normalization.batch
  var input = InputRange.unit
  var output = OutputRange.unit

  let first: String
  let firstSlope: String
  let convolution1: NameTemplate
  let norm1: NameTemplate
  let slope: NameTemplate
  let convolution2: NameTemplate
  let norm2: NameTemplate
  var firstBlock = 0
  let tail: NameTemplate
  // The normalisation or the slope after the tail's convolution.
  let tailNorm: NameTemplate
  let enlargement: NameTemplate
  let enlargementSlope: NameTemplate
  var firstEnlargement = 0
  let last: NameTemplate

  enum Normalization {
    case batch
    // Without learned tensors.
    case instance
  }
}

extension ResidualNaming {
  // The tables that can hold the tensors of a file.
  static func candidates(_ tensors: TensorTable) -> [ResidualNaming] {
    [leftthomas(tensors), plain, lornatang, laterLornatang, tutorial, fast]
  }

  // leftthomas/SRGAN `model.py`: everything is numbered on from the blocks.
  private static func leftthomas(_ tensors: TensorTable) -> ResidualNaming {
    let blocks = tensors.numbers(in: "block#.conv1.").max() ?? 2
    return ResidualNaming(
      title: "SRGAN generator", output: .hyperbolic, first: "block1.0", firstSlope: "block1.1",
      convolution1: "block#.conv1", norm1: "block#.bn1", slope: "block#.prelu",
      convolution2: "block#.conv2", norm2: "block#.bn2", firstBlock: 2,
      tail: .fixed("block\(blocks + 1).0"), tailNorm: .fixed("block\(blocks + 1).1"),
      enlargement: .numbered("block\(blocks + 2).", ".conv"),
      enlargementSlope: .numbered("block\(blocks + 2).", ".prelu"),
      last: .numbered("block\(blocks + 2).", ""))
  }

  // The paper's layers by their own names.
  static let plain = ResidualNaming(
    title: "SRResNet (SRGAN generator)", first: "conv1", firstSlope: "prelu1",
    convolution1: "trunk.#.conv1", norm1: "trunk.#.bn1", slope: "trunk.#.prelu",
    convolution2: "trunk.#.conv2", norm2: "trunk.#.bn2", tail: "conv2", tailNorm: "bn2",
    enlargement: "up.#.conv", enlargementSlope: "up.#.prelu", last: "conv3")

  // Lornatang/SRGAN-PyTorch `model.py`, 2022.
  private static let lornatang = ResidualNaming(
    title: "SRResNet (SRGAN generator)", first: "conv_block1.0", firstSlope: "conv_block1.1",
    convolution1: "trunk.#.rcb.0", norm1: "trunk.#.rcb.1", slope: "trunk.#.rcb.2",
    convolution2: "trunk.#.rcb.3", norm2: "trunk.#.rcb.4", tail: "conv_block2.0",
    tailNorm: "conv_block2.1", enlargement: "upsampling.#.upsample_block.0",
    enlargementSlope: "upsampling.#.upsample_block.2", last: "conv_block3")

  // The same repository since late 2022; of this are its published 'x4-ImageNet' files.
  private static let laterLornatang = ResidualNaming(
    title: "SRResNet (SRGAN generator)", first: "conv1.0", firstSlope: "conv1.1",
    convolution1: "trunk.#.rcb.0", norm1: "trunk.#.rcb.1", slope: "trunk.#.rcb.2",
    convolution2: "trunk.#.rcb.3", norm2: "trunk.#.rcb.4", tail: "conv2.0", tailNorm: "conv2.1",
    enlargement: "upsampling.#.upsample_block.0",
    enlargementSlope: "upsampling.#.upsample_block.2", last: "conv3")

  // The network of PyTorch's tutorial on exporting to ONNX.
  private static let tutorial = ResidualNaming(
    title: "SRResNet", output: .signed, first: "head", firstSlope: "hp",
    convolution1: "body.#.0", norm1: "body.#.1", slope: "body.#.2", convolution2: "body.#.3",
    norm2: "body.#.4", tail: "tc", tailNorm: "tb", enlargement: "u#", enlargementSlope: "p#",
    firstEnlargement: 1, last: "out")

  // HasnainRaz/Fast-SRGAN.
  private static let fast = ResidualNaming(
    title: "Fast-SRGAN generator", normalization: .instance, input: .signed, output: .hyperbolic,
    first: "neck.0", firstSlope: "neck.1", convolution1: "stem.#.conv1", norm1: "stem.#.bn1",
    slope: "stem.#.relu1", convolution2: "stem.#.conv2", norm2: "stem.#.bn2",
    tail: "bottleneck.0", tailNorm: "bottleneck.1", enlargement: "upsampling.#.conv",
    enlargementSlope: "upsampling.#.relu", last: "head.0")
}

extension NameTemplate {
  // A name without a number.
  fileprivate static func fixed(_ name: String) -> NameTemplate {
    NameTemplate(stringLiteral: name)
  }

  fileprivate static func numbered(_ prefix: String, _ suffix: String) -> NameTemplate {
    NameTemplate(stringLiteral: prefix + "#" + suffix)
  }
}
