import Reports

/// Plots of made-up values.
enum Plots {
  /// Names that try to leave their places: markup, quotes, controls, directions, long ones.
  static let hostileNames = [
    "<script>alert(1)</script>", "a\"b' onload='x", "&amp;&lt;", "\u{202E}gnp\u{1B}[2J\u{0}",
    "\"/\u{301}>", String(repeating: "w", count: 5000), "", "\u{5D0}\u{5D1}", "\u{4E2D}\u{6587}",
  ]

  static func means(_ names: [String], width: Double = 540) -> Figure {
    DotPlot(
      name: "mos", title: "Means",
      rows: names.enumerated().map { place, name in
        let mean = 1 + Double(place % 9) / 2
        return DotPlot.Row(
          name: name, value: mean, interval: max(1, mean - 0.3)...min(5, mean + 0.3),
          words: "\(mean)")
      },
      scale: DotPlot.Scale(title: "MOS", domain: 1...5, labels: [1: "Bad", 5: "Excellent"]),
      width: width
    ).figure
  }

  static func scores(_ names: [String]) -> Figure {
    ScorePlot(
      title: "Scores",
      rows: names.map {
        ScorePlot.Row(name: $0, shares: [0.5, 0.25, 0.246, 0.004, 0], mean: 1.755, words: "n 200")
      }, labels: ["Bad", "Poor", "Fair", "Good", "Excellent"]
    ).figure
  }

  static func images(_ images: [String], _ methods: [String]) -> Figure {
    ImagePlot(
      title: "Images", images: images, methods: methods,
      cells: images.indices.map { row in
        methods.indices.map { column in
          (row + column) % 5 == 4
            ? nil : ImagePlot.Cell(mean: 1 + Double((row + column) % 5), words: "3.5", note: "n 3")
        }
      }
    ).figure
  }

  static func raters(_ names: [String]) -> Figure {
    RaterPlot(
      title: "Raters",
      rows: names.enumerated().map { place, name in
        let bias = Double(place % 7) / 4 - 0.75
        return RaterPlot.Row(
          name: name, bias: place % 6 == 5 ? nil : bias,
          biasInterval: place % 4 == 3 ? nil : (bias - 0.2)...(bias + 0.2), inconsistency: 0.7,
          inconsistencyInterval: 0.5...0.9, flag: place % 10 == 1 ? "BT.500" : "")
      }
    ).figure
  }

  static func metric(_ methods: [String], values: [Double] = [20, 24, 28, 33]) -> Figure {
    MetricPlot(
      title: "Metric", metric: "PSNR in dB", methods: methods,
      points: values.enumerated().map { place, value in
        MetricPlot.Point(
          method: methods.isEmpty ? 0 : place % methods.count, metric: value,
          score: 1 + Double(place % 5), note: "\(value)")
      }, curve: [(20, 1.2), (26, 3), (33, 4.5)]
    ).figure
  }

  /// Every plot with the same names.
  static func all(_ names: [String]) -> [Figure] {
    [
      means(names), scores(names), images(names, names), raters(names), metric(names),
    ].map { $0.withFootnotes([Figure.Footnote(names.joined(separator: " "), isWarning: true)]) }
  }
}
