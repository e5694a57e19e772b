import SuperResolution
import Testing

@testable import struct SuperResolution.NameTemplate
@testable import enum SuperResolution.NetworkCatalogue
@testable import struct SuperResolution.TensorTable

// Files of residual generators, described by the names and shapes that their codes give.
struct ResidualNamingTests {
  private static func plan(_ shapes: [(String, [Int])]) throws -> NetworkPlan {
    let tensors = shapes.map { name, shape in
      let values = [Float](repeating: 0.5, count: shape.reduce(1, *))
      return (name, WeightTensor(shape: shape, values: values))
    }
    let all = Dictionary(uniqueKeysWithValues: tensors)
    // Binding shows that the plan needs all of them and no other.
    _ = try Network(tensors: all)
    return try NetworkCatalogue.plan(for: TensorTable(all), options: NetworkOptions())
  }

  private static func norm(_ name: String, _ count: Int) -> [(String, [Int])] {
    ["weight", "bias", "running_mean", "running_var"].map { ("\(name).\($0)", [count]) }
  }

  private static func convolution(
    _ name: String, _ inputs: Int, _ outputs: Int, _ side: Int = 3, bias: Bool = true
  ) -> [(String, [Int])] {
    let weight = [("\(name).weight", [outputs, inputs, side, side])]
    return bias ? weight + [("\(name).bias", [outputs])] : weight
  }

  // HasnainRaz/Fast-SRGAN `models/model.pt`.
  static var fast: NetworkPlan? {
    var shapes = convolution("neck.0", 3, 64) + [("neck.1.weight", [1])]
    for block in 0..<8 {
      shapes += convolution("stem.\(block).conv1", 64, 64, bias: false)
      shapes += [("stem.\(block).relu1.weight", [1])]
      shapes += convolution("stem.\(block).conv2", 64, 64, bias: false)
    }
    shapes += convolution("bottleneck.0", 64, 64, bias: false)
    for stage in 0..<2 {
      shapes += convolution("upsampling.\(stage).conv", 64, 256)
      shapes += [("upsampling.\(stage).relu.weight", [1])]
    }
    return try? plan(shapes + convolution("head.0", 64, 3))
  }

  // leftthomas/SRGAN, with the tail of 2018 or the paper's.
  private static func leftthomas(blocks: Int, tailNorm: Bool) throws -> NetworkPlan {
    var shapes = convolution("block1.0", 3, 8, 9) + [("block1.1.weight", [1])]
    for block in 2..<2 + blocks {
      for half in 1...2 {
        shapes += convolution("block\(block).conv\(half)", 8, 8)
        shapes += norm("block\(block).bn\(half)", 8)
      }
      shapes += [("block\(block).prelu.weight", [1])]
    }
    shapes += convolution("block\(blocks + 2).0", 8, 8)
    shapes += tailNorm ? norm("block\(blocks + 2).1", 8) : [("block\(blocks + 2).1.weight", [1])]
    for stage in 0..<2 {
      shapes += convolution("block\(blocks + 3).\(stage).conv", 8, 32)
      shapes += [("block\(blocks + 3).\(stage).prelu.weight", [1])]
    }
    return try plan(shapes + convolution("block\(blocks + 3).2", 8, 3, 9))
  }

  // Lornatang/SRGAN-PyTorch, 2022, enlarging by 2 or more: 'conv1.0' in its later files.
  private static func lornatang(
    stages: Int, channels: Int = 3, named name: String = "conv_block"
  ) throws -> NetworkPlan {
    var shapes = convolution("\(name)1.0", channels, 8, 9) + [("\(name)1.1.weight", [8])]
    for block in 0..<3 {
      for half in [0, 3] {
        shapes += convolution("trunk.\(block).rcb.\(half)", 8, 8, bias: false)
        shapes += norm("trunk.\(block).rcb.\(half + 1)", 8)
      }
      shapes += [("trunk.\(block).rcb.2.weight", [1])]
    }
    shapes += convolution("\(name)2.0", 8, 8, bias: false) + norm("\(name)2.1", 8)
    for stage in 0..<stages {
      shapes += convolution("upsampling.\(stage).upsample_block.0", 8, 32)
      shapes += [("upsampling.\(stage).upsample_block.2.weight", [8])]
    }
    return try plan(shapes + convolution("\(name)3", 8, channels, 9))
  }

  @Test func `instance normalisation and values of -1 to 1 come with their names`() throws {
    let plan = try #require(Self.fast)
    #expect(plan.title == "Fast-SRGAN generator, 8 blocks")
    #expect(plan.convention.input == .signed)
    #expect(plan.convention.output == .hyperbolic)
    let operations = plan.graph.layers.map(\.operation)
    #expect(operations.filter { $0 == .instanceNormalization(epsilon: 1e-5) }.count == 17)
    #expect(operations.first == .affine(multiplier: 2, offset: -1))
    #expect(operations.suffix(2) == [.activation(.tanh), .affine(multiplier: 0.5, offset: 0.5)])
  }

  @Test(arguments: [true, false])
  func `blocks are counted, and the tail is read from its tensors`(tailNorm: Bool) throws {
    let plan = try Self.leftthomas(blocks: 5, tailNorm: tailNorm)
    #expect(plan.title == "SRGAN generator, 5 blocks")
    #expect(plan.convention.output == .hyperbolic)
    #expect(plan.graph.scale == 4)
    let norms = plan.graph.layers.filter { $0.operation == .batchNormalization(epsilon: 1e-5) }
    #expect(norms.count == (tailNorm ? 11 : 10))
  }

  @Test(arguments: ["conv_block", "conv"])
  func `both namings of one repository are the same network`(name: String) throws {
    let plan = try Self.lornatang(stages: 2, named: name)
    #expect(plan.title == "SRResNet (SRGAN generator), 3 blocks")
    #expect(plan.convention.output == .unit)
    let norms = plan.graph.layers.filter { $0.operation == .batchNormalization(epsilon: 1e-5) }
    #expect(norms.count == 7)
  }

  @Test(arguments: [(1, 2), (2, 4), (3, 8)])
  func `each enlargement doubles the size`(stages: Int, scale: Int) throws {
    let plan = try Self.lornatang(stages: stages)
    #expect(plan.title == "SRResNet (SRGAN generator), 3 blocks")
    #expect(plan.graph.scale == scale)
  }

  @Test func `one channel is grey`() throws {
    #expect(try Self.lornatang(stages: 2, channels: 1).convention.channels == .gray)
  }

  @Test func `a study can say what its samples mean`() throws {
    let all = try #require(Self.fast).zeros
    let options = NetworkOptions(channels: .ycbcr, input: .unit, output: .signed)
    let summary = try Network(tensors: all, options: options).summary
    #expect(summary.convention.channels == .ycbcr)
    #expect(summary.convention.input == .unit)
    #expect(summary.convention.output == .signed)
  }
}
