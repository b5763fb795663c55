/// A named, explained number that a model reports.
///
/// The name is snake_case and ends with the unit where there is one (`live_it_mw`, `npv_eur`); it
/// is the same word in every table, file and figure.
public struct Variable: Sendable, Hashable, Codable {
  /// What sort of number it is, which decides where it is stored and how it is summarised.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// One number per replication; empty when it never came about.
    case metric
    /// A level: time-weighted mean over the month, and the level at its end.
    case stock
    /// A total over the month.
    case flow
    /// An amount of money per period of the cash flow.
    case cashLine = "cash line"
    /// An instant in the life of a phase or of one of its sites.
    case milestone
  }

  /// What it means that a replication has no value.
  public enum Absence: String, Sendable, Hashable, Codable, CaseIterable {
    /// An instant that did not come within the horizon: later than every one that did.
    case never
    /// A ratio or mean of nothing, neither larger nor smaller than any number.
    case undefined
  }

  /// By what the values of two strategies that meet the same futures are compared.
  public enum Comparison: String, Sendable, Hashable, Codable, CaseIterable {
    /// The mean of the paired differences: amounts, whose sums mean something.
    case means
    /// The median of the paired differences and their signs: ratios and instants, which need not exist in
    /// each future, and whose mean a few futures with next to nothing below the line would decide.
    case medians
  }

  /// What a variable is for, beside being read in tables.
  public enum Role: String, Sendable, Hashable, Codable, CaseIterable {
    /// Nothing more.
    case detail
    /// Tells of a strategy whether it does anything: an instant that comes in some replication, or an
    /// amount whose mean is not zero.
    case activity
    /// The differences between strategies are shown without being asked for.
    case compared
  }

  /// The name, snake_case, with its unit.
  public let name: String

  /// The unit as users read it (`MW`, `EUR/MWh`); empty for a bare count or share, `code` for a number
  /// that names a state.
  public let unit: String

  /// What sort of number it is.
  public let kind: Kind

  /// What it means that a replication has no value.
  public let absence: Absence

  /// By what its values are compared between strategies.
  public let comparison: Comparison

  /// Whether it is a cost or a price, so that more of it is dearer.
  public let isCost: Bool

  /// What it is for.
  public let role: Role

  /// Which part of another number it is; nil where it is none.
  public let part: Part?

  /// One sentence that says what is counted.
  public let description: String

  /// The unit of a code.
  public static let codeUnit = "code"

  /// Whether its values are codes that name a state: their mean and their difference mean nothing.
  public var isCode: Bool { unit == Self.codeUnit }

  /// Names and explains a number.
  ///
  /// - Parameters:
  ///   - name: snake_case, with its unit.
  ///   - unit: as users read it.
  ///   - kind: what sort of number it is.
  ///   - absence: what it means that a replication has no value.
  ///   - comparison: by what strategies are compared; nil for medians of instants, means of all else.
  ///   - isCost: whether more of it is dearer.
  ///   - role: what it is for.
  ///   - part: which part of another number it is.
  ///   - description: one sentence that says what is counted.
  public init(
    _ name: String, unit: String, kind: Kind, absence: Absence = .undefined,
    comparison: Comparison? = nil, isCost: Bool = false, role: Role = .detail, part: Part? = nil,
    _ description: String
  ) {
    precondition(!name.isEmpty, "a variable needs a name")
    self.name = name
    self.unit = unit
    self.kind = kind
    self.absence = absence
    self.comparison = comparison ?? (absence == .never ? .medians : .means)
    self.isCost = isCost
    self.role = role
    self.part = part
    self.description = description
  }

  /// Explains a number that has a standard name.
  public init(
    _ name: StandardName, unit: String, kind: Kind, absence: Absence = .undefined,
    comparison: Comparison? = nil, isCost: Bool = false, role: Role = .detail,
    _ description: String
  ) {
    self.init(
      name.rawValue, unit: unit, kind: kind, absence: absence, comparison: comparison,
      isCost: isCost, role: role, description)
  }

  /// Its standard name; nil where it has none.
  public var standardName: StandardName? { StandardName(rawValue: name) }
}
