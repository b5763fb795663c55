// swift-tools-version: 6.1
import PackageDescription

// Programs that use the kernel as a library: a package of its own, that sees products only.
let package = Package(
  name: "examples",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "millwright", path: "..")],
  targets: [
    .target(name: "Comparison", dependencies: [kernel], path: "Comparison"),
    .executableTarget(
      name: "MMc", dependencies: ["Comparison", kernel], path: "MMc", exclude: ["expected.txt"]),
    .executableTarget(
      name: "MachineShop", dependencies: ["Comparison", kernel], path: "MachineShop",
      exclude: ["expected.txt"]),
    .executableTarget(
      name: "WaitingListStory", dependencies: [kernel], path: "WaitingListStory",
      exclude: ["expected.txt"]),
  ],
  swiftLanguageModes: [.v6]
)

var kernel: Target.Dependency { .product(name: "MillwrightKernel", package: "millwright") }

for target in package.targets {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
}
