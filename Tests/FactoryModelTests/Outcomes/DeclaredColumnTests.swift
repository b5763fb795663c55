import Columns
import FactoryModel
import ScenarioFiles
import ScenarioReading
import TestSupport
import Testing

/// What the model declares is what reports ask for.
struct DeclaredColumnTests {
  private static func layout() throws -> ResultLayout {
    // With a run-off and a rate of a strategy's own, whose columns are absent without them.
    let text = completeScenario.replacing(
      "discount: 9 %/year", with: "discount: 9 %/year\n  runOff: 2 years"
    ).replacing("\n  modular:\n", with: "\n  modular:\n    discount: 8 %/year\n")
    let loaded = try ScenarioFile.load(text: text, file: "complete.yaml")
    let (scenario, _) = try ScenarioFile.read(loaded) { Scenario(from: $0) }.get()
    return ScenarioModel(scenario, seed: 1).layout
  }

  private static func sections(_ layout: ResultLayout) -> [[Column]] {
    [
      layout.metrics, layout.stocks, layout.flows, layout.gridStocks, layout.gridFlows,
      layout.cashLines, layout.milestones.map { Column($0) },
    ]
  }

  @Test func `every standard name is that of a column`() throws {
    let names = Set(Self.sections(try Self.layout()).joined().map(\.variable.name))
    for name in StandardName.allCases {
      #expect(names.contains(name.rawValue), "no model declares '\(name.rawValue)'")
    }
  }

  @Test func `no two columns of a kind share a name and a scope`() throws {
    for columns in Self.sections(try Self.layout()) {
      let places = columns.map { [$0.variable.name, "\($0.scope)"] }
      #expect(Set(places).count == places.count)
    }
  }

  @Test func `whatever is a part is a part of something that is declared`() throws {
    let columns = Self.sections(try Self.layout()).joined()
    let names = Set(columns.map(\.variable.name))
    let parts = columns.compactMap(\.variable.part)
    #expect(parts.count > 20)
    for part in parts { #expect(names.contains(part.whole), "\(part)") }
  }

  @Test func `each cash line is part of the total to which it counts`() throws {
    let totals: Set<String> = Set(
      [StandardName.revenue, .opex, .capex, .corporateTax].map(\.rawValue))
    let lines = try Self.layout().cashLines
    #expect(!lines.isEmpty)
    for line in lines {
      let whole = try #require(line.variable.part?.whole)
      #expect(totals.contains(whole), "\(line.variable.name)")
    }
  }

  @Test func `each line of cost but profit tax is part of the levelised cost, as is what is left`()
    throws
  {
    let layout = try Self.layout()
    let costs = layout.cashLines.compactMap(\.variable.part).filter {
      $0.whole == StandardName.opex.rawValue || $0.whole == StandardName.capex.rawValue
    }
    #expect(
      layout.metrics.parts(of: .levelisedCost).compactMap(\.variable.part?.name)
        == costs.map(\.name) + ["horizon value"])
  }

  @Test func `a year's end is a part of what is live, for each year that ends in the horizon`()
    throws
  {
    let layout = try Self.layout()
    for stock in [StandardName.livePower, .liveCompute] {
      #expect(
        layout.metrics.parts(of: stock).map { $0.variable.part?.year }
          == [2026, 2027, 2028, 2029, 2030])
    }
  }

  @Test func `the beginning of a stage is a part of the milestone of its end`() throws {
    let milestones = try Self.layout().milestones
    let beginnings = milestones.filter { $0.name.hasSuffix("_began") }
    #expect(!beginnings.isEmpty)
    for beginning in beginnings {
      let stage = String(beginning.name.dropLast("_began".count))
      #expect(beginning.part == .beginning(of: stage))
      #expect(milestones.contains { $0.name == stage && $0.part == nil })
    }
  }
}
