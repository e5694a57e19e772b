import SuperResolution
import TestSupport
import Testing

@Suite(.enabled(if: CheckpointFiles.isPresent, "the research data are absent"))
struct ValidCheckpointTests {
  @Test(arguments: CheckpointFiles.valid)
  func `every container gives the same tensors`(file: String) throws {
    let expected = try Checkpoint.read(CheckpointFiles.bytes("fixtures/ok/plain.safetensors"))
    let found = try Checkpoint.read(CheckpointFiles.bytes("fixtures/ok/" + file))
    #expect(expected.tensors.count == 72)
    #expect(expected.valueCount == 25_387)
    #expect(found.tensors.count == 72)
    // Weights in half and in brain precision differ by at most 1.2e-4 and 9.2e-4 from the others.
    let tolerance: Float = file.contains("bf16") ? 9.3e-4 : file.contains("fp16") ? 1.3e-4 : 0
    for (name, tensor) in found.tensors {
      let twin = try #require(expected.tensors[Self.modernName(name)], "\(name)")
      #expect(tensor.shape == twin.shape, "\(name)")
      let difference = zip(tensor.values, twin.values).map { abs($0 - $1) }.max()
      #expect(try #require(difference) <= tolerance, "\(name)")
    }
  }

  @Test(
    arguments: [
      ("zip_params.pth", "params", ""), ("zip_params_and_params_ema.pth", "params_ema", ""),
      ("zip_state_dict_module.pth.tar", "state_dict", "module."),
      ("legacy_state_dict.pth.tar", "state_dict", ""), ("zip_plain.pth", nil, ""),
    ] as [(String, String?, String)])
  func `wrappers and prefixes are named`(file: String, wrapper: String?, prefix: String) throws {
    let found = try Checkpoint.read(CheckpointFiles.bytes("fixtures/ok/" + file))
    #expect(found.wrapper == wrapper)
    #expect(found.prefix == prefix)
  }

  // Counted by hand from the layers: a convolution has inputs x outputs x kernel area weights and
  // as many biases as outputs. SRGAN-5 and SRResNet-8 keep 128 running statistics for each of their
  // 10 and 17 batch normalisations besides 734 092 and 956 163 learned numbers.
  @Test(arguments: [
    ("srgan5_leftthomas_531073f/netG_epoch_4_100.pth", CheckpointFormat.torchLegacy, 79, 735_372),
    ("srgan5_leftthomas_531073f/srgan5.safetensors", .safetensors, 79, 735_372),
    ("fastsrgan8_hasnainraz/model.pt", .torchZip, 36, 925_646),
    ("srcnn_nhatthanh_rgb/SRCNN-915.pt", .torchZip, 6, 20_099),
    ("srcnn_nhatthanh_rgb/SRCNN-935.pt", .torchZip, 6, 36_483),
    ("srcnn_nhatthanh_rgb/SRCNN-955.pt", .torchZip, 6, 69_251),
    ("srcnn_nhatthanh_rgb/ckpt-955-with-optimizer.pt", .torchZip, 6, 69_251),
    ("realesr_animevideov3/realesr-animevideov3.pth", .torchZip, 53, 621_424),
    ("realesr_animevideov3/realesr-animevideov3.safetensors", .safetensors, 53, 621_424),
    ("srresnet8_fb_tutorial/srresnet8.safetensors", .safetensors, 104, 958_339),
    ("srcnn915_official_x4_Y/srcnn915_x4.safetensors", .safetensors, 6, 8129),
    ("rrdb_nb1_nf16_gc8_gray_prajna/esrgan.pth", .torchZip, 42, 54_657),
  ])
  func `published checkpoints have as many numbers as their layers`(
    file: String, format: CheckpointFormat, tensorCount: Int, valueCount: Int
  ) throws {
    let found = try Checkpoint.read(CheckpointFiles.bytes("models/" + file))
    #expect(found.format == format)
    #expect(found.tensors.count == tensorCount)
    #expect(found.valueCount == valueCount)
  }

  @Test(arguments: [
    (
      "srgan5_leftthomas_531073f/netG_epoch_4_100.pth",
      "srgan5_leftthomas_531073f/srgan5.safetensors"
    ),
    (
      "realesr_animevideov3/realesr-animevideov3.pth",
      "realesr_animevideov3/realesr-animevideov3.safetensors"
    ),
  ])
  func `published pairs of containers hold the same numbers`(one: String, other: String) throws {
    let first = try Checkpoint.read(CheckpointFiles.bytes("models/" + one))
    let second = try Checkpoint.read(CheckpointFiles.bytes("models/" + other))
    #expect(first.tensors == second.tensors)
  }

  // Older names of RRDBNet, the fixtures' network with two blocks.
  private static func modernName(_ name: String) -> String {
    let modules = [
      "model.0": "conv_first", "model.1.sub.2": "conv_body", "trunk_conv": "conv_body",
      "model.3": "conv_up1", "upconv1": "conv_up1", "model.6": "conv_up2", "upconv2": "conv_up2",
      "model.8": "conv_hr", "HRconv": "conv_hr", "model.10": "conv_last",
    ]
    var parts = name.split(separator: ".").map(String.init)
    let kind = parts.removeLast()
    if let modern = modules[parts.joined(separator: ".")] { return modern + "." + kind }
    if parts[0] == "model" { parts = ["RRDB_trunk"] + parts[3...].dropLast() }
    if parts[0] == "RRDB_trunk" { parts[0] = "body" }
    return parts.map { $0.hasPrefix("RDB") ? $0.lowercased() : $0 }.joined(separator: ".")
      + "." + kind
  }
}
