/// Writes the bytes of one sixel image.
///
/// Source: VT330/VT340 Programmer Reference Manual, volume 2, chapter 14.
struct SixelWriter {
  let picture: QuantisedPicture
  let zoom: Int

  func image() -> [UInt8] {
    var bytes = Array("\u{1B}P0;1;0q\"1;1;\(picture.width * zoom);\(picture.height * zoom)".utf8)
    for (register, colour) in picture.palette.enumerated() {
      bytes += "#\(register);2;\(colour.red);\(colour.green);\(colour.blue)".utf8
    }
    var band = SixelBand(colours: picture.palette.count, columns: picture.width)
    let height = picture.height * zoom
    for top in stride(from: 0, to: height, by: 6) {
      if top > 0 { bytes.append(UInt8(ascii: "-")) }
      band.collect(picture, zoom: zoom, rows: top..<min(top + 6, height))
      band.write(to: &bytes, zoom: zoom)
    }
    return bytes + "\u{1B}\\".utf8
  }
}
