import Charts
import Columns
import ResultStore
import Testing

@testable import Reports

struct CapacitySectionTests {
  @Test func `each strategy has a fan of its power and of its computing capacity`() throws {
    var rows = FewRows(replications: 3)
    rows.add(.stockEnds, .stock(.livePower, unit: "MW", "")) { strategy, replication, month in
      month < 12 ? 0 : Float((strategy + 1) * (10 * replication + 10))
    }
    rows.add(.stockEnds, .stock(.liveCompute, unit: "H100e", "")) { _, _, _ in 500 }
    let section = try rows.section(CapacitySection.self)
    #expect(
      section.charts.map(\.id) == [
        "live-it-mw-0", "live-it-mw-1", "live-h100e-0", "live-h100e-1",
      ])
    // Power is drawn as it is, compute by how many times.
    let power = try #require(try section.chart("live-it-mw-0")?.view.json())
    let compute = try #require(try section.chart("live-h100e-0")?.view.json())
    #expect(!power.contains("\"type\":\"log\"") && compute.contains("\"type\":\"log\""))
    // Levels at the ends of the years: 10, 20 and 30 MW, and the quantiles between them.
    #expect(
      section.chart("live-it-mw-0")?.table.texts == [
        ["December 2030", "0 MW", "0 MW", "0 MW", "0 MW", "0 MW", "0 MW"],
        ["December 2031", "12.0 MW", "15.0 MW", "20.0 MW", "25.0 MW", "28.0 MW", "20.0 MW"],
      ])
    #expect(
      section.chart("live-it-mw-1")?.view.description
        == "IT power live of B by month: end of December 2030 median 0 MW, end of December 2031 median"
        + " 40.0 MW.")
  }

  @Test func `bands say from how many futures they are, and the means are of all`() throws {
    var rows = FewRows(replications: 3)
    rows.add(.stockEnds, .stock(.livePower, unit: "MW", "")) { _, replication, _ in
      Float(30 * replication)
    }
    rows.kept = 2
    let section = try rows.section(CapacitySection.self)
    #expect(
      section.said.first?.contains("those of the first 2 of 3 futures, means are of all") == true)
    // 0 and 30 MW are kept, and not 60 MW.
    #expect(
      section.chart("live-it-mw-0")?.table.texts.first == [
        "December 2030", "3.00 MW", "7.50 MW", "15.0 MW", "22.5 MW", "27.0 MW", "30.0 MW",
      ])
    rows.kept = 0
    let none = try rows.section(CapacitySection.self)
    #expect(none.charts.isEmpty)
    #expect(
      none.said == ["No series are kept of these numbers, so that there are means, and no bands."])
  }

  @Test func `a run without a project says so and draws nothing`() throws {
    var rows = FewRows()
    rows.addNoActivity()
    rows.add(.stockEnds, .stock(.livePower, unit: "MW", "")) { _, _, _ in 0 }
    let section = try rows.section(CapacitySection.self)
    #expect(section.said == [Headline.nothingBuilt])
    #expect(section.charts.isEmpty)
  }
}
