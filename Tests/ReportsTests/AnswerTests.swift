import Columns
import Experiments
import Quantities
import Testing

@testable import Reports

/// The answer in two sentences follows the intervals.
struct AnswerTests {
  private static func candidate(_ name: String, npv: [Double]) -> Answer.Candidate {
    Answer.Candidate(
      name: name, npv: SampleSummary(npv, absence: .undefined, inner: 1),
      served: SampleSummary(npv.map { $0 + 5e9 }, absence: .undefined, inner: 1))
  }

  private static func answer(_ a: [Double], _ b: [Double]) -> [String] {
    let pair = PairedComparison(a, b, absence: .undefined, by: .means, inner: 1)
    return Answer(
      [candidate("A", npv: a), candidate("B", npv: b)], worth: "net present value", value: pair,
      served: pair,
      futures: a.count
    ).sentences
  }

  @Test func `where the interval lies above zero, one is worth more`() {
    // Differences 1, 2 and 3 million: mean 2, and 2 ± 4.303 · 1/√3 is no sure thing; of 4 it is.
    let sentences = Self.answer([3e6, 4e6, 5e6, 4e6], [1e6, 1e6, 1e6, 1e6])
    #expect(
      sentences == [
        "A is worth 3.00 million EUR more than B on average over 4 futures (95 % interval"
          + " 1.70 million EUR to 4.30 million EUR), and does so in 100 % of them.",
        "A serves 3.00 million H100e-h more than B on average over 4 futures (95 % interval"
          + " 1.70 million H100e-h to 4.30 million H100e-h), and does so in 100 % of them.",
      ])
  }

  @Test func `where the interval lies below zero, it is worth less, and the interval is turned`() {
    let sentences = Self.answer([1e6, 1e6, 1e6, 1e6], [3e6, 4e6, 5e6, 4e6])
    #expect(
      sentences[0].hasPrefix(
        "A is worth 3.00 million EUR less than B on average over 4 futures (95 % interval"
          + " 1.70 million EUR to 4.30 million EUR), and does so in 100 % of them"))
  }

  @Test func `where the interval includes zero, the run cannot tell them apart`() {
    let sentences = Self.answer([-1e6, 3e6, 1e6], [0, 0, 0])
    #expect(
      sentences[0]
        == "The run cannot tell A and B apart in net present value: the mean difference over 3 futures"
        + " is 1.00 million EUR, and its 95 % interval, -3.97 million EUR to 5.97 million EUR,"
        + " includes zero.")
    #expect(sentences[1].hasPrefix("The run cannot tell A and B apart in demand served:"))
  }

  @Test func `strategies that are the same in every future are said to be`() throws {
    #expect(
      try #require(Self.answer([0, 0], [0, 0]).first).contains("same net present value in each"))
  }

  @Test func `a future in which both are the same is not counted as a win`() {
    let sentences = Self.answer([3e6, 4e6, 5e6, 3e6, 4e6, 1e6], Array(repeating: 1e6, count: 6))
    #expect(sentences[0].hasSuffix("and does so in 83 % of them, with both the same in 17 %."))
    let turned = Self.answer(Array(repeating: 1e6, count: 6), [3e6, 4e6, 5e6, 3e6, 4e6, 1e6])
    #expect(turned[0].hasSuffix("and does so in 83 % of them, with both the same in 17 %."))
  }

  @Test func `what loses money is said to`() {
    let sentences = Self.answer([-1e6, -1e6, 1e6, -1e6], [-9e6, -9e6, -7e6, -9.1e6])
    #expect(sentences[0].hasSuffix("; its own net present value is below zero in 75 %."))
  }

  @Test func `one future gives no interval, and none is claimed`() {
    let sentences = Self.answer([2e6], [1e6])
    #expect(
      sentences[0]
        == "In the one future that was simulated, A is worth 1.00 million EUR more than B; one future"
        + " gives no interval, so this says nothing about others.")
  }

  @Test func `one strategy is told of by itself`() {
    let sentences = Answer(
      [Self.candidate("A", npv: [-1e6, 1e6, 3e6])], worth: "net present value", value: nil,
      served: nil, futures: 3
    ).sentences
    #expect(
      sentences == [
        "A serves 5.00 billion H100e-h on average over 3 futures (95 % interval 5.00 billion H100e-h"
          + " to 5.01 billion H100e-h).",
        "A has a net present value of 1.00 million EUR on average over 3 futures (95 % interval"
          + " -3.97 million EUR to 5.97 million EUR), and below zero in 33 % of them.",
      ])
  }

  @Test func `one strategy in one future claims nothing about others`() {
    let sentences = Answer(
      [Self.candidate("A", npv: [2e6])], worth: "net present value", value: nil, served: nil,
      futures: 1
    ).sentences
    #expect(
      sentences[1]
        == "In the one future that was simulated, A has a net present value of 2.00 million EUR; one"
        + " future gives no interval, so this says nothing about others.")
  }

  @Test func `of many strategies the best is compared with the next best`() {
    let candidates = ["A", "B", "C"].map { Self.candidate($0, npv: [1, 2]) }
    let pair = PairedComparison(
      [3e6, 4e6, 5e6, 4e6], [1e6, 1e6, 1e6, 1e6], absence: .undefined, by: .means, inner: 1)
    let sentences = Answer(
      candidates, worth: "net present value", value: pair, served: pair, futures: 4
    ).sentences
    #expect(
      sentences[0].hasPrefix(
        "Of the 3 strategies with a project, A has the highest mean net present value and B the next:"
          + " A is worth 3.00 million EUR more than B"))
  }

  @Test func `the pair that the answer names is shown first`() {
    func pairs(_ ranked: [Int]) -> [[Int]] {
      PageFigures.pairs(ranked: ranked).map { [$0.a, $0.b] }
    }
    #expect(pairs([3, 1, 0, 2]) == [[1, 3], [0, 1], [0, 2], [0, 3]])
    #expect(pairs([2, 0, 1]) == [[0, 2], [0, 1]])
    #expect(pairs([1, 0]) == [[0, 1]])
    #expect(pairs([0]) == [])
  }

  @Test func `a run without a project says so`() {
    let sentences = Answer([], worth: "net present value", value: nil, served: nil, futures: 6)
      .sentences
    #expect(
      sentences == [
        "Nothing is built in any strategy of this run, so there is no project to judge.",
        "It shows the world without one: its waiting lists and prices in 6 futures.",
      ])
  }

  @Test func `what is compared by medians is told as a median`() {
    let a: [Double] = [1, 2, 3, 4, 5, 6, 90]
    let b = Array(repeating: 0.0, count: 7)
    let pair = PairedComparison(a, b, absence: .undefined, by: .medians, inner: 1)
    let sentences = Answer(
      [Self.candidate("A", npv: a), Self.candidate("B", npv: b)], worth: "net present value",
      value: pair, served: nil,
      futures: 7
    ).sentences
    #expect(
      sentences[0].hasPrefix(
        "A is worth 4.00 EUR more than B in the median of 7 futures (95 % interval 1.00 EUR to 90.0 EUR)"
      ), "\(sentences)")
    let few = PairedComparison([1, 2], [0, 0], absence: .undefined, by: .medians, inner: 1)
    let unsure = Answer(
      [Self.candidate("A", npv: [1, 2]), Self.candidate("B", npv: [0, 0])],
      worth: "net present value", value: few, served: nil,
      futures: 2
    ).sentences
    #expect(
      unsure[0].hasPrefix("A is worth 1.50 EUR more than B in the median of 2 futures, too few"))
  }

  @Test func `a table says the same as the sentences`() {
    func verdict(_ differences: [Double], _ variable: Variable) -> String {
      PairedComparison(differences, differences.map { _ in 0 }, of: variable, inner: 1)
        .verdict(of: variable)
    }
    let amount = Variable.metric("gain", unit: "EUR", "")
    #expect(verdict([1, 2, 1, 2], amount) == "A has more")
    #expect(verdict([-1, -2, -1, -2], amount) == "B has more")
    #expect(verdict([-1, 2, 1, -2], amount) == "cannot tell")
    #expect(verdict([0, 0], amount) == "the same")
    #expect(verdict([4], amount) == "one future: no interval")
    #expect(verdict([.nan], amount) == "no future has both")
  }

  @Test func `a cost is dearer, an instant later, a ratio higher`() {
    func verdict(_ sign: Double, _ variable: Variable) -> String {
      let values = (1...6).map { sign * Double($0) }
      return PairedComparison(values, values.map { _ in 0 }, of: variable, inner: 1)
        .verdict(of: variable)
    }
    #expect(verdict(1, .metric(.capex, unit: "EUR", isCost: true, "")) == "A is dearer")
    #expect(verdict(-1, .ratio(.levelisedCost, unit: "", isCost: true, "")) == "B is dearer")
    #expect(verdict(1, .metric(.firstLive, unit: "h", absence: .never, "")) == "A is later")
    #expect(verdict(-1, .ratio(.utilisation, unit: "", "")) == "B is higher")
    let ratio = Variable.ratio(.utilisation, unit: "", "")
    let few = PairedComparison([1, 2], [0, 0], of: ratio, inner: 1)
    #expect(few.verdict(of: ratio) == "too few futures: no interval")
    func mostlyTied(_ count: Int) -> PairedComparison {
      let zeros = Array(repeating: 0.0, count: count)
      return PairedComparison(zeros + [9], zeros + [0], of: ratio, inner: 1)
    }
    let tied = mostlyTied(6)
    #expect(tied.verdict(of: ratio) == "cannot tell")
    let mostly = mostlyTied(20)
    #expect(mostly.verdict(of: ratio) == "mostly the same")
  }
}
