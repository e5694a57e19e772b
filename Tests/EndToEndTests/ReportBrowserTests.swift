import Foundation
import TestSupport
import Testing

/// The page of `opine report` in a real browser; skipped where `chromium` is not installed.
@Suite struct ReportBrowserTests {
  private static let chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let study = try SmallStudy().write(into: folder)
    #expect(try Opine.run("simulate", study).status == 0)
    #expect(
      try Opine.run("report", study, "--simulated", "-o", folder.path("page.html")).status == 0)
  }

  private func browser(_ arguments: [String]) throws -> Opine.Run {
    let options = [
      "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
      "--user-data-dir=\(folder.path("profile"))", "--enable-logging=stderr", "--v=0",
    ]
    return try Opine.run(
      Self.chromium ?? "", options + arguments + ["file://" + folder.path("page.html")],
      in: folder.path, timeout: 120)
  }

  @Test(.enabled(if: chromium != nil, "chromium is not installed"))
  func `the page opens without complaints and without the network`() throws {
    let log = folder.path("net.json")
    let run = try browser(["--dump-dom", "--log-net-log=\(log)"])
    #expect(run.text.contains("<title>Study small: Small</title>"))
    #expect(!run.errors.contains("CONSOLE"), "\(run.errors)")
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: log)), as: UTF8.self)
    // The browser's own services use the network; the page is not who asks.
    #expect(!text.contains("\"initiator\":\"file://"), "the page asked for something")
  }

  @Test(.enabled(if: chromium != nil, "chromium is not installed"), arguments: [360, 1200])
  func `the page is as wide as the window and no wider`(width: Int) throws {
    // A frame of the width asks the page in it; headless windows are not below 500 pixels.
    let frame = """
      <!DOCTYPE html><html><body style="margin:0"><iframe id="f" src="page.html" width="\(width)"
      height="900" style="border:0"></iframe><script>
      document.getElementById("f").onload = e => {
        const root = e.target.contentDocument.documentElement;
        document.title = "width " + root.scrollWidth + " of " + root.clientWidth; };
      </script></body></html>
      """
    try folder.write(frame, to: "frame.html")
    let run = try Opine.run(
      Self.chromium ?? "",
      [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
        "--allow-file-access-from-files", "--user-data-dir=\(folder.path("profile"))",
        "--virtual-time-budget=5000", "--dump-dom", "file://" + folder.path("frame.html"),
      ], in: folder.path, timeout: 120)
    #expect(run.text.contains("<title>width \(width) of \(width)</title>"), "\(run.text)")
  }

  @Test(.enabled(if: chromium != nil, "chromium is not installed"))
  func `the page is printed`() throws {
    _ = try browser(["--no-pdf-header-footer", "--print-to-pdf=\(folder.path("page.pdf"))"])
    let pdf = try Data(contentsOf: URL(fileURLWithPath: folder.path("page.pdf")))
    #expect(pdf.starts(with: Data("%PDF-".utf8)) && pdf.count > 10_000)
  }
}
