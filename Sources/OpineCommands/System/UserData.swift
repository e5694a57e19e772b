/// Where the data of the person at the keyboard is.
enum UserData {
  /// The program's own folder: `$XDG_DATA_HOME/opine`, by default `~/.local/share/opine`
  /// (XDG Base Directory Specification 0.8).
  static func folder() throws -> String {
    let environment = Program.environment
    if let folder = environment["XDG_DATA_HOME"], folder.utf8.first == UInt8(ascii: "/") {
      return folder + "/opine"
    }
    guard let home = environment["HOME"], !home.isEmpty else {
      throw CommandError("Neither XDG_DATA_HOME nor HOME is set; set one of them")
    }
    return home + "/.local/share/opine"
  }
}
