import Quantities
import Sampling
import TimePaths

/// A price of electricity.
let testPrice = PathNumber(
  "price", plural: "prices", .energyPrice, example: "[[2026-01-01, 80 EUR/MWh]]")

/// A grid with the noise of the tests.
func testGrid(_ step: PathStep, _ calendar: ReportingCalendar) -> PathGrid {
  PathGrid(every: step, in: calendar, noise: StreamID("test/path"))
}
