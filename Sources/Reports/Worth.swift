import Columns
import Experiments

/// A way to say what a strategy is worth: the same flows, with another answer to what comes behind the end.
enum Worth: CaseIterable {
  /// What is live at the end runs on until its accelerators end, while nothing new begins.
  case goingConcern
  /// What is left at the end is sold, or stands on the books.
  case horizonValue
  /// Nothing comes behind the end.
  case cut

  /// The metric.
  var name: StandardName {
    switch self {
    case .goingConcern: .npvGoingConcern
    case .horizonValue: .npvWithHorizonValue
    case .cut: .npv
    }
  }

  /// The same at each strategy's own cost of capital.
  var atOwnRate: StandardName {
    switch self {
    case .goingConcern: .npvGoingConcernOwnRate
    case .horizonValue: .npvWithHorizonValueOwnRate
    case .cut: .npvOwnRate
    }
  }

  /// What its chart is named by, in a page and as a file.
  var id: String {
    switch self {
    case .goingConcern: "npv-going-concern"
    case .horizonValue: "npv-horizon"
    case .cut: "npv"
    }
  }

  /// The internal rate of return of the same flows.
  var rateOfReturn: StandardName {
    switch self {
    case .goingConcern: .rateOfReturnGoingConcern
    case .horizonValue: .rateOfReturnWithHorizonValue
    case .cut: .rateOfReturn
    }
  }

  /// What it is called in a sentence.
  var words: String {
    switch self {
    case .goingConcern: "net present value as a going concern"
    case .horizonValue: "net present value with horizon value"
    case .cut: "net present value cut at the end"
    }
  }

  /// What it is called in a table.
  var label: String {
    switch self {
    case .goingConcern: "NPV, going concern"
    case .horizonValue: "NPV with horizon value"
    case .cut: "NPV, cut at the end"
    }
  }

  /// Those that results have, the one that leads first: with what runs on where that is simulated, otherwise with
  /// what is left, since cut at the end what was bought in the last years counts as nothing.
  static func all(in metrics: [Column]) -> [Worth] {
    allCases.filter { metrics.firstIndex(of: $0.name) != nil }
  }

  /// The worth by which strategies are ranked; cut at the end where results have none of the others.
  static func leading(in metrics: [Column]) -> Worth { all(in: metrics).first ?? .cut }

  /// The worth that a metric is; nil where it is none.
  init?(_ variable: Variable) {
    guard let worth = Self.allCases.first(where: { $0.name == variable.standardName }) else {
      return nil
    }
    self = worth
  }

  /// What a metric is called in a sentence: a worth by its words, all else by its name.
  static func words(of variable: Variable) -> String { Worth(variable)?.words ?? variable.name }

  /// Says how the worths rank strategies where they do not agree; nil where they do.
  ///
  /// - Parameter means: for each worth the mean of each strategy, named as the sentence has it.
  /// - Returns: a sentence; nil where they agree.
  static func disagreement(_ means: [(worth: Worth, strategies: [(name: String, mean: Double)])])
    -> String?
  {
    let orders = means.map { entry in
      entry.strategies.enumerated().sorted {
        (-$0.element.mean, $0.offset) < (-$1.element.mean, $1.offset)
      }
      .map(\.element.name)
    }
    guard Set(orders).count > 1 else { return nil }
    let texts = zip(means, orders).map {
      "by \($0.worth.words) \($1.joined(separator: " before "))"
    }
    return "What counts behind the end changes the order: \(texts.joined(separator: ", "))."
  }
}

extension SampleSummary {
  /// That accelerators of a strategy still run as the run-off ends.
  ///
  /// - Parameters:
  ///   - strategy: its name as the sentence has it, with quotation marks.
  ///   - inner: replications per future.
  ///   - power: what is live then; nil where nothing runs on.
  /// - Returns: a sentence; nil where it never is so.
  static func unfinishedRunOffSentence(
    of strategy: String, inner: Int, power: SampleSummary?
  ) -> String? {
    guard let power, power.positive > 0 else { return nil }
    return
      "In \(ReadableNumber.share(power.positiveFraction)) of the"
      + " \(inner == 1 ? "futures" : "replications") something of \(strategy) still runs as the run-off"
      + " ends, and counts by what is left of it then."
  }
}
