import Foundation
import OutputFiles
import Quantities

extension SlurmScripts {
  /// Refuses what would fail when all is computed, or what Slurm would misread.
  ///
  /// - Throws: `Failure` with what to name instead.
  func checkPlaces() throws {
    for text in [workingFolder, folder, name] where !Self.isNameable(text) {
      throw Failure(
        .usage,
        "\(text.printable): Slurm reads quotes, backslashes and '%' in names of folders and jobs in its own way; take"
          + " one without them"
          + (text == workingFolder ? " to work in" : text == folder ? " for --to" : ""))
    }
    for path in [shardsPath, mergePath] where FileManager.default.fileExists(atPath: path) {
      throw Failure(
        .cannotWrite, "\(path): the file exists; name another folder with --to, or remove this one")
    }
    guard case .file = try OutputPlace(database) else {
      throw Failure(.usage, "-o \(database.printable): the results database is a file; name one")
    }
    guard !FileManager.default.fileExists(atPath: database) else {
      throw Failure(
        .cannotWrite,
        "\(database): the file exists, and the merge would not write over it; name another with -o, or remove it"
      )
    }
    let place = URL(fileURLWithPath: database).standardizedFileURL.deletingLastPathComponent()
    guard place.path != URL(fileURLWithPath: partsFolder).standardizedFileURL.path else {
      throw Failure(
        .usage, "-o \(database.printable): this is the folder of the shards; name another place")
    }
    guard access(place.path, W_OK) == 0 else {
      throw Failure(
        .cannotWrite,
        "\(database): the merge cannot write here (\(String(cString: strerror(errno)))); name another place with -o"
      )
    }
  }
}
