import Foundation
import TestSupport
import Testing

/// `opine inspect` on files of weights, good, foreign and hostile.
@Suite struct InspectCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try SmallWeights().write(to: "small.pth", in: folder)
    try SmallWeights(stranger: #"head.conv\u001b[2J"#).write(to: "stranger.pth", in: folder)
  }

  private static let fixtures = sharedFolder().map { $0 + "/data/sr/fixtures" } ?? ""
  private static let hasFixtures = FileManager.default.fileExists(atPath: fixtures)
  private static let models = sharedFolder().map { $0 + "/data/sr/models" } ?? ""

  private static func files(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: fixtures + folder)) ?? []
    return names.sorted().filter { !$0.hasSuffix(".npy") && !$0.hasSuffix(".png") }
  }

  private func inspect(_ arguments: String...) throws -> BoundedRun {
    try BoundedRun(["inspect"] + arguments, in: folder)
  }

  @Test func `the table says what a network is and costs`() throws {
    let run = try inspect("small.pth")
    #expect(run.status == 0 && run.errors.isEmpty)
    // 9*9*4 + 4*2 + 5*5*2 weights, 4 + 2 + 1 biases; edges of 4 + 0 + 2 pixels.
    #expect(
      run.text == """
        File           small.pth
        Container      safetensors
        Weights under  no key
        Names without  no prefix
        SHA-256        ed47addffda754d46db6240f5b1d727e6be74794101ba55a8a6df89b345b06d4
        Tensors        6, with 389 numbers
        Network        SRCNN 9-1-5
        Parameters     389
        Convolutions   3, the first of 4 features
        Enlarges by    nothing itself: takes a bicubic enlargement by any factor
        Channels       1 (luma)
        Input          0 to 1
        Output         0 to 1
        Edges          the nearest pixel, in every layer
        Depends on     13x13 pixels
        Tiles          exact with 6 pixels around them
        Sides          any
        Cost           0.4 GMAC a megapixel of input, 0.4 of output

        """)
  }

  @Test func `options say what weights do not tell, and tensors are listed when asked`() throws {
    let run = try inspect(
      "small.pth", "--padding", "zero", "--channels", "gray", "--output-range", "signed",
      "--tensors")
    #expect(run.text.contains("Edges          zeros\n"))
    #expect(run.text.contains("Channels       1 (gray)\n"))
    #expect(run.text.contains("Output         -1 to 1\n"))
    #expect(run.text.hasSuffix("\nconv3.bias  1\nconv3.weight  1x2x5x5\n"))
  }

  private struct Report: Decodable {
    struct Container: Decodable {
      let format: String
      let wrapper: String?
      let prefix: String
      let tensorCount: Int
    }
    struct Network: Decodable {
      let title: String
      let parameterCount: Int
      let scale: Int
      let receptiveField: Int?
      let overlap: Int?
      let gmacPerInputMegapixel: Double
      let gmacPerOutputMegapixel: Double
    }
    struct Tensor: Decodable {
      let name: String
      let shape: [Int]
    }
    let container: Container
    let network: Network?
    let problem: String?
    let tensors: [Tensor]?
  }

  private func report(_ arguments: String...) throws -> Report {
    let run = try BoundedRun(["inspect", "--format", "json"] + arguments, in: folder)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Report.self, from: Data(run.text.utf8))
  }

  @Test func `an unknown network has its container and tensors listed`() throws {
    try Data(Self.unknown).write(to: folder.url.appendingPathComponent("x.safetensors"))
    let run = try inspect("x.safetensors")
    #expect(run.status == 1)
    #expect(
      run.errors == "Error: 'x.safetensors': These weights belong to no network that is known; "
        + "their names begin with 'a'; known are SRCNN, SRResNet and the generator of SRGAN, "
        + "Fast-SRGAN, MSRResNet, RRDBNet (ESRGAN, Real-ESRGAN) and SRVGGNetCompact\n")
    #expect(run.text.contains("Container      safetensors\n"))
    #expect(run.text.hasSuffix("\n\na  1\n"))
    let report = try report("x.safetensors")
    #expect(report.network == nil && report.tensors?.map(\.name) == ["a"])
    #expect(report.problem.map { run.errors == "Error: \($0)\n" } == true)
  }

  // One tensor 'a' of one number.
  private static let unknown: [UInt8] = {
    let header = Array(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#.utf8)
    return [UInt8(header.count), 0, 0, 0, 0, 0, 0, 0] + header + [0, 0, 0, 0]
  }()

  @Test func `names from a file cannot steer the terminal`() throws {
    let run = try inspect("stranger.pth", "--tensors")
    #expect(run.status == 1)
    #expect(!run.text.contains("\u{1B}") && !run.errors.contains("\u{1B}"))
    #expect(run.text.contains("\nhead.conv\u{FFFD}[2J  1\n"))
  }

  private static let foreign: [(name: String, bytes: [UInt8], advice: String)] = [
    (
      "m.mat", Array("MATLAB 5.0 MAT-file".utf8),
      "is a MATLAB file; save its arrays as safetensors under PyTorch's names and shapes "
        + "(conv1.weight, conv1.bias, ...), each kernel transposed, because MATLAB stores columns "
        + "first"
    ),
    (
      "m.onnx", [0x08, 6, 0x12, 7],
      "is an ONNX graph; use the checkpoint it was exported from, or save its initializers as "
        + "safetensors under the names of that checkpoint"
    ),
    (
      "m.h5", [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A],
      "is an HDF5 file of Keras or MATLAB; save its arrays as safetensors under PyTorch's names and "
        + "shapes"
    ),
    (
      "m.params", [0x12, 1, 0, 0, 0, 0, 0, 0, 0],
      "is an MXNet file; save its arrays as safetensors under PyTorch's names and shapes"
    ),
    (
      "m.tflite", [28, 0, 0, 0] + Array("TFL3".utf8),
      "is a TensorFlow Lite graph; use the checkpoint it was made from, as safetensors under "
        + "PyTorch's names and shapes"
    ),
  ]

  @Test(arguments: foreign.indices)
  func `weights of other programs are named with what to do`(index: Int) throws {
    let (name, bytes, advice) = Self.foreign[index]
    try Data(bytes).write(to: folder.url.appendingPathComponent(name))
    let run = try inspect(name)
    #expect(run.status == 1 && run.text.isEmpty)
    #expect(run.errors == "Error: '\(name)' \(advice)\n")
  }

  @Test func `a missing file and a folder are one sentence`() throws {
    #expect(try inspect("none.pth").errors == "Error: 'none.pth' does not exist\n")
    #expect(try inspect(".").errors == "Error: '.' is not a regular file\n")
  }

  @Test(.enabled(if: hasFixtures, "needs ../shared/data/sr"))
  func `TorchScript is named with what to do`() throws {
    let path = Self.fixtures + "/hostile/torchscript.pt"
    #expect(
      try inspect(path).errors == "Error: '\(path)' is a program of TorchScript; save its weights "
        + "with torch.save(torch.jit.load(FILE).state_dict(), 'weights.pth')\n")
  }

  @Test(.enabled(if: hasFixtures, "needs ../shared/data/sr"), arguments: files(in: "/hostile"))
  func `a hostile file is one sentence and nothing else`(name: String) throws {
    let run = try inspect(Self.fixtures + "/hostile/" + name)
    let loads = name == "one_block_only_is_valid_nb1.pth"
    #expect(run.status == (loads ? 0 : 1), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count == (loads ? 0 : 1))
    #expect(loads || run.errors.hasPrefix("Error: '\(Self.fixtures)/hostile/\(name)'"))
    #expect(run.seconds <= 2)
    #expect(!FileManager.default.fileExists(atPath: folder.path("pickle-was-executed-here")))
    // Only a network can judge these; all others are refused before.
    let judged = ["missing_tensor.pth", "wrong_channel_count.pth"].contains(name) || loads
    #expect(run.text.isEmpty == !judged)
    if loads { #expect(run.text.contains("RRDBNet, 1 block, 8 features, growth 4\n")) }
  }

  @Test func `the limit of memory ends a program that wants more`() throws {
    let run = try BoundedRun(["inspect", "small.pth"], in: folder, kibibytes: 1000)
    #expect(run.status != 0 && run.text.isEmpty)
  }

  @Test(.enabled(if: hasFixtures, "needs ../shared/data/sr"), arguments: files(in: "/ok"))
  func `one network is the same in every container`(name: String) throws {
    let report = try report(Self.fixtures + "/ok/" + name)
    #expect(report.network?.title == "RRDBNet, 2 blocks, 8 features, growth 4")
    #expect(report.network?.parameterCount == 25_387)
    #expect(report.network?.scale == 4)
  }

  /// Multiplications a pixel of input are those of the research notes, found by arithmetic.
  @Test(
    .enabled(if: hasFixtures, "needs ../shared/data/sr"),
    arguments: [
      ("srgan5_leftthomas_531073f/netG_epoch_4_100.pth", "SRGAN generator, 5 blocks", 1407.168, 18),
      (
        "realesr_animevideov3/realesr-animevideov3.pth", "SRVGGNetCompact, 16 convolutions",
        619.2, 18
      ),
      ("fastsrgan8_hasnainraz/model.pt", "Fast-SRGAN generator, 8 blocks", 1393.344, nil),
    ])
  func `published files are what their authors say`(
    path: String, title: String, cost: Double, overlap: Int?
  ) throws {
    let network = try #require(try report("\(Self.models)/\(path)").network)
    #expect(network.title == title)
    #expect(abs(network.gmacPerInputMegapixel - cost) < 1e-9)
    #expect(abs(network.gmacPerOutputMegapixel - cost / 16) < 1e-9)
    #expect(network.overlap == overlap)
    #expect(network.receptiveField == overlap.map { 2 * $0 + 1 })
  }
}
