import FactoryModel
import ScenarioFiles
import ScenarioReading
import Testing

@Suite struct TableTests {
  private static let costs = #"""
    parameter,value_low,value_central,value_high,unit,year,source,confidence,note
    capex.pod,8,9,11,million EUR/MW IT,2025,"A study, 2025",read,
    capex.pod,7,8.5,10,million EUR/MW IT,2026,"A study, 2026",read,"it says ""so"""
    build.pod,5,7,11,months,2026,ours,assumed,
    price.gpu,1,2,3,EUR/die-h,2026,x,read,
    odd.value,a,b,c,months,2026,x,read,
    yearless,1,2,3,months,2026,x,read,
    yearless,1,2,3,months,,x,read,
    """#

  private static let long = String(repeating: "v", count: 5000)

  private func read(
    _ key: String, _ value: String
  ) throws -> (scenario: SmallScenario?, effective: EffectiveScenario?, problems: [String]) {
    let folder = try TestFolder([
      "data/costs.csv": Self.costs, "data/seen.csv": "name,months\r\n\"a\",3\r\nb,5\r\n\r\nc,\"4\"",
      "data/odd.csv": "a,b\n1,2\n3\n", "data/open.csv": "a,b\n1,\"2\n",
      "data/long.csv": "a,b\n1,2\nµ,4,5\n", "data/goes-on.csv": "a,b\n1,\"2\"3\n",
      "data/twice.csv": "months,name,months\n1,a,2\n", "data/none.csv": "months\n\n",
      "data/words.csv": "name,months\na,3\nb,soon\n", "data/empty.csv": "",
      "data/wide.csv":
        "parameter,year,\(Self.long)\nbuild.pod,\(Self.long),1\nbuild.pod,2026,2\n",
      "data/no-names.csv": "a,b,c,d,e,f,g,h,i,j,k,l,m,n\n",
      "data/separators.csv": "a,b\n\u{2028}\u{85}1,2\u{2028},4\n",
      "data/semicolons.csv": "name;months\na;3,5\n", "data/tabs.csv": "name\tmonths\na\t3\n",
      "s.yaml": SmallScenario.text.replacing(
        "campus: { power: 60 MW, takes: $slip",
        with: "campus: { power: 60 MW, \(key): \(value), takes: $slip"
      ).replacing(key == "takes" ? ", takes: $slip" : " NONE", with: "")
        .replacing(key == "costs" ? ", costs: 2 MUSD" : " NONE", with: ""),
    ])
    let read = SmallScenario.read([folder.file("s.yaml")])
    return (read.scenario, read.effective, read.problems.map(folder.relative))
  }

  @Test func `a row gives its central value, its source and its confidence`() throws {
    let read = try read(
      "costs", "{ table: data/costs.csv, parameter: capex.pod, year: 2026, as: central }")
    #expect(read.problems == [])
    let scenario = try #require(read.scenario)
    #expect(scenario.median(scenario.sites[1].value.costs.input) == 8.5e6)
    let record = try #require(read.effective?.records.first { $0.path == "sites.campus.costs" })
    #expect(record.source == "A study, 2026")
    #expect(record.confidence == .read)
  }

  @Test func `a row gives a distribution, and the effective scenario holds it`() throws {
    let read = try read(
      "takes", "{ table: data/costs.csv, parameter: build.pod, as: lognormal }")
    #expect(read.problems == [])
    let scenario = try #require(read.scenario)
    let median = scenario.median(scenario.sites[1].value.takes)
    #expect(abs(median - 730.5 * 55.0.squareRoot()) < 1e-6)
    let again = SmallScenario.read(text: try #require(read.effective).text)
    #expect(again.problems == [])
    #expect(again.effective?.sha256 == read.effective?.sha256)
    #expect(
      read.effective?.text.contains("lognormal: { p10: 5 months, p90: 11 months }") == true)
  }

  @Test func `observations are read from a column`() throws {
    let read = try read(
      "takes", "{ empirical: { file: data/seen.csv, column: months, unit: months } }")
    #expect(read.problems == [])
    let scenario = try #require(read.scenario)
    #expect(abs(scenario.median(scenario.sites[1].value.takes) - 4 * 730.5) < 1e-9)
    let again = SmallScenario.read(text: try #require(read.effective).text)
    #expect(again.effective?.sha256 == read.effective?.sha256)
  }

  @Test(arguments: [
    (
      "{ table: data/cost.csv, parameter: build.pod }",
      "s.yaml:13:43: error: there is no file 'data/cost.csv'"
    ),
    (
      "{ table: data/costs.csv, parameter: bild.pod }",
      "s.yaml:13:34: error: 'data/costs.csv' has no parameter 'bild.pod'; "
        + "did you mean 'build.pod'?"
    ),
    (
      "{ table: data/costs.csv, parameter: capex.pod }",
      "s.yaml:13:34: error: 'data/costs.csv' has 'capex.pod' for several years; add 'year' with "
        + "one of 2025, 2026"
    ),
    (
      "{ table: data/costs.csv, parameter: yearless }",
      "data/costs.csv:8:23: error: 'yearless' has no year here, and has one in another row; give "
        + "each its own"
    ),
    (
      "{ table: data/costs.csv, parameter: yearless, year: 2030 }",
      "s.yaml:13:34: error: 'data/costs.csv' has no 'yearless' for the year '2030'; it has 2026"
    ),
    (
      "{ table: data/semicolons.csv, parameter: a }",
      "data/semicolons.csv:1:1: error: the columns are parted by semicolons, as some spreadsheets "
        + "save them; part them by commas, and write decimals with a point"
    ),
    (
      "{ empirical: { file: data/tabs.csv, column: months, unit: months } }",
      "data/tabs.csv:1:1: error: the columns are parted by tabs, as some spreadsheets save them; "
        + "part them by commas, and write decimals with a point"
    ),
    (
      "{ table: data/costs.csv, parameter: capex.pod, year: 2030 }",
      "s.yaml:13:34: error: 'data/costs.csv' has no 'capex.pod' for the year '2030'; "
        + "it has 2025, 2026"
    ),
    (
      "{ table: data/costs.csv, parameter: build.pod, as: median }",
      "s.yaml:13:85: error: 'as' must be one of low, central, high, lognormal, triangular, "
        + "uniform, pert (found 'median')"
    ),
    (
      "{ table: data/costs.csv, parameter: capex.pod, year: 2026 }",
      "s.yaml:13:34: error: 'takes' must be a duration with its unit, such as '18 months'; "
        + "'8.5 million EUR/MW' is an amount of money for a power"
    ),
    (
      "{ table: data/costs.csv, parameter: price.gpu }",
      "s.yaml:13:34: error: 'takes' must be a duration with its unit, such as '18 months'; "
        + "'2 EUR/die-h' has a unit that is not known, 'die-h'"
    ),
    (
      "{ table: data/costs.csv, parameter: odd.value }",
      "s.yaml:13:34: error: data/costs.csv:6:13 has no number in the column 'value_central' "
        + "(found 'b')"
    ),
    (
      "{ table: data/costs.csv, paramter: build.pod }",
      "s.yaml:13:59: error: unknown key 'paramter'; did you mean 'parameter'?"
    ),
    (
      "{ table: data/odd.csv, parameter: a }",
      "data/odd.csv:3:1: error: the row has 1 fields, and there are 2 columns; a field with a comma "
        + "stands in double quotes"
    ),
    (
      // Line separators are characters of a field: columns go on, and no line ends.
      "{ table: data/separators.csv, parameter: a }",
      "data/separators.csv:2:8: error: the row has 3 fields, and there are 2 columns; a field with a "
        + "comma stands in double quotes"
    ),
    (
      "{ table: data/wide.csv, parameter: build.pod, year: 2026 }",
      "s.yaml:13:34: error: 'data/wide.csv' has no column 'value_central'; it has parameter, year, "
        + "\(long.prefix(60))…"
    ),
    (
      "{ table: data/wide.csv, parameter: build.pod }",
      "s.yaml:13:34: error: 'data/wide.csv' has 'build.pod' for several years; add 'year' with one of "
        + "\(long.prefix(60))…, 2026"
    ),
    (
      "{ table: data/no-names.csv, parameter: a }",
      "s.yaml:13:34: error: 'data/no-names.csv' has no column 'parameter'; it has "
        + "a, b, c, d, e, f, g, h, i, j, k, l, …"
    ),
    (
      "{ table: data/open.csv, parameter: a }",
      "data/open.csv:2:3: error: a double quote is never closed"
    ),
    (
      "{ table: data/long.csv, parameter: a }",
      "data/long.csv:3:5: error: the row has 3 fields, and there are 2 columns; a field with a comma "
        + "stands in double quotes"
    ),
    (
      "{ table: data/goes-on.csv, parameter: a }",
      "data/goes-on.csv:2:6: error: a field goes on after its closing double quote; write a double "
        + "quote inside as two"
    ),
    (
      "{ table: data/empty.csv, parameter: a }",
      "data/empty.csv:1:1: error: the table is empty; its first line names the columns"
    ),
    (
      "{ empirical: { file: data/twice.csv, column: months, unit: months } }",
      "data/twice.csv:1:13: error: there are two columns 'months'; rename one of them"
    ),
    (
      "{ empirical: { file: data/none.csv, column: months, unit: months } }",
      "s.yaml:13:55: error: 'data/none.csv' has no rows: 'empirical' needs observations"
    ),
    (
      "{ empirical: { values: [] } }",
      "s.yaml:13:57: error: the list 'values' of 'empirical' is empty; give at least one value"
    ),
    (
      "{ empirical: { file: data/words.csv, column: months, unit: months } }",
      "data/words.csv:3:3: error: each value of 'takes' must be a duration with its unit, such as "
        + "'18 months'; 'soon months' does not begin with a number"
    ),
    (
      "{ empirical: { file: data/seen.csv, column: month } }",
      "s.yaml:13:78: error: 'data/seen.csv' has no column 'month'; did you mean 'months'?"
    ),
    (
      "{ empirical: { file: data/seen.csv, column: weeks } }",
      "s.yaml:13:78: error: 'data/seen.csv' has no column 'weeks'; it has name, months"
    ),
  ])
  func `a mistake in a table is told`(value: String, message: String) throws {
    let problems = try read("takes", value).problems
    #expect(problems == [message])
  }
}
