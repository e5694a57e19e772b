import Foundation
import Pictures
import Testing

@testable import SuperResolution

// Pictures enlarged by real checkpoints, against what other programs made of them. Means are those
// of NumPy and PyTorch in double precision; luma is a number, 4 pixels are cut, the grey picture of
// Set14 counts as colour.
@Suite(.enabled(if: ResearchFiles.isPresent, "needs the shared data"))
struct PublishedUpscalingTests {
  struct Model: Sendable {
    let file: String
    // PSNR and SSIM.
    let set5: (Double, Double)
    let set14: (Double, Double)
  }

  static let models = [
    Model(
      file: "srcnn915_official_x4_Y/srcnn915_x4.safetensors", set5: (30.1005, 0.8538),
      set14: (27.2853, 0.7436)),
    Model(
      file: "srresnet8_fb_tutorial/srresnet8.safetensors", set5: (31.8843, 0.8900),
      set14: (28.4321, 0.7775)),
    Model(
      file: "srgan5_leftthomas_531073f/netG_epoch_4_100.pth", set5: (30.7012, 0.8633),
      set14: (27.7705, 0.7554)),
    Model(
      file: "fastsrgan8_hasnainraz/model.pt", set5: (29.3860, 0.8450), set14: (26.3412, 0.7137)),
    Model(
      file: "realesr_animevideov3/realesr-animevideov3.pth", set5: (28.2325, 0.8268),
      set14: (26.1097, 0.7133)),
  ]

  @Test(arguments: models.indices)
  func `mean PSNR on Set5 is that of the reference`(index: Int) throws {
    let upscaler = try Self.upscaler(Self.models[index].file)
    var sum = 0.0
    for number in 1...5 {
      let result = try upscaler.upscale(Self.picture("images/Set5/LRx4", number)).picture
      sum += lumaPSNR(result, try Self.picture("images/Set5/HR", number))
    }
    #expect(abs(sum / 5 - Self.models[index].set5.0) < 0.001, "\(sum / 5)")
  }

  @Test(
    .enabled(
      if: ResearchFiles.runsSlowNetworks,
      "needs SLOW_NETWORKS because it takes long without optimisation"),
    arguments: models.indices)
  func `mean PSNR and SSIM on Set5 and Set14 are those of the reference`(index: Int) throws {
    let model = Self.models[index]
    let upscaler = try Self.upscaler(model.file)
    for (set, count, expected) in [("Set5", 5, model.set5), ("Set14", 14, model.set14)] {
      var (ratio, similarity) = (0.0, 0.0)
      for number in 1...count {
        let result = try upscaler.upscale(Self.picture("images/\(set)/LRx4", number)).picture
        let quality = try PictureQuality(
          of: result, reference: Self.picture("images/\(set)/HR", number), shave: 4)
        ratio += quality.lumaPSNR / Double(count)
        similarity += try #require(quality.lumaSSIM) / Double(count)
      }
      #expect(abs(ratio - expected.0) < 0.001, "\(set): \(ratio)")
      #expect(abs(similarity - expected.1) < 0.0001, "\(set): \(similarity)")
    }
  }

  // Enlarged by NumPy: the luma by the network, the colour differences by bicubic interpolation.
  @Test(arguments: [
    "baboon", "baby", "bird", "butterfly", "comic", "head", "monarch", "woman", "zebra",
  ])
  func `SRCNN in colours is the stimulus`(name: String) throws {
    let upscaler = try Self.upscaler(Self.models[0].file)
    let result = try upscaler.upscale(Self.picture("stimuli/\(name)/lr")).picture
    let expected = try Self.picture("stimuli/\(name)/srcnn")
    let differences = zip(result.samples, expected.samples).map { abs(Int($0) - Int($1)) }
    #expect(differences.max() ?? 9 <= 1)
    // Sums in single precision and another order meet a rounding edge now and then.
    #expect(differences.reduce(0, +) * 100_000 <= 4 * differences.count)
  }

  // Outputs of the authors' MATLAB code in the package Guominyingxiongququ/superResolution: luma in
  // 8 bits, reduced and enlarged as numbers, 4 pixels cut.
  @Test(arguments: [("baby", 1, 32.982), ("butterfly", 3, 25.070)])
  func `SRCNN is what its authors' code gives`(name: String, number: Int, psnr: Double) throws {
    let original = try Self.picture("images/Set5/HR", number)
    let luma = ColourPlanes(original).converted(to: .luma).planes[0].map {
      ($0 * 255 + 0.5).rounded(.down) / 255
    }
    let (width, height) = (original.width, original.height)
    let low = Reduction.quarter(luma, width: width)
    let enlarged = Resampling.bicubic.enlarged(low, width: width / 4, by: 4)
    let planes = SamplePlanes(
      channels: 1, width: width, height: height, samples: enlarged.map { Float($0) })
    let upscaler = try Self.upscaler(Self.models[0].file)
    guard case .network(let network) = upscaler.method else { return }
    let result = try upscaler.result(of: network, for: planes) { _ in true }
    let folder = "models/srcnn915_official_x4_Y/published/\(name)"
    let published = try Bitmap(ResearchFiles.data("\(folder)_11-SRCNN.bmp"))
    let reference = try Bitmap(ResearchFiles.data("\(folder)_1-Original.bmp"))
    #expect(published.width == width - 8 && published.height == height - 8)
    var (others, error) = (0, 0.0)
    for row in 0..<published.height {
      for column in 0..<published.width {
        let sample = Double(result.samples[(row + 4) * width + column + 4])
        let level = Int((min(max(sample, 0), 1) * 255 + 0.5).rounded(.down))
        let difference = abs(level - published[row, column])
        #expect(difference <= 1)
        if difference > 0 { others += 1 }
        let distance = Double(level - reference[row, column])
        error += distance * distance
      }
    }
    let count = Double(published.width * published.height)
    #expect(Double(others) <= 0.00033 * count, "\(others)")
    #expect(abs(10 * log10(255 * 255 * count / error) - psnr) < 0.0005)
  }

