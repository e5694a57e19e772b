import Foundation
import StudyFiles
import StudyModel

/// The studies that come with the program.
enum BundledStudies {
  /// The folder of a bundled study: where OPINE_STUDIES says, beside an installed program
  /// (`../share/opine/Studies`), or in the source tree that the program was built in.
  static func find(_ name: String) throws -> String {
    let environment = Program.environment
    if let folder = environment["OPINE_STUDIES"], !folder.isEmpty {
      return try checked("\(folder)/\(name)")
    }
    let executable = URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0])
      .resolvingSymlinksInPath()
    var folder = executable.deletingLastPathComponent()
    let installed = folder.deletingLastPathComponent().path + "/share/opine/Studies/\(name)"
    if FileBytes.exists("\(installed)/\(StudyFolder.manifestName)") { return installed }
    while folder.path != "/" {
      let candidate = folder.path + "/Studies/\(name)"
      if FileBytes.exists("\(candidate)/\(StudyFolder.manifestName)") { return candidate }
      folder.deleteLastPathComponent()
    }
    throw CommandError(
      "The bundled study '\(name)' was not found beside the program; set OPINE_STUDIES to the "
        + "folder 'Studies' of Opine's sources")
  }

  private static func checked(_ path: String) throws -> String {
    guard FileBytes.exists("\(path)/\(StudyFolder.manifestName)") else {
      throw CommandError("OPINE_STUDIES: '\(path.terminalSafe)' is no study")
    }
    return path
  }

  /// The user's own copy of a bundled study, made at the first use:
  /// `$XDG_DATA_HOME/opine/Studies/NAME`, by default below `~/.local/share`.
  static func userCopy(_ name: String) throws -> String {
    let target = try UserData.folder() + "/Studies/\(name)"
    if FileBytes.exists("\(target)/\(StudyFolder.manifestName)") { return target }
    let source = try find(name)
    let manifest = try StudyCheck.manifest(of: StudyFolder(path: source))
    for method in manifest.methods {
      for image in manifest.images {
        let path = manifest.path(method: method.id, image: image.id)
        let bytes = try StudyFolder(path: source).read(path, limit: 64 << 20)
        let file = "\(target)/\(path)"
        try FileBytes.makeFolders(URL(fileURLWithPath: file).deletingLastPathComponent().path)
        try FileBytes.write(bytes, to: file, mode: 0o644, overwrites: true)
      }
    }
    // The manifest comes last: with it the copy is complete.
    let bytes = try StudyFolder(path: source)
      .read(StudyFolder.manifestName, limit: ManifestReader.largestFile)
    try FileBytes.write(
      bytes, to: "\(target)/\(StudyFolder.manifestName)", mode: 0o644, overwrites: true)
    return target
  }
}
