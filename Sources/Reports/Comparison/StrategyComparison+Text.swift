import Columns
import Experiments
import Quantities

extension StrategyComparison {
  /// The comparison for a terminal.
  public func text(_ style: TextStyle = .plain, names: ReaderNames = ReaderNames()) -> String {
    var text =
      style.marked(
        "\(title.printable): \(futures == 1 ? "1 future" : "\(futures) futures")", .strong)
      + "\n"
    let answer = answer(names)
    text += (answer.isEmpty ? "" : "\n") + answer.map { $0.printable + "\n" }.joined()
    for variable in variables {
      // Where no future has both, there is nothing to compare: the first site of who builds none.
      let rows = rows.filter { $0.variable == variable && $0.alone.count > 0 }
      guard !rows.isEmpty else { continue }
      text += "\n" + block(variable, rows, style, names)
    }
    return text + "\n" + notes.map { $0.printable + "\n" }.joined()
  }

  /// Who leads, by how much, and how sure that is.
  private func answer(_ names: ReaderNames) -> [String] {
    guard let leader = ranking.first, ranking.count > 1 else { return [] }
    return lead(of: leader, before: ranking[1], names) + (disagreement.map { [$0] } ?? [])
  }

  private func lead(of leader: Rank, before second: Rank, _ names: ReaderNames) -> [String] {
    let order = ranking.map { "\(names.strategy($0.name)) \(ReadableNumber.money($0.mean))" }
    var lines = ["By mean \(worth.words): \(order.joined(separator: ", "))."]
    let (first, next) = (names.strategy(leader.name), names.strategy(second.name))
    let pair = rows.first {
      $0.variable.standardName == worth.name
        && Set([$0.a, $0.b]) == Set([leader.name, second.name])
    }
    guard let pair, let difference = pair.together.difference, let low = difference.low,
      let high = difference.high
    else { return lines }
    // As the leader less the second, whichever way the pair stands in the table.
    let (from, to) = pair.a == leader.name ? (low, high) : (-high, -low)
    let amount = ReadableNumber.money(abs(difference.value))
    let interval = "\(ReadableNumber.money(from)) to \(ReadableNumber.money(to))"
    lines.append(
      low == 0 && high == 0
        ? "\(first) and \(next) are worth the same in every future."
        : from > 0
          ? "\(first) leads \(next) by \(amount) (\(interval))."
          : "This run cannot tell whether \(first) or \(next) is worth more: the difference is"
            + " \(amount), \(interval).")
    return lines
  }

  private func block(_ variable: Variable, _ rows: [Row], _ style: TextStyle, _ names: ReaderNames)
    -> String
  {
    var table = TextTable()
    let hasTies = rows.contains { ($0.alone.tiedFraction ?? 0) > 0 }
    let hasMissing = rows.contains { $0.alone.missing > 0 }
    table.add(
      ["\(words(of: variable)), A less B", variable.comparison.word, "from", "to", "P(A > B)"]
        + (hasTies ? ["ties"] : []) + (hasMissing ? ["pairs"] : []) + ["what it says"], .strong)
    for row in rows {
      let difference = row.together.difference
      func cell(_ number: Double?) -> String {
        number.map { ReadableNumber.difference($0, unit: variable.unit) } ?? "-"
      }
      let share = row.alone.greater.map {
        "\(ReadableNumber.share($0.share)) (\(ReadableNumber.share($0.low)) to \(ReadableNumber.share($0.high)))"
      }
      table.add(
        [
          names.difference([row.a, row.b]), cell(difference?.value), cell(difference?.low),
          cell(difference?.high), share ?? "-",
        ] + (hasTies ? [row.alone.tiedFraction.map(ReadableNumber.share) ?? "-"] : [])
          + (hasMissing ? [row.alone.countWords] : []) + [row.verdict(names)],
        difference?.excludesZero == true ? nil : .faint)
    }
    return table.text(style)
  }

  private func words(of variable: Variable) -> String {
    switch variable.standardName {
    case .servedTime: "H100e-hours served"
    case .levelisedCost: "levelised cost"
    case .firstLive: "first live"
    default: Worth.words(of: variable)
    }
  }

  private var notes: [String] {
    var notes = [
      "'from' and 'to': with 95 % they hold for "
        + (pairCount == 1 ? "the pair" : "all \(pairCount) pairs at once (Bonferroni)")
        + "; P(A > B) counts half of the ties, its interval is for the pair alone (Clopper and Pearson)."
    ]
    if rows.contains(where: { $0.variable.comparison == .medians }) {
      notes.append(
        "Ratios and dates are compared by the median of the pairs in which both exist, with order"
          + " statistics; a date that never comes is later than any.")
    }
    let gains = rows.filter { $0.variable.standardName == worth.name }.compactMap(\.gain)
    if let least = gains.min(), let most = gains.max() {
      let range =
        gains.count == 1 || ReadableNumber.digits(least) == ReadableNumber.digits(most)
        ? ReadableNumber.digits(most)
        : "\(ReadableNumber.digits(least)) to \(ReadableNumber.digits(most))"
      notes.append(
        "Both of a pair meet the same futures: in \(worth.words) that is worth \(range) times as many"
          + " futures.")
    }
    if let indifference {
      notes.append("A difference of up to \(indifference) is taken not to matter.")
    }
    return notes
  }
}
