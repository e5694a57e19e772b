/// A CSV file (RFC 4180) with a header, for comparison.
struct CSVTable {
  let header: [String]
  let rows: [[String: String]]

  init(_ text: String) {
    var records = Self.records(Array(text.unicodeScalars))
    header = records.isEmpty ? [] : records.removeFirst()
    let names = header
    rows = records.map { record in
      Dictionary(zip(names, record)) { first, _ in first }
    }
  }

  private static func records(_ scalars: [Unicode.Scalar]) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var field = String.UnicodeScalarView()
    var isQuoted = false
    var place = 0
    while place < scalars.count {
      let scalar = scalars[place]
      place += 1
      switch scalar {
      case "\"" where isQuoted && place < scalars.count && scalars[place] == "\"":
        field.append(scalar)
        place += 1
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        record.append(String(field))
        field = String.UnicodeScalarView()
      case "\n" where !isQuoted:
        records.append(record + [String(field)])
        (record, field) = ([], String.UnicodeScalarView())
      case "\r" where !isQuoted: break
      default: field.append(scalar)
      }
    }
    if !field.isEmpty || !record.isEmpty { records.append(record + [String(field)]) }
    return records
  }
}
