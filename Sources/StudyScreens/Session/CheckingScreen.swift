/// The first screen: shown while the study's pictures are read.
public enum CheckingScreen {
  /// The frame for a window of this size.
  public static func frame(size: ScreenSize) -> Frame {
    var frame = Frame(size: size)
    frame.fill(row: 0, style: .bar)
    frame.fill(row: size.rows - 1, style: .bar)
    frame.put(" Opine", row: 0, column: 0, style: .bar)
    frame.centre("One moment: the pictures are checked", row: size.rows / 2, style: .strong)
    return frame
  }
}
