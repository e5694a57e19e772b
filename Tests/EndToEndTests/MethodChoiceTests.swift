import Pictures
import StudyFiles
import StudyModel
import SuperResolution
import TestSupport
import Testing

@testable import OpineCommands

/// What the names and weights stand for that people and manifests choose methods by.
@Suite struct MethodChoiceTests {
  private let folder: TemporaryFolder
  private let library: ModelLibrary

  init() throws {
    folder = try TemporaryFolder()
    library = ModelLibrary(folder: folder.path("models"))
    try SmallWeights().write(to: "psnr.pth", in: folder)
    try SmallWeights(value: -1).write(to: "gan.pth", in: folder)
    try SmallWeights(kernels: [9, 5, 5]).write(to: "other.pth", in: folder)
  }

  private func resolve(
    _ name: String, _ weights: String? = nil, options: NetworkOptions = NetworkOptions()
  ) throws -> MethodChoice {
    try MethodChoice.resolve(name, weights: weights, options: options, library: library)
  }

  private func network(_ choice: MethodChoice) throws -> Network {
    guard case .network(let network) = choice.engine else { throw Expected() }
    return network
  }

  private struct Expected: Error {}

  @Test(arguments: ["nearest", "bilinear", "bicubic"])
  func `the kernels need no weights`(name: String) throws {
    let choice = try resolve(name)
    guard case .resampling(let kernel) = choice.engine else { throw Expected() }
    #expect(kernel.rawValue == name)
    #expect(choice.title == name && choice.weights.isEmpty)
  }

  @Test func `a file is a network under any name`() throws {
    let choice = try resolve("mine", folder.path("psnr.pth"))
    #expect(choice.title == "SRCNN 9-1-5")
    #expect(choice.weights.map(\.path) == [folder.path("psnr.pth")])
    #expect(choice.weights[0].digest == Digest.sha256(SmallWeights().bytes))
    #expect(choice.weights[0].share == 1)
  }

  @Test func `options reach the network`() throws {
    let choice = try resolve(
      "mine", folder.path("psnr.pth"), options: NetworkOptions(padding: .zero))
    #expect(try network(choice).summary.padding == .zero)
  }

  @Test(arguments: [(0.2, 0.8), (1, 0), (0, 1)])
  func `two files with shares are mixed weight by weight`(first: Double, second: Double) throws {
    let files = [folder.path("psnr.pth"), folder.path("gan.pth")]
    let choice = try resolve("mix", "\(files[0]):\(first),\(files[1]):\(second)")
    #expect(choice.title == "SRCNN 9-1-5, interpolated \(first):\(second)")
    #expect(choice.weights.map(\.path) == files)
    #expect(choice.weights.map(\.share) == [first, second])
    // Numbers 0, 1, 2, ... of a file are its value times 0, 1/8, 2/8, ...
    let value = Float(first) * 0.5 + Float(second) * -1
    let weights = try network(choice).parameters[0].weights.prefix(8)
    for (index, weight) in weights.enumerated() {
      #expect(abs(weight - value * Float(index) / 8) < 1e-7)
    }
  }

  @Test func `a file whose name looks like shares is one file`() throws {
    try SmallWeights().write(to: "a.pth:0.5,b.pth:0.5", in: folder)
    #expect(try resolve("mine", folder.path("a.pth:0.5,b.pth:0.5")).weights.count == 1)
  }

  @Test func `paths with commas and colons can be mixed`() throws {
    try SmallWeights().write(to: "a,b:c.pth", in: folder)
    let path = folder.path("a,b:c.pth")
    let choice = try resolve("mix", "\(path):0.25,\(folder.path("gan.pth")):0.75")
    #expect(choice.weights.map(\.path) == [path, folder.path("gan.pth")])
  }

