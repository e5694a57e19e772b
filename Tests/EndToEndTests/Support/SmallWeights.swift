import Foundation
import TestSupport

/// Files of small SRCNNs in safetensors, of numbers that a seed chooses.
struct SmallWeights {
  /// The sides of the three kernels.
  var kernels = [9, 1, 5]
  /// The channels between them.
  var features = [4, 2]
  /// What all numbers are multiples of.
  var value: Float = 0.5
  /// A tensor that belongs to no network, as a string of JSON.
  var stranger: String?

  private var tensors: [(name: String, shape: [Int])] {
    let channels = [1] + features + [1]
    var tensors = (0..<3).flatMap { layer in
      let shape = [channels[layer + 1], channels[layer], kernels[layer], kernels[layer]]
      return [("conv\(layer + 1).weight", shape), ("conv\(layer + 1).bias", [shape[0]])]
    }
    if let stranger { tensors.append((stranger, [1])) }
    return tensors
  }

  /// The bytes of the file: the length of the header, the header in JSON, the numbers.
  var bytes: [UInt8] {
    var entries: [String] = []
    var offset = 0
    for tensor in tensors {
      let end = offset + 4 * tensor.shape.reduce(1, *)
      entries.append(
        #""\#(tensor.name)":{"dtype":"F32","shape":\#(tensor.shape),"data_offsets":[\#(offset),\#(end)]}"#
      )
      offset = end
    }
    let header = Array("{\(entries.joined(separator: ","))}".utf8)
    let length = (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) }
    let numbers = (0..<offset / 4).flatMap { index -> [UInt8] in
      let bits = (value * Float(index % 8) / 8).bitPattern
      return (0..<4).map { UInt8(truncatingIfNeeded: bits >> (8 * $0)) }
    }
    return length + header + numbers
  }

  /// Writes the file into a folder.
  func write(to name: String, in folder: TemporaryFolder) throws {
    try Data(bytes).write(to: folder.url.appendingPathComponent(name))
  }
}
