import Testing

@testable import SuperResolution

struct NetworkRefusalTests {
  private static let plan = RRDBNet(blocks: 1, features: 4, growth: 2).plan
  private static let title = "RRDBNet, 1 block, 4 features, growth 2"

  private func refusal(_ change: (inout [String: WeightTensor]) -> Void) -> String {
    var tensors = Self.plan.zeros
    change(&tensors)
    return refusal(of: tensors)
  }

  private func refusal(of tensors: [String: WeightTensor]) -> String {
    do {
      return "accepted as \(try Network(tensors: tensors).summary.title)"
    } catch {
      return error.description
    }
  }

  private func tensor(_ shape: [Int]) -> WeightTensor {
    WeightTensor(shape: shape, values: [Float](repeating: 0, count: shape.reduce(1, *)))
  }

  @Test func `a missing tensor is named with its shape`() {
    let sentence = refusal { $0["body.0.rdb2.conv3.weight"] = nil }
    #expect(
      sentence
        == "Tensor 'body.0.rdb2.conv3.weight' of shape [2, 8, 3, 3] is missing for \(Self.title)")
  }

  @Test func `a tensor of another shape is named with both`() {
    let sentence = refusal { $0["conv_hr.weight"] = tensor([4, 5, 3, 3]) }
    #expect(
      sentence
        == "Tensor 'conv_hr.weight' has shape [4, 5, 3, 3] instead of [4, 4, 3, 3] for "
        + Self.title)
  }

  @Test func `tensors that are left over are refused`() {
    #expect(
      refusal { $0["extra.weight"] = tensor([1]) }
        == "Tensor 'extra.weight' is no part of \(Self.title)")
    let sentence = refusal {
      $0["extra.weight"] = tensor([1])
      $0["extra.bias"] = tensor([1])
    }
    #expect(sentence == "Tensor 'extra.bias' and 1 more are no part of \(Self.title)")
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func `values must be finite`(value: Float) {
    let sentence = refusal {
      $0["conv_last.bias"] = WeightTensor(shape: [3], values: [0, 0, value])
    }
    #expect(sentence == "Value 2 of tensor 'conv_last.bias' is not a finite number")
  }

  @Test func `variances must not be negative`() {
    var tensors = ResidualGenerator(blocks: 1, features: 2).plan.zeros
    tensors["bn2.running_var"] = WeightTensor(shape: [2], values: [1, -1])
    #expect(
      refusal(of: tensors)
        == "Value 1 of tensor 'bn2.running_var' is negative, which no variance is")
  }

  @Test func `counters of batch normalisation are passed over`() {
    var tensors = ResidualGenerator(blocks: 1, features: 2).plan.zeros
    tensors["bn2.num_batches_tracked"] = tensor([])
    #expect(refusal(of: tensors) == "accepted as SRResNet (SRGAN generator), 1 block")
  }

  @Test func `a file without tensors is refused`() {
    #expect(refusal(of: [:]) == "The file holds no weights")
    #expect(
      refusal(of: ["bn.num_batches_tracked": tensor([])]) == "The file holds no weights")
  }

  @Test(arguments: [
    ["features.0.weight": [64, 3, 3, 3], "classifier.0.weight": [8, 4]],
    ["conv0_0.weight": [64, 3, 3, 3], "linear1.weight": [8, 4]],
    ["conv0.weight": [64, 3, 3, 3], "conv1.weight_orig": [4, 4, 4, 4]],
    ["net.0.weight": [64, 3, 3, 3], "net.2.weight": [64, 64, 3, 3]],
  ])
  func `discriminators are refused`(shapes: [String: [Int]]) {
    let sentence = refusal(of: shapes.mapValues(tensor))
    #expect(sentence.contains("belongs to a discriminator, which judges pictures and makes none"))
  }

  @Test func `the refusal of a discriminator says what to use`() {
    #expect(
      NetworkError.discriminator(tensor: "classifier.0.weight").description
        == "Tensor 'classifier.0.weight' belongs to a discriminator, which judges pictures and "
        + "makes none; use the file of the generator")
  }

  @Test func `variants with other layers are refused by their names`() {
    let sentence = refusal { $0["body.0.rdb1.conv1x1.weight"] = tensor([2, 4, 1, 1]) }
    #expect(
      sentence
        == "Tensor 'body.0.rdb1.conv1x1.weight' belongs to ESRGAN+, which is not supported")
  }

  @Test func `exported graphs and states of training are refused`() {
    #expect(
      refusal(of: ["onnx::Conv_12": tensor([4, 3, 3, 3])])
        == "Tensor 'onnx::Conv_12' comes from an exported graph; save the weights themselves with "
        + "torch.save(model.state_dict(), ...)")
    #expect(
      refusal(of: ["state.0.exp_avg": tensor([4, 3, 3, 3])])
        == "Tensor 'state.0.exp_avg' belongs to the state of a training; save the weights alone "
        + "with torch.save(model.state_dict(), ...)")
  }

  @Test func `unknown names are shown, fit for a terminal`() {
    let shapes = ["b\u{1B}.weight": [1], "a.weight": [1], "c.weight": [1], "d.weight": [1]]
    #expect(
      refusal(of: shapes.mapValues(tensor))
        == "These weights belong to no network that is known; their names begin with 'a.weight', "
        + "'b\\u{1b}.weight', 'c.weight'")
  }

  @Test func `numbers and sizes in names cannot ask for more than the file holds`() {
    let far = refusal { $0["body.999999999999.rdb1.conv1.weight"] = tensor([1]) }
    #expect(
      far == "Tensor 'body.999999999999.rdb1.conv1.weight' is no part of \(Self.title)")
    let gap = refusal { $0["body.3.rdb1.conv1.weight"] = tensor([1]) }
    #expect(gap.hasPrefix("Tensor 'body.1.rdb1.conv1.weight' of shape [2, 4, 3, 3] is missing"))
    #expect(
      refusal { $0["conv_first.weight"] = tensor([0, 3, 3, 3]) }
        == "Tensor 'conv_first.weight' has shape [0, 3, 3, 3] instead of [64, 3, 3, 3] for RRDBNet")
    #expect(
      refusal { $0["conv_first.weight"] = tensor([4, 7, 3, 3]) }
        == "Tensor 'conv_first.weight' belongs to a network with 7 input and 3 output channels, "
        + "which is not supported")
  }

  @Test func `no file that lacks a tensor or has one bent makes a trap`() {
    let plans = [
      Self.plan, SRCNN(features: [2, 2]).plan, MSRResNet(blocks: 1, features: 2).plan,
      ResidualGenerator(blocks: 1, features: 2).plan,
      SRVGGNetCompact(features: 2, slopeCounts: [2, 1]).plan,
    ]
    for plan in plans {
      for name in plan.zeros.keys {
        for shape in [nil, [], [0], [1], [5, 3], [4, 4, 3, 3], [2, 2, 4, 4], [1, 0, 3, 3]] {
          var tensors = plan.zeros
          let old = tensors[name]
          tensors[name] = shape.map(tensor)
          guard tensors[name] != old else { continue }
          _ = refusal(of: tensors)
        }
      }
    }
  }

  @Test func `pictures that do not suit are refused`() {
    #expect(
      NetworkError.tooSmall(width: 3, height: 4).description
        == "A picture of 3x4 pixels is smaller than the network's kernels")
    #expect(
      NetworkError.notDivisible(width: 3, height: 4, factor: 2).description
        == "A picture of 3x4 pixels does not suit this network; width and height must be "
        + "multiples of 2")
  }
}
