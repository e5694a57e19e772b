import CPNG

extension PNGDecoder {
  /// The version of libpng that reads and writes pictures, such as `1.6.39`.
  public static var libraryVersion: String { String(cString: cpng_library_version()) }
}
