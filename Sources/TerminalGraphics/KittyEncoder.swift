/// Writes the kitty graphics protocol: raw samples of 24 bits in chunks, never scaled.
///
/// Source: https://sw.kovidgoyal.net/kitty/graphics-protocol/
enum KittyEncoder {
  /// The longest data of one chunk, in bytes of Base64.
  static let chunkLength = 4096
  static let deleteEverything: [UInt8] = Array("\u{1B}_Ga=d,q=2,d=A\u{1B}\\".utf8)

  /// Brings an image into the terminal.
  static func transmit(_ image: StoredImage, identifier: Int) -> [UInt8] {
    let chunks = image.chunks
    var bytes: [UInt8] = []
    bytes.reserveCapacity(image.byteCount + 24 * chunks.count + 64)
    for (number, chunk) in chunks.enumerated() {
      let more = number + 1 < chunks.count ? 1 : 0
      let keys =
        number == 0
        ? "a=t,q=2,f=24,t=d,s=\(image.width),v=\(image.height),i=\(identifier),m=\(more)"
        : "q=2,m=\(more)"
      bytes += "\u{1B}_G\(keys);".utf8
      bytes += chunk
      bytes += "\u{1B}\\".utf8
    }
    return bytes
  }

  /// Shows a stored image at the cursor, which stays; the same pair shown again moves.
  static func place(_ placement: KittyStorage.Place) -> [UInt8] {
    Array("\u{1B}_Ga=p,q=2,C=1,i=\(placement.identifier),p=\(placement.pane)\u{1B}\\".utf8)
  }

  /// Takes a shown image off the screen and keeps its data.
  static func remove(_ placement: KittyStorage.Place) -> [UInt8] {
    Array("\u{1B}_Ga=d,q=2,d=i,i=\(placement.identifier),p=\(placement.pane)\u{1B}\\".utf8)
  }

  /// Frees the data of every image that is not shown, whatever the number says.
  static func freeUnplaced(naming identifier: Int) -> [UInt8] {
    Array("\u{1B}_Ga=d,q=2,d=I,i=\(identifier)\u{1B}\\".utf8)
  }
}
