import Columns
import Experiments
import Quantities
import Testing

@testable import Reports

/// The answer follows the intervals, sentence by sentence.
struct AnswerTests {
  private static func candidate(_ name: String, npv: [Double]) -> Answer.Candidate {
    Answer.Candidate(
      name: name, npv: SampleSummary(npv, absence: .undefined, inner: 1),
      served: SampleSummary(npv.map { $0 + 5e9 }, absence: .undefined, inner: 1))
  }

  /// The sentences that compare two, without those of what each earns; and who serves more.
  private static func answer(_ a: [Double], _ b: [Double]) -> [String] {
    let answer = whole(a, b)
    return answer.sentences.suffix(1) + answer.details.suffix(1)
  }

  private static func whole(_ a: [Double], _ b: [Double]) -> Answer {
    let pair = PairedComparison(a, b, absence: .undefined, by: .means, inner: 1)
    return Answer(
      [candidate("A", npv: a), candidate("B", npv: b)], worth: "net present value",
      rate: "9 % a year", value: pair, served: pair, futures: a.count)
  }

  @Test func `where the interval lies above zero, one is worth more`() {
    // Differences 1, 2 and 3 million: mean 2, and 2 ± 4.303 · 1/√3 is no sure thing; of 4 it is.
    let sentences = Self.answer([3e6, 4e6, 5e6, 4e6], [1e6, 1e6, 1e6, 1e6])
    #expect(
      sentences == [
        "A is worth 3 million EUR more than B on average over 4 futures (95 % interval"
          + " 1.70 to 4.30 million EUR), and does so in 100 % of them.",
        "A serves 3 million H100e-h more than B on average over 4 futures (95 % interval"
          + " 1.70 to 4.30 million H100e-h), and does so in 100 % of them.",
      ])
  }

  @Test func `where the interval lies below zero, it is worth less, and the interval is turned`() {
    let sentences = Self.answer([1e6, 1e6, 1e6, 1e6], [3e6, 4e6, 5e6, 4e6])
    #expect(
      sentences[0].hasPrefix(
        "A is worth 3 million EUR less than B on average over 4 futures (95 % interval"
          + " 1.70 to 4.30 million EUR), and does so in 100 % of them"))
  }

  @Test func `where the interval includes zero, the run cannot tell them apart`() {
    let sentences = Self.answer([-1e6, 3e6, 1e6], [0, 0, 0])
    #expect(
      sentences[0]
        == "The run cannot tell A and B apart in net present value: the mean difference over 3 futures"
        + " is 1 million EUR, and its 95 % interval, -3.97 to 5.97 million EUR, includes zero.")
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

  @Test func `what earns its cost of capital, what does not, and what cannot be told, is said`() {
    // Of four values around their mean the interval is 3.182 standard errors wide on each side.
    let (gain, loss, unsure) = (
      [3e6, 4e6, 5e6, 4e6], [-3e6, -4e6, -5e6, -4e6], [-1e6, 3e6, 1e6, 0]
    )
    #expect(
      Self.whole(gain, loss).sentences[0]
        == "A earns its cost of capital of 9 % a year on average and beats doing nothing; B does not."
    )
    #expect(
      Self.whole(gain, gain).sentences[0]
        == "A and B earn their cost of capital of 9 % a year on average and beat doing nothing.")
    #expect(
      Self.whole(gain, unsure).sentences[0]
        == "A earns its cost of capital of 9 % a year on average and beats doing nothing; of B the run"
        + " cannot tell.")
    #expect(
      Self.whole(unsure, loss).sentences[0]
        == "The run cannot tell whether A earns its cost of capital of 9 % a year and beats doing nothing;"
        + " B does not.")
    #expect(
      Self.whole(unsure, unsure).sentences[0]
        == "The run cannot tell whether A or B earn their cost of capital of 9 % a year and beat doing"
        + " nothing.")
    #expect(
      Self.whole(loss, loss).sentences[0]
        == "A and B do not earn their cost of capital of 9 % a year on average: doing nothing is worth more."
    )
  }

  @Test func `in how many futures the worth is above zero is said`() {
    #expect(
      Self.whole([-1e6, -1e6, 1e6, -1e6], [-9e6, -9e6, -7e6, -9e6]).details[0]
        == "The net present value is above zero, of 4 futures, with A in 25 % (mean -500\u{202F}000 EUR), with B in"
        + " 0 % (mean -8.5 million EUR).")
  }

  @Test func `one future gives no interval, and none is claimed`() {
    let answer = Self.whole([2e6], [1e6])
    #expect(
      answer.sentences == [
        "In the one future that was simulated, A is worth 1 million EUR more than B; one future gives no"
          + " interval, so this says nothing about others."
      ])
    #expect(answer.details.count == 1)
  }

  @Test func `one strategy is told of by itself`() {
    let answer = Answer(
      [Self.candidate("A", npv: [-1e6, 1e6, 3e6])], worth: "net present value", value: nil,
      served: nil, futures: 3)
    #expect(
      answer.sentences == [
        "The run cannot tell whether A earns its cost of capital and beats doing nothing.",
        "A has a net present value of 1 million EUR on average over 3 futures (95 % interval"
          + " -3.97 to 5.97 million EUR), and below zero in 33 % of them.",
      ])
    #expect(
      answer.details == [
        "A serves 5 billion H100e-h on average over 3 futures (95 % interval 5.00 to 5.01 billion H100e-h)."
      ])
  }

  @Test func `one strategy in one future claims nothing about others`() {
    let sentences = Answer(
      [Self.candidate("A", npv: [2e6])], worth: "net present value", value: nil, served: nil,
      futures: 1
    ).sentences
    #expect(
      sentences == [
        "In the one future that was simulated, A has a net present value of 2 million EUR; one"
          + " future gives no interval, so this says nothing about others."
      ])
  }

  @Test func `of many strategies the best is compared with the next best, and with all others`() {
    let candidates = ["A", "B", "C", "D"].map { Self.candidate($0, npv: [1, 2]) }
    func pair(_ a: [Double]) -> PairedComparison {
      PairedComparison(a, [1e6, 1e6, 1e6, 1e6], absence: .undefined, by: .means, inner: 1)
    }
    let sure = pair([3e6, 4e6, 5e6, 4e6])
    let sentences = Answer(
      candidates, worth: "net present value", value: sure,
      others: [.init(name: "C", value: sure), .init(name: "D", value: pair([0, 2e6, 1e6, 3e6]))],
      served: sure, futures: 4
    ).sentences
    #expect(sentences[1].hasPrefix("A is worth 3 million EUR more than B"))
    #expect(sentences[2] == "A is worth more than C, and cannot be told from D.")
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
      sentences[1].hasPrefix(
        "A is worth 4 EUR more than B in the median of 7 futures (95 % interval 1.0 to 90.0 EUR)"
      ), "\(sentences)")
    let few = PairedComparison([1, 2], [0, 0], absence: .undefined, by: .medians, inner: 1)
    let unsure = Answer(
      [Self.candidate("A", npv: [1, 2]), Self.candidate("B", npv: [0, 0])],
      worth: "net present value", value: few, served: nil,
      futures: 2
    ).sentences
    #expect(
      unsure[1].hasPrefix("A is worth 1.5 EUR more than B in the median of 2 futures, too few"))
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
