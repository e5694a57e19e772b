import StudyFiles
import StudyModel

/// The record of a study's prepared pictures on the disk.
///
/// A picture is announced in a journal before it is written and recorded after that, so that a run
/// that is killed at any moment leaves nothing behind that the next one takes for a stranger's.
struct PreparationRecord {
  let folder: StudyFolder
  private(set) var study: PreparedStudy
  private let order: [String: Int]

  /// Reads the record, and what a killed run left.
  init(_ folder: StudyFolder, study: Study) throws {
    self.folder = folder
    self.study = try Self.load(folder) ?? PreparedStudy()
    let names = study.images.map { image in
      [Self.key(image.id, nil)] + study.methods.map { Self.key(image.id, $0.id) }
    }
    order = Dictionary(
      uniqueKeysWithValues: names.joined().enumerated().map { ($0.element, $0.offset) })
    if let bytes = try? folder.read(PreparationJournal.fileName, limit: 1 << 20),
      let picture = PreparationJournal.picture(bytes), Self.isThere(picture, in: folder)
    {
      insert(picture)
    }
    // What the manifest no longer names is forgotten.
    self.study.low.removeAll { order[Self.key($0.image, nil)] == nil }
    self.study.stimuli.removeAll { order[Self.key($0.image, $0.method)] == nil }
  }

  /// The record in a folder; nil where nothing was prepared.
  static func load(_ folder: StudyFolder) throws -> PreparedStudy? {
    guard folder.has(PreparedStudy.fileName) else { return nil }
    return try PreparedStudy(
      try folder.read(PreparedStudy.fileName, limit: PreparedStudy.largestFile))
  }

  /// Writes a picture and then the record of it.
  mutating func store(_ picture: PreparedPicture, _ bytes: [UInt8]) throws {
    try folder.write(PreparationJournal.bytes(picture), to: PreparationJournal.fileName)
    try folder.write(bytes, to: picture.file)
    insert(picture)
    try save()
  }

  /// Writes the record where it differs, and takes the journal away.
  func finish() throws {
    if try Self.load(folder) != study { try save() }
    try FileBytes.remove(folder.path(of: PreparationJournal.fileName))
  }

  private func save() throws {
    try folder.write(study.bytes, to: PreparedStudy.fileName)
  }

  private mutating func insert(_ picture: PreparedPicture) {
    let path: WritableKeyPath<PreparedStudy, [PreparedPicture]> =
      picture.method == nil ? \.low : \.stimuli
    var pictures = study[keyPath: path]
    pictures.removeAll { $0.image == picture.image && $0.method == picture.method }
    pictures.append(picture)
    study[keyPath: path] = pictures.sorted { place($0) < place($1) }
  }

  private func place(_ picture: PreparedPicture) -> Int {
    order[Self.key(picture.image, picture.method)] ?? Int.max
  }

  /// Removes the parts of files that killed runs were writing.
  func removeLeftovers(of paths: [String]) throws {
    let own = Set(
      paths + [PreparedStudy.fileName, PreparationJournal.fileName, ObjectiveQuality.fileName])
    let places = Set(
      own.map { path in
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        return slash.map { String(path[..<$0]) } ?? ""
      })
    for place in places {
      let path = place.isEmpty ? folder.path : folder.path(of: place)
      for name in (try? FileBytes.names(in: path)) ?? [] {
        let relative = place.isEmpty ? name : "\(place)/\(name)"
        guard let target = FileBytes.target(ofTemporary: relative), own.contains(target) else {
          continue
        }
        try FileBytes.remove(folder.path(of: relative))
      }
    }
  }

  /// Names hold no slash.
  private static func key(_ image: Identifier, _ method: Identifier?) -> String {
    "\(image)/\(method?.text ?? "")"
  }

  private static func isThere(_ picture: PreparedPicture, in folder: StudyFolder) -> Bool {
    guard let bytes = try? folder.read(picture.file, limit: 1 << 30) else { return false }
    return Digest.sha256(bytes) == picture.digest
  }
}
