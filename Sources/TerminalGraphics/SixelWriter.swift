/// Writes the bytes of sixel images.
///
/// Source: VT330/VT340 Programmer Reference Manual, volume 2, chapter 14.
struct SixelWriter {
  let canvas: SixelCanvas
  /// The number of colour registers of an image.
  let registers: Int

  private var height: Int { canvas.height }
  private static let end = "\u{1B}\\"

  /// Writes transparent images that lie over each other, each with its own part of the palette.
  ///
  /// One image is enough for a palette that fits into the registers.
  func layers() -> [[UInt8]] {
    let count = max(1, (canvas.palette.count + registers - 1) / registers)
    let outputs = (0..<count).map(begunLayer)
    var band = SixelBand(canvas)
    var strokes = [[Int32]](repeating: [], count: count)
    for top in stride(from: 0, to: height, by: 6) {
      band.collect(canvas, rows: top..<min(top + 6, height))
      for layer in 0..<count { strokes[layer].removeAll(keepingCapacity: true) }
      for (number, stroke) in band.strokes.enumerated() {
        strokes[Int(stroke.colour) / registers].append(Int32(number))
      }
      for layer in 0..<count {
        nextBand(top, &outputs[layer].output)
        let first = Int32(layer * registers)
        band.write(strokes[layer], to: &outputs[layer].output) { colour, output in
          Self.select(colour - first, &output)
        }
      }
    }
    return outputs.map { layer in
      layer.output.append(Self.end)
      return layer.output.bytes
    }
  }

  /// An image with the colours of its part of the palette and no pixels yet.
  private func begunLayer(_ layer: Int) -> SixelOutputBox {
    let box = SixelOutputBox(capacity: 8192)
    begin(&box.output)
    let first = layer * registers
    for number in first..<min(first + registers, canvas.palette.count) {
      define(Int32(number - first), number, &box.output)
    }
    return box
  }

  /// Writes one image in which registers are defined again whenever they are needed.
  func redefined() -> [UInt8] {
    var output = SixelOutput(capacity: 1 << 20)
    begin(&output)
    var colourOfRegister = [Int32](repeating: -1, count: registers)
    var registerOfColour = [Int32](repeating: -1, count: canvas.palette.count)
    var next = 0
    var band = SixelBand(canvas)
    for top in stride(from: 0, to: height, by: 6) {
      nextBand(top, &output)
      band.collect(canvas, rows: top..<min(top + 6, height))
      let strokes = band.strokes.indices.map(Int32.init)
      band.write(strokes, to: &output) { colour, output in
        if registerOfColour[Int(colour)] < 0 {
          let former = colourOfRegister[next]
          if former >= 0 { registerOfColour[Int(former)] = -1 }
          colourOfRegister[next] = colour
          registerOfColour[Int(colour)] = Int32(next)
          define(Int32(next), Int(colour), &output)
          next = (next + 1) % registers
        }
        Self.select(registerOfColour[Int(colour)], &output)
      }
    }
    output.append(Self.end)
    return output.bytes
  }

  /// Unset pixels stay as they are, pixels are square.
  private func begin(_ output: inout SixelOutput) {
    output.append("\u{1B}P0;1;0q\"1;1;\(canvas.width);\(canvas.height)")
  }

  private func nextBand(_ top: Int, _ output: inout SixelOutput) {
    output.reserve(1)
    if top > 0 { output.put(UInt8(ascii: "-")) }
  }

  private func define(_ register: Int32, _ number: Int, _ output: inout SixelOutput) {
    let colour = canvas.palette[number]
    output.reserve(24)
    output.put(UInt8(ascii: "#"))
    output.put(number: register)
    output.put(UInt8(ascii: ";"))
    output.put(UInt8(ascii: "2"))
    for percent in [colour.red, colour.green, colour.blue] {
      output.put(UInt8(ascii: ";"))
      output.put(number: Int32(percent))
    }
  }

  /// A definition selects its register on some terminals only, so that each use selects it.
  private static func select(_ register: Int32, _ output: inout SixelOutput) {
    output.reserve(6)
    output.put(UInt8(ascii: "#"))
    output.put(number: register)
  }
}

/// Bytes of one of several images.
private final class SixelOutputBox {
  var output: SixelOutput

  init(capacity: Int) { output = SixelOutput(capacity: capacity) }
}
