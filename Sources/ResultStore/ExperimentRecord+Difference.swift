import Experiments

extension ExperimentRecord {
  /// Why another experiment can't go on where this one ended; nil if it can.
  ///
  /// Both must have the same scenario, seed, strategies, inner runs and engine version; the other
  /// may want more futures.
  func difference(to other: ExperimentRecord) -> String? {
    var differences = differences(to: other, here: "there", there: "now")
    func compare<Value: Equatable>(_ what: String, _ mine: Value, _ others: Value) {
      if mine != others { differences.append("\(what) is \(mine) there and \(others) now") }
    }
    compare("the shard", shardText, other.shardText)
    if shard != nil {
      // Another number of futures is dealt out to the shards in another way.
      compare("the number of futures", run.design.futures, other.run.design.futures)
    }
    guard !differences.isEmpty else { return fewerFutures(in: other) }
    return "holds a different experiment: " + differences.joined(separator: "; ")
  }

  /// Why this shard does not belong with another one.
  ///
  /// - Parameters:
  ///   - other: the other one.
  ///   - here: where this one is, such as `in part1.db`.
  ///   - there: where the other one is.
  /// - Returns: the differences in words; nil if it does belong with it.
  func difference(toShard other: ExperimentRecord, here: String, there: String) -> String? {
    var differences = differences(to: other, here: here, there: there)
    for (what, mine, others) in [
      ("the number of futures", run.design.futures, other.run.design.futures),
      ("the number of shards", shard?.count ?? 0, other.shard?.count ?? 0),
    ] where mine != others {
      differences.append("\(what) is \(mine) \(here) and \(others) \(there)")
    }
    return differences.isEmpty
      ? nil : "these are shards of different runs: " + differences.joined(separator: "; ")
  }

  /// In what two experiments differ beside the number of futures, each in words.
  private func differences(
    to other: ExperimentRecord, here: String, there: String
  ) -> [String] {
    var differences: [String] = []
    func compare<Value: Equatable>(_ what: String, _ mine: Value, _ others: Value) {
      if mine != others { differences.append("\(what) is \(mine) \(here) and \(others) \(there)") }
    }
    if run.scenarioSHA256 != other.run.scenarioSHA256 {
      differences.append(scenarioDifference(to: other, here: here, there: there))
    }
    compare("the seed", run.seed, other.run.seed)
    compare("the number of inner runs", run.design.inner, other.run.design.inner)
    compare(
      "the list of strategies", strategies.joined(separator: ", "),
      other.strategies.joined(separator: ", "))
    compare("the number of futures whose series are kept", run.kept.series, other.run.kept.series)
    compare(
      "the number of futures whose waiting lists are kept", run.kept.grid, other.run.kept.grid)
    compare("the engine version", run.engineVersion, other.run.engineVersion)
    if run.arithmetic != other.run.arithmetic {
      differences.append(
        "the last digits of logarithms and powers, which processor and C library decide, are those of \(run.arithmetic)"
          + " \(here) and of \(other.run.arithmetic) \(there), so that results are not the same to the bit: use"
          + " machines of one kind with the packed program, or, after a change of this one, run anew into another file"
      )
    }
    compare(
      "the list of variants", variants.map(\.name).joined(separator: "; "),
      other.variants.map(\.name).joined(separator: "; "))
    for (mine, others) in zip(variants, other.variants)
    where mine.name == others.name && mine.scenarioText != others.scenarioText {
      differences.append("the variant '\(mine.name)' is another scenario \(here)")
    }
    if differences.isEmpty,
      all.map(\.layout) != other.all.map(\.layout)
        || all.map(\.parameters) != other.all.map(\.parameters)
    {
      differences.append("the columns of the results are not the same")
    }
    return differences
  }

  private var shardText: String { shard.map { "\($0.index) of \($0.count)" } ?? "none" }

  /// What to do where another run of the same experiment wants fewer futures than this one.
  private func fewerFutures(in other: ExperimentRecord) -> String? {
    let (mine, others) = (run.design.futures, other.run.design.futures)
    guard others < mine else { return nil }
    return "the run in it is of \(mine) futures, and none is taken away: go on with -n \(mine) or "
      + "more, or give \(others) another file"
  }

  private func scenarioDifference(
    to other: ExperimentRecord, here: String, there: String
  ) -> String {
    let mine = run.scenarioText.split(separator: "\n", omittingEmptySubsequences: false)
    let others = other.run.scenarioText.split(separator: "\n", omittingEmptySubsequences: false)
    for index in 0..<max(mine.count, others.count) {
      let before = index < mine.count ? "'\(trimmed(mine[index]))'" : "nothing"
      let now = index < others.count ? "'\(trimmed(others[index]))'" : "nothing"
      if index >= mine.count || index >= others.count || mine[index] != others[index] {
        return "the scenario differs, first in line \(index + 1) of its effective text,"
          + " which is \(before) \(here) and \(now) \(there)"
      }
    }
    return "the scenario differs"
  }

  private func trimmed(_ line: Substring) -> Substring {
    var line = line.drop { $0 == " " }
    while line.last == " " || line.last == "\r" { line.removeLast() }
    return line
  }
}
