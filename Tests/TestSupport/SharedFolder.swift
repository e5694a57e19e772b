import Foundation

/// Returns the folder of research data, which is not part of the package; nil when it is absent.
///
/// It is named by `OPINE_SHARED` or lies beside the package as `shared`.
public func sharedFolder(file: String = #filePath) -> String? {
  var candidates: [String] = []
  if let named = ProcessInfo.processInfo.environment["OPINE_SHARED"] { candidates.append(named) }
  if let root = packageRoot(above: file) {
    candidates.append(
      URL(fileURLWithPath: root).deletingLastPathComponent().appendingPathComponent("shared").path)
  }
  return candidates.first { isFolder($0) }
}

/// Returns the nearest folder above a source file that holds a package manifest.
public func packageRoot(above file: String = #filePath) -> String? {
  var folder = URL(fileURLWithPath: file).deletingLastPathComponent()
  while folder.path != "/" {
    let manifest = folder.appendingPathComponent("Package.swift").path
    if FileManager.default.fileExists(atPath: manifest) { return folder.path }
    folder.deleteLastPathComponent()
  }
  return nil
}

private func isFolder(_ path: String) -> Bool {
  var isDirectory: ObjCBool = false
  return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    && isDirectory.boolValue
}
