import Columns
import Experiments
import Foundation
import Quantities
@testable import Reports
import ResultStore
import Testing

/// Yearly numbers in the long form of the IAMC.
///
/// The horizon of the births, November 2026 to the end of 2027, has one year in part and one whole.
struct IAMCExportTests {
  let directory: TemporaryDirectory
  let rows: [[String: String]]
  let reader: ResultReader

  init() throws {
    directory = try TemporaryDirectory()
    try Experiment(futures: 5).run(into: directory["db"])
    reader = try ResultReader(path: directory["db"])
    let names = try CSVExport.iamc.write(reader, to: directory["iamc"])
    #expect(names == ["iamc.csv", "datapackage.json"])
    let table = try CSVTable(directory["iamc/iamc.csv"])
    rows = table.rows.map { Dictionary(uniqueKeysWithValues: zip(table.header, $0)) }
  }

  private func value(_ variable: String, _ year: Int, region: String = "All") throws -> Double {
    let found = rows.filter {
      $0["variable"] == variable && $0["year"] == String(year) && $0["region"] == region
        && $0["scenario"] == "birth.yaml - grow"
    }
    try #require(found.count == 1, "\(variable) \(year): \(found.count) rows")
    return try #require(Double(found[0]["value"] ?? ""))
  }

  @Test func `the columns are those of the long form, and no row comes twice`() throws {
    let text = try String(contentsOfFile: directory["iamc/iamc.csv"], encoding: .utf8)
    #expect(text.hasPrefix("model,scenario,region,variable,unit,year,value\r\n"))
    #expect(Set(rows.map { $0["model"] }) == ["Millwright 1.0"])
    #expect(Set(rows.map { $0["scenario"] }) == ["birth.yaml - grow", "birth.yaml - harvest"])
    #expect(Set(rows.map { $0["region"] }) == ["All", "north"])
    #expect(Set(rows.map { $0["year"] }) == ["2026", "2027"])
    let keys = rows.map { row in
      ["scenario", "region", "variable", "year"].map { row[$0] ?? "" }.joined(separator: ";")
    }
    #expect(Set(keys).count == rows.count)
    #expect(rows.allSatisfy { Double($0["value"] ?? "") != nil })
  }

  @Test func `a flow's year is its total, made in each replication before the mean`() throws {
    let births = try reader.monthly(.flows, strategy: 0, columns: 0..<1)[0].map(Double.init)
    let months = reader.record.layout.months
    let totals = stride(from: 0, to: births.count, by: months).map { start in
      (part: births[start..<start + 2].reduce(0, +), whole: births[start + 2..<start + months])
    }.map { ($0.part, $0.whole.reduce(0, +)) }
    for (year, expected) in [(2026, totals.map(\.0)), (2027, totals.map(\.1))] {
      let mean = expected.reduce(0, +) / 5
      // Made of the means of the months, which are rounded one by one.
      let found = try value("births", year)
      #expect(abs(found / mean - 1) < 1e-14)
    }
    let sorted = totals.map(\.1).sorted()
    #expect(try value("births|50th percentile", 2027) == sorted[2])
    #expect(try value("births|25th percentile", 2027) == sorted[1])
    #expect(rows.first { $0["variable"] == "births" }?["unit"] == "/yr")
  }

  @Test func `a stock's year is its time-weighted mean, and its end the last month's`() throws {
    // The ceiling stands at a million all the time, its month ends at -0.1 after the seventh.
    #expect(try value("ceiling", 2026) == 1e6)
    #expect(try value("ceiling|year end", 2026) == 1e6)
    #expect(abs(try value("ceiling|year end", 2027) + 0.1) < 1e-7)
    // Of the population the mean of February 2027, of 28 days, is missing: the others count.
    let days = [31.0, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    let means = try reader.monthly(.stockMeans, strategy: 0, columns: 0..<1)[0].map(Double.init)
    let months = reader.record.layout.months
    let years = stride(from: 0, to: means.count, by: months).map { start in
      zip(means[start + 2..<start + months], days).reduce(0) { sum, month in
        month.0.isNaN ? sum : sum + month.0 * month.1
      } / days.reduce(0, +)
    }
    #expect(means[3].isNaN)
    let mean = years.reduce(0, +) / 5
    #expect(abs(try value("population", 2027) - mean) <= 1e-12 * mean)
  }

  @Test func `the opening of the cash flow belongs to the first year`() throws {
    let cash = try reader.cash(strategy: 0, columns: 0..<1)[0]
    let periods = reader.record.layout.periods
    let first = stride(from: 0, to: cash.count, by: periods).map { cash[$0..<$0 + 3].reduce(0, +) }
    let rest = stride(from: 0, to: cash.count, by: periods).map {
      cash[$0 + 3..<$0 + periods].reduce(0, +)
    }
    // A plain sum of n positive numbers is off by up to (n - 1) 2^-53 of it.
    let rounding = Double(periods + 5) * 0x1p-53
    for (year, sums) in [(2026, first), (2027, rest)] {
      let mean = sums.reduce(0, +) / 5
      #expect(abs(try value("cash_flow|revenue_eur", year) - mean) <= rounding * abs(mean))
    }
  }

  @Test func `numbers of the grid stand with their region, tier and class`() throws {
    let waiting = try value("waiting_mw|mv|a", 2027, region: "north")
    #expect((0...1).contains(waiting))
    #expect(rows.contains { $0["variable"] == "allocated_mw|mv|90th percentile" })
  }

  @Test func `it takes the place of an earlier export, and an export takes its place`() throws {
    _ = try CSVExport().write(reader, to: directory["iamc"])
    #expect(!FileManager.default.fileExists(atPath: directory["iamc/iamc.csv"]))
    _ = try CSVExport.iamc.write(reader, to: directory["iamc"])
    let names = try FileManager.default.contentsOfDirectory(atPath: directory["iamc"])
    #expect(names.sorted() == ["datapackage.json", "iamc.csv"])
  }
}
