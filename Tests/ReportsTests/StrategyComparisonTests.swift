import Columns
import Experiments
import Foundation
import ResultStore
import Testing

@testable import Reports

/// Strategies compared pair by pair, with intervals for all pairs at once.
struct StrategyComparisonTests {
  /// Three strategies: B is worth 3 to 5 more than A in each future, C swings about A.
  private static func rows() -> FewRows {
    var rows = FewRows(["A", "B", "C"], replications: 10)
    let a = (0..<10).map { Double($0 * $0) * 1e6 }
    let b = a.enumerated().map { $1 + [3e6, 4e6, 5e6][$0 % 3] }
    let c = a.enumerated().map { $1 + ($0 % 2 == 0 ? 2e6 : -2e6) }
    rows.add(.metric(.npv, unit: "EUR", role: .compared, ""), [a, b, c])
    rows.add(
      .metric(.firstLive, unit: "h", absence: .never, ""),
      [
        Array(repeating: 7305, count: 10), Array(repeating: 730.5, count: 9) + [.nan],
        Array(repeating: .nan, count: 10),
      ])
    return rows
  }

  private static func comparison(
    _ rows: FewRows = rows(), baseline: String? = nil, metrics: [String] = [],
    indifference: String? = nil
  ) throws -> StrategyComparison {
    try StrategyComparison(
      of: rows, baseline: baseline, metrics: metrics, indifference: indifference)
  }

  @Test func `the intervals of three pairs hold together`() throws {
    let rows = try Self.comparison(metrics: ["npv_eur"]).rows
    #expect(rows.map { "\($0.a)\($0.b)" } == ["AB", "AC", "BC"])
    let pair = try #require(rows.first)
    // Differences −3, −4, −5 in turn, ten of them: mean −3.9 million, sum of squares 6.9. The quantiles of t
    // with 9 degrees of freedom are 2.262157 at 97.5 % and 2.933324 at 1 − 0.05/6.
    let error = (6.9 / 9 / 10).squareRoot() * 1e6
    #expect(abs((pair.alone.mean?.high ?? 0) - (-3.9e6 + 2.262157 * error)) < 1)
    #expect(abs((pair.together.mean?.high ?? 0) - (-3.9e6 + 2.933324 * error)) < 1)
    #expect(rows.map { $0.verdict() } == ["B has more", "cannot tell", "B has more"])
  }

  @Test func `common futures are worth the variances by that of the difference`() throws {
    let pair = try #require(try Self.comparison(metrics: ["npv_eur"]).rows.first)
    func variance(_ values: [Double]) -> Double {
      let mean = values.reduce(0, +) / Double(values.count)
      return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    }
    let a = (0..<10).map { Double($0 * $0) }
    let b = a.enumerated().map { $1 + [3.0, 4, 5][$0 % 3] }
    let expected = (variance(a) + variance(b)) / (6.9 / 9)
    #expect(abs(try #require(pair.gain) - expected) < 1e-6 * expected)
  }

