import Pictures
import StudyModel

/// Finds pictures whose files say different things about the meaning of their colours.
///
/// The samples are sent as they are; another viewer could show the methods of such a picture in
/// different colours.
struct ColourDifferences {
  private var first: [Identifier: ColourChunks] = [:]
  private var texts: [Identifier: [(method: Identifier, text: String)]] = [:]
  private var images: [Identifier] = []
  private var different: Set<Identifier> = []

  /// Notes what the file of a picture says.
  mutating func add(_ chunks: ColourChunks, method: Identifier, image: Identifier) {
    if let first = first[image] {
      if chunks.meansOther(than: first) { different.insert(image) }
    } else {
      first[image] = chunks
      images.append(image)
    }
    let words = chunks.words.joined(separator: " ")
    texts[image, default: []].append((method, words.isEmpty ? "nothing" : words))
  }

  /// One sentence for each kind of difference, with the pictures that have it.
  var notes: [String] {
    var order: [String] = []
    var names: [String: [Identifier]] = [:]
    for image in images where different.contains(image) {
      let text = description(of: image)
      if names[text] == nil { order.append(text) }
      names[text, default: []].append(image)
    }
    return order.map { text in
      let all = names[text] ?? []
      let listed = all.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
      let more = all.count > 5 ? " and \(all.count - 5) more" : ""
      return "The PNG files of picture\(all.count == 1 ? "" : "s") \(listed)\(more) say different "
        + "things about their colours (\(text)); Opine sends the samples unaltered, but a viewer "
        + "with colour management could show them differently"
    }
  }

  /// What each method's file says; methods that say the same stand together.
  private func description(of image: Identifier) -> String {
    var order: [String] = []
    var methods: [String: [String]] = [:]
    for (method, text) in texts[image] ?? [] {
      if methods[text] == nil { order.append(text) }
      methods[text, default: []].append(method.text)
    }
    return order.map { "\((methods[$0] ?? []).joined(separator: ", ")): \($0)" }
      .joined(separator: "; ")
  }
}
