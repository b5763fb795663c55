import Quantities
import ScenarioFiles
import ScenarioReading
import Testing

@Suite struct NumberMessageTests {
  private func problem(
    _ value: String, _ dimension: Dimension, in range: ClosedRange<Double>? = nil
  )
    -> [String]
  {
    problems("a:\n  power: \(value)\n") {
      $0.section("a", "A part.") { _ = $0.number("power", dimension, in: range, "IT power.") }
    }
  }

  @Test func `a number without its unit`() {
    #expect(
      problem("30", .power) == [
        "s.yaml:2:10: error: 'power' must be a power with its unit, such as '30 MW' (found '30')"
      ])
  }

  @Test func `a number out of range is told the range in its unit`() {
    #expect(
      problem("-3 MW", .power, in: .positive) == [
        "s.yaml:2:10: error: 'power' must be above 0 MW (found '-3 MW')"
      ])
    #expect(
      problem("120 %", .share, in: 0...1) == [
        "s.yaml:2:10: error: 'power' must be between 0 and 1 (found '120 %')"
      ])
    #expect(
      problem("0.9", .factor, in: 1...Double.infinity) == [
        "s.yaml:2:10: error: 'power' must be at least 1 (found '0.9')"
      ])
  }

  @Test func `a list or a map where a number is meant`() {
    #expect(
      problem("[1 MW, 2 MW]", .power) == [
        "s.yaml:2:10: error: 'power' must be a power, such as '30 MW' (found a list)"
      ])
    #expect(
      problem("{ uniform: { low: 1 MW, high: 2 MW } }", .power) == [
        "s.yaml:2:12: error: 'power' is a fixed number: write it as '30 MW' or with 'value', "
          + "'source' and 'confidence' (found 'uniform')"
      ])
  }

  @Test func `a drawn number or dollars where a fixed one in euros is meant`() {
    #expect(
      problem("$growth", .power) == [
        "s.yaml:2:10: error: 'power' must be a fixed number, such as '30 MW'; it cannot be drawn "
          + "(found '$growth')"
      ])
    #expect(
      problem("3 MUSD", .money) == [
        "s.yaml:2:10: error: 'power' must be in EUR, such as '12 MEUR' (found '3 MUSD')"
      ])
  }

  @Test func `a key without a value, and one that is missing`() {
    #expect(
      problem("", .power) == [
        "s.yaml:2:9: error: 'power' has no value; write one, such as 'power: 30 MW'"
      ])
    #expect(
      problems("a: {}") {
        $0.section("a", "A part.") { _ = $0.number("power", .power, "IT power.") }
      }
        == ["s.yaml:1:1: error: missing key 'power', such as 'power: 30 MW' (IT power.)"])
  }

  @Test func `whole numbers, flags, texts, dates and words`() {
    let found = problems(
      """
      count: 1.5
      many: 2000
      flag: yes
      text: [a]
      date: 2026-02-30
      rule: firstfit
      season: [1, 2]
      """
    ) {
      _ = $0.count("count", "How many.")
      _ = $0.count("many", in: 1...100, "How many.")
      _ = $0.flag("flag", default: false, "Whether.")
      _ = $0.text("text", "What.")
      _ = $0.date("date", "When.")
      let _: Rule = $0.choice("rule", "Which.")
      _ = $0.numbers("season", .factor, count: 12, "By month.")
    }
    #expect(
      found == [
        "s.yaml:1:8: error: 'count' must be a whole number, such as '10' (found '1.5')",
        "s.yaml:2:7: error: 'many' must be 1 to 100 (found '2000')",
        "s.yaml:3:7: error: 'flag' must be true or false (found 'yes')",
        "s.yaml:4:7: error: 'text' must be a text (found a list)",
        "s.yaml:5:7: error: 'date' must be a date, such as '2028-06-01' (found '2026-02-30')",
        "s.yaml:6:7: error: 'rule' must be one of strict, firstFit (found 'firstfit'); "
          + "did you mean 'firstFit'?",
        "s.yaml:7:9: error: 'season' must be a list of 12 numbers (found 2)",
      ])
  }

  @Test func `a date outside the simulated time`() throws {
    let start = try #require(CalendarDate("2026-01-01"))
    let end = try #require(CalendarDate("2041-01-01"))
    let found = problems("plan: 2041-01-01\nhistory: 1999-01-01") {
      $0.context.calendar = ReportingCalendar(start: start, end: end)
      _ = $0.date("plan", within: .horizon, "When.")
      _ = $0.date("history", "When.")
    }
    #expect(
      found == [
        "s.yaml:1:7: error: 'plan' must be within the simulated time, from 2026-01-01 to before "
          + "2041-01-01 (found '2041-01-01')"
      ])
  }

  @Test func `points must be pairs in order`() {
    let found = problems(
      "curve: [[2027-01-01, 1 x], [2027-01-01, 2 x], [2028-01-01], [soon, 2 x]]\nother: 3"
    ) {
      _ = $0.points("curve", x: .date, y: .factor, "By date.")
      _ = $0.points("other", x: .duration, y: .power, "By age.")
    }
    #expect(
      found == [
        "s.yaml:1:29: error: 'curve' must be in order: '2027-01-01' does not come after the pair "
          + "before it",
        "s.yaml:1:47: error: each of 'curve' must be a pair, as in '[[2028-06-01, 1.5 x]]' "
          + "(found a list)",
        "s.yaml:1:62: error: each date of 'curve' must be a date, such as '2028-06-01' "
          + "(found 'soon')",
        "s.yaml:2:8: error: 'other' must be a list of pairs, such as '[[24 months, 30 MW]]' "
          + "(found '3')",
      ])
  }
}
