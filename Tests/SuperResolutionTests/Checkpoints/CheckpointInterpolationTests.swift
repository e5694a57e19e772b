import SuperResolution
import Testing

@Suite struct CheckpointInterpolationTests {
  private func checkpoint(_ tensors: [String: [Float]]) -> Checkpoint {
    Checkpoint(
      tensors: tensors.mapValues { WeightTensor(shape: [$0.count], values: $0) },
      format: .safetensors)
  }

  @Test(
    arguments: [(0, [1, -8]), (0.25, [1.5, -6]), (0.5, [2, -4]), (1, [3, 0])]
      as [(
        Double, [Float]
      )])
  func `weights lie on the line between two networks`(alpha: Double, values: [Float]) throws {
    let (first, second) = (checkpoint(["w": [1, -8]]), checkpoint(["w": [3, 0]]))
    let mixed = try Checkpoint.interpolated(first, second, alpha: alpha)
    #expect(mixed.tensors["w"] == WeightTensor(shape: [2], values: values))
  }

  @Test func `networks of different designs are refused`() {
    let network = checkpoint(["a": [1], "b": [1]])
    #expect(throws: CheckpointError.tensorInOnlyOne("b")) {
      try Checkpoint.interpolated(network, checkpoint(["a": [1]]), alpha: 0.5)
    }
    #expect(throws: CheckpointError.shapesDiffer("b", [1], [2])) {
      try Checkpoint.interpolated(network, checkpoint(["a": [1], "b": [1, 2]]), alpha: 0.5)
    }
  }

  @Test(arguments: [-0.1, 1.1, .nan])
  func `a share outside 0...1 is refused`(alpha: Double) {
    let network = checkpoint(["a": [1]])
    #expect(throws: CheckpointError.self) {
      try Checkpoint.interpolated(network, network, alpha: alpha)
    }
  }
}
