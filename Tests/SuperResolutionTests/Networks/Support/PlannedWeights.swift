@testable import SuperResolution

extension NetworkPlan {
  // Tensors of zeros for everything that the network needs.
  var zeros: [String: WeightTensor] {
    Dictionary(
      uniqueKeysWithValues: tensors.map { tensor in
        let values = [Float](repeating: 0, count: tensor.shape.reduce(1, *))
        return (tensor.name, WeightTensor(shape: tensor.shape, values: values))
      })
  }
}

extension ResidualGenerator {
  // The paper's network with a bias before every normalisation and shared slopes.
  static func withBiases(blocks: Int = 16, sharingSlopes: Bool = true) -> ResidualGenerator {
    var generator = ResidualGenerator(blocks: blocks)
    let names = Set(generator.plan.graph.layers.map(\.name))
    generator.biased = names
    generator.sharedSlopes = sharingSlopes ? names : []
    return generator
  }
}

extension [String: WeightTensor] {
  // The same tensors under other names.
  func renamed(_ name: (String) -> String) -> [String: WeightTensor] {
    [String: WeightTensor](uniqueKeysWithValues: map { (name($0.key), $0.value) })
  }
}
