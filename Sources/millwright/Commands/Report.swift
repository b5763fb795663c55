import ArgumentParser
import Charts
import Foundation
import OutputFiles
import Reports
import ResultStore
import ScenarioFiles

/// `millwright report DB`: results as one page, and as pictures.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes a report: one HTML file that needs nothing but a browser.",
    discussion: """
      The page is made from the database alone and opens without a network. --charts writes each of \
      its charts as a picture too, PNG and SVG, and as a Vega-Lite specification for a notebook.

        millwright report mine.db
        millwright report mine.db -o mine.html --charts mine-charts
      """)

  @Argument(help: ArgumentHelp("A results database.", valueName: "DB"))
  var database: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file to write; replaced where it exists, while a device or a pipe is written to, such as "
        + "/dev/stdout. Default: the database's name with .html.",
      valueName: "FILE"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "A folder for pictures of the charts; made where it is missing.", valueName: "DIR"))
  var charts: String?

  @OptionGroup var result: ResultFormatOptions

  func run() throws {
    let page = output ?? Self.page(besides: database)
    let place = try OutputPlace(page)
    if case .file(let path) = place, Self.isSameFile(path, database) {
      throw Failure(
        .cannotWrite, "\(page): this is the database itself; name another file for the page")
    }
    let isPrinted = place == .standardOutput
    let files = try write(page)
    // Where the page itself is printed, nothing else is.
    guard !isPrinted else { return }
    switch result.format {
    case .text: try StandardOutput.print(files.joined(separator: "\n"))
    case .json: try StandardOutput.print(JSONText.of(["files": files]))
    }
  }

  /// Writes everything and returns the names of the files.
  private func write(_ file: String) throws -> [String] {
    let tools = try ChartTools()
    let reader = try ResultReader(path: database)
    let scenario = StoredScenario(reader.record.run.scenarioText)
    let page = try ReportPage(
      reader,
      facts: ScenarioFacts(
        question: scenario.question,
        locations: scenario.locations.mapValues {
          .init(latitude: $0.latitude, longitude: $0.longitude)
        },
        operators: scenario.operators))
    try OutputFile.write(Data(page.html(bundle: tools.bundle()).utf8), to: file)
    guard let charts else { return [file] }
    let folder = charts.hasSuffix("/") ? String(charts.dropLast()) : charts
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Failure(
        .cannotWrite, "\(folder): cannot make the directory: \(error.localizedDescription)")
    }
    let names = ReportChart.fileNames(of: page.charts)
    for (chart, name) in zip(page.charts, names) {
      let text = try chart.view.json(width: 720, title: chart.title, isIndented: true) + "\n"
      try OutputFile.write(Data(text.utf8), to: "\(folder)/\(name).vl.json")
    }
    try tools.draw(in: folder)
    return [file]
      + names.flatMap { name in
        ["vl.json", "png", "svg"].map { "\(folder)/\(name).\($0)" }
      }
  }

  private static func isSameFile(_ a: String, _ b: String) -> Bool {
    let paths = [a, b].map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
    return paths[0] == paths[1]
  }

  /// The page's name where none is given: that of the database with another ending.
  private static func page(besides database: String) -> String {
    (database.hasSuffix(".db") ? String(database.dropLast(3)) : database) + ".html"
  }
}
