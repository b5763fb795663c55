import Experiments

extension VariantComparison {
  /// What the worth of the leader of a variant says against doing nothing, which is worth zero.
  enum AgainstNothing { case beats, loses, unsure }

  /// How many variants are named in a list.
  private static let variantsNamed = 12

  /// Of how many variants at most it is named which beat doing nothing and which do not: a plan that loses in
  /// most of them makes a list that nobody reads, and the table has it.
  private static let againstNothingNamed = 5

  /// What variants, the scenario as it is left aside, say of the order of strategies, and of whether the best beats
  /// doing nothing.
  ///
  /// - Parameter names: what readers are shown.
  /// - Returns: sentences; none where there are no variants.
  func holds(_ names: ReaderNames) -> [String] {
    let variants = Array(rows.dropFirst())
    guard let base = rows.first, !variants.isEmpty else { return [] }
    let count = variants.count == 1 ? "In 1 variant" : "In \(variants.count) variants"
    func those(_ verdict: Verdict) -> [Row] { variants.filter { $0.verdict == verdict } }
    var sentences: [String] = []
    if !base.other.isEmpty {
      let parts = [
        "“\(names.strategy(base.leader))” leads the other plans in \(those(.holds).count)",
        Self.part("another plan leads in", those(.turns)),
        Self.part("the run cannot tell in", those(.unsure)),
      ].compactMap(\.self)
      sentences.append("\(count) of the scenario \(parts.joined(separator: "; ")).")
    }
    func worth(_ verdict: AgainstNothing) -> [Row] {
      variants.filter { $0.againstNothing == verdict }
    }
    let parts = [
      ("the best plan beats doing nothing in", worth(.beats)),
      ("it is worth less than nothing in", worth(.loses)),
      ("that cannot be told in", worth(.unsure)),
    ].compactMap { words, rows in
      rows.count > Self.againstNothingNamed ? "\(words) \(rows.count)" : Self.part(words, rows)
    }
    if !parts.isEmpty {
      sentences.append("Against doing nothing: \(parts.joined(separator: "; ")).")
    }
    return sentences
  }

  /// How many, and which; nil where there are none.
  private static func part(_ words: String, _ rows: [Row]) -> String? {
    guard !rows.isEmpty else { return nil }
    let titles = rows.prefix(variantsNamed).map(\.words)
    let rest = rows.count - titles.count
    return "\(words) \(rows.count) (\(titles.joined(separator: ", "))"
      + (rest > 0 ? ", and \(rest) more)" : ")")
  }
}

extension VariantComparison.Row {
  /// Whether the leader beats doing nothing, by the interval of its mean worth; nil where there is none.
  var againstNothing: VariantComparison.AgainstNothing? {
    worth.flatMap { worth in
      worth.low.flatMap { low in
        worth.high.map { low > 0 ? .beats : $0 < 0 ? .loses : .unsure }
      }
    }
  }
}
