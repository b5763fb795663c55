import Foundation

/// What makes Parquet files of tables: DuckDB, in Python.
///
/// `make parquet` fetches it, and `make install` installs it beside the program.
struct ParquetTool {
  private static let script = "write-parquet"

  private let path: String

  /// Finds the tool.
  ///
  /// - Throws: `Failure` that says how to get it.
  init() throws {
    guard let folder = ToolFolder.find("parquet", with: Self.script) else {
      throw Failure(
        .inputMissing,
        "what writes Parquet is missing (DuckDB); 'make parquet' in the folder of Millwright's sources"
          + " fetches it once, and 'make install' installs it with the program")
    }
    path = folder.appendingPathComponent(Self.script).path
  }

  /// Checks that Python and DuckDB are there.
  ///
  /// - Throws: `Failure` that says what is missing.
  func check() throws {
    try start([]) { "what writes Parquet fails as it starts (\(path))" }
  }

  /// Makes a Parquet file of each CSV file in a folder, beside it.
  ///
  /// - Throws: `Failure` where it cannot.
  func convert(_ folder: String) throws {
    try start([folder]) {
      "the tables cannot be made into Parquet in \(folder); is there room for them? TMPDIR names"
        + " another folder"
    }
  }

  private func start(_ words: [String], failure: () -> String) throws {
    guard let tool = ToolStream(path, words) else {
      throw Failure(.inputOutput, "what writes Parquet cannot be started")
    }
    switch tool.close() {
    case .done: break
    case .withoutPython:
      throw Failure(.inputMissing, "Parquet needs python3, which is not on the PATH")
    case .withoutLibrary:
      throw Failure(
        .inputMissing,
        "what writes Parquet is missing or cannot be loaded (DuckDB); 'pip install duckdb' gets it for"
          + " python3, and 'make parquet' for a program that was built from its sources")
    case .failed:
      throw Failure(.inputOutput, failure())
    }
  }
}
