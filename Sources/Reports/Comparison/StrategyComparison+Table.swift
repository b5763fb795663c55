import Columns
import Experiments

extension StrategyComparison.Row {
  /// What the interval for all pairs together says.
  ///
  /// - Parameter names: what readers are shown; programs are given the names themselves.
  /// - Returns: a few words.
  func verdict(_ names: ReaderNames = ReaderNames()) -> String {
    if let indifference, let difference = together.difference, let low = difference.low,
      let high = difference.high, -indifference <= low, high <= indifference
    {
      return "no difference that matters"
    }
    let words = together.verdict(of: variable, (names.strategy(a), names.strategy(b)))
    guard let indifference, indifference > 0, let difference = together.difference,
      let low = difference.low, let high = difference.high
    else { return words }
    if low > indifference || high < -indifference { return words + ", and it matters" }
    return low > 0 || high < 0 ? words + ", perhaps by little" : words
  }
}

extension StrategyComparison {
  /// The comparison as rows for programs.
  public var table: DataTable {
    var table = DataTable([
      "strategy_a", "strategy_b", "metric", "unit", "compared_by", "n", "n_missing",
      "mean_difference", "median_difference", "ci_low", "ci_high", "ci_all_low", "ci_all_high",
      "p_a_greater", "p_a_greater_low", "p_a_greater_high", "p_tied", "sign_test_p",
      "variance_gain", "verdict",
    ])
    for row in rows {
      let (alone, together) = (row.alone, row.together)
      table.add([
        .text(row.a), .text(row.b), .text(row.variable.name), .text(row.variable.unit),
        .text(alone.comparison.word), .count(alone.count), .count(alone.missing),
        .number(alone.mean?.mean), .number(alone.median?.median),
        .number(alone.difference?.low), .number(alone.difference?.high),
        .number(together.difference?.low), .number(together.difference?.high),
        .number(alone.probabilityGreater), .number(alone.greater?.low),
        .number(alone.greater?.high), .number(alone.tiedFraction), .number(alone.signs.pValue),
        .number(row.gain), .text(row.verdict()),
      ])
    }
    return table
  }

  /// The comparison for programs.
  public var document: some Encodable {
    Document(
      title: title, futures: futures, confidence: 0.95, pairs: pairCount,
      simultaneousMethod: "Bonferroni", indifference: indifference,
      ranking: ranking.map { .init(strategy: $0.name, meanNpvEur: $0.mean) },
      disagreement: disagreement, comparisons: table)
  }
}

/// What `JSONText` makes of a comparison.
private struct Document: Encodable {
  struct Rank: Encodable {
    let strategy: String
    let meanNpvEur: Double
  }

  let title: String
  let futures: Int
  let confidence: Double
  let pairs: Int
  let simultaneousMethod: String
  let indifference: String?
  let ranking: [Rank]
  let disagreement: String?
  let comparisons: DataTable
}
