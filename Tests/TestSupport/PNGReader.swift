/// Reads PNG pictures of 8 bits per sample without interlacing, for comparison.
public enum PNGReader {
  /// Returns the pixels as RGB; alpha is dropped; nil when the file is of another kind.
  public static func decode(_ file: [UInt8]) -> DecodedPicture? {
    guard file.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { return nil }
    guard let chunks = chunks(of: file) else { return nil }
    guard let header = chunks["IHDR"], header.count == 13, header[8] == 8, header[12] == 0,
      let channels = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][header[9]],
      let raw = Inflater.zlib(chunks["IDAT"] ?? [])
    else { return nil }
    let (width, height) = (number(header, 0), number(header, 4))
    guard let samples = unfilter(raw, stride: width * channels, rows: height, step: channels)
    else { return nil }
    let palette = header[9] == 3 ? chunks["PLTE"] : nil
    guard let rgb = colours(samples, channels: channels, palette: palette) else { return nil }
    return DecodedPicture(width: width, height: height, rgb: rgb)
  }

  /// Returns the data of the chunks by name, those of equal name joined.
  private static func chunks(of file: [UInt8]) -> [String: [UInt8]]? {
    var chunks: [String: [UInt8]] = [:]
    var place = 8
    while place + 12 <= file.count {
      let count = number(file, place)
      let name = String(decoding: file[(place + 4)..<(place + 8)], as: UTF8.self)
      guard place + 12 + count <= file.count else { return nil }
      chunks[name, default: []] += file[(place + 8)..<(place + 8 + count)]
      place += 12 + count
    }
    return chunks
  }

  private static func colours(
    _ samples: [UInt8], channels: Int, palette: [UInt8]?
  ) -> [UInt8]? {
    var rgb: [UInt8] = []
    for start in stride(from: 0, to: samples.count, by: channels) {
      if let palette {
        let entry = 3 * Int(samples[start])
        guard entry + 3 <= palette.count else { return nil }
        rgb += palette[entry..<(entry + 3)]
      } else if channels > 2 {
        rgb += samples[start..<(start + 3)]
      } else {
        rgb += repeatElement(samples[start], count: 3)
      }
    }
    return rgb
  }

  private static func number(_ bytes: [UInt8], _ place: Int) -> Int {
    bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func unfilter(
    _ raw: [UInt8], stride: Int, rows: Int, step: Int
  ) -> [UInt8]? {
    guard raw.count >= rows * (stride + 1) else { return nil }
    var result: [UInt8] = []
    var above = [UInt8](repeating: 0, count: stride)
    for row in 0..<rows {
      let start = row * (stride + 1)
      var line = Array(raw[(start + 1)..<(start + 1 + stride)])
      for place in 0..<stride {
        let left = place < step ? 0 : Int(line[place - step])
        let corner = place < step ? 0 : Int(above[place - step])
        let up = Int(above[place])
        let prediction: Int
        switch raw[start] {
        case 0: prediction = 0
        case 1: prediction = left
        case 2: prediction = up
        case 3: prediction = (left + up) / 2
        case 4: prediction = paeth(left, up, corner)
        default: return nil
        }
        line[place] &+= UInt8(prediction)
      }
      result += line
      above = line
    }
    return result
  }

  private static func paeth(_ left: Int, _ up: Int, _ corner: Int) -> Int {
    let (first, second, third) = (
      abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
    )
    if first <= second, first <= third { return left }
    return second <= third ? up : corner
  }
}