  @Test func `a difference that does not matter is said to, and one that does`() throws {
    func verdicts(_ indifference: String) throws -> [String] {
      try Self.comparison(metrics: ["npv_eur"], indifference: indifference).rows.map {
        $0.verdict()
      }
    }
    #expect(
      try verdicts("1 MEUR") == [
        "B has more, and it matters", "cannot tell", "B has more, and it matters",
      ])
    #expect(
      try verdicts("4 MEUR") == [
        "B has more, perhaps by little", "no difference that matters",
        "B has more, perhaps by little",
      ])
    #expect(try verdicts("10 MEUR").allSatisfy { $0 == "no difference that matters" })
    #expect(throws: ComparisonProblem.self) { try verdicts("3 MW") }
    #expect(throws: ComparisonProblem.self) { try verdicts("some") }
  }

  @Test func `dates are compared by medians, months in the text`() throws {
    let comparison = try Self.comparison(baseline: "A")
    let rows = comparison.rows.filter { $0.variable.standardName == .firstLive }
    #expect(rows.map { "\($0.a)\($0.b)" } == ["BA", "CA"])
    #expect(rows[0].verdict() == "A is later" && rows[0].alone.missing == 1)
    #expect(rows[1].verdict() == "no future has both")
    #expect(rows[0].alone.probabilityGreater == 0.1)
    let text = comparison.text()
    #expect(text.contains("-9.00 months"))
    #expect(!text.contains("no future has both"))
    #expect(
      text.contains(
        "By mean net present value cut at the end: B 32.4 MEUR, A 28.5 MEUR, C 28.5 MEUR."))
    #expect(text.contains("B leads A by 3.90 MEUR (3.16 MEUR to 4.64 MEUR)."), "\(text)")
  }

  @Test func `what cannot be told apart is said not to be`() throws {
    var rows = FewRows(replications: 3)
    rows.add(
      .metric(.npv, unit: "EUR", role: .compared, ""), [[1e6, 2e6, 3e6], [3e6, 1e6, 2.4e6]])
    let text = try Self.comparison(rows).text()
    #expect(text.contains("This run cannot tell whether B or A is worth more"))
    #expect(text.contains("it holds for the pair") || text.contains("hold for the pair"))
  }

  @Test func `worths that rank strategies differently are told to, and others are not`() throws {
    let sentence =
      "What counts behind the end changes the order: by net present value with horizon value A before B,"
      + " by net present value cut at the end B before A."
    for (values, isDifferent) in [
      ([[2e6, 3e6], [1e6, 1e6]], true), ([[1e6, 1e6], [2e6, 3e6]], false),
    ] {
      var rows = FewRows(["A", "B"], replications: 2)
      rows.add(.metric(.npv, unit: "EUR", role: .compared, ""), [[1e6, 2e6], [3e6, 4e6]])
      rows.add(.metric(.npvWithHorizonValue, unit: "EUR", role: .compared, ""), values)
      let comparison = try Self.comparison(rows)
      #expect(comparison.text().contains(sentence) == isDifferent, "\(comparison.text())")
      #expect(try JSONText.of(comparison.document).contains("disagreement") == isDifferent)
    }
  }

  @Test func `rows for programs have both intervals`() throws {
    let table = try Self.comparison(metrics: ["npv_eur"]).table
    let lines = table.csv.split(separator: "\r\n")
    #expect(lines.count == 4)
    #expect(lines[0].hasPrefix("strategy_a,strategy_b,metric,unit,compared_by,n,n_missing,"))
    #expect(lines[1].hasPrefix("A,B,npv_eur,EUR,mean,10,0,-3900000,-4000000,"))
    let json = try JSONText.of(try Self.comparison(metrics: ["npv_eur"]).document)
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(document["simultaneous_method"] as? String == "Bonferroni")
    #expect((document["comparisons"] as? [[String: Any]])?.count == 3)
    #expect((document["ranking"] as? [[String: Any]])?.first?["strategy"] as? String == "B")
  }

  @Test func `what nobody has is refused, and the one that may be meant is told`() throws {
    func reason(baseline: String? = nil, _ metrics: [String] = []) -> String {
      do {
        _ = try Self.comparison(baseline: baseline, metrics: metrics)
        return ""
      } catch { return "\(error)" }
    }
    #expect(reason(baseline: "D").contains("there is no strategy 'D'"))
    #expect(reason(["npv_ur"]).contains("did you mean 'npv_eur'?"))
    #expect(reason(["grid_others_waited_mean_h"]).contains("add one, such as 'none: {}'"))
    #expect(reason(["npv_going_concern_eur"]).contains("add 'runOff'"))
    var one = FewRows(["A"], replications: 2)
    one.add(.metric(.npv, unit: "EUR", ""), [[1, 2]])
    #expect(throws: ComparisonProblem.self) { try Self.comparison(one) }
  }

  // MARK: Two runs

  @Test func `a metric that one of two runs does not have is refused, with what would give it`() {
    var other = Self.rows()
    other.add(
      .metric(.npvGoingConcern, unit: "EUR", ""),
      Array(repeating: Array(repeating: 1, count: 10), count: 3))
    for (first, second, name) in [
      (Self.rows(), other, "x.db: A"), (other, Self.rows(), "y.db: A"),
    ] {
      do {
        _ = try StrategyComparison(
          of: ("x.db", first), ("y.db", second), metrics: ["npv_going_concern_eur"],
          indifference: nil)
        Issue.record("compared")
      } catch {
        #expect("\(error)".contains("the results of '\(name)' have no metric"), "\(error)")
        #expect("\(error)".contains("add 'runOff'"), "\(error)")
      }
    }
  }

  @Test func `two runs of one seed are compared strategy by strategy`() throws {
    var other = FewRows(["B", "A"], replications: 8)
    other.add(
      .metric(.npv, unit: "EUR", role: .compared, ""),
      [Array(repeating: 0, count: 8), (0..<8).map { Double($0 * $0) * 1e6 + 1e6 }])
    let comparison = try StrategyComparison(
      of: ("x.db", Self.rows()), ("y.db", other), metrics: ["npv_eur"], indifference: nil)
    #expect(comparison.rows.map(\.a) == ["x.db: A", "x.db: B"])
    #expect(comparison.rows.map(\.b) == ["y.db: A", "y.db: B"])
    #expect(comparison.rows[0].alone.count == 8)
    #expect(comparison.rows[0].alone.mean?.mean == -1e6)
    #expect(comparison.text().contains("x.db less y.db"))
  }

  @Test func `runs whose futures are no pairs are refused with the reason`() throws {
    func reason(_ change: (inout FewRows) -> Void) -> String {
      var other = Self.rows()
      change(&other)
      do {
        _ = try StrategyComparison(
          of: ("x.db", Self.rows()), ("y.db", other), metrics: [], indifference: nil)
        return ""
      } catch { return "\(error)" }
    }
    #expect(reason { _ in } == "")
    #expect(reason { $0.record.run.seed = 8 }.contains("the seed is 7 in x.db and 8 in y.db"))
    #expect(reason { $0.record.run.engineVersion = "2.0" }.contains("engine version"))
    #expect(reason { $0.addDraws("price", Array(repeating: 1, count: 10)) }.contains("uncertain"))
    #expect(reason { $0.record.strategies = ["D", "E", "F"] }.contains("no strategy in common"))
  }
}
