import Foundation
import Pictures
import Testing

@testable import SuperResolution

// What each convolution and what belongs to it gives, against PyTorch: finds the first wrong layer.
@Suite(.enabled(if: ResearchFiles.isPresent, "needs the shared data"))
struct InferenceLayerTests {
  struct Tap: Decodable {
    let module: String
    let type: String
    let shape: [Int]
    let mean: Double
    let std: Double
    let absmax: Double
    let first8: [Double]
  }

  static let models = [
    ("srgan5_leftthomas_531073f", "srgan5.safetensors"),
    ("srresnet8_fb_tutorial", "srresnet8.safetensors"),
    ("realesr_animevideov3", "realesr-animevideov3.safetensors"),
    ("fastsrgan8_hasnainraz", "model.pt"),
    ("rrdb_nb1_nf16_gc8_gray_prajna", "esrgan.pth"),
  ]

  @Test(arguments: models.indices)
  func `every layer gives its reference`(index: Int) throws {
    let folder = "models/\(Self.models[index].0)/"
    let checkpoint = try Checkpoint.read(Array(ResearchFiles.data(folder + Self.models[index].1)))
    // What follows the last layer in that code is in no tap.
    let options = NetworkOptions(output: index == 0 ? .unit : nil)
    let network = try Network(tensors: checkpoint.tensors, options: options)
    let taps = try JSONDecoder().decode(
      [Tap].self, from: ResearchFiles.data(folder + "tiny_taps.json"))
    let input = try planes("synthetic/tiny_lr.png", channels: network.graph.inputChannels)
    let shapes = try network.graph.shapes(width: input.width, height: input.height)
    var groups: [[Tap]] = []
    for tap in taps {
      if tap.type == "Conv2d" { groups.append([]) }
      groups[groups.count - 1].append(tap)
    }
    let layers = network.graph.layers.indices.filter { network.graph.layers[$0].isConvolution }
    #expect(layers.count == groups.count)
    for (layer, group) in zip(layers, groups) {
      let tap = try #require(group.last)
      let end = network.end(of: layer) { shapes[$0 + 1].isShape(tap.shape) }
      let result = try Inference(network.upTo(layer: end), threads: 2).run(input)
      // Activations that are functions in PyTorch, not modules, are in no tap.
      let isBefore = group.count == 1 && network.graph.layers[layer].isLeaky
      expect(result, tap, isBeforeActivation: isBefore)
    }
  }

  private func expect(_ result: SamplePlanes, _ tap: Tap, isBeforeActivation: Bool) {
    let scale = tap.absmax * 2e-5
    for (value, expected) in zip(result.samples, tap.first8) {
      let expected = isBeforeActivation && expected < 0 ? 0.2 * expected : expected
      #expect(abs(Double(value) - expected) <= scale, "\(tap.module)")
    }
    guard !isBeforeActivation else { return }
    let count = Double(result.samples.count)
    let mean = result.samples.reduce(0) { $0 + Double($1) } / count
    let squares = result.samples.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    let largest = result.samples.reduce(0) { max($0, abs(Double($1))) }
    #expect(abs(mean - tap.mean) <= scale, "\(tap.module)")
    #expect(abs((squares / (count - 1)).squareRoot() - tap.std) <= scale, "\(tap.module)")
    #expect(abs(largest - tap.absmax) <= scale, "\(tap.module)")
  }

  private func planes(_ path: String, channels: Int) throws -> SamplePlanes {
    try ResearchFiles.planes(path, channels: channels)
  }
}

extension Network {
  // The network whose result is that of a layer.
  fileprivate func upTo(layer: Int) -> Network {
    Network(
      summary: summary,
      graph: NetworkGraph(
        inputChannels: graph.inputChannels, layers: Array(graph.layers[...layer])),
      parameters: Array(parameters[...layer]))
  }

  // The last layer of what follows a convolution and nothing else, and whose result has a shape.
  fileprivate func end(of layer: Int, where isShape: (Int) -> Bool) -> Int {
    var (end, last) = (layer, layer)
    while last + 1 < graph.layers.count, graph.layers[last + 1].inputs == [last + 1] {
      switch graph.layers[last + 1].operation {
      case .pixelShuffle, .instanceNormalization, .activation: last += 1
      default: return end
      }
      if isShape(last) { end = last }
    }
    return end
  }
}

extension SuperResolution.Layer {
  fileprivate var isConvolution: Bool {
    if case .convolution = operation { true } else { false }
  }

  fileprivate var isLeaky: Bool {
    guard case .convolution(let shape) = operation, case .leaky? = shape.activation else {
      return false
    }
    return true
  }
}

extension ValueShape {
  fileprivate func isShape(_ shape: [Int]) -> Bool {
    shape.dropFirst() == [channels, height, width]
  }
}
