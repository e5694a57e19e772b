import Foundation

/// The images that a kitty terminal stores, and where it shows them.
///
/// Source: https://sw.kovidgoyal.net/kitty/graphics-protocol/ and the behaviour of kitty 0.26.5.
struct KittyImages {
  struct Place: Equatable {
    let image: Int
    let number: Int
    var row: Int
    var column: Int
  }

  private var images: [Int: DecodedPicture] = [:]
  private(set) var places: [Place] = []
  private var upload: (keys: [String: String], text: [UInt8])?
  private(set) var warnings: [String] = []
  /// The number of images that were transmitted.
  private(set) var transmissions = 0

  /// The numbers of the stored images.
  var storedImages: [Int] { images.keys.sorted() }

  /// Performs a command and returns its answer, and the image that the cursor has to pass.
  mutating func perform(
    _ body: ArraySlice<UInt8>, row: Int, column: Int
  ) -> (answer: String?, passed: DecodedPicture?) {
    let parts = body.split(separator: UInt8(ascii: ";"), maxSplits: 1)
    var keys = Self.keys(parts.first ?? [])
    var data = Array(parts.dropFirst().first ?? [])
    if let open = upload {
      data = open.text + data
      let isLast = keys["m"] != "1"
      keys = open.keys
      upload = isLast ? nil : (keys, data)
      guard isLast else { return (nil, nil) }
    } else if keys["m"] == "1" {
      upload = (keys, data)
      return (nil, nil)
    }
    let isNameless = Self.number(keys, "i") == 0 && ["t", "T"].contains(keys["a"] ?? "t")
    // An image without a number is one of its own, and its transmission is not answered.
    if isNameless { keys["i"] = "\(-1 - transmissions)" }
    let problem = run(keys, data: data, row: row, column: column)
    let answer = "\u{1B}_Gi=\(keys["i"] ?? "0");\(problem ?? "OK")\u{1B}\\"
    if let problem { warnings.append(problem) }
    let isQuiet =
      isNameless || keys["q"] == "2" || (keys["q"] == "1" && problem == nil) || keys["a"] == "d"
    let moves = problem == nil && keys["C"] != "1" && ["p", "T"].contains(keys["a"])
    return (isQuiet ? nil : answer, moves ? images[Self.number(keys, "i")] : nil)
  }

  func picture(row: Int, column: Int) -> DecodedPicture? {
    places.last { $0.row == row && $0.column == column }.flatMap { images[$0.image] }
  }

  /// The places with the sizes of their images.
  var shown: [(place: Place, picture: DecodedPicture)] {
    places.compactMap { place in images[place.image].map { (place, $0) } }
  }

  /// Forgets the images on the screen and those that are not shown, as `CSI 2 J` does.
  mutating func clearScreen() {
    images = [:]
    places = []
  }

  mutating func scroll(rows: Range<Int>, by lines: Int) {
    for number in places.indices where rows.contains(places[number].row) {
      places[number].row -= lines
    }
    places.removeAll { $0.row < 0 }
  }

  private static func keys(_ text: ArraySlice<UInt8>) -> [String: String] {
    var result: [String: String] = [:]
    for part in text.split(separator: UInt8(ascii: ",")) {
      let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1)
        .map { String(decoding: $0, as: UTF8.self) }
      if pair.count == 2 { result[pair[0]] = pair[1] }
    }
    return result
  }

  private static func number(_ keys: [String: String], _ key: String) -> Int {
    keys[key].flatMap { Int($0) } ?? 0
  }

  private mutating func run(
    _ keys: [String: String], data: [UInt8], row: Int, column: Int
  ) -> String? {
    let image = Self.number(keys, "i")
    switch keys["a"] ?? "t" {
    case "q": return Self.decode(keys, data) == nil ? "EINVAL: no image" : nil
    case "t", "T":
      guard let picture = Self.decode(keys, data) else { return "EINVAL: no image" }
      transmissions += 1
      images[image] = picture
      places.removeAll { $0.image == image }
      if keys["a"] == "T" { place(keys, image: image, row: row, column: column) }
    case "p":
      guard images[image] != nil else { return "ENOENT: image \(image)" }
      place(keys, image: image, row: row, column: column)
    case "d": delete(keys)
    default: return "EINVAL: action"
    }
    return nil
  }

  private mutating func place(_ keys: [String: String], image: Int, row: Int, column: Int) {
    if keys["c"] != nil || keys["r"] != nil { warnings.append("the terminal scales the image") }
    let number = Self.number(keys, "p")
    if number != 0 { places.removeAll { $0.image == image && $0.number == number } }
    places.append(Place(image: image, number: number, row: row, column: column))
  }

  private mutating func delete(_ keys: [String: String]) {
    let kind = keys["d"] ?? "a"
    switch kind {
    case "a", "A": places = []
    case "i", "I":
      let (image, number) = (Self.number(keys, "i"), Self.number(keys, "p"))
      places.removeAll { $0.image == image && (number == 0 || $0.number == number) }
    default: warnings.append("deletion \(kind)")
    }
    guard kind == kind.uppercased() else { return }
    // An upper-case letter frees every image that is not shown.
    let used = Set(places.map(\.image))
    images = images.filter { used.contains($0.key) }
  }

  private static func decode(_ keys: [String: String], _ text: [UInt8]) -> DecodedPicture? {
    guard keys["t"] ?? "d" == "d", let raw = Data(base64Encoded: Data(text)) else { return nil }
    guard let data = keys["o"] == "z" ? Inflater.zlib([UInt8](raw)) : [UInt8](raw) else {
      return nil
    }
    if keys["f"] == "100" { return PNGReader.decode(data) }
    let (width, height) = (number(keys, "s"), number(keys, "v"))
    guard width > 0, height > 0, width <= 10_000, height <= 10_000 else { return nil }
    let channels = keys["f"] == "24" ? 3 : 4
    guard data.count >= width * height * channels else { return nil }
    if channels == 3 {
      return DecodedPicture(width: width, height: height, rgb: Array(data[..<(3 * width * height)]))
    }
    let rgb = (0..<(width * height)).flatMap { data[(4 * $0)..<(4 * $0 + 3)] }
    return DecodedPicture(width: width, height: height, rgb: rgb)
  }
}
