/// A network whose authors publish the weights; none comes with the program.
struct PublishedModel: Sendable, Encodable {
  /// The method's name as papers and studies write it, in lower case.
  let name: String
  /// The network, and how it was trained where that tells it from others.
  let title: String
  /// The file that its authors publish, or the experiment whose weights they publish.
  let file: String
  /// The page or the file itself.
  let place: String
  /// How the SHA-256 of the file begins, in hexadecimal digits, where that is known.
  let digest: String?
  /// The licence of the repository; nil where it has none.
  let licence: String?
  /// Whether `file` is the name of an experiment, which is a folder.
  var isExperiment = false
  /// What 'opine models add' has to be told beside the name.
  var extra: [String] = []
}

extension PublishedModel {
  /// The networks that the program knows where to get.
  ///
  /// Digests: files of the repositories themselves, or of the same releases measured by several
  /// others; of `esrgan-basicsr`, the name's ending, which XPixelGroup/BasicSR
  /// `scripts/publish_models.py` makes from the SHA-256.
  static let all = [
    PublishedModel(
      name: "srcnn", title: "SRCNN 9-5-5 for 4x", file: "srcnn_x4.pth",
      place: "https://github.com/yjn870/SRCNN-pytorch", digest: nil, licence: nil,
      extra: ["--padding", "zero"]),
    PublishedModel(
      name: "srresnet", title: "SRResNet (SRGAN generator), 16 blocks",
      file: "SRResNet_x4-ImageNet-2096ee7f.pth.tar",
      place: "https://github.com/Lornatang/SRGAN-PyTorch", digest: nil, licence: "Apache-2.0"),
    PublishedModel(
      name: "srgan", title: "SRResNet (SRGAN generator), 16 blocks, trained as a GAN",
      file: "SRGAN_x4-ImageNet-8c4a7569.pth.tar",
      place: "https://github.com/Lornatang/SRGAN-PyTorch", digest: nil, licence: "Apache-2.0"),
    PublishedModel(
      name: "srgan-5", title: "SRGAN generator, 5 blocks", file: "netG_epoch_4_100.pth",
      place: "https://github.com/leftthomas/SRGAN/blob/531073f11837e86a861aef632b3936de0f5e932b/"
        + "epochs/netG_epoch_4_100.pth",
      digest: "010d4261170050d2cfe5d575078bf67f1a5736d4837ec2987c994c021de22b57", licence: "MIT"),
    PublishedModel(
      name: "fast-srgan", title: "Fast-SRGAN generator, 8 blocks", file: "model.pt",
      place: "https://github.com/HasnainRaz/Fast-SRGAN/blob/"
        + "2c09baa662f864ad9197f5b64171e6cc5c37a409/models/model.pt",
      digest: "c41939ecd25919984083504b527db82bbb27b54c5d1fbc977eae814b2a5ba1c6", licence: "MIT"),
    PublishedModel(
      name: "msrresnet", title: "MSRResNet, 16 blocks",
      file: "001_MSRResNet_x4_f64b16_DIV2K_1000k_B16G1_wandb",
      place: "https://github.com/XPixelGroup/BasicSR/blob/master/docs/ModelZoo.md", digest: nil,
      licence: "Apache-2.0", isExperiment: true),
    PublishedModel(
      name: "msrgan", title: "MSRResNet, trained as a GAN",
      file: "004_MSRGAN_x4_f64b16_DIV2K_400k_B16G1_wandb",
      place: "https://github.com/XPixelGroup/BasicSR/blob/master/docs/ModelZoo.md", digest: nil,
      licence: "Apache-2.0", isExperiment: true),
    PublishedModel(
      name: "rrdb-psnr", title: "RRDBNet (ESRGAN), 23 blocks, trained for PSNR",
      file: "RRDB_PSNR_x4.pth", place: "https://github.com/xinntao/ESRGAN", digest: nil,
      licence: "Apache-2.0"),
    PublishedModel(
      name: "esrgan", title: "RRDBNet (ESRGAN), 23 blocks", file: "RRDB_ESRGAN_x4.pth",
      place: "https://github.com/xinntao/ESRGAN", digest: nil, licence: "Apache-2.0"),
    PublishedModel(
      name: "esrgan-basicsr", title: "RRDBNet (ESRGAN), 23 blocks, with BasicSR's names",
      file: "ESRGAN_SRx4_DF2KOST_official-ff704c30.pth",
      place: realESRGAN + "v0.1.1/ESRGAN_SRx4_DF2KOST_official-ff704c30.pth", digest: "ff704c30",
      licence: "BSD-3-Clause"),
    PublishedModel(
      name: "real-esrgan", title: "RRDBNet (ESRGAN), 23 blocks, trained as Real-ESRGAN",
      file: "RealESRGAN_x4plus.pth", place: realESRGAN + "v0.1.0/RealESRGAN_x4plus.pth",
      digest: "4fa0d38905f75ac06eb49a7951b426670021be3018265fd191d2125df9d682f1",
      licence: "BSD-3-Clause"),
    PublishedModel(
      name: "real-esrgan-x2", title: "RRDBNet, 23 blocks, for 2x, trained as Real-ESRGAN",
      file: "RealESRGAN_x2plus.pth", place: realESRGAN + "v0.2.1/RealESRGAN_x2plus.pth",
      digest: "49fafd45f8fd7aa8d31ab2a22d14d91b536c34494a5cfe31eb5d89c2fa266abb",
      licence: "BSD-3-Clause"),
    PublishedModel(
      name: "real-esrgan-anime", title: "RRDBNet, 6 blocks, trained on drawings",
      file: "RealESRGAN_x4plus_anime_6B.pth",
      place: realESRGAN + "v0.2.2.4/RealESRGAN_x4plus_anime_6B.pth",
      digest: "f872d837d3c90ed2e05227bed711af5671a6fd1c9f7d7e91c911a61f155e99da",
      licence: "BSD-3-Clause"),
    PublishedModel(
      name: "realesr-animevideov3", title: "SRVGGNetCompact, 16 convolutions",
      file: "realesr-animevideov3.pth", place: realESRGAN + "v0.2.5.0/realesr-animevideov3.pth",
      digest: "b8a8376811077954d82ca3fcf476f1ac3da3e8a68a4f4d71363008000a18b75d",
      licence: "BSD-3-Clause"),
    PublishedModel(
      name: "realesr-general", title: "SRVGGNetCompact, 32 convolutions",
      file: "realesr-general-x4v3.pth", place: realESRGAN + "v0.2.5.0/realesr-general-x4v3.pth",
      digest: "8dc7edb9ac80ccdc30c3a5dca6616509367f05fbc184ad95b731f05bece96292",
      licence: "BSD-3-Clause"),
  ]

  private static let realESRGAN = "https://github.com/xinntao/Real-ESRGAN/releases/download/"

  /// Where the weights are, for the middle of a sentence.
  var directions: String {
    let what = isExperiment ? "the weights of '\(file)'" : "'\(file)'"
    let digest = digest.map { " (SHA-256 \($0.prefix(12))...)" } ?? ""
    return "\(what)\(digest) from \(place)"
  }

  /// What to type once the file is there.
  var command: String {
    (["opine", "models", "add", isExperiment ? "FILE" : file, "--name", name] + extra)
      .joined(separator: " ")
  }

  /// Whether a file is the published one as far as is known.
  func hasDigest(_ text: String) -> Bool {
    digest.map { text.utf8.starts(with: $0.utf8) } ?? false
  }
}
