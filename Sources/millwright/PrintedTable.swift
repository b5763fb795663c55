import ArgumentParser
import OutputFiles
import Reports

/// How a command prints a table of results.
enum PrintedTable: String, CaseIterable, ExpressibleByArgument {
  /// For people.
  case text
  /// The rows as CSV after RFC 4180.
  case csv
  /// For programs: one JSON document, and nothing else, on standard output.
  case json
}

/// `--format`, which every command that prints a table takes.
struct PrintedTableOptions: ParsableArguments {
  @Option(
    help: "How results are printed: as text, as the rows of a CSV table, or as one JSON document.")
  var format = PrintedTable.text

  /// Prints results in the form that was asked for.
  func print(
    text: @autoclosure () -> String, table: @autoclosure () -> DataTable,
    document: @autoclosure () -> some Encodable
  ) throws {
    switch format {
    case .text: try StandardOutput.print(text(), terminator: "")
    case .csv: try StandardOutput.print(table().csv, terminator: "")
    case .json: try StandardOutput.print(JSONText.of(document()))
    }
  }
}
