import ArgumentParser

/// How a command prints its results.
enum ResultFormat: String, CaseIterable, ExpressibleByArgument {
  /// For people.
  case text
  /// For programs: one JSON document, and nothing else, on standard output.
  case json
}

/// `--format`, which every command that prints results takes.
struct ResultFormatOptions: ParsableArguments {
  @Option(help: "How results are printed: as text, or as one JSON document for programs.")
  var format = ResultFormat.text
}
