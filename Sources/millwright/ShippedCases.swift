import Foundation
import OutputFiles

/// The cases that come with the program: scenarios with the tables that they read, in a folder `data`.
enum ShippedCases {
  /// The one that is part of the program itself.
  static let small = "small"

  /// The folder in which they are; nil where the program was copied without them.
  private static var folder: URL? {
    // In a checkout the build is three folders down.
    let places = ToolFolder.places("scenarios") + ToolFolder.places("../scenarios")
    return places.first {
      FileManager.default.fileExists(atPath: $0.appendingPathComponent("\(small).yaml").path)
    }
  }

  /// What they are called.
  static var names: [String] {
    let files = folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) }
    let found = (files ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
    return Set(found + [small]).sorted()
  }

  /// A case, with the files beside it by their paths from its folder.
  ///
  /// - Parameter name: what it is called.
  /// - Returns: the scenario, and what lies beside it.
  /// - Throws: `Failure` where there is none of that name, or it cannot be read.
  static func files(of name: String) throws -> (
    scenario: Data, beside: [(path: String, data: Data)]
  ) {
    if name == small { return (Data(PackageResources.small_yaml), []) }
    guard let folder else {
      throw Failure(
        .inputMissing,
        "this program came without the shipped cases, but for '\(small)'; install it, or take them from its sources"
      )
    }
    guard names.contains(name) else {
      throw Failure(
        .usage,
        "there is no case '\(name)'; those that come with the program are: "
          + names.joined(separator: ", "))
    }
    do {
      let tables = folder.appendingPathComponent("data")
      let files = try FileManager.default.contentsOfDirectory(atPath: tables.path).sorted()
      return (
        try Data(contentsOf: folder.appendingPathComponent("\(name).yaml")),
        try files.map { ("data/\($0)", try Data(contentsOf: tables.appendingPathComponent($0))) }
      )
    } catch {
      throw Failure(
        .inputOutput, "the case '\(name)' cannot be read: \(error.localizedDescription)")
    }
  }
}
