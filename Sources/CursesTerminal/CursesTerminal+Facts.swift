import CNCurses
public import TerminalGraphics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension CursesTerminal {
  /// The name and version of the library that draws text, such as `ncurses 6.4.20221231`.
  public nonisolated static var libraryVersion: String { String(cString: opine_screen_library()) }

  /// The character set of the locale in force, such as `UTF-8`.
  public nonisolated static var localeCharset: String { String(cString: opine_locale_charset()) }

  /// The size of the window in pixels; nil when the terminal does not tell.
  public var windowInPixels: PixelSize? {
    let window = opine_window_size(STDOUT_FILENO)
    guard window.width_in_pixels > 0, window.height_in_pixels > 0 else { return nil }
    return PixelSize(width: Int(window.width_in_pixels), height: Int(window.height_in_pixels))
  }
}
