import Columns
import Experiments
import Foundation
import Quantities
@testable import Reports
import ResultStore
import Testing

struct HeadlineTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func headline(_ experiment: Experiment, limit: Int? = nil) throws -> Headline {
    try experiment.run(into: directory["db"], stoppingAfter: limit)
    return try Headline(ResultReader(path: directory["db"]))
  }

  @Test func `the table has a column for each strategy and the difference below`() throws {
    let text = try headline(Experiment(futures: 8)).text()
    let lines = text.split(separator: "\n").map(String.init)
    #expect(
      lines[0]
        == "Births, \"and\" deaths: 8 futures, seed 7; mean (p10 to p90) unless said otherwise")
    #expect(lines[1].contains("grow") && lines[1].contains("harvest"))
    #expect(lines[2].hasPrefix("IT power live, end of 2027"))
    #expect(lines[2].contains(" MW ("))
    #expect(lines.contains { $0.hasPrefix("P(NPV, cut at the end < 0)") && $0.contains("%") })
    #expect(lines.last?.hasPrefix("grow - harvest: NPV") == true)
    #expect(lines.last?.contains("MEUR") == true)
    #expect(lines.allSatisfy { $0.last != " " })
  }

  @Test func `what held up each phase stands between the table and the differences`() throws {
    let lines = try headline(Experiment(futures: 5)).text().split(separator: "\n").map {
      $0.split(separator: /\s{2,}/).map(String.init)
    }
    let first = try #require(lines.firstIndex { $0[0] == "What held it up" })
    #expect(
      lines[first...].prefix(5) == [
        ["What held it up", "share of time", "came last", "its slack, months", "months late"],
        ["grow: first", "grid 60 %, build 40 %", "grid 100 %", "0", "4.00"],
        ["harvest: first", "grid 60 %, build 40 %", "grid 100 %", "0", "4.00"],
        ["harvest: second", "never begun"],
        [
          "Months late against the plan with median durations; slack and delay are of what came last."
        ],
      ])
    #expect(lines[first + 5][0] == "A - B in the same futures")
  }

  @Test func `of many phases the eight with most sites have a row, and the others are counted`()
    throws
  {
    var rows = FewRows(["A"], replications: 1)
    let phases = (0..<11).map { "phase \($0)" }
    rows.add(phases: [phases], causes: [(0..<11).map { ($0, "grid") }]) { _, _ in
      (0..<11).flatMap { _ in [1, 1, 0, .nan] }
    }
    // Phases 0, 1 and 2 have one site, all others two.
    rows.record.layout.milestonePlaces = [
      (0..<11).flatMap { phase in
        (1...(phase < 3 ? 1 : 2)).map { MilestonePlace(phase: phase, site: $0, milestone: 0) }
      }
    ]
    rows.add(.metric(.npv, unit: "EUR", role: .compared, ""), [[1]])
    let text = try Headline(of: rows).text()
    let shown = text.matches(of: /A: (phase \d+)/).map { String($0.1) }
    #expect(shown == Array(phases[3...]))
    #expect(text.contains("A: 3 smaller phases") && text.contains("see constraints.csv"))
  }

  @Test func `a run in which nothing can be held up has no table of it`() throws {
    #expect(try Headline(of: FewRows()).constraintText(.plain) == "")
  }

  @Test func `an unfinished experiment says so`() throws {
    let text = try headline(Experiment(futures: 300), limit: 3).text()
    #expect(text.contains("of 300 so far"))
  }

  @Test func `the years of live power are little bars on one scale`() throws {
    #expect(Sparkline.text([0, 1, 2, 3.5, 7, nil], top: 7) == "▁▂▃▅█ ")
    #expect(Sparkline.text([0, 0], top: 0) == "▁▁")
  }

  @Test(arguments: [(0, 700.0), (1, 0), (2, 1), (3, -2)])
  func `a strategy has a project where an instant of activity comes or an amount is not zero`(
    _ place: Int, _ value: Double
  ) {
    let columns =
      ["first power", "first live"].map {
        Column(.metric($0, unit: "h", absence: .never, role: .activity, ""))
      } + ["spent", "earned"].map { Column(.metric($0, unit: "EUR", role: .activity, "")) }
    func summaries(_ values: [Double]) -> MetricSummaries {
      var summaries = MetricSummaries()
      for (column, value) in zip(columns, values) {
        let other = column.variable.absence == .never ? Double.nan : 0
        summaries.add(
          column, SampleSummary([value, other], absence: column.variable.absence, inner: 1))
      }
      return summaries
    }
    var values = [Double.nan, .nan, 0, 0]
    #expect(!summaries(values).tellOfProject)
    values[place] = value
    #expect(summaries(values).tellOfProject)
  }

  @Test func `where no metric tells of activity, every strategy is one to show`() {
    var summaries = MetricSummaries()
    summaries.add(
      Column(.metric(.npv, unit: "EUR", "")), SampleSummary([0], absence: .undefined, inner: 1))
    #expect(summaries.tellOfProject)
  }

  @Test func `what is compared is what a model says is, and what is live by 2030 and 2035`() throws
  {
    var rows = FewRows()
    func same(_ number: Double) -> [[Double]] { [[number, number], [number, number]] }
    for year in [2029, 2030] {
      rows.add(
        .metric("power_\(year)", unit: "MW", part: .end(of: year, .livePower), ""),
        same(Double(year)))
    }
    for year in [2030, 2035] {
      rows.add(
        .metric("compute_\(year)", unit: "H100e", part: .end(of: year, .liveCompute), ""), same(1))
    }
    rows.add(.metric(.levelisedCost, unit: "EUR/H100e-h", ""), same(2))
    rows.add(.metric(.npv, unit: "EUR", role: .compared, ""), same(3))
    rows.add(.metric("regret", unit: "EUR", role: .compared, ""), same(4))
    let headline = try Headline(of: rows)
    #expect(
      headline.differences.map(\.variable.name)
        == ["power_2030", "compute_2035", StandardName.npv.rawValue, "regret"])
    #expect(headline.years == [2029, 2030])
    let lines = headline.text().split(separator: "\n").map(String.init)
    for words in ["IT power live, end of 2029", "H100e live, end of 2030", "EUR per H100e-h"] {
      #expect(lines.contains { $0.hasPrefix(words) }, "\(words)")
    }
    for words in ["IT power live, end of 2030", "H100e live, end of 2035", "NPV", "regret"] {
      #expect(lines.contains { $0.hasPrefix("A - B: \(words)") }, "\(words)")
    }
  }

  @Test func `on a terminal the marks change nothing but how it looks`() throws {
    let headline = try headline(Experiment(futures: 8))
    let marked = headline.text(.terminal)
    #expect(marked.contains("\u{1B}[1m"))
    #expect(marked.replacing(/\u{1B}\[[0-9;]*m/, with: "") == headline.text())
  }

  @Test func `the JSON form holds the same numbers`() throws {
    let headline = try headline(Experiment(futures: 8))
    let text = try JSONText.of(headline.document)
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(json["run_id"] as? String == headline.run.runID)
    let strategies = try #require(json["strategies"] as? [[String: Any]])
    #expect(strategies.map { $0["name"] as? String } == ["grow", "harvest"])
    let metrics = try #require(strategies[0]["metrics"] as? [String: [String: Any]])
    let npv = try #require(headline.strategies[0].summaries[.npv])
    // In the text itself: `JSONSerialization` goes through decimals and may miss the last bit.
    let (mean, low) = (try #require(npv.mean?.mean), try #require(npv.mean?.low))
    let p90 = try #require(npv.quantile(0.9))
    for (name, value) in [("mean", mean), ("mean_ci_low", low), ("p90", p90)] {
      let numbers = text.split(separator: "\n").filter { $0.contains("\"\(name)\" : ") }
        .map { Double($0.drop { $0 != ":" }.dropFirst(2).prefix { $0 != "," }) }
      #expect(numbers.contains(value), "\(name)")
    }
    #expect(metrics["npv_eur"]?["unit"] as? String == "EUR")
    let constraints = try #require(json["constraints"] as? [[String: Any]])
    #expect(
      constraints.map { $0["cause"] as? String }
        == ["build", "grid", "money", "build", "grid", "money", "build", "grid", "money"])
    #expect(constraints[1]["strategy"] as? String == "grow")
    #expect(constraints[1]["phase"] as? String == "first")
    // Four futures of odd and four of even number: halves, and three quarters.
    #expect(constraints[1]["share_of_time"] as? Double == 0.625)
    #expect(constraints[1]["share_last"] as? Double == 1)
    #expect(constraints[1]["mean_late_h"] as? Double == 2922)
    #expect(Set(constraints[8].keys) == ["strategy", "phase", "cause"])
    let differences = try #require(json["differences"] as? [[String: Any]])
    #expect(differences.count == 1)
    #expect(differences[0]["strategy_a"] as? String == "grow")
    #expect(differences[0]["n"] as? Int == 8)
    #expect(
      differences[0]["p_a_greater"] as? Double
        == headline.differences[0].comparison.probabilityGreater)
  }
}
