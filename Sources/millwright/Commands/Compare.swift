import ArgumentParser
import Foundation
import Reports
import ResultStore

/// `millwright compare DB [DB]`: how strategies differ in the same futures.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compares strategies pair by pair in the same futures.",
    discussion: """
      Amounts are compared by the mean of their differences, ratios and dates by the median and by signs. \
      The intervals of a metric hold for all pairs at once, and where an interval holds zero, the run \
      cannot tell. Two databases are compared strategy by strategy, the first less the second, where their \
      futures are the same: one seed, one start and the same names under 'uncertain'.

        millwright compare mine.db
        millwright compare mine.db --baseline none --metric npv_eur --indifference "50 MEUR"
        millwright compare mine.db other.db --format csv
      """)

  @Argument(
    help: ArgumentHelp("One results database, or two.", valueName: "DB"),
    completion: .file(extensions: ["db"]))
  var databases: [String]

  @Option(
    help: ArgumentHelp(
      "Compares each other strategy with this one alone; default: all pairs.", valueName: "S"))
  var baseline: String?

  @Option(
    name: .customLong("metric"),
    help: ArgumentHelp(
      "Compares this metric, by its name in variables.csv; may be repeated. Default: those of the headline.",
      valueName: "M"))
  var metrics: [String] = []

  @Option(
    help: ArgumentHelp(
      "A difference that does not matter, with its unit, such as '50 MEUR' or '3 months'.",
      valueName: "X"))
  var indifference: String?

  @OptionGroup var result: PrintedTableOptions

  func validate() throws {
    guard databases.count <= 2 else {
      throw ValidationError("\(databases.count) databases: one is compared in itself, or two are")
    }
    guard databases.count < 2 || baseline == nil else {
      throw ValidationError(
        "--baseline chooses a strategy of one database; of two, each is compared with itself")
    }
  }

  func run() throws {
    let readers = try databases.map { try ResultReader(path: $0) }
    for reader in readers { try reader.verify() }
    let comparison = try comparison(of: readers)
    try result.print(
      text: comparison.text(Terminal.outputStyle, names: readers[0].names), table: comparison.table,
      document: comparison.document)
  }

  private func comparison(of readers: [ResultReader]) throws -> StrategyComparison {
    for reader in readers { reader.warnIfUnfinished() }
    guard readers.count == 2 else {
      return try StrategyComparison(
        readers[0], baseline: baseline, metrics: metrics, indifference: indifference)
    }
    let names = databases.map { ($0 as NSString).lastPathComponent }
    return try StrategyComparison(
      (names[0], readers[0]), (names[1], readers[1]), metrics: metrics, indifference: indifference)
  }
}
