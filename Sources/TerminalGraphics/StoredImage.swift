import Foundation
import Pictures

/// An image that a kitty terminal keeps by a number.
final class StoredImage: Sendable {
  let width: Int
  let height: Int
  /// The samples in Base64.
  private let text: [UInt8]

  init(_ picture: Picture) {
    width = picture.width
    height = picture.height
    text = [UInt8](Data(picture.samples).base64EncodedData())
  }

  /// The number of bytes that the terminal stores.
  var storedBytes: Int { 3 * width * height }
  /// The number of bytes that bring the image into the terminal, without the keys of chunks.
  var byteCount: Int { text.count }

  /// Tells whether another image has the same samples.
  func shows(_ other: StoredImage) -> Bool {
    self === other || (width == other.width && height == other.height && text == other.text)
  }

  /// The chunks of the data, of at most 4096 bytes.
  var chunks: [ArraySlice<UInt8>] {
    stride(from: 0, to: text.count, by: KittyEncoder.chunkLength).map {
      text[$0..<min($0 + KittyEncoder.chunkLength, text.count)]
    }
  }
}
