/// Of which other number a variable is a part, and which part of it.
///
/// A report that shows a number in its parts takes whatever parts there are, in the order of the
/// columns: a line that is added to the cash flow has its colour in the chart without a word there.
public struct Part: Sendable, Hashable, Codable {
  /// The name of what it is a part of.
  public let whole: String

  /// What the part is called, in words for a reader.
  public let name: String

  /// A part of a number that has a standard name.
  public init(of whole: StandardName, _ name: String) { self.init(of: whole.rawValue, name) }

  /// A part of a number of any name.
  public init(of whole: String, _ name: String) {
    precondition(!whole.isEmpty && !name.isEmpty, "a part needs a name and a whole")
    self.whole = whole
    self.name = name
  }

  /// The level of a stock at the end of a calendar year.
  public static func end(of year: Int, _ stock: StandardName) -> Part {
    Part(of: stock, String(year))
  }

  /// The beginning of the stage whose end is the milestone of a name.
  public static func beginning(of stage: String) -> Part { Part(of: stage, "beginning") }

  /// The calendar year, where the part is one.
  public var year: Int? { Int(name) }
}
