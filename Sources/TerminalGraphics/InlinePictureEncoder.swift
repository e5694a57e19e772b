import Foundation
import Pictures

/// Writes the inline image sequence of iTerm2: a PNG with its size in pixels, never scaled.
///
/// Source: https://iterm2.com/documentation-images.html
enum InlinePictureEncoder {
  static func encode(_ picture: Picture) throws(TerminalGraphicsError) -> [UInt8] {
    let png: [UInt8]
    do {
      png = try PNGEncoder.encode(picture, compression: .fast)
    } catch {
      throw .notEncodable("\(error)")
    }
    var bytes = Array(
      ("\u{1B}]1337;File=inline=1;size=\(png.count);width=\(picture.width)px;"
        + "height=\(picture.height)px;preserveAspectRatio=0:").utf8)
    bytes += Data(png).base64EncodedData()
    bytes.append(0x07)
    return bytes
  }
}
