import Foundation
import TestSupport
import Testing

/// The path of a file in the folder of shipped scenarios.
func shipped(_ name: String, file: String = #filePath) -> String {
  URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("scenarios/\(name)").path
}

/// A row of the tables that the shipped scenarios lean on.
struct DataRow {
  /// The low, the central and the high value, in the unit of the row.
  let (low, central, high): (Double, Double, Double)
  /// From the low to the high value.
  var range: ClosedRange<Double> { low...high }

  /// Reads a row of a table in `scenarios/data/`, and expects its unit.
  init(_ table: String, _ parameter: String, unit: String) throws {
    let rows = try Table(path: shipped("data/\(table).csv")).rows(where: ["parameter": parameter])
    let row = try #require(rows.first, "\(parameter) in \(table).csv")
    try #require(row["unit"] == unit, "the unit of \(parameter)")
    low = row.number("value_low")
    central = row.number("value_central")
    high = row.number("value_high")
  }
}
