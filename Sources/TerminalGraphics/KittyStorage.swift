/// The account of the images that a kitty terminal stores and shows.
struct KittyStorage: Sendable {
  /// A shown image: its number and the pane it is shown in.
  struct Place: Sendable, Hashable {
    let identifier: Int
    let pane: Int
  }

  /// The bytes above which images that are not shown are freed; kitty itself keeps 320 MiB.
  var limit = 256 << 20

  /// The images of the terminal by their numbers.
  private var stored: [Int: StoredImage] = [:]
  private var shown: [Place] = []
  private var lastIdentifier = 0

  /// Forgets everything but the numbers that were given.
  mutating func reset() {
    stored = [:]
    shown = []
  }

  /// Returns the bytes that bring the images into the terminal where it has not got them.
  mutating func transmit(_ images: [StoredImage]) -> [UInt8] {
    var bytes = makeRoom(for: images)
    for image in images where identifier(of: image) == nil {
      lastIdentifier += 1
      stored[lastIdentifier] = image
      bytes += KittyEncoder.transmit(image, identifier: lastIdentifier)
    }
    return bytes
  }

  /// The number of a transmitted image with the same samples.
  func identifier(of image: StoredImage) -> Int? {
    stored.first { $0.value.shows(image) }?.key
  }

  /// Returns the bytes that take away what was shown before and is not among the new places.
  mutating func replaceShown(by places: [Place]) -> [UInt8] {
    defer { shown = places }
    return shown.filter { !places.contains($0) }.flatMap(KittyEncoder.remove)
  }

  private mutating func makeRoom(for images: [StoredImage]) -> [UInt8] {
    let new = images.filter { identifier(of: $0) == nil }.reduce(0) { $0 + $1.storedBytes }
    let old = stored.values.reduce(0) { $0 + $1.storedBytes }
    let visible = Set(shown.map(\.identifier))
    guard old + new > limit, let hidden = stored.keys.filter({ !visible.contains($0) }).min()
    else { return [] }
    stored = stored.filter { visible.contains($0.key) }
    return KittyEncoder.freeUnplaced(naming: hidden)
  }
}
