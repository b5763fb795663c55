import Foundation
import TestSupport
import Testing

/// Sites that are paid for and never compute, in some futures: counted, and said where results are read.
struct EmptySiteTests {
  /// A rack of a hundred units in 100 kW: it fits where a unit draws 1 kW at the most.
  private static let scenario = """
    title: A rack that may not fit
    start: 2026-01-01
    end: 2028-01-01
    demand:
      price: 2 EUR/H100e-h
      segments: { a: { requests: [ { date: 2026-06-01, size: 10 H100e, term: 12 months } ] } }
    accelerators:
      procurement: newest
      generations:
        G: { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, rack: 100, price: { at: 10000 EUR },
             power: { discrete: { values: [0.5 kW, 1.5 kW], weights: [0.75, 0.25] } } }
    sites: { s: { power: 0.1 MW, stages: { build: { takes: 3 months, costs: 1 MEUR }, accelerators: { for: fit }, fit: { after: [build, accelerators], takes: 0 h } } } }
    strategies: { one: { phases: { p: { site: s, sites: 2, start: 2026-02-01 } } }, none: {} }

    """

  private struct Document: Decodable {
    struct Headline: Decodable { let notes: [String] }
    let headline: Headline
  }

  @Test func `futures in which no accelerators fit are counted and said`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("rack.yaml", Self.scenario)
    let run = try await Program.run(
      ["run", "rack.yaml", "-n", "40", "-s", "3", "-o", "r.db"], in: folder)
    #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.errors)")
    _ = try await Program.run(["export", "r.db", "--to", "csv"], in: folder)
    let rows = try Table(path: folder.path(of: "csv/metrics.csv")).rows.filter {
      $0["strategy"] == "one"
    }
    func metric(_ name: String) -> [Double] {
      rows.filter { $0["metric"] == name }.map { $0.number("value") }
    }
    let empty = metric("sites_without_accelerators")
    #expect(empty.count == 40)
    // Where they do not fit nothing is ever live, and where they do both sites are.
    #expect(zip(empty, metric("live_h100e_2027")).allSatisfy { $0 == ($1 == 0 ? 2 : 0) })
    let share = Double(empty.count { $0 > 0 }) / 40
    #expect(share > 0 && share < 1)
    let sentence = " % of the futures 'one' builds sites that never compute"
    #expect(run.output.contains(sentence), "\(run.output)")

    let json = try await Program.run(
      ["run", "rack.yaml", "-n", "40", "-s", "3", "-o", "j.db", "--format", "json"], in: folder)
    let document = try JSONDecoder().decode(Document.self, from: Data(json.output.utf8))
    #expect(document.headline.notes.count == 1)
    #expect(document.headline.notes.allSatisfy { $0.contains(sentence) })
  }

  @Test func `accelerators that wait for the building lose nothing of their life`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "short.yaml",
      Self.scenario.replacing(
        "price: { at: 10000 EUR },", with: "price: { at: 10000 EUR }, life: 2 months,"
      )
      .replacing(
        "power: { discrete: { values: [0.5 kW, 1.5 kW], weights: [0.75, 0.25] } }",
        with: "power: 0.5 kW"
      )
      .replacing("takes: 0 h", with: "takes: 3 months"))
    let run = try await Program.run(["run", "short.yaml", "-n", "3", "-o", "r.db"], in: folder)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(!run.output.contains("never compute"), "\(run.output)")
    _ = try await Program.run(["export", "r.db", "--to", "csv"], in: folder)
    let served = try Table(path: folder.path(of: "csv/metrics.csv")).rows.filter {
      $0["strategy"] == "one" && $0["metric"] == "served_h100e_h" && $0["segment"].isEmpty
    }
    // Delivered on 1 May 2026, live from August to September: two months of the contract.
    #expect(served.count == 3)
    #expect(served.allSatisfy { abs($0.number("value") - 10 * 2 * 730.5) < 1e-6 })
  }

  @Test func `sites that cost nothing are not said to be paid for`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "free.yaml",
      Self.scenario.replacing("at: 10000 EUR", with: "at: 0 EUR")
        .replacing("costs: 1 MEUR", with: "costs: 0 EUR"))
    let run = try await Program.run(["run", "free.yaml", "-n", "20", "-o", "r.db"], in: folder)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.contains("'one' builds sites that never compute"), "\(run.output)")
    #expect(!run.output.contains("pays"), "\(run.output)")
  }

  @Test func `where every site computes nothing is said`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("rack.yaml", Self.scenario.replacing("1.5 kW", with: "1 kW"))
    let run = try await Program.run(["run", "rack.yaml", "-n", "20", "-o", "r.db"], in: folder)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(!run.output.contains("never compute"), "\(run.output)")
  }
}
