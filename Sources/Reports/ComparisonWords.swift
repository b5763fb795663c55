import Columns
import Experiments

extension Variable.Comparison {
  /// What the difference that counts is.
  var word: String {
    switch self {
    case .means: "mean"
    case .medians: "median"
    }
  }
}

extension Variable {
  /// What is said of who has the larger number: `A is dearer`.
  func moreWords(_ name: String) -> String {
    if isCost { return "\(name) is dearer" }
    if absence == .never { return "\(name) is later" }
    return comparison == .medians ? "\(name) is higher" : "\(name) has more"
  }
}

extension PairedComparison {
  /// What the interval says about two strategies.
  ///
  /// - Parameters:
  ///   - variable: what they are compared in.
  ///   - names: what the two are called.
  /// - Returns: a few words.
  func verdict(of variable: Variable, _ names: (a: String, b: String) = ("A", "B")) -> String {
    guard let difference else { return "no future has both" }
    guard let low = difference.low, let high = difference.high else {
      return comparison == .means || count == 1
        ? "one future: no interval" : "too few futures: no interval"
    }
    if low == 0, high == 0 {
      let isSame = signs.positive == 0 && signs.negative == 0
      return isSame ? "the same" : "mostly the same"
    }
    return low > 0
      ? variable.moreWords(names.a)
      : high < 0 ? variable.moreWords(names.b) : "cannot tell"
  }

  /// How many pairs are compared, and out of how many where some are left out.
  var countWords: String { missing == 0 ? String(count) : "\(count) of \(count + missing)" }
}
