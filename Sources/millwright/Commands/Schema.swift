import ScenarioInputs
import ArgumentParser
import FactoryModel
import OutputFiles
import ScenarioReading

/// `millwright schema`: what a scenario may say.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints the JSON Schema of scenario files, for completion in an editor.",
    discussion: """
      Schema and reference page are made from the code that reads scenarios. The schema is of draft-07, which \
      YAML language servers read; the line '# yaml-language-server: $schema=millwright.schema.json' in a scenario \
      names it.

        millwright schema > millwright.schema.json
        millwright schema --reference > scenario.md
      """)

  @Flag(help: "Print the reference page of all keys in Markdown instead.")
  var reference = false

  func run() throws {
    let text =
      reference
      ? ReadingContext.describe { Scenario(from: $0) }
        .referencePage(introduction: Self.introduction, distributions: DistributionWords.all)
      : EditorSchema.text
    try StandardOutput.print(text, terminator: text.hasSuffix("\n") ? "" : "\n")
  }

  private static let introduction = """
    Every key of a scenario file. This page is written by `millwright schema --reference`.

    A number has its unit with it: `1.5 MW`, `18 months`, `95 EUR/MWh`, `40 /year`; shares are \
    fractions (`0.3`) or percentages (`30 %`). Where the column *drawn* says so, a distribution or \
    a `$name` from `uncertain` may stand in place of a number, and so may a row of a table: \
    `{ table: data/costs.csv, parameter: pod, year: 2026, as: central }`. `source:` and \
    `confidence: read | remembered | assumed` may be added to every number that is written as a \
    map, and to every section, where they hold for all numbers in it. `NAME` stands for a name of \
    your choice. A file that begins with `extends: other.yaml` is laid over that file: maps merge, \
    lists replace, and `null` takes a key out, as in `backfill: null`. Where several files extend one \
    that they share, it lies beneath all of them, once.

    A change that compounds, such as inflation, is stated for a year: 1 % a month is `12.68 %/year`. \
    `--set` takes every path that `millwright show --effective` shows, also below a value that is \
    written in short.
    """
}
