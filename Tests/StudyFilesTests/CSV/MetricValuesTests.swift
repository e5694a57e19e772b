import Testing

@testable import StudyFiles

/// Files of objective metrics in both forms, and faulty ones.
@Suite struct MetricValuesTests {
  private func values(_ text: String) throws -> MetricValues {
    try MetricValues(csv: Array(text.utf8))
  }

  private static let expected = [
    MetricValues.Metric(
      name: "psnr",
      values: [
        .init(source: "a", method: "m", value: 30.5),
        .init(source: "b", method: "m", value: .infinity),
      ]),
    MetricValues.Metric(name: "lpips", values: [.init(source: "a", method: "m", value: 0.1)]),
  ]

  @Test(arguments: [
    "source,method,psnr,lpips\na,m,30.5,0.1\nb,m,inf,\n",
    "\u{FEFF}lpips,psnr,method,image\r\n0.1,30.5,m,a\r\n,inf,m,b\r\n",
    "dataset,source_id,method,stimulus_sha256,reference_sha256,shave,psnr,lpips\n"
      + "all,a,m,00,11,4,30.5,0.1\nall,b,m,22,33,4,inf,\n",
    "source,method,metric,value\na,m,psnr,30.5\nb,m,psnr,inf\na,m,lpips,0.1\nb,m,lpips,\n",
  ])
  func `both forms and all names of the picture are read`(text: String) throws {
    let found = try values(text).metrics.sorted { $0.name > $1.name }
    #expect(found == Self.expected)
  }

  @Test(arguments: [
    ("", MetricsFileError.csv(.noHeader), "The file has no line with column names"),
    (
      "method,psnr\nm,1\n", .missingColumn("source", columns: ["method", "psnr"]),
      "The file has no column 'source'; it has: method, psnr"
    ),
    (
      "source,psnr\na,1\n", .missingColumn("method", columns: ["source", "psnr"]),
      "The file has no column 'method'; it has: source, psnr"
    ),
    (
      "source,method,psnr,psnr\na,m,1,2\n", .repeatedColumn("psnr"),
      "The file has the column 'psnr' twice"
    ),
    (
      "source,method,mos\na,m,1\n", .noMetric,
      "The file has no column of a metric beside those that name the picture"
    ),
    (
      "source,method,psnr\n,m,1\n", .emptyName(line: 2, column: "source"),
      "Line 2: source is empty"
    ),
    (
      "source,method,metric,value\na,m,,1\n", .emptyName(line: 2, column: "metric"),
      "Line 2: metric is empty"
    ),
    (
      "source,method,psnr\na,m,nan\n", .notANumber(line: 2, metric: "psnr", text: "nan"),
      "Line 2: psnr 'nan' is not a number; leave the field empty where there is no value"
    ),
    (
      "source,method,psnr\na,m,1\na,m,1\n",
      .duplicate(line: 3, earlierLine: 2, metric: "psnr", source: "a", method: "m"),
      "Line 3: psnr of 'm' on 'a' stands on line 2 already"
    ),
  ])
  func `a faulty file is refused in one sentence`(
    text: String, error: MetricsFileError, sentence: String
  ) {
    #expect(throws: error) { try values(text) }
    #expect(error.description == sentence)
  }
}
