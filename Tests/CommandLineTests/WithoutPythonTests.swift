import Foundation
import TestSupport
import Testing

/// What needs Python, where Python or what it needs is missing.
struct WithoutPythonTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("complete.yaml", completeScenario)
    try FileManager.default.createDirectory(
      atPath: folder.path(of: "bin"), withIntermediateDirectories: true)
    // A Python without the package: the tools end with this status then.
    try folder.write("bin/python3", "#!/bin/sh\nexit 69\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.path(of: "bin/python3"))
  }

  @Test(arguments: [
    ("report r.db -o out.html --charts out", "pip install vl-convert-python"),
    ("export r.db --to out --format parquet", "pip install duckdb"),
  ])
  func `it says what is missing, and writes nothing`(_ command: String, _ help: String)
    async throws
  {
    let run = try await Program.run(["run", "complete.yaml", "-n", "3", "-o", "r.db"], in: folder)
    try #require(run.exitCode == 0, "\(run.errors)")
    for (path, told) in [("/nowhere", "python3, which is not on the PATH"), ("$PWD/bin", help)] {
      let refused = try await Program.shell("PATH=\(path) \"$0\" \(command)", in: folder)
      #expect(refused.exitCode == 66, "\(refused.errors)")
      #expect(refused.errors.contains(told), "\(refused.errors)")
      #expect(refused.output.isEmpty)
      #expect(!folder.has("out") && !folder.has("out.html"))
    }
  }
}
