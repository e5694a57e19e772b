/// The values that the luma Y of ITU-R BT.601 takes.
public enum LumaRange: Sendable, CaseIterable {
  /// 0 to 255: 0.299 R + 0.587 G + 0.114 B, which is the level itself for grey pixels.
  ///
  /// Programs that convert only files with colour measure grey files so.
  case full
  /// 16 to 235: 16 + (65.481 R + 128.553 G + 24.966 B) / 255.
  case studio
}
