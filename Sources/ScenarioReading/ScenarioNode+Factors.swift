import Foundation
import Quantities

extension ScenarioNode {
  /// What a number is multiplied by, as a file laid over it or the command line says.
  public struct Factor: Sendable {
    /// From 0 on.
    let number: Double
    /// Where it is written, which also names it.
    let place: Place
    /// Where the product comes from.
    let origin: Origin
  }

  /// The key of a value that is relative to the one beneath: `{ times: 1.2 }`.
  public static let factorKey = "times"

  /// Whether the value is nothing but a factor, to be laid over a number.
  public var isFactor: Bool {
    guard let entries, entries.count == 1 else { return false }
    return entries[0].key.name == Self.factorKey && entries[0].value.entries == nil
  }

  /// Whether the value is written as numbers are: plainly, as a list, from a table or by a distribution.
  public var mayBeMultiplied: Bool {
    switch value {
    case .scalar, .sequence: return true
    case .null: return false
    case .mapping(let entries):
      let content = entries.filter { $0.key.name != "source" && $0.key.name != "confidence" }
      if content.contains(where: { $0.key.name == "value" || $0.key.name == "table" }) {
        return true
      }
      return !content.isEmpty
        && content.allSatisfy { _, value in
          value.entries?.allSatisfy { $0.value.scalar != nil || $0.value.elements != nil } == true
        }
    }
  }

  /// The value with the factor of another one on every number in it, to be multiplied when it is read.
  ///
  /// What a later file writes in the place of a number is not multiplied any more.
  public func multiplied(by relative: ScenarioNode) throws(Problem) -> ScenarioNode {
    guard let written = relative[Self.factorKey], let text = written.scalar,
      let quantity = try? QuantityText.parse(text), quantity.unit.isEmpty, quantity.number >= 0
    else {
      let found = relative[Self.factorKey]?.shortDescription ?? relative.shortDescription
      throw Problem(
        at: relative[Self.factorKey]?.place ?? relative.place,
        "a value is multiplied by a number from 0 on without a unit, such as '1.2' (found \(found))"
      )
    }
    return multiplied(
      by: Factor(number: quantity.number, place: written.place, origin: written.origin))
  }

  private func multiplied(by factor: Factor) -> ScenarioNode {
    var result = self
    switch value {
    case .scalar: result.factors.append(factor)
    case .sequence(let elements):
      result.value = .sequence(elements.map { $0.multiplied(by: factor) })
    case .mapping(let entries):
      result.value = .mapping(
        entries.map { key, value in
          let isNote = key.name == "source" || key.name == "confidence"
          return (key, isNote ? value : value.multiplied(by: factor))
        })
      // Who reads the map as several values refuses this; who reads it as one number takes it out.
      result.factors.append(factor)
    case .null: break
    }
    return result
  }

  /// The value with the factors of another one on every number in it.
  public func multipliedAs(_ other: ScenarioNode) -> ScenarioNode {
    other.factors.reduce(self) { $0.multiplied(by: $1) }
  }

  /// The map with products in the place of what was multiplied: its factor has been taken.
  public func holding(_ products: [(key: Key, value: ScenarioNode)]) -> ScenarioNode {
    var result = self
    result.value = .mapping(products)
    result.factors = []
    return result
  }

  /// Whether anything in the value is to be multiplied.
  public var holdsFactors: Bool {
    switch value {
    case .scalar, .null: !factors.isEmpty
    case .sequence(let elements): elements.contains(where: \.holdsFactors)
    case .mapping(let entries): entries.contains { $0.value.holdsFactors }
    }
  }

  /// The words for a factor on a map of several values, of which nobody knows which is meant.
  ///
  /// - Parameters:
  ///   - path: of the map.
  ///   - place: where the factor stands.
  /// - Returns: nil where the map has no value that could be meant.
  func severalValues(at path: String, multipliedAt place: Place) -> Problem? {
    let numbers = (entries ?? []).filter { key, value in
      guard key.name != Self.factorKey else { return false }
      guard let text = value.scalar else { return value.mayBeMultiplied }
      return (try? QuantityText.parse(text)) != nil || text.hasPrefix("$")
    }
    guard let first = numbers.first else { return nil }
    let one = path.isEmpty ? first.key.name : path + "." + first.key.name
    return Problem(
      at: place,
      "'\(path)' is made of several values, and is not multiplied as a whole: multiply those that are meant, such as '\(one)'"
    )
  }

  /// A problem for each factor that no number has taken.
  func idleFactors(except applied: Set<Place>, path: String = "") -> [Problem] {
    func inner(_ key: String) -> String { path.isEmpty ? key : path + "." + key }
    switch value {
    case .scalar, .null:
      return factors.filter { !applied.contains($0.place) }.map { factor in
        Problem(
          at: factor.place,
          "'\(path)' cannot be multiplied: only numbers, distributions and tables can, and no dates, counts or names; write the new value itself (found \(shortDescription))"
        )
      }
    case .sequence(let elements):
      return elements.enumerated().flatMap {
        $0.element.idleFactors(except: applied, path: inner(String($0.offset)))
      }
    case .mapping(let entries):
      return entries.flatMap { $0.value.idleFactors(except: applied, path: inner($0.key.name)) }
    }
  }
}

extension SectionReader {
  /// A number multiplied by what was laid over it; what has no factor is returned as it is.
  ///
  /// - Returns: nil, reported, where it is no number but a word or drawn elsewhere.
  public func multiplied(_ node: ScenarioNode, _ name: String) -> ScenarioNode? {
    guard let last = node.factors.last, let text = node.scalar else { return node }
    for factor in node.factors { context.appliedFactors.insert(factor.place) }
    if text.hasPrefix("$") {
      report(
        "\(name) is '\(text)', and cannot be multiplied where it is used: multiply 'uncertain.\(text.dropFirst())', for all who use it, or write the number",
        at: last.place)
      return nil
    }
    guard let quantity = try? QuantityText.parse(text) else {
      report(
        "\(name) is '\(text)', which is no number to be multiplied; write the new value itself",
        at: last.place)
      return nil
    }
    let number = node.factors.reduce(quantity.number) { $0 * $1.number }
    // To the digits that decimals have in common with binary numbers: 24 x 1.2 is 28.8.
    let product = Dimension.plainText(Double(String(format: "%.15g", number)) ?? number)
    var result = node
    result.value = .scalar(
      quantity.unit.isEmpty ? product : product + " " + quantity.unit, isQuoted: false)
    result.factors = []
    (result.place, result.origin) = (last.place, last.origin)
    return result
  }

  /// The entry `value` of a map, or the value itself, multiplied by what was laid over it.
  func multipliedNumber(_ value: ScenarioNode, _ name: String) -> ScenarioNode? {
    guard value.holdsFactors else { return value }
    guard let entries = value.entries else { return multiplied(value, name) }
    var products: [(key: ScenarioNode.Key, value: ScenarioNode)] = []
    for (key, inner) in entries {
      guard key.name == "value" else {
        products.append((key, inner))
        continue
      }
      guard let product = multiplied(inner, name) else { return nil }
      products.append((key, product))
    }
    return value.holding(products)
  }
}
