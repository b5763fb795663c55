import ArgumentParser
import Charts
import Foundation
import OutputFiles
import Reports
import ResultStore

/// `millwright report DB`: results as one page, and as pictures.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes a report: one HTML file that needs nothing but a browser.",
    discussion: """
      The page is made from the database alone and opens without a network. --charts writes each of \
      its charts as a picture too, PNG and SVG, which needs python3, and as a Vega-Lite specification for a \
      notebook.

        millwright report mine.db
        millwright report mine.db -o mine.html --charts mine-charts
        millwright report mine.db --variants mine-sweep.db
      """)

  @Argument(
    help: ArgumentHelp("A results database.", valueName: "DB"),
    completion: .file(extensions: ["db"]))
  var database: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file to write; replaced where it exists, while a device or a pipe is written to, such as "
        + "/dev/stdout, and '-' is standard output. Default: the database's name with .html.",
      valueName: "FILE"),
    completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp(
      "A folder for pictures of the charts; made where it is missing.", valueName: "DIR"),
    completion: .directory)
  var charts: String?

  @Option(
    help: ArgumentHelp(
      "Results of 'millwright sweep' for the same scenario and seed, whose variants the page shows.",
      valueName: "DB"),
    completion: .file(extensions: ["db"]))
  var variants: String?

  @OptionGroup var result: ResultFormatOptions

  func run() throws {
    let page = output ?? Self.page(besides: database)
    let place = try OutputPlace(page)
    for path in [database] + (variants.map { [$0] } ?? []) where OutputPlace.isSameFile(page, path)
    {
      throw Failure(
        .cannotWrite, "\(page): this is the database itself; name another file for the page")
    }
    let isPrinted = place == .standardOutput
    let files = try write(page)
    // Where the page itself is printed, nothing else is.
    guard !isPrinted else { return }
    switch result.format {
    case .text: try StandardOutput.print(files.map(Terminal.shown).joined(separator: "\n"))
    case .json: try StandardOutput.print(JSONText.of(["files": files]))
    }
  }

  /// Writes everything and returns the names of the files.
  private func write(_ file: String) throws -> [String] {
    let tools = try ChartTools()
    // Before anything is written.
    if charts != nil {
      try Descriptors.check(Descriptors.neededForPictures)
      try tools.checkConverter()
    }
    let reader = try ResultReader(path: database)
    try reader.verify()
    reader.warnIfUnfinished()
    let page = try ReportPage(
      reader, variants: variants.map { try swept($0, beside: reader) }, facts: reader.facts)
    if let charts { try OutputFolder.make(charts) }
    try OutputFile.write(Data(page.html(bundle: tools.bundle()).utf8), to: file)
    guard let charts else { return [file] }
    let folder = charts.hasSuffix("/") ? charts : charts + "/"
    let names = ReportChart.fileNames(of: page.charts)
    for (chart, name) in zip(page.charts, names) {
      let text = try chart.view.json(width: 720, title: chart.title, isIndented: true) + "\n"
      try OutputFile.write(Data(text.utf8), to: folder + name + ChartTools.specificationEnding)
    }
    try tools.draw(names, in: folder)
    let endings = [ChartTools.specificationEnding] + ChartTools.pictureEndings
    return [file] + names.flatMap { name in endings.map { folder + name + $0 } }
  }

  /// The results with the variants of a scenario, checked to be of the futures of others.
  private func swept(_ path: String, beside results: ResultReader) throws -> ResultReader {
    let reader = try ResultReader(path: path)
    try reader.verify()
    let (run, other) = (results.record.run, reader.record.run)
    guard other.scenarioSHA256 == run.scenarioSHA256, other.seed == run.seed else {
      throw Failure(
        .usage,
        "\(path) is of another \(other.seed == run.seed ? "scenario" : "seed") than \(database);"
          + " sweep the same scenario with the same seed")
    }
    guard !reader.record.variants.isEmpty else {
      throw Failure(
        .usage, "\(path) has no variants; 'millwright sweep' makes results that have some")
    }
    reader.warnIfUnfinished()
    return reader
  }

  /// The page's name where none is given: that of the database with another ending.
  private static func page(besides database: String) -> String {
    (database.hasSuffix(".db") ? String(database.dropLast(3)) : database) + ".html"
  }
}
