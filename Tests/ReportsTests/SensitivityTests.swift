import Columns
import Experiments
import Foundation
import ResultStore
import Testing

@testable import Reports

/// What moves an outcome: by the data at hand, and by inputs held low and high.
struct SensitivityTests {
  /// 100 futures in which A is worth the price in tens, and B as much less what the delay of its only site costs.
  private static func rows() -> FewRows {
    var rows = FewRows(["A", "B"], replications: 100)
    let price = (0..<100).map { Double($0 / 10) }
    let delay = (0..<100).map { Double($0 % 10) }
    rows.add(
      .metric(.npv, unit: "EUR", role: .compared, ""),
      [price.map { $0 * 1e6 }, zip(price, delay).map { $0 * 1e6 - $1 * $1 * 1e5 }])
    rows.addDraws("price", price)
    rows.addDraws("weather", (0..<100).map { Double($0 * 37 % 100) })
    rows.add(.milestone(.energised, ""), days: delay.map { $0 + 1 })
    rows.add(.milestone(.live, ""), days: delay.map { $0 + 31 })
    return rows
  }

  @Test func `of a strategy the input comes first, and of a difference the date`() throws {
    let outcomes = try Sensitivity(of: Self.rows()).outcomes
    #expect(outcomes.map(\.title) == ["A", "B", "A less B"])
    #expect(outcomes[0].effects.first?.name == "price")
    // A is a function of the price alone: nothing lies within its ten values.
    #expect(abs((outcomes[0].effects.first?.alone?.index ?? 0) - 1) < 1e-12)
    #expect(outcomes[0].effects.first?.coefficient?.coefficient ?? 0 > 0.99)
    let difference = outcomes[2]
    let dates = difference.effects.filter { ($0.alone?.index ?? 0) > 0.99 }
    #expect(
      Set(dates.map { "\($0.group): \($0.name)" })
        == [
          "dates of A: first: energised", "dates of A: first: live",
          "dates of B: first: energised", "dates of B: first: live",
        ])
    let groups = Dictionary(uniqueKeysWithValues: difference.groups.map { ($0.name, $0.explained) })
    #expect((groups["inputs"] ?? nil) ?? 1 < 0.1)
    #expect((groups["dates of B"] ?? nil) ?? 0 > 0.99)
    // What always takes thirty days explains nothing.
    #expect(
      difference.effects.filter { $0.name == "first: energised to live" }.allSatisfy {
        $0.alone == nil
      })
  }

  @Test func `the text names what explains more than chance, and warns where little is explained`()
    throws
  {
    let text = try Sensitivity(of: Self.rows(), difference: ("A", "B")).text()
    #expect(text.contains("net present value cut at the end of A less B"))
    #expect(text.contains("dates of B: first: live"), "\(text)")
    #expect(!text.contains("inputs: weather"))
    var noise = FewRows(["A"], replications: 100)
    noise.add(
      .metric(.npv, unit: "EUR", ""), [(0..<100).map { Double($0 * 61 % 100) }])
    noise.addDraws("weather", (0..<100).map { Double($0 * $0 * 37 % 101) })
    let warned = try Sensitivity(of: noise).text()
    #expect(warned.contains("Warning: most of it is left unexplained"), "\(warned)")
  }

  @Test func `a strategy or metric that is not there is refused`() throws {
    #expect(throws: ComparisonProblem.self) { try Sensitivity(of: Self.rows(), metric: "npv") }
    #expect(throws: ComparisonProblem.self) {
      try Sensitivity(of: Self.rows(), difference: ("A", "C"))
    }
  }

  // MARK: Tornado

  private static func tornado() -> Tornado {
    let drawn = [[0.0, 2, 4, 6], [1.0, 1, 1, 1], [0.0, 0, 0, 0]]
    func moved(_ a: Double, _ b: Double) -> [[Double]] {
      [drawn[0].map { $0 + a }, drawn[1].map { $0 + b }, drawn[2]]
    }
    func held(_ input: String, _ level: String, _ value: Double) -> Tornado.Case {
      Tornado.Case(input: input, unit: "x", level: level, value: value)
    }
    return Tornado(
      title: "t", variable: .metric(.npv, unit: "EUR", ""), strategies: ["A", "B", "none"],
      cases: [
        held("small", "p10", 1), held("small", "p90", 2), held("large", "p10", 3),
        held("large", "p90", 4),
      ],
      values: [drawn, moved(-1, 0), moved(1, 0), moved(-5, -5), moved(5, 5)], inner: 1)
  }

  @Test func `inputs come by their width, of each strategy and of the difference`() {
    let outcomes = Self.tornado().outcomes
    #expect(outcomes.map(\.title) == ["A", "B", "A less B"])
    #expect(outcomes[0].center == 3)
    #expect(outcomes[0].inputs.map { $0[0].held.input } == ["large", "small"])
    #expect(outcomes[0].inputs[0].map { $0.change.difference?.value } == [-5, 5])
    #expect(outcomes[0].inputs[0].map(\.center) == [-2, 8])
    // What moves both moves no difference.
    #expect(outcomes[2].inputs.map { $0[0].held.input } == ["small", "large"])
    #expect(outcomes[2].inputs[1].allSatisfy { $0.change.difference?.value == 0 })
    #expect(outcomes[2].inputs[0].map { $0.change.difference?.value } == [-1, 1])
  }

  @Test func `the text is in the outcome's unit, and says that correlations are broken`() {
    let text = Self.tornado().text()
    #expect(text.contains("mean 3.00 EUR as drawn"))
    #expect(text.contains("at 3.00 x: -5.00 EUR") && text.contains("at 4.00 x: +5.00 EUR"))
    #expect(text.contains("where two hang together, that is broken here"))
  }

  @Test func `never is told as a share, and dates by their median`() {
    let drawn: [Double] = [730.5, 1461, 2191.5, .nan]
    let tornado = Tornado(
      title: "t", variable: .metric(.firstLive, unit: "h", absence: .never, ""), strategies: ["A"],
      cases: [.init(input: "slip", unit: "", level: "p90", value: 2)],
      values: [[drawn], [[1461, 2191.5, .nan, .nan]]], inner: 1)
    let effect = tornado.outcomes[0].inputs[0][0]
    #expect(tornado.outcomes[0].missing == 0.25 && effect.missing == 0.5)
    #expect(effect.change.difference?.value == 730.5 && effect.change.count == 2)
    #expect(tornado.text().contains("never in 50 %"), "\(tornado.text())")
  }
}
