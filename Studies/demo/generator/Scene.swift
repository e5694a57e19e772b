// One demonstration picture.
protocol Scene: Sendable {
  // The name of its file, without extension.
  var name: String { get }
  func photograph() -> Photograph
}
