public import Sampling

/// A number of the scenario: fixed, drawn once per future under a name, or drawn from a distribution.
///
/// Values are in the canonical unit of the key, money in EUR at the exchange rate of the future.
/// An amount written in dollars is drawn in dollars and then exchanged.
public struct Input: Sendable {
  /// What the number is.
  enum Form: Sendable {
    /// Always the same.
    case constant(Double)
    /// An uncertain parameter times a factor to the canonical unit.
    case uncertain(UncertainTerm)
    /// Drawn for each entity.
    case distribution(Distribution)
    /// Drawn for each entity, with uncertain parameters in the distribution.
    case template(DistributionTemplate)
  }

  let form: Form
  let isInDollars: Bool
  /// The path of the key in the scenario, with `/` between its parts, and the names of owners.
  let path: String
  /// The random stream from which it is drawn.
  public var stream: StreamID

  init(_ form: Form, path: String, isInDollars: Bool = false) {
    self.form = form
    self.path = path
    self.isInDollars = isInDollars
    stream = StreamID(path)
  }

  /// A fixed number in the canonical unit.
  public static func constant(_ x: Double) -> Input { Input(.constant(x), path: "") }

  /// Whether every draw in every future gives the same value.
  public var isConstant: Bool { constant != nil }

  /// The number where it is always the same, in euros if it is money; nil where it is drawn or exchanged.
  public var constant: Double? {
    if case .constant(let number) = form, !isInDollars { number } else { nil }
  }

  /// The same input, drawn from a stream of its own for an owner, such as a phase.
  public func within(_ name: String) -> Input {
    Input(form, path: path + "/" + name, isInDollars: isInDollars)
  }

  /// The same input, drawn from the stream of that name: whoever shares it draws the same.
  public func drawn(from path: String) -> Input {
    Input(form, path: path, isInDollars: isInDollars)
  }

  /// The number for one entity in this replication, in the canonical unit.
  ///
  /// - Parameters:
  ///   - draws: the replication.
  ///   - entity: whom the number is for, such as the number of a request.
  ///   - attempt: which try, from 0.
  /// - Returns: the same number for the same address, whatever was drawn before.
  public func value(_ draws: inout Draws, entity: UInt64 = 0, attempt: UInt32 = 0) -> Double {
    let number: Double
    switch form {
    case .constant(let constant): number = constant
    case .uncertain(let term): number = term.value(draws.uncertain)
    case .distribution(let distribution):
      number = draws.source.sample(distribution, stream, entity: entity, attempt: attempt)
    case .template(let template):
      number = draws.source.sample(
        template.distribution(draws.uncertain), stream, entity: entity, attempt: attempt)
    }
    return isInDollars ? number / draws.usdPerEur : number
  }

  /// The number as a parameter of the future, which all its inner runs share.
  public func parameter(_ draws: inout Draws) -> Double {
    let number: Double
    switch form {
    case .constant(let constant): number = constant
    case .uncertain(let term): number = term.value(draws.uncertain)
    case .distribution(let distribution):
      number = draws.source.parameter(distribution, stream)
    case .template(let template):
      number = draws.source.parameter(template.distribution(draws.uncertain), stream)
    }
    return isInDollars ? number / draws.usdPerEur : number
  }

  /// What the number is drawn from in this future, to be resolved once where many are drawn.
  public func distribution(_ draws: inout Draws) -> Distribution {
    let distribution: Distribution =
      switch form {
      case .constant(let constant): .constant(constant)
      case .uncertain(let term): .constant(term.value(draws.uncertain))
      case .distribution(let distribution): distribution
      case .template(let template): template.distribution(draws.uncertain)
      }
    return isInDollars ? distribution.scaled(by: 1 / draws.usdPerEur) : distribution
  }

  /// The number that half of all draws of this future do not exceed.
  public func median(_ draws: inout Draws) -> Double { distribution(&draws).median }

  /// The expected number in this future.
  public func mean(_ draws: inout Draws) -> Double { distribution(&draws).mean }
}

/// A use of an uncertain parameter: its number, times a factor from its unit to that of the use.
struct UncertainTerm: Sendable {
  let index: Int
  let factor: Double

  func value(_ uncertain: [Double]) -> Double { uncertain[index] * factor }
}
