import Foundation
import Pictures
import SuperResolution
import TestSupport
import Testing

// Reads research data by other code than the product's.
enum ResearchFiles {
  static var isPresent: Bool { sharedFolder() != nil }
  static var runsSlowNetworks: Bool { ProcessInfo.processInfo.environment["SLOW_NETWORKS"] != nil }

  static func data(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: (sharedFolder() ?? "") + "/data/sr/" + path))
  }

  // A .safetensors file of 32-bit values.
  static func tensors(_ path: String) throws -> [String: WeightTensor] {
    let data = try data(path)
    let headerSize = data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    let json = try JSONSerialization.jsonObject(with: data.subdata(in: 8..<8 + headerSize))
    let header = try #require(json as? [String: [String: Any]])
    let start = 8 + headerSize
    var tensors: [String: WeightTensor] = [:]
    for (name, entry) in header where name != "__metadata__" {
      let offsets = try #require(entry["data_offsets"] as? [Int])
      let shape = try #require(entry["shape"] as? [Int])
      let bytes = data.subdata(in: start + offsets[0]..<start + offsets[1])
      tensors[name] = WeightTensor(shape: shape, values: floats(bytes))
    }
    return tensors
  }

  // A .npy file, version 1, of 32-bit values.
  static func array(_ path: String) throws -> ReferenceImage {
    let data = try data(path)
    let headerSize = Int(data[8]) | Int(data[9]) << 8
    let header = String(decoding: data[10..<10 + headerSize], as: UTF8.self)
    let shape = header.split(separator: "(")[1].split(separator: ")")[0].split(separator: ",")
      .compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
    let samples = floats(data.dropFirst(10 + headerSize)).map(Double.init)
    var image = ReferenceImage(
      channels: shape[0], height: shape[1], width: shape[2], samples: samples)
    guard header.contains("'fortran_order': True") else { return image }
    for index in samples.indices {
      let channel = index % shape[0]
      let row = index / shape[0] % shape[1]
      let column = index / shape[0] / shape[1]
      image.samples[image.position(channel, row, column)] = samples[index]
    }
    return image
  }

  // A PNG as red, green and blue of 0...1.
  static func picture(_ path: String) throws -> ReferenceImage {
    let picture = try PNGDecoder.decode(Array(data(path))).picture
    var image = ReferenceImage(channels: 3, height: picture.height, width: picture.width)
    let area = picture.height * picture.width
    for index in 0..<area {
      for channel in 0..<3 {
        image.samples[channel * area + index] = Double(picture.samples[3 * index + channel]) / 255
      }
    }
    return image
  }

  // A picture of 0...1 for a network's input.
  static func planes(_ path: String, channels: Int) throws -> SamplePlanes {
    let image = try path.hasSuffix(".png") ? picture(path) : array(path)
    let area = image.width * image.height
    // Pictures that are not grey are read by grey networks as luma of full range.
    if channels == 1, image.channels == 3 {
      let luma = (0..<area).map { place in
        Float(
          0.299 * image.samples[place] + 0.587 * image.samples[area + place]
            + 0.114 * image.samples[2 * area + place])
      }
      return SamplePlanes(channels: 1, width: image.width, height: image.height, samples: luma)
    }
    return SamplePlanes(
      channels: image.channels, width: image.width, height: image.height,
      samples: image.samples.map(Float.init))
  }

  private static func floats(_ data: Data) -> [Float] {
    Array(data).withUnsafeBytes { bytes in
      (0..<bytes.count / 4).map {
        let bits = bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self)
        return Float(bitPattern: UInt32(littleEndian: bits))
      }
    }
  }
}
