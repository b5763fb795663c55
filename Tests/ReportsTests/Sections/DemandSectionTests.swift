import Columns
import ResultStore
import Testing

@testable import Reports

struct DemandSectionTests {
  private static func metric(_ name: StandardName) -> Variable {
    .metric(name, unit: "requests", "")
  }

  @Test func `what became of the requests is drawn by its means`() throws {
    var rows = FewRows(["A"])
    for (name, values) in [
      (StandardName.requests, [8.0, 12]), (.served, [5, 7]), (.lostReneged, [1, 1]),
      (.lostTooLarge, [2, 2]), (.stillWaiting, [0, 2]),
    ] { rows.add(Self.metric(name), [values]) }
    let chart = try #require(try rows.section(DemandSection.self).chart("requests"))
    #expect(
      chart.table.columns == [
        "strategy", "served", "gave up waiting", "too large", "still waiting at the end", "all",
      ])
    #expect(chart.table.texts == [["A", "6.00", "1.00", "2.00", "1.00", "10"]])
  }

  @Test func `requests of a year are totals, and those in the line are of its end`() throws {
    var rows = FewRows(["A"])
    for name in [StandardName.requests, .served, .lostReneged, .lostTooLarge] {
      rows.add(.flows, .flow(name, unit: "requests", "")) { _, replication, month in
        name == .requests ? Float(replication + 1) : month < 12 ? 1 : 0
      }
    }
    rows.add(.stockEnds, .stock(.waitingRequests, unit: "requests", "")) { _, _, month in
      Float(month)
    }
    let chart = try #require(try rows.section(DemandSection.self).chart("requests-by-year-0"))
    #expect(
      chart.table.texts == [
        [
          "2030", "18 (13 to 23)", "12 (12 to 12)", "12 (12 to 12)",
          "12 (12 to 12)", "11 (11 to 11)",
        ],
        [
          "2031", "18 (13 to 23)", "0 (0 to 0)", "0 (0 to 0)", "0 (0 to 0)",
          "23 (23 to 23)",
        ],
      ])
  }

  @Test func `a month without utilisation in some replication is told over the others`() throws {
    var rows = FewRows(["A"])
    rows.add(.stockMeans, .stock(.utilisation, unit: "", "")) { _, replication, month in
      month < 12 && replication == 0 ? .nan : 0.5
    }
    let chart = try #require(try rows.section(DemandSection.self).chart("utilisation"))
    #expect(chart.table.caption.contains("over the n of 2 replications"))
    #expect(
      chart.table.texts == [
        ["A", "December 2030", "50 %", "50 %", "50 %", "1"],
        ["A", "December 2031", "50 %", "50 %", "50 %", "2"],
      ])
  }

  @Test func `what happens to signed contracts is told where it happens`() throws {
    var rows = FewRows(["A"])
    for (name, value) in [
      (StandardName.demandedTime, 30.0), (.servedTime, 20), (.lostTime, 10),
      (.displacedTime, 0), (.preemptedTime, 4), (.terminatedTime, 0),
    ] { rows.add(.metric(name, unit: "H100e-h", ""), [[value, value]]) }
    let table = try #require(try rows.section(DemandSection.self).table("H100e-hours"))
    #expect(table.texts.map { $0[1] } == ["demanded", "served", "lost", "waited preempted"])
    #expect(table.texts.map { $0[2] } == ["30", "20", "10", "4.00"])
  }

  @Test func `each segment has a row, with the wait in days`() throws {
    var rows = FewRows(["A"])
    for segment in ["research", "industry"] {
      let scope = Scope(segment: segment)
      rows.add(Self.metric(.requests), in: scope, [[3, 5]])
      rows.add(.metric(.meanWait, unit: "h", ""), in: scope, [[24, 72]])
    }
    let table = try #require(try rows.section(DemandSection.self).table("Demand by segment"))
    #expect(
      table.texts == [
        ["research", "A", "4.00", "–", "–", "–", "–", "2.00 days"],
        ["industry", "A", "4.00", "–", "–", "–", "–", "2.00 days"],
      ])
  }

  @Test func `energy, its price and its emissions are medians with p10 and p90`() throws {
    var rows = FewRows(["A"])
    rows.add(.metric(.energy, unit: "MWh", ""), [[1000, 3000]])
    rows.add(.metric(.energyPricePaid, unit: "EUR/MWh", ""), [[50, 50]])
    rows.add(.metric(.emissions, unit: "t", ""), [[2000, 2000]])
    let table = try #require(try rows.section(DemandSection.self).table("Energy"))
    #expect(
      table.texts == [
        [
          "A", "2.00 GWh\n1.20 GWh to 2.80 GWh", "50.0 EUR/MWh\n50.0 EUR/MWh to 50.0 EUR/MWh",
          "2.00 kt\n2.00 kt to 2.00 kt",
        ]
      ])
  }
}
