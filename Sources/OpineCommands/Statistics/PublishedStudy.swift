/// A study whose table of mean opinion scores was published.
enum PublishedStudy: String, CaseIterable {
  /// Ledig et al., "Photo-realistic single image super-resolution using a generative adversarial
  /// network", arXiv:1609.04802v5, Tables 1 and 2.
  case srgan

  /// One line of the published table.
  struct Row {
    let method: String
    /// One mean for each of ``datasets``; nil where none was published.
    let means: [Double?]
  }

  var source: String { "Ledig et al., arXiv:1609.04802v5, Tables 1 and 2 (x4, 26 raters)" }

  /// The test images, with their numbers.
  var datasets: [(name: String, images: Int)] { [("Set5", 5), ("Set14", 14), ("BSD100", 100)] }

  /// Facts as printed; MOS of 26 raters each.
  var rows: [Row] {
    [
      Row(method: "nearest", means: [1.28, 1.20, 1.11]),
      Row(method: "bicubic", means: [1.97, 1.80, 1.47]),
      Row(method: "SRCNN", means: [2.57, 2.26, 1.87]),
      Row(method: "SelfExSR", means: [2.65, 2.34, 1.89]),
      Row(method: "DRCN", means: [3.26, 2.84, 2.12]),
      Row(method: "ESPCN", means: [2.89, 2.52, 2.01]),
      Row(method: "SRResNet", means: [3.37, 2.98, 2.29]),
      Row(method: "SRResNet-VGG22", means: [3.46, 3.15, nil]),
      Row(method: "SRGAN-MSE", means: [3.77, 3.43, nil]),
      Row(method: "SRGAN-VGG22", means: [3.78, 3.57, nil]),
      Row(method: "SRGAN", means: [3.58, 3.72, 3.56]),
      Row(method: "HR", means: [4.32, 4.32, 4.46]),
    ]
  }

  /// The differences that two studies may be compared by.
  var contrasts: [(first: String, second: String)] { [("SRGAN", "SRResNet"), ("HR", "SRGAN")] }

  var warning: String {
    "Compare the order and the differences, not the levels: mean opinion scores of two studies with "
      + "other versions, raters and displays are not on one scale. No interval was published."
  }

  /// The name without case and punctuation, by which methods are matched.
  static func key(_ method: String) -> [UInt8] {
    method.utf8.compactMap { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
      default: nil
      }
    }
  }
}
