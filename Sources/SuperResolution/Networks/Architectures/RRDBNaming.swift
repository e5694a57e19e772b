// The names of RRDBNet's convolutions; there are three generations of them.
struct RRDBNaming: Sendable {
  let first: String
  // The block's number stands for '#'.
  let block: NameTemplate
  // What follows the block's name for one of its dense blocks.
  let dense: NameTemplate
  // What follows that for one of its convolutions.
  let convolution: NameTemplate
  let body: String
  let enlargements: [String]
  let highResolution: String
  let last: String

  // XPixelGroup/BasicSR `rrdbnet_arch.py`, from 2020 on.
  static let basicSR = RRDBNaming(
    first: "conv_first", block: "body.#", dense: ".rdb#", convolution: ".conv#",
    body: "conv_body", enlargements: ["conv_up1", "conv_up2"], highResolution: "conv_hr",
    last: "conv_last")

  // The tables that can hold the tensors of a file.
  static func candidates(_ tensors: TensorTable) -> [RRDBNaming] {
    [basicSR, repository(tensors), sequential(tensors)]
  }

  // xinntao/ESRGAN `RRDBNet_arch.py`, 2019; some files write HR_conv.
  private static func repository(_ tensors: TensorTable) -> RRDBNaming {
    let count = tensors.numbers(in: "upconv#.").max() ?? 2
    return RRDBNaming(
      first: "conv_first", block: "RRDB_trunk.#", dense: ".RDB#", convolution: ".conv#",
      body: "trunk_conv", enlargements: (0..<count).map { "upconv\($0 + 1)" },
      highResolution: tensors.holdsAny(of: "HR_conv") ? "HR_conv" : "HRconv", last: "conv_last")
  }

  // The network as one sequence, 2018: an enlargement is three steps of it, and the mapping to
  // later names is in xinntao/ESRGAN `transer_RRDB_models.py`.
  private static func sequential(_ tensors: TensorTable) -> RRDBNaming {
    let last = tensors.numbers(in: "model.#.weight").max() ?? 10
    let count = max(0, (last - 4) / 3)
    let blocks = tensors.numbers(in: "model.1.sub.#.RDB1.").max().map { $0 + 1 } ?? 0
    return RRDBNaming(
      first: "model.0", block: "model.1.sub.#", dense: ".RDB#", convolution: ".conv#.0",
      body: "model.1.sub.\(blocks)", enlargements: (0..<count).map { "model.\(3 * $0 + 3)" },
      highResolution: "model.\(3 * count + 2)", last: "model.\(3 * count + 4)")
  }

  func convolution(_ number: Int, dense denseNumber: Int, block blockNumber: Int) -> String {
    block(blockNumber) + dense(denseNumber) + convolution(number)
  }

  // The numbers of blocks that a file has tensors of.
  func blocks(_ tensors: TensorTable) -> Set<Int> {
    let template = NameTemplate(stringLiteral: block.prefix + "#" + dense.prefix)
    return tensors.numbers(in: template)
  }
}
