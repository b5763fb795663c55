import ArgumentParser
import Foundation
import OutputFiles

/// `millwright new [NAME]`: a scenario to start from.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes a small, commented scenario to start from.",
    discussion: """
      A file that exists is left as it is (exit status 73).

        millwright new mine.yaml
        millwright run mine.yaml
      """)

  @Argument(
    help: ArgumentHelp(
      "The name of the file; '.yaml' is added where it has no such ending.", valueName: "NAME"))
  var name = "scenario.yaml"

  func run() throws {
    let file = name.hasSuffix(".yaml") || name.hasSuffix(".yml") ? name : name + ".yaml"
    guard !FileManager.default.fileExists(atPath: file) else {
      throw Failure(
        .cannotWrite, "\(file) exists and is left as it is; choose another name, or remove it")
    }
    do {
      try Data(PackageResources.small_yaml).write(
        to: URL(fileURLWithPath: file), options: .withoutOverwriting)
    } catch {
      throw Failure(.cannotWrite, "\(file) cannot be written: \(error.localizedDescription)")
    }
    try StandardOutput.print(
      "\(file) is written. To run it: millwright run \(Provenance.quoted(file))")
  }
}
