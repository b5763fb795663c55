import Columns
import Experiments
import Quantities

extension Sensitivity {
  /// How many drivers of an outcome have a row.
  private static let rowsShown = 8

  /// The analysis for a terminal.
  public func text(_ style: TextStyle = .plain, names: ReaderNames = ReaderNames()) -> String {
    let blocks = outcomes.map { block($0, style, names) }
    return style.marked(title.printable, .strong) + "\n\n"
      + (blocks.isEmpty
        ? "Nothing is built in any strategy of this run, so nothing moves it.\n"
        : blocks.joined(separator: "\n")
          + "\n'alone': the share of the variance that the driver explains by itself, and in brackets what chance"
          + " exceeds once in 20.\n'coefficient': by how many standard deviations the outcome rises with one of"
          + " the driver, in ranks, beside its group; with its 95 % interval.\n")
  }

  private func block(_ outcome: Outcome, _ style: TextStyle, _ names: ReaderNames) -> String {
    var table = TextTable()
    let name = Worth.words(of: outcome.variable)
    table.add(
      [
        "\(name) of \(names.difference(outcome.strategies))", "alone", "(chance)", "coefficient",
        "from", "to",
      ], .strong)
    let telling = outcome.effects.filter(\.isTelling)
    for effect in telling.prefix(Self.rowsShown) {
      let fit = effect.coefficient
      table.add(
        [
          "\(effect.group): \(effect.name)",
          effect.alone.map { ReadableNumber.share($0.index) } ?? "-",
          effect.alone.map { "(\(ReadableNumber.share($0.chance)))" } ?? "-",
        ] + [fit?.coefficient, fit?.low, fit?.high].map { $0.map(TableNumber.signed) ?? "-" })
    }
    var lines: [String] = []
    if telling.isEmpty {
      lines.append("No driver alone explains more than chance would.")
    } else if telling.count > Self.rowsShown {
      lines.append("\(telling.count - Self.rowsShown) more explain more than chance would.")
    }
    let rest = outcome.effects.count { $0.alone != nil } - telling.count
    if rest > 0 { lines.append("\(rest) explain no more alone than chance would.") }
    lines.append(outcome.explanation(names))
    return table.text(style) + lines.map { $0.printable + "\n" }.joined()
  }

  /// The analysis as rows for programs.
  public var table: DataTable {
    var table = DataTable([
      "strategy_a", "strategy_b", "metric", "group", "driver", "futures", "first_order_index",
      "chance_95", "bins", "rank_coefficient", "ci_low", "ci_high",
    ])
    for outcome in outcomes {
      for effect in outcome.effects {
        table.add([
          .text(outcome.strategies[0]),
          .text(outcome.strategies.count > 1 ? outcome.strategies[1] : ""),
          .text(outcome.variable.name), .text(effect.group), .text(effect.name),
          .count(outcome.futures), .number(effect.alone?.index), .number(effect.alone?.chance),
          .number(effect.alone.map { Double($0.bins) }), .number(effect.coefficient?.coefficient),
          .number(effect.coefficient?.low), .number(effect.coefficient?.high),
        ])
      }
    }
    return table
  }

  /// The analysis for programs.
  public var document: some Encodable {
    Document(
      title: title,
      outcomes: outcomes.map { outcome in
        .init(
          strategies: outcome.strategies, metric: outcome.variable.name, futures: outcome.futures,
          explained: outcome.explained,
          groups: outcome.groups.map { .init(group: $0.name, explained: $0.explained) })
      }, drivers: table)
  }
}

extension Sensitivity.Outcome {
  /// Below which share of what is explained a reader is warned.
  private static let small = 0.5

  /// What groups of drivers and all of them explain together, with a warning where that is little.
  func explanation(_ names: ReaderNames) -> String {
    let shares = groups.compactMap { group in
      group.explained.map {
        "\(Driver.words(ofGroup: group.name, of: strategies, names)) \(ReadableNumber.share($0))"
      }
    }
    guard !shares.isEmpty else {
      return
        "\(futures == 1 ? "1 future is" : "\(futures) futures are") too few to say what the drivers explain together."
    }
    var text =
      "Together they explain, of the variance of the ranks: \(shares.joined(separator: ", "))"
    if shares.count > 1, let explained { text += ", all \(ReadableNumber.share(explained))" }
    text += "."
    if let explained, explained < Self.small {
      text += " Warning: most of it is left unexplained, so that the list says little."
    }
    return text
  }
}

/// What `JSONText` makes of an analysis.
private struct Document: Encodable {
  struct Group: Encodable {
    let group: String
    let explained: Double?
  }

  struct Outcome: Encodable {
    let strategies: [String]
    let metric: String
    let futures: Int
    let explained: Double?
    let groups: [Group]
  }

  let title: String
  let outcomes: [Outcome]
  let drivers: DataTable
}
