import Foundation
import StudyModel
import SuperResolution

extension InspectReport {
  /// The report in one form; the only place that tells the forms apart.
  func bytes(_ format: ModelFormat) throws -> [UInt8] {
    switch format {
    case .table: Array((lines.joined(separator: "\n") + "\n").utf8)
    case .json: try JSONOutput.bytes(self)
    }
  }

  private var lines: [String] {
    var rows = [
      ("File", path.terminalSafe),
      ("Container", container.format),
      ("Weights under", container.wrapper.map { "'\($0.terminalSafe)'" } ?? "no key"),
      (
        "Names without",
        container.prefix.isEmpty ? "no prefix" : "'\(container.prefix.terminalSafe)'"
      ),
      ("SHA-256", "\(container.sha256)"),
      ("Tensors", "\(container.tensorCount), with \(container.valueCount) numbers"),
    ]
    if let network { rows += network.rows }
    let width = rows.map(\.0.utf8.count).max() ?? 0
    let table = rows.map { name, value in
      name + String(repeating: " ", count: width - name.utf8.count + 2) + value
    }
    return table + (tensors.map { [""] + Self.list($0) } ?? [])
  }

  private static func list(_ tensors: [Tensor]) -> [String] {
    tensors.map { tensor in
      let shape = tensor.shape.map(String.init).joined(separator: "x")
      return "\(tensor.name.terminalSafe)  \(shape.isEmpty ? "a number" : shape)"
    }
  }
}

extension InspectReport.Facts {
  fileprivate var rows: [(String, String)] {
    [
      ("Network", title),
      ("Parameters", "\(parameterCount)"),
      ("Convolutions", "\(convolutionCount), the first of \(featureCount) features"),
      ("Enlarges by", enlargement),
      (
        "Channels",
        inputChannels == outputChannels
          ? "\(inputChannels) (\(channels.rawValue))"
          : "\(inputChannels) in, \(outputChannels) out (\(channels.rawValue))"
      ),
      ("Input", inputRange == .unit ? "0 to 1" : "-1 to 1"),
      ("Output", output),
      ("Edges", edges),
      ("Depends on", receptiveField.map { "\($0)x\($0) pixels" } ?? "the whole picture"),
      (
        "Tiles",
        overlap.map { "exact with \($0) pixels around them" } ?? "never exact: run whole pictures"
      ),
      ("Sides", tileAlignment == 1 ? "any" : "multiples of \(tileAlignment)"),
      (
        "Cost",
        "\(Self.tenths(gmacPerInputMegapixel)) GMAC a megapixel of input, "
          + "\(Self.tenths(gmacPerOutputMegapixel)) of output"
      ),
    ]
  }

  private var enlargement: String {
    preparation == Preparation.bicubicUpscaling.rawValue
      ? "nothing itself: takes a bicubic enlargement by any factor" : "\(scale)"
  }

  private var output: String {
    switch outputRange {
    case .unit: "0 to 1"
    case .signed: "-1 to 1"
    case .hyperbolic: "-1 to 1, after the hyperbolic tangent"
    }
  }

  private var edges: String {
    switch padding {
    case .zero: "zeros"
    case .replicate: "the nearest pixel, in every layer"
    case .valid: "cut off"
    }
  }

  private static func tenths(_ value: Double) -> String { String(format: "%.1f", value) }
}
