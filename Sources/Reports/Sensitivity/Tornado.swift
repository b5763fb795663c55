public import Columns
import Experiments

/// What an outcome, or the difference of two, changes by where one input is held low or high, in its own unit.
public struct Tornado: Sendable {
  /// An input held at one of its levels.
  public struct Case: Sendable {
    /// The input, its unit, and what the level is called.
    public let input, unit, level: String
    /// The value at which the input is held, in that unit.
    public let value: Double

    /// Names a case.
    public init(input: String, unit: String, level: String, value: Double) {
      self.input = input
      self.unit = unit
      self.level = level
      self.value = value
    }
  }

  /// What an outcome is in one case.
  struct Effect: Sendable {
    let held: Case
    /// The mean of amounts, the median of ratios and instants; nil where there is none.
    let center: Double?
    /// In which share of the replications it has no value.
    let missing: Double
    /// How it differs from the same futures as drawn.
    let change: PairedComparison
  }

  /// An outcome with its effects, those of one input side by side.
  struct Outcome: Sendable {
    /// One strategy, or two whose difference it is.
    let strategies: [String]
    /// As drawn.
    let center: Double?
    let missing: Double
    /// By input, the widest first; by level.
    let inputs: [[Effect]]

    var title: String { strategies.joined(separator: " less ") }
  }

  let title: String
  let variable: Variable
  let futures: Int
  let outcomes: [Outcome]

  /// How many differences are looked at: the best with each of the next.
  private static let mostPairs = 3

  /// Gathers a tornado.
  ///
  /// - Parameters:
  ///   - title: what is said above it.
  ///   - variable: the metric.
  ///   - strategies: their names.
  ///   - cases: the inputs and their levels; those of one input side by side.
  ///   - values: of the scenario as it is and then of each case, by strategy and then by replication; NaN = none.
  ///   - inner: replications per future.
  public init(
    title: String, variable: Variable, strategies: [String], cases: [Case], values: [[[Double]]],
    inner: Int
  ) {
    precondition(values.count == cases.count + 1, "\(values.count) results of \(cases.count) cases")
    self.title = title
    self.variable = variable
    let count = values[0].first?.count ?? 0
    futures = (count + inner - 1) / inner
    func summary(_ values: [Double]) -> SampleSummary {
      SampleSummary(values, absence: variable.absence, inner: inner)
    }
    // A world without a project has the same worth in every future and every case.
    let moved = strategies.indices.filter { strategy in
      values.contains { result in
        result[strategy].contains { !$0.isNaN && $0 != values[0][strategy][0] }
      }
    }
    let ranked = moved.sorted {
      let (a, b) = (summary(values[0][$0]).mean?.mean, summary(values[0][$1]).mean?.mean)
      return (-(a ?? -.infinity), $0) < (-(b ?? -.infinity), $1)
    }
    let pairs = ranked.dropFirst().prefix(Self.mostPairs).map { (ranked[0], $0) }
    let sets = moved.map { [$0] } + pairs.map { [$0.0, $0.1] }
    outcomes = sets.map { members in
      func outcome(_ result: [[Double]]) -> [Double] {
        members.count == 1
          ? result[members[0]] : zip(result[members[0]], result[members[1]]).map { $0 - $1 }
      }
      let drawn = outcome(values[0])
      let effects = cases.indices.map { place -> Effect in
        let held = outcome(values[place + 1])
        return Effect(
          held: cases[place], center: Self.center(summary(held), variable.comparison),
          missing: Double(held.count(where: \.isNaN)) / Double(max(held.count, 1)),
          change: PairedComparison(
            held, drawn, absence: .undefined, by: variable.comparison, inner: inner))
      }
      var inputs: [[Effect]] = []
      for effect in effects {
        if let last = inputs.last?.first, last.held.input == effect.held.input {
          inputs[inputs.count - 1].append(effect)
        } else {
          inputs.append([effect])
        }
      }
      let widths = inputs.map(Self.width)
      let order = inputs.indices.sorted { (-widths[$0], $0) < (-widths[$1], $1) }
      return Outcome(
        strategies: members.map { strategies[$0] },
        center: Self.center(summary(drawn), variable.comparison),
        missing: Double(drawn.count(where: \.isNaN)) / Double(max(drawn.count, 1)),
        inputs: order.map { inputs[$0] })
    }
  }

  private static func center(_ summary: SampleSummary, _ by: Variable.Comparison) -> Double? {
    switch by {
    case .means: summary.mean?.mean
    case .medians: summary.quantile(0.5)
    }
  }

  /// From the least to the greatest change; what changes nothing but whether there is a value comes last.
  private static func width(_ effects: [Effect]) -> Double {
    let changes = effects.compactMap { $0.change.difference?.value }
    return (changes.max() ?? 0) - (changes.min() ?? 0)
  }
}
