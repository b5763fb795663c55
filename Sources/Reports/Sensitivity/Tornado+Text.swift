import Columns
import Experiments
import Quantities

extension Tornado {
  /// How many inputs of an outcome have a row.
  private static let rowsShown = 10

  /// The tornado for a terminal.
  public func text(_ style: TextStyle = .plain, names: ReaderNames = ReaderNames()) -> String {
    let blocks = outcomes.map { block($0, style, names) }
    return style.marked(
      "\(title.printable): \(futures == 1 ? "1 future" : "\(futures) futures")", .strong) + "\n\n"
      + (blocks.isEmpty
        ? "No strategy of this scenario has an outcome that an input moves.\n"
        : blocks.joined(separator: "\n") + "\n" + notes)
  }

  private var name: String { Worth.words(of: variable) }

  private func block(_ outcome: Outcome, _ style: TextStyle, _ names: ReaderNames) -> String {
    func number(_ value: Double?) -> String {
      value.map { ReadableNumber.difference($0, unit: variable.unit) } ?? "none"
    }
    // What is undefined in one of two strategies is in their difference, and is no instant that never comes.
    let word = variable.absence == .never && outcome.strategies.count == 1 ? "never" : "none"
    func never(_ share: Double) -> String {
      share > 0 ? ", \(word) in \(ReadableNumber.share(share))" : ""
    }
    var table = TextTable()
    table.add(
      [
        "\(name) of \(names.difference(outcome.strategies))",
        "\(variable.comparison.word) \(number(outcome.center))\(never(outcome.missing)) as drawn",
        "", "95 % interval of the changes", "",
      ], .strong)
    for effects in outcome.inputs.prefix(Self.rowsShown) {
      func cells(_ effect: Effect) -> [String] {
        let change = effect.change.difference
        let held = effect.held
        let value = ReadableNumber.digits(held.value) + (held.unit.isEmpty ? "" : " \(held.unit)")
        let sign = (change?.value ?? 0) > 0 ? "+" : ""
        return [
          "at \(value): \(sign)\(number(change?.value))\(never(effect.missing))",
          change.flatMap { change in
            change.low.flatMap { low in change.high.map { "\(number(low)) to \(number($0))" } }
          } ?? "-",
        ]
      }
      // Of more than two levels those that lead furthest down and up.
      let ordered =
        effects.count <= 2
        ? effects
        : [
          effects.min { ($0.change.difference?.value ?? 0) < ($1.change.difference?.value ?? 0) },
          effects.max { ($0.change.difference?.value ?? 0) < ($1.change.difference?.value ?? 0) },
        ].compactMap(\.self)
      let all = ordered.map(cells)
      guard let first = all.first, let last = all.last else { continue }
      table.add([effects[0].held.input, first[0], last[0], first[1], last[1]])
    }
    let rest = outcome.inputs.count - Self.rowsShown
    return table.text(style) + (rest > 0 ? "\(rest) more inputs move it less.\n" : "")
  }

  private var notes: String {
    "Each input is held at its p10 and at its p90, or at its values where it has few, in the same futures, and all"
      + " others are as drawn:\nwhere two hang together, that is broken here. The changes are against those futures"
      + " as drawn.\n"
  }

  /// The tornado as rows for programs.
  public var table: DataTable {
    var table = DataTable([
      "strategy_a", "strategy_b", "metric", "unit", "input", "level", "input_value", "input_unit",
      "compared_by", "n", "value", "value_as_drawn", "change", "ci_low", "ci_high",
      "missing_fraction", "missing_fraction_as_drawn",
    ])
    for outcome in outcomes {
      for effect in outcome.inputs.joined() {
        let (held, change) = (effect.held, effect.change.difference)
        table.add([
          .text(outcome.strategies[0]),
          .text(outcome.strategies.count > 1 ? outcome.strategies[1] : ""), .text(variable.name),
          .text(variable.unit), .text(held.input), .text(held.level), .number(held.value),
          .text(held.unit), .text(variable.comparison.word), .count(effect.change.count),
          .number(effect.center), .number(outcome.center), .number(change?.value),
          .number(change?.low), .number(change?.high), .number(effect.missing),
          .number(outcome.missing),
        ])
      }
    }
    return table
  }

  /// The tornado for programs.
  public var document: some Encodable {
    Document(
      title: title, metric: variable.name, futures: futures, correlationsBroken: true, cases: table)
  }
}

/// What `JSONText` makes of a tornado.
private struct Document: Encodable {
  let title, metric: String
  let futures: Int
  let correlationsBroken: Bool
  let cases: DataTable
}
