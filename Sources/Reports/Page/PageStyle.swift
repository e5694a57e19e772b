/// The style sheet of a page: light, dark and printed.
enum PageStyle {
  /// All rules.
  static let text = """
    :root{\(variables(\.onWhite))--band:#f4f5f7;--warn:#fff4ec}
    @media (prefers-color-scheme:dark){:root{\(variables(\.onDark))--band:#1e2227;--warn:#33231a}}
    \(rules)
    \(SVGDrawing.pageStyle)
    @media print{
    :root{\(variables(\.onWhite))--band:#f4f5f7;--warn:#fff4ec}
    \(printRules)
    }
    """

  private static func variables(_ colour: (Paint) -> Int) -> String {
    Paint.all.map { "--\($0.name):\(SVGDrawing.hexadecimal(colour($0)));" }.joined()
  }

  private static let rules = """
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%}
    body{margin:0 auto;padding:2rem 1rem 4rem;max-width:52rem;background:var(--paper);
    color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif;
    overflow-wrap:anywhere}
    h1{font-size:1.75rem;line-height:1.2;margin:0 0 .5rem}
    h2{font-size:1.25rem;margin:2.5rem 0 .75rem;padding-top:.75rem;border-top:1px solid var(--grid)}
    h3{font-size:1rem;margin:1.5rem 0 .5rem}
    p{margin:.5rem 0}
    .lead,footer,nav{color:var(--muted)}
    .warning{background:var(--warn);border-left:.3rem solid var(--warm);padding:.5rem .75rem}
    nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:0;margin:1rem 0 0}
    a{color:var(--accent)}
    footer{margin-top:3rem;padding-top:.75rem;border-top:1px solid var(--grid);font-size:.85rem}
    .scroll{overflow-x:auto;max-width:100%}
    .scroll:focus-visible,a:focus-visible,summary:focus-visible{outline:2px solid var(--accent);
    outline-offset:2px}
    table{border-collapse:collapse;font-size:.85rem;font-variant-numeric:tabular-nums;
    border-top:2px solid var(--ink);border-bottom:2px solid var(--ink);margin:1.75rem 0 1rem;
    overflow-wrap:normal;min-width:min(100%,32rem)}
    caption{text-align:left;padding:0 0 .4rem;color:var(--ink);font-size:.85rem}
    th,td{padding:.22rem .6rem;text-align:right;white-space:nowrap}
    thead th{border-bottom:1px solid var(--ink);vertical-align:bottom}
    tbody th{font-weight:normal}
    th:first-child,.w{text-align:left}
    th:first-child,td:first-child{padding-left:.2rem}
    tbody tr:nth-child(even){background:var(--band)}
    tr.marked th,tr.marked td{color:var(--warm);font-weight:bold}
    figure{margin:1rem 0}
    figcaption{font-size:.85rem;color:var(--ink);margin-top:.4rem}
    .plot svg{display:block;max-width:none;height:auto;width:100%;min-width:30rem}
    .pictures{display:flex;flex-wrap:wrap;gap:.75rem}
    .pictures figure{margin:0;max-width:100%}
    .pictures img{display:block;max-width:100%;height:auto}
    .pictures figcaption{font-variant-numeric:tabular-nums}
    details{margin:1rem 0}
    summary{cursor:pointer;color:var(--accent)}
    dt{font-weight:bold;margin-top:.6rem}
    dd{margin:0}
    """

  private static let printRules = """
    @page{size:A4;margin:16mm 14mm}
    body{max-width:none;padding:0;font-size:9.5pt}
    nav,details{display:none}
    h2,h3{break-after:avoid}
    h2{margin-top:1.4rem}
    thead{display:table-header-group}
    tr,figure,.warning,dt{break-inside:avoid}
    dt{break-after:avoid}
    .scroll{overflow:visible}
    table{font-size:7.8pt}
    th,td{padding:.14rem .35rem}
    .pictures figure{width:43mm}
    .plot svg{min-width:0;max-width:100%;max-height:235mm}
    a{color:inherit;text-decoration:none}
    """
}
