/// What a colour is for; each medium has its own colour for it.
public enum Paint: Sendable, Hashable {
  /// Text and fitted curves.
  case ink
  /// Text that explains.
  case muted
  /// Lines that help reading.
  case grid
  /// The paper.
  case paper
  /// Means and their intervals.
  case accent
  /// Shades of a share; mixed with the paper.
  case heat
  /// What nobody may overlook.
  case warm
  /// A method among others, by its place.
  case series(Int)

  /// The number of colours of ``series(_:)``; further ones begin anew.
  static let seriesCount = 6

  /// All paints by the names of their classes in SVG and CSS.
  static let all: [Paint] =
    [.ink, .muted, .grid, .paper, .accent, .heat, .warm]
    + (0..<seriesCount).map(Paint.series)

  /// The word in names of classes and variables.
  var name: String {
    switch self {
    case .ink: "ink"
    case .muted: "muted"
    case .grid: "grid"
    case .paper: "paper"
    case .accent: "accent"
    case .heat: "heat"
    case .warm: "warm"
    case .series(let place): "series\(place % Self.seriesCount)"
    }
  }

  /// The colour on white paper as 0xRRGGBB.
  ///
  /// Those of methods are of Okabe and Ito, Color Universal Design (2008), which people with any
  /// colour vision tell apart.
  var onWhite: Int {
    switch self {
    case .ink: 0x1A1A1A
    case .muted: 0x555555
    case .grid: 0xDDDDDD
    case .paper: 0xFFFFFF
    case .accent: 0x0B5394
    case .heat: 0x6FA3D8
    case .warm: 0xB93A00
    case .series(let place):
      [0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0x9A6A00, 0x56B4E9][place % Self.seriesCount]
    }
  }

  /// The colour on a dark ground as 0xRRGGBB.
  var onDark: Int {
    switch self {
    case .ink: 0xECECEC
    case .muted: 0xB3B8BF
    case .grid: 0x363B43
    case .paper: 0x15181C
    case .accent: 0x7DBBFF
    case .heat: 0x3F6FA8
    case .warm: 0xFF9E6D
    case .series(let place):
      [0x4DA9E0, 0xFF8A3C, 0x2CC69A, 0xE59BC6, 0xE0B040, 0xA5D8F5][place % Self.seriesCount]
    }
  }
}
