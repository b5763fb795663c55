// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "millwright",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "millwright", targets: ["millwright"]),
    // To simulate something else: a clock with its events, capacities with waiting lines, statistics,
    // random streams by address, and quantities with units. Examples/ shows its use.
    .library(name: "MillwrightKernel", targets: ["Quantities", "Sampling", "EventKernel"]),
    // To run scenarios of AI factories from a program of one's own: a file is read, and a future of a
    // strategy is a call that returns its figures. Benchmarks/ measures it.
    .library(
      name: "MillwrightModel",
      targets: ["Experiments", "Columns", "FactoryModel", "ScenarioReading", "ScenarioFiles"]),
  ],
  dependencies: [
    // Commands, flags and help that users know from other tools.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // SQLite with checked statements, migrations and transactions.
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    // YAML whose every node knows its line and column, which our messages need.
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(name: "Digests", dependencies: ["COpenSSL"]),
    .target(name: "OutputFiles"),
    .target(name: "Quantities"),
    .target(name: "Sampling", dependencies: ["CGSL"]),
    .systemLibrary(name: "CPrefetch"),
    .systemLibrary(name: "CFileSystems"),
    .target(
      name: "EventKernel", dependencies: ["Quantities", "CPrefetch"],
      // The tests run on this build: the kernel then checks itself while they do.
      swiftSettings: [.define("KERNEL_CHECKS", .when(configuration: .debug))]),
    .target(name: "Columns", dependencies: ["Quantities"]),
    .target(name: "ScenarioReading", dependencies: ["Quantities"]),
    .target(name: "ScenarioInputs", dependencies: ["Quantities", "Sampling", "ScenarioReading"]),
    .target(
      name: "TimePaths",
      dependencies: ["Quantities", "Sampling", "ScenarioReading", "ScenarioInputs"]),
    .target(
      name: "Accounts",
      dependencies: ["Quantities", "Sampling", "ScenarioReading", "ScenarioInputs", "Columns"]),
    .target(
      name: "GridQueues",
      dependencies: [
        "Quantities", "Sampling", "EventKernel", "ScenarioReading", "ScenarioInputs", "Columns",
        "TimePaths",
      ]),
    .target(
      name: "FactoryModel",
      dependencies: [
        "Quantities", "Sampling", "EventKernel", "ScenarioReading", "ScenarioInputs", "TimePaths",
        "Columns", "Accounts", "GridQueues", "Experiments",
      ]),
    .target(
      name: "ScenarioFiles",
      dependencies: [
        "Quantities", "Digests", "ScenarioReading", .product(name: "Yams", package: "Yams"),
      ]),
    .target(name: "Experiments", dependencies: ["Quantities", "Sampling", "Columns"]),
    .target(
      name: "ResultStore",
      dependencies: [
        "Quantities", "Columns", "Digests", "Experiments", "OutputFiles", "CFileSystems",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .target(name: "Charts"),
    .target(
      name: "Reports",
      dependencies: [
        "Quantities", "Columns", "Experiments", "ScenarioReading", "ResultStore", "Charts",
        "OutputFiles",
      ],
      // What every page holds beside its figures; in the code, so that the program can be copied.
      resources: [.embedInCode("Page/report.css"), .embedInCode("Page/report.js")]),
    .executableTarget(
      name: "millwright",
      dependencies: [
        "FactoryModel", "ScenarioFiles", "ScenarioReading", "ScenarioInputs", "Experiments",
        "ResultStore", "Reports", "Charts", "Quantities", "Columns", "Sampling", "OutputFiles",
        // Inlining across modules puts code of these into it: when they change, so must it.
        "EventKernel", "TimePaths", "Accounts", "GridQueues", "Digests",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      // What `millwright new` writes; in the code, so that the program can be copied anywhere.
      resources: [.embedInCode("small.yaml")]),

    .target(name: "TestSupport", dependencies: ["Quantities"], path: "Tests/TestSupport"),
    .target(
      name: "ModelTestSupport",
      dependencies: ["Quantities", "Sampling", "ScenarioReading", "ScenarioInputs"],
      path: "Tests/ModelTestSupport"),
    .target(
      name: "ScenarioFuzzing",
      dependencies: [
        "Quantities", "ScenarioReading", "ScenarioInputs", "ScenarioFiles", "FactoryModel",
        "TestSupport", "ResultStore", "Experiments",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      path: "Tests/ScenarioFuzzing"),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "ScenarioFuzzing", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/Fuzz"),
    .testTarget(
      name: "ScenarioFuzzingTests",
      dependencies: ["fuzz", "millwright", "ScenarioFuzzing", "ScenarioReading", "TestSupport"]),
    .testTarget(name: "DigestsTests", dependencies: ["Digests"]),
    .testTarget(name: "OutputFilesTests", dependencies: ["OutputFiles", "TestSupport"]),
    .testTarget(name: "QuantitiesTests", dependencies: ["Quantities"]),
    .testTarget(name: "ColumnsTests", dependencies: ["Columns"]),
    .testTarget(name: "SamplingTests", dependencies: ["CGSL", "Sampling", "TestSupport"]),
    .testTarget(
      name: "EventKernelTests", dependencies: ["Quantities", "EventKernel", "TestSupport"]),
    .testTarget(
      name: "ScenarioReadingTests",
      dependencies: ["Quantities", "ScenarioReading", "ScenarioFiles"]),
    .testTarget(
      name: "ScenarioFilesTests",
      dependencies: [
        "Quantities", "Sampling", "ScenarioReading", "ScenarioInputs", "ScenarioFiles",
        "FactoryModel", "TestSupport",
      ]),
    .testTarget(
      name: "TimePathsTests",
      dependencies: [
        "Quantities", "Sampling", "ScenarioReading", "ScenarioInputs", "TimePaths", "TestSupport",
        "ModelTestSupport",
      ]),
    .testTarget(
      name: "AccountsTests",
      dependencies: [
        "Quantities", "Sampling", "ScenarioReading", "ScenarioInputs", "Columns", "Accounts",
        "ModelTestSupport",
      ]),
    .testTarget(
      name: "GridQueuesTests",
      dependencies: [
        "Quantities", "Sampling", "EventKernel", "ScenarioInputs", "Columns", "GridQueues",
        "TimePaths",
        "TestSupport", "ModelTestSupport",
      ]),
    .testTarget(
      name: "FactoryModelTests",
      dependencies: [
        "Quantities", "Sampling", "EventKernel", "ScenarioReading", "ScenarioInputs", "TimePaths",
        "Columns", "Accounts", "GridQueues", "Experiments", "FactoryModel", "ScenarioFiles",
        "TestSupport", "ModelTestSupport",
      ]),
    .testTarget(
      name: "ExperimentsTests",
      dependencies: ["Quantities", "Columns", "Experiments", "TestSupport"]),
    .testTarget(
      name: "ResultStoreTests",
      dependencies: ["Quantities", "Columns", "ResultStore", "Experiments"]),
    .testTarget(
      name: "ReportsTests",
      dependencies: [
        "Quantities", "Columns", "Reports", "ResultStore", "Experiments", "Charts", "OutputFiles",
        "ScenarioFiles",
      ]),
    .testTarget(
      name: "KnownAnswerTests", dependencies: ["millwright", "TestSupport"],
      exclude: ["Scenarios"]),
    .testTarget(name: "CommandLineTests", dependencies: ["millwright", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

// Builds the books, `make books`. Who depends on this package shall not fetch it: SwiftPM keeps what
// others depend on in a folder of this name.
if !Context.packageDirectory.contains("/checkouts/") {
  package.dependencies.append(
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
}

for target in package.targets where target.type != .system {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
    ]
}
