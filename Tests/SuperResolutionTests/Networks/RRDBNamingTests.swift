import Testing

@testable import SuperResolution

struct RRDBNamingTests {
  // The names of xinntao/ESRGAN of 2019, by its script that carries weights over.
  private static let repository = [
    "conv_body": "trunk_conv", "conv_up1": "upconv1", "conv_up2": "upconv2", "conv_hr": "HRconv",
  ]
  // Those of 2018, for two blocks.
  private static let sequential = [
    "conv_first": "model.0", "conv_body": "model.1.sub.2", "conv_up1": "model.3",
    "conv_up2": "model.6", "conv_hr": "model.8", "conv_last": "model.10",
  ]

  private static func repositoryName(_ name: String, highResolution: String = "HRconv") -> String {
    let parts = name.split(separator: ".").map(String.init)
    if parts[0] == "body" {
      return "RRDB_trunk.\(parts[1]).\(parts[2].uppercased()).\(parts[3]).\(parts[4])"
    }
    let layer = repository[parts[0]] ?? parts[0]
    return "\(layer == "HRconv" ? highResolution : layer).\(parts[1])"
  }

  private static func sequentialName(_ name: String) -> String {
    let parts = name.split(separator: ".").map(String.init)
    if parts[0] == "body" {
      return "model.1.sub.\(parts[1]).\(parts[2].uppercased()).\(parts[3]).0.\(parts[4])"
    }
    return "\(sequential[parts[0]] ?? parts[0]).\(parts[1])"
  }

  @Test(arguments: ["2019", "2019 with HR_conv", "2018"])
  func `older names stand for the same network`(generation: String) throws {
    let plan = RRDBNet(blocks: 2, features: 8, growth: 4).plan
    let tensors = SyntheticWeights.tensors(plan, gain: 1)
    let older = tensors.renamed { name in
      switch generation {
      case "2019": Self.repositoryName(name)
      case "2018": Self.sequentialName(name)
      default: Self.repositoryName(name, highResolution: "HR_conv")
      }
    }
    let expected = try Network(tensors: tensors)
    let found = try Network(tensors: older)
    #expect(found.parameters == expected.parameters)
    #expect(found.summary == expected.summary)
    #expect(found.graph.layers.map(\.operation) == expected.graph.layers.map(\.operation))
    #expect(found.graph.layers.map(\.inputs) == expected.graph.layers.map(\.inputs))
  }

  @Test(arguments: [0, 1, 3])
  func `the sequence of 2018 tells how often it doubles`(count: Int) throws {
    let names = (0..<count).map { "model.\(3 * $0 + 3)" }
    let naming = RRDBNaming(
      first: "model.0", block: "model.1.sub.#", dense: ".RDB#", convolution: ".conv#.0",
      body: "model.1.sub.1", enlargements: names, highResolution: "model.\(3 * count + 2)",
      last: "model.\(3 * count + 4)")
    let plan = RRDBNet(names: naming, blocks: 1, features: 2, growth: 2).plan
    let network = try Network(tensors: plan.zeros)
    #expect(network.summary.scale == 1 << count)
  }

  @Test func `an error names the tensor as the file does`() {
    let plan = RRDBNet(blocks: 2, features: 8, growth: 4).plan
    var tensors = plan.zeros.renamed(Self.sequentialName)
    tensors["model.1.sub.1.RDB3.conv5.0.bias"] = nil
    #expect(
      throws: NetworkError.missingTensor(
        "model.1.sub.1.RDB3.conv5.0.bias", shape: [8], title: plan.title)
    ) {
      try Network(tensors: tensors)
    }
  }
}
