import CChafa

/// The library that draws previews in characters.
public enum ChafaLibrary {
  /// The version the program was built with; the library itself does not tell its own.
  public static var version: String {
    "\(CHAFA_MAJOR_VERSION).\(CHAFA_MINOR_VERSION).\(CHAFA_MICRO_VERSION)"
  }
}
