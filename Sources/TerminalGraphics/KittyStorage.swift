/// The account of the images that a kitty terminal stores and shows.
struct KittyStorage: Sendable {
  /// A shown image: its number and the pane it is shown in.
  struct Place: Sendable, Hashable {
    let identifier: Int
    let pane: Int
  }

  /// The bytes above which images that are not shown are freed; kitty itself keeps 320 MiB.
  var limit = 256 << 20

  private var stored: [Int: Int] = [:]
  private var shown: [Place] = []

  /// Returns the bytes that bring the needed images into the terminal.
  mutating func transmit(_ pictures: [PreparedPicture]) -> [UInt8] {
    let images = pictures.compactMap(\.payload.storedImage)
    var bytes = makeRoom(for: images)
    for image in images where stored[image.identifier] == nil {
      stored[image.identifier] = image.samples
      bytes += image.transmission
    }
    return bytes
  }

  /// Returns the bytes that take away what was shown before and is not among the new places.
  mutating func replaceShown(by places: [Place]) -> [UInt8] {
    defer { shown = places }
    return shown.filter { !places.contains($0) }.flatMap(KittyEncoder.remove)
  }

  private mutating func makeRoom(for images: [StoredImage]) -> [UInt8] {
    let new = images.filter { stored[$0.identifier] == nil }.map(\.samples)
    let visible = Set(shown.map(\.identifier))
    let hidden = stored.keys.filter { !visible.contains($0) }.min()
    guard let hidden, stored.values.reduce(0, +) + new.reduce(0, +) > limit else { return [] }
    stored = stored.filter { visible.contains($0.key) }
    return KittyEncoder.freeUnplaced(naming: hidden)
  }
}

/// An image that the terminal keeps by its number.
struct StoredImage: Sendable {
  let identifier: Int
  /// The number of bytes that the terminal stores.
  let samples: Int
  /// The bytes that bring the image into the terminal.
  let transmission: [UInt8]
}

extension PreparedPicture.Payload {
  fileprivate var storedImage: StoredImage? {
    guard case .stored(let image) = self else { return nil }
    return image
  }
}