  // A network of one channel that was trained on medical pictures: sharper than bicubic all the
  // same, in luma of grey pictures.
  @Test func `a grey network beats bicubic on most of Set5 in grey`() throws {
    let upscaler = try Self.upscaler("rrdb_nb1_nf16_gc8_gray_prajna/esrgan.pth")
    let bicubic = try Upscaler(.resampling(.bicubic), scale: 4, threads: 1)
    var wins = 0
    for number in 1...5 {
      let low = try Self.grey(Self.picture("images/Set5/LRx4", number))
      let high = try Self.grey(Self.picture("images/Set5/HR", number))
      let result = try upscaler.upscale(low).picture
      var isGrey = true
      for pixel in stride(from: 0, to: result.samples.count, by: 3) {
        isGrey = isGrey && Set(result.samples[pixel..<pixel + 3]).count == 1
      }
      #expect(isGrey)
      if lumaPSNR(result, high) > lumaPSNR(try bicubic.upscale(low).picture, high) { wins += 1 }
    }
    #expect(wins == 4)
  }

  @Test func `a network's samples are those of its run`() throws {
    let upscaler = try Self.upscaler("srresnet8_fb_tutorial/srresnet8.safetensors")
    let result = try upscaler.upscale(Self.picture("synthetic/tiny_lr"))
    let expected = try ResearchFiles.array("models/srresnet8_fb_tutorial/tiny_out.npy")
    #expect(
      zip(result.samples.samples, expected.samples).allSatisfy { abs(Double($0) - $1) < 2e-5 })
    #expect(result.samples.width == 92 && result.samples.height == 68)
  }

  static func upscaler(_ file: String) throws -> Upscaler {
    let checkpoint = try Checkpoint.read(Array(ResearchFiles.data("models/\(file)")))
    return try Upscaler(
      .network(Network(tensors: checkpoint.tensors)), scale: 4, threads: 2)
  }

  static func picture(_ folder: String, _ number: Int) throws -> Picture {
    try picture("\(folder)/img_\(number < 10 ? "00" : "0")\(number)")
  }

  static func picture(_ path: String) throws -> Picture {
    try PNGDecoder.decode(Array(ResearchFiles.data("\(path).png"))).picture
  }

  // The grey level of every pixel, rounded.
  static func grey(_ picture: Picture) throws -> Picture {
    let levels = ColourPlanes(picture).grey.map { UInt8(($0 * 255 + 0.5).rounded(.down)) }
    return try Picture(
      width: picture.width, height: picture.height, samples: levels.flatMap { [$0, $0, $0] })
  }
}

// PSNR of luma as a number, 4 pixels cut.
private func lumaPSNR(_ picture: Picture, _ reference: Picture) -> Double {
  var (sum, count) = (0.0, 0.0)
  picture.samples.withUnsafeBufferPointer { one in
    reference.samples.withUnsafeBufferPointer { other in
      var row = 4
      while row < picture.height - 4 {
        var place = 3 * (row * picture.width + 4)
        let end = 3 * (row * picture.width + picture.width - 4)
        while place < end {
          let red = Double(one[place]) - Double(other[place])
          let green = Double(one[place + 1]) - Double(other[place + 1])
          let blue = Double(one[place + 2]) - Double(other[place + 2])
          let luma = (65.481 * red + 128.553 * green + 24.966 * blue) / 255
          sum += luma * luma
          count += 1
          place += 3
        }
        row += 1
      }
    }
  }
  return 10 * log10(255 * 255 * count / sum)
}

// MATLAB's imresize of numbers by a quarter: Keys' cubic widened by 4, edges repeated.
private enum Reduction {
  static func quarter(_ values: [Double], width: Int) -> [Double] {
    let columns = reduced(transposed(values, width: width), width: values.count / width)
    return reduced(transposed(columns, width: values.count / width / 4), width: width)
  }

  private static func transposed(_ values: [Double], width: Int) -> [Double] {
    (0..<width).flatMap { column in
      stride(from: column, to: values.count, by: width).map { values[$0] }
    }
  }

  private static func reduced(_ values: [Double], width: Int) -> [Double] {
    let taps = (0..<16).map { tap -> Double in
      let x = abs(Double(tap) - 7.5) / 4
      if x <= 1 { return (1.5 * x - 2.5) * x * x + 1 }
      return ((-0.5 * x + 2.5) * x - 4) * x + 2
    }
    let sum = taps.reduce(0, +)
    return stride(from: 0, to: values.count, by: width).flatMap { start in
      (0..<width / 4).map { column -> Double in
        var value = 0.0
        for (tap, weight) in taps.enumerated() {
          let place = min(max(4 * column - 6 + tap, 0), width - 1)
          value += weight / sum * values[start + place]
        }
        return value
      }
    }
  }
}

// A BMP of 8-bit grey levels, uncompressed, rows from the bottom.
private struct Bitmap {
  let width: Int
  let height: Int
  private let bytes: [UInt8]
  private let start: Int

  init(_ data: Data) throws {
    let bytes = Array(data)
    func number(_ place: Int, _ count: Int) -> Int {
      bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    self.bytes = bytes
    start = number(10, 4)
    width = number(18, 4)
    height = number(22, 4)
    try #require(number(28, 2) == 8 && number(30, 4) == 0)
  }

  subscript(row: Int, column: Int) -> Int {
    Int(bytes[start + (height - 1 - row) * ((width + 3) / 4 * 4) + column])
  }
}
