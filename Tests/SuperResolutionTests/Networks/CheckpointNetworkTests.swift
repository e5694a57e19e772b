import SuperResolution
import Testing

// From the bytes of a file to the network that it holds.
@Suite(.enabled(if: CheckpointFiles.isPresent, "needs the shared data"))
struct CheckpointNetworkTests {
  private func network(_ path: String) throws -> Network {
    try Network(tensors: Checkpoint.read(CheckpointFiles.bytes(path)).tensors)
  }

  // Half precision moves weights by up to 1.2e-4, bfloat16 by up to 9.2e-4.
  @Test(arguments: CheckpointFiles.valid)
  func `every container of the small network gives its reference`(name: String) throws {
    let result = ReferenceExecutor(network: try network("fixtures/ok/" + name))
      .run(try ResearchFiles.picture("fixtures/ok/tiny_lr.png"))
    let expected = try ResearchFiles.array("fixtures/ok/expected_tiny_out.npy")
    let largest = zip(result.samples, expected.samples).reduce(0) { max($0, abs($1.0 - $1.1)) }
    let tolerance = name.contains("bf16") ? 1e-2 : name.contains("fp16") ? 1e-3 : 2e-5
    #expect(result.samples.count == expected.samples.count)
    #expect(largest <= tolerance)
  }

  @Test(arguments: [
    ("srgan5_leftthomas_531073f/netG_epoch_4_100.pth", "SRGAN generator, 5 blocks"),
    ("fastsrgan8_hasnainraz/model.pt", "Fast-SRGAN generator, 8 blocks"),
    ("realesr_animevideov3/realesr-animevideov3.pth", "SRVGGNetCompact, 16 convolutions"),
    ("rrdb_nb1_nf16_gc8_gray_prajna/esrgan.pth", "RRDBNet, 1 block, 16 features, growth 8"),
    ("srcnn_nhatthanh_rgb/SRCNN-915.pt", "SRCNN 9-1-5"),
    ("srcnn_nhatthanh_rgb/SRCNN-935.pt", "SRCNN 9-3-5"),
    ("srcnn_nhatthanh_rgb/SRCNN-955.pt", "SRCNN 9-5-5"),
    ("srcnn_nhatthanh_rgb/ckpt-955-with-optimizer.pt", "SRCNN 9-5-5"),
  ])
  func `files of others are recognised`(path: String, title: String) throws {
    #expect(try network("models/" + path).summary.title == title)
  }

  @Test(arguments: [
    (
      "missing_tensor.pth",
      NetworkError.missingTensor(
        "conv_body.bias", shape: [8], title: "RRDBNet, 2 blocks, 8 features, growth 4")
    ),
    (
      "wrong_channel_count.pth",
      NetworkError.wrongShape(
        "body.1.rdb2.conv3.weight", expected: [4, 16, 3, 3], found: [4, 15, 3, 3],
        title: "RRDBNet, 2 blocks, 8 features, growth 4")
    ),
  ])
  func `files that hold another network's weights are refused`(
    name: String, error: NetworkError
  ) throws {
    let tensors = try Checkpoint.read(CheckpointFiles.bytes("fixtures/hostile/" + name)).tensors
    #expect(throws: error) { try Network(tensors: tensors) }
  }

  @Test func `a single block is a network of its own`() throws {
    let single = try network("fixtures/hostile/one_block_only_is_valid_nb1.pth")
    #expect(single.summary.title == "RRDBNet, 1 block, 8 features, growth 4")
  }
}
