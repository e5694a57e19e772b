extension ResidualGenerator {
  init?(_ tensors: TensorTable, options: NetworkOptions) throws(NetworkError) {
    let found = ResidualNaming.candidates(tensors).first { names in
      tensors.holdsAny(of: names.first) && !names.blocks(tensors).isEmpty
    }
    guard let found, let highest = found.blocks(tensors).max() else { return nil }
    let stages = tensors.numbers(in: found.enlargement.with(".weight"))
    names = found
    blocks = highest - found.firstBlock + 1
    enlargements = (stages.max() ?? found.firstEnlargement - 1) - found.firstEnlargement + 1
    let first = try tensors.kernel(found.first, usually: [64, 3, 9, 9], title: found.title)
    let last = try tensors.kernel(
      found.lastName(after: enlargements), usually: [3, 64, 9, 9], title: found.title)
    features = first[0]
    channels = first[1]
    firstKernel = first[2]
    lastKernel = last[2]
    let tensor = found.first + ".weight"
    guard blocks > 0, 0...4 ~= enlargements else {
      throw .unsupportedVariant("a network that enlarges by more than 16", tensor: tensor)
    }
    convention = NetworkConvention(
      channels: try PictureChannels(count: channels, tensor: tensor), input: found.input,
      output: found.output, options: options)
    readVariant(tensors)
  }

  // Reads from the tensors what files of the same names differ in.
  private mutating func readVariant(_ tensors: TensorTable) {
    let numbers = (0..<blocks).map { $0 + names.firstBlock }
    switch names.normalization {
    case .instance: break
    case .batch:
      isNormalized = numbers.contains {
        tensors.holdsAny(of: names.norm1($0)) || tensors.holdsAny(of: names.norm2($0))
      }
      tail = Self.tail(named: names.tailNormName, in: tensors)
    }
    let convolutions =
      numbers.flatMap { [names.convolution1($0), names.convolution2($0)] } + [names.tailName]
    biased = Set(convolutions.filter { tensors.holds($0 + ".bias") })
    let slopes =
      numbers.map { names.slope($0) } + [names.firstSlope, names.tailNormName]
      + (0..<enlargements).map { names.enlargementSlope($0 + names.firstEnlargement) }
    sharedSlopes = Set(slopes.filter { tensors.shapes[$0 + ".weight"] == [1] })
  }

  // Slopes have weights alone, a normalisation its statistics too.
  private static func tail(named name: String, in tensors: TensorTable) -> Tail {
    if ["bias", "running_mean", "running_var"].contains(where: { tensors.holds("\(name).\($0)") }) {
      return .normalization
    }
    return tensors.holds(name + ".weight") ? .slopes : .nothing
  }
}

extension ResidualNaming {
  // The numbers of blocks that a file has tensors of.
  func blocks(_ tensors: TensorTable) -> Set<Int> {
    tensors.numbers(in: convolution1.with("."))
      .union(tensors.numbers(in: convolution2.with(".")))
      .filter { $0 >= firstBlock }
  }
}

extension NameTemplate {
  // The template with more behind it.
  fileprivate func with(_ ending: String) -> NameTemplate {
    NameTemplate(stringLiteral: prefix + "#" + suffix + ending)
  }
}