  @Test func `a model that was added is found by its name`() throws {
    _ = try library.add(
      folder.path("psnr.pth"), as: try Identifier("srcnn"), options: NetworkOptions(padding: .zero),
      source: nil, licence: nil, replaces: false, now: 0)
    let choice = try resolve("srcnn")
    #expect(choice.title == "SRCNN 9-1-5")
    #expect(try network(choice).summary.padding == .zero)
    #expect(choice.weights[0].digest == Digest.sha256(SmallWeights().bytes))
    let other = try resolve("srcnn", options: NetworkOptions(padding: .valid))
    #expect(try network(other).summary.padding == .valid)
  }

  @Test(arguments: [
    (
      "esrgan",
      "Method 'esrgan' needs weights, which are not here; get 'RRDB_ESRGAN_x4.pth' from "
        + "https://github.com/xinntao/ESRGAN, then type: opine models add RRDB_ESRGAN_x4.pth "
        + "--name esrgan"
    ),
    (
      "real-esrgan",
      "Method 'real-esrgan' needs weights, which are not here; get 'RealESRGAN_x4plus.pth' "
        + "(SHA-256 4fa0d38905f7...) from https://github.com/xinntao/Real-ESRGAN/releases/download/"
        + "v0.1.0/RealESRGAN_x4plus.pth, then type: opine models add RealESRGAN_x4plus.pth "
        + "--name real-esrgan"
    ),
    (
      "srcnn",
      "Method 'srcnn' needs weights, which are not here; get 'srcnn_x4.pth' from "
        + "https://github.com/yjn870/SRCNN-pytorch, then type: opine models add srcnn_x4.pth "
        + "--name srcnn --padding zero"
    ),
    (
      "msrresnet",
      "Method 'msrresnet' needs weights, which are not here; get the weights of "
        + "'001_MSRResNet_x4_f64b16_DIV2K_1000k_B16G1_wandb' from https://github.com/XPixelGroup/"
        + "BasicSR/blob/master/docs/ModelZoo.md, then type: opine models add FILE --name msrresnet"
    ),
    ("esrgn", "Method 'esrgn' is unknown; did you mean 'esrgan'?"),
    ("SRGAN", "Method 'SRGAN' is unknown; did you mean 'srgan'?"),
    (
      "\u{1B}[2J",
      "Method '\u{FFFD}[2J' is unknown; 'opine models' lists what there is, and --weights names a "
        + "file"
    ),
  ])
  func `a name without weights says where they are`(name: String, sentence: String) throws {
    #expect(throws: CommandError(sentence)) { try resolve(name) }
  }

  @Test func `what cannot be mixed is one sentence`() throws {
    let (first, other) = (folder.path("psnr.pth"), folder.path("other.pth"))
    #expect(
      throws: CommandError(
        "'\(first)' and '\(other)' cannot be interpolated: they are SRCNN 9-1-5 and SRCNN 9-5-5; "
          + "both must be of one architecture")
    ) { try resolve("mix", "\(first):0.5,\(other):0.5") }
    #expect(
      throws: CommandError(
        "The shares of 'a.pth:0.5,b.pth:0.6' are 0.5 and 0.6; they must be from 0 to 1 and add up "
          + "to 1")
    ) { try resolve("mix", "a.pth:0.5,b.pth:0.6") }
    #expect(
      throws: CommandError(
        "The shares of 'a.pth:-1,b.pth:2' are -1.0 and 2.0; they must be from 0 to 1 and add up to 1"
      )
    ) { try resolve("mix", "a.pth:-1,b.pth:2") }
  }

  @Test func `kernels refuse weights`() throws {
    #expect(throws: CommandError("Method 'bicubic' needs no weights; leave them out")) {
      try resolve("bicubic", "x.pth")
    }
  }

  @Test func `every published model is told apart and can be added`() throws {
    #expect(Set(PublishedModel.all.map(\.name)).count == PublishedModel.all.count)
    for model in PublishedModel.all {
      #expect(throws: Never.self) { try ModelLibrary.checkedName(model.name) }
      #expect(model.place.utf8.starts(with: "https://".utf8))
      let digits = model.digest ?? ""
      #expect(digits.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) })
    }
  }
}
