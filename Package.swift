// swift-tools-version: 6.2

import PackageDescription

let features: [SwiftSetting] = [
  // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0335-existential-any.md
  .enableUpcomingFeature("ExistentialAny"),
  // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0409-access-level-on-imports.md
  .enableUpcomingFeature("InternalImportsByDefault"),
  // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0444-member-import-visibility.md
  .enableUpcomingFeature("MemberImportVisibility"),
]
// A later compiler may warn about more: that stops the continuous integration, never a user.
let warnings: [SwiftSetting] =
  Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)]
let common = features + warnings
let pure: [SwiftSetting] = common + [.strictMemorySafety()]
let onMainActor: [SwiftSetting] = common + [.defaultIsolation(MainActor.self)]

let numerics = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")

let package = Package(
  name: "opine",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "opine", targets: ["opine"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Libraries in C.
    .target(name: "CNCurses", linkerSettings: [.linkedLibrary("ncursesw")]),
    .target(name: "CPNG", linkerSettings: [.linkedLibrary("png16"), .linkedLibrary("z")]),
    .target(name: "CJPEG", linkerSettings: [.linkedLibrary("jpeg")]),
    // Optimised in debug builds too: networks would take minutes.
    .target(
      name: "CKernels", cSettings: [.unsafeFlags(["-O3"])],
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .systemLibrary(
      name: "CChafa", pkgConfig: "chafa", providers: [.apt(["libchafa-dev"]), .brew(["chafa"])]),
    .systemLibrary(
      name: "CGLib", pkgConfig: "glib-2.0",
      providers: [.apt(["libglib2.0-dev"]), .brew(["glib"])]),
    .systemLibrary(
      name: "CCairo", pkgConfig: "cairo",
      providers: [.apt(["libcairo2-dev"]), .brew(["cairo"])]),

    // Values and rules.
    .target(name: "StudyModel", swiftSettings: pure),
    .target(
      name: "OpinionStatistics", dependencies: ["StudyModel", numerics], swiftSettings: pure),
    .target(name: "Pictures", dependencies: ["CJPEG", "CPNG"], swiftSettings: common),
    .target(
      name: "TerminalGraphics", dependencies: ["Pictures", "CChafa"], swiftSettings: common),
    .target(name: "StudyScreens", dependencies: ["StudyModel"], swiftSettings: pure),
    .target(
      name: "SuperResolution", dependencies: ["CKernels", "Pictures"], swiftSettings: common),
    .target(
      name: "Reports", dependencies: ["CCairo", "Pictures", "StudyModel"], swiftSettings: common),

    // Files, databases, terminals.
    .target(
      name: "StudyFiles",
      dependencies: ["StudyModel", "CGLib", .product(name: "Yams", package: "Yams")],
      swiftSettings: common),
    .target(name: "RatingStore", dependencies: ["StudyModel", grdb], swiftSettings: common),
    .target(
      name: "CursesTerminal",
      dependencies: ["CNCurses", "Pictures", "StudyScreens", "TerminalGraphics"],
      swiftSettings: onMainActor),

    // The program.
    .target(
      name: "OpineCommands",
      dependencies: [
        "CursesTerminal", "OpinionStatistics", "Pictures", "RatingStore", "Reports", "StudyFiles",
        "StudyModel", "StudyScreens", "SuperResolution", "TerminalGraphics", argumentParser,
      ],
      swiftSettings: common),
    .executableTarget(
      name: "opine", dependencies: ["OpineCommands", argumentParser], exclude: ["opine.1"],
      swiftSettings: common),

    // Tests.
    .target(
      name: "CPseudoTerminal", path: "Tests/CPseudoTerminal",
      linkerSettings: [.linkedLibrary("util", .when(platforms: [.linux]))]),
    .target(
      name: "TestSupport", dependencies: ["CPseudoTerminal"], path: "Tests/TestSupport",
      swiftSettings: common),
    .testTarget(name: "CKernelsTests", dependencies: ["CKernels"], swiftSettings: common),
    .testTarget(
      name: "StudyModelTests", dependencies: ["StudyModel", "TestSupport"], swiftSettings: common),
    .testTarget(
      name: "OpinionStatisticsTests",
      dependencies: ["OpinionStatistics", "StudyModel", "TestSupport"], swiftSettings: common),
    .testTarget(
      name: "PicturesTests", dependencies: ["Pictures", "TestSupport"], exclude: ["Fixtures"],
      swiftSettings: common),
    .testTarget(
      name: "TerminalGraphicsTests",
      dependencies: ["Pictures", "TerminalGraphics", "TestSupport"], swiftSettings: common),
    .testTarget(
      name: "SuperResolutionTests", dependencies: ["Pictures", "SuperResolution", "TestSupport"],
      swiftSettings: common),
    .testTarget(
      name: "ReportsTests", dependencies: ["Pictures", "Reports", "TestSupport"],
      swiftSettings: common),
    .testTarget(
      name: "StudyScreensTests", dependencies: ["StudyModel", "StudyScreens", "TestSupport"],
      exclude: ["Snapshots"], swiftSettings: common),
    .testTarget(
      name: "StudyFilesTests", dependencies: ["StudyFiles", "StudyModel", "TestSupport"],
      swiftSettings: common),
    .executableTarget(
      name: "StoreWriter", dependencies: ["RatingStore", "StudyModel"], path: "Tests/StoreWriter",
      swiftSettings: common),
    .testTarget(
      name: "RatingStoreTests", dependencies: ["RatingStore", "StudyModel", "StoreWriter", grdb],
      exclude: ["Fixtures"],
      swiftSettings: common),
    .testTarget(
      name: "CursesTerminalTests", dependencies: ["CursesTerminal", "StudyScreens", "TestSupport"],
      swiftSettings: common),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "opine", "OpineCommands", "Pictures", "StudyFiles", "StudyModel", "StudyScreens",
        "TestSupport", argumentParser,
      ],
      exclude: ["Snapshots"],
      swiftSettings: common),
  ]
)

// Writes the pictures of Studies/demo: DEMO_PICTURES=1 swift run -c release DemoPictures FOLDER
if Context.environment["DEMO_PICTURES"] != nil {
  package.targets.append(
    .executableTarget(
      name: "DemoPictures", dependencies: ["Pictures"], path: "Studies/demo/generator",
      swiftSettings: common))
}

// Measures the program beside others: BENCHMARKS=1 swift run -c release Benchmarks
if Context.environment["BENCHMARKS"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Benchmarks", dependencies: ["opine", "Pictures", "TerminalGraphics", "TestSupport"],
      path: "Tests/Benchmarks", swiftSettings: common))
  package.targets += [
    .target(name: "CPeak", path: "Tests/CPeak"),
    .executableTarget(
      name: "KernelBenchmark", dependencies: ["CKernels", "CPeak"], path: "Tests/KernelBenchmark",
      swiftSettings: common),
    .executableTarget(
      name: "NetworkBenchmark", dependencies: ["CKernels", "CPeak", "SuperResolution"],
      path: "Tests/NetworkBenchmark", exclude: ["compare.py", "peers.py"], swiftSettings: common),
    .executableTarget(
      name: "StatisticsBenchmark", dependencies: ["OpinionStatistics", "StudyModel"],
      path: "Tests/StatisticsBenchmark", exclude: ["compare.py"], swiftSettings: common),
  ]
}
