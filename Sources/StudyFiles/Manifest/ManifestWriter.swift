public import StudyModel

/// Writes `study.yaml` with a comment for every part.
public enum ManifestWriter {
  /// The text of a manifest that ``ManifestReader`` reads back as `study` and `preparation`.
  public static func text(
    _ study: Study, preparation: StudyPreparation? = nil
  ) -> String {
    var lines = [
      "# A study of Opine. Every key is described in Studies/README.md.",
      "opine: 1",
      "name: \(quoted(study.name.text))",
      "title: \(quoted(study.title))",
      "# " + RatingProtocol.allCases.map(\.rawValue).joined(separator: ", "),
      "protocol: \(study.ratingProtocol.rawValue)",
      "scale_factor: \(study.scaleFactor)",
      "seed: \(study.seed)",
      "target_raters: \(study.targetRaters)",
      "",
      "# Where the pictures are, relative to this file.",
      "files: \(quoted(study.filePattern))",
    ]
    lines += preparation.map(section) ?? []
    lines.append("methods:")
    lines += study.methods.map { line(of: $0, recipe: preparation?.recipes[$0.id]) }
    lines.append("reference: \(quoted(study.reference.text))")
    if let anchor = study.lowAnchor {
      lines += ["# Stands for 1 in the calibration.", "low_anchor: \(quoted(anchor.text))"]
    }
    lines += ["", "# role: test is rated and analysed; training is for calibration and dummies."]
    lines += ["# crop: [x, y, width, height] in pixels, shown 1:1, the same for every method."]
    lines.append("images:")
    lines += study.images.map { line(of: $0, source: preparation?.sourceFiles[$0.id]) }
    lines += [""] + display(study.display) + [""] + session(study)
    lines += ["", "screening: [\(study.screening.map(\.rawValue).joined(separator: ", "))]"]
    lines.append("instructions: \(quoted(study.instructions))")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func line(of image: StudyImage, source: String?) -> String {
    var parts = ["id: \(quoted(image.id.text))", "dataset: \(quoted(image.dataset.text))"]
    parts.append("role: \(image.role.rawValue)")
    if let crop = image.crop {
      parts.append("crop: [\(crop.x), \(crop.y), \(crop.width), \(crop.height)]")
    }
    if let source { parts.append("source: \(quoted(source))") }
    return "  - { \(parts.joined(separator: ", ")) }"
  }

  private static func display(_ display: DisplayRequirement) -> [String] {
    [
      "display:",
      "  # exact: every sample unchanged; pixels: colours may be rounded; any: previews too",
      "  minimum: \(display.minimum.rawValue)",
      "  ground: \(display.ground)",
      "  # The terminal window the pages are laid out for, and its character cell, in pixels.",
      "  window: [\(display.windowWidth), \(display.windowHeight)]",
      "  cell: [\(display.cellWidth), \(display.cellHeight)]",
    ]
  }

  private static func session(_ study: Study) -> [String] {
    ["session:"]
      + SessionSettings.manifestFields(of: study.ratingProtocol).map {
        "  \($0.key): \(study.session[keyPath: $0.path])"
      }
  }

  /// A double-quoted scalar (YAML 1.2.2, section 7.3.1).
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default:
        if isPlain(scalar) {
          result.unicodeScalars.append(scalar)
        } else {
          let digits = String(scalar.value, radix: 16)
          result += "\\U" + String(repeating: "0", count: 8 - digits.utf8.count) + digits
        }
      }
    }
    return result + "\""
  }

  /// Whether a scalar may stand in a file as it is: neither invisible nor a line break, nor what
  /// the reader takes for the sign of an anchor.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: false
    default: scalar != "&"
    }
  }
}
