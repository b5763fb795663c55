import Quantities
import Sampling
public import ScenarioReading

extension SectionReader {
  /// The numbers under `uncertain`, each drawn once per future, and used elsewhere as `$name`.
  ///
  /// Read it before the keys that use the names. The unit of the first number that is written
  /// says what a name measures.
  public func uncertainParameters(_ key: String, _ doc: String) -> UncertainParameters {
    let number = ScenarioCatalogue.Content.number([], range: nil, words: [], mayBeDrawn: true)
    let entry = ScenarioCatalogue.Key(
      key, doc, isRequired: false, .namedValues("uncertain number", number))
    var parameters = UncertainParameters()
    guard let value = value(of: entry, allowsNull: true) else { return parameters }
    if case .null = value.value { return parameters }
    guard let entries = value.entries else {
      report(
        "'\(key)' must be a map from each name to its distribution "
          + "(found \(value.shortDescription))", at: value.place)
      return parameters
    }
    var kept: [(key: ScenarioNode.Key, value: ScenarioNode)] = []
    var names: [UncertainName] = []
    for (name, written) in entries {
      guard isName(name, of: "uncertain number") else {
        // Known all the same, so that its uses are not blamed.
        names.append(.unreadable(String(name.name.drop { $0 == "$" })))
        parameters.add(name.name, unit: "", .constant(1))
        continue
      }
      let whole = written.settings.isEmpty ? written : unfolded(written, as: "value")
      guard
        let value = whole.map(InputContent.latest).flatMap(resolvingTable).flatMap({
          inliningObservations($0)
        }).flatMap({ multipliedInput($0, name.name) })
      else {
        names.append(.unreadable(name.name))
        parameters.add(name.name, unit: "", .constant(1))
        continue
      }
      kept.append((name, value))
      guard let (unit, distribution) = parameter(name.name, value) else {
        names.append(.unreadable(name.name))
        parameters.add(name.name, unit: "", .constant(1))
        continue
      }
      parameters.add(name.name, unit: unit, distribution)
      names.append(
        UncertainName(
          name: name.name, unit: unit, support: distribution.support,
          extremes: UncertainName.extremeUniforms.map(distribution.quantile)))
      record(key + "." + name.name, value, text: value.flowText, unit: unit)
    }
    context.uncertainNames = names
    keep(ScenarioNode(.mapping(kept), at: value.place, from: value.origin), as: key)
    return parameters
  }

  /// Reports each name under `uncertain` that no number is drawn from; when all else is read.
  public func checkUncertainUse(_ key: String) {
    guard !context.isVariant else { return }
    let used = context.usedUncertain.sorted().map { context.uncertainNames[$0].name }
    for (index, parameter) in context.uncertainNames.enumerated()
    where parameter.isReadable && !context.usedUncertain.contains(index) {
      var message =
        "no number is drawn from '$\(parameter.name)'; write it where it is meant, or take it out"
      if let nearest = NearestName.of(parameter.name, among: used) {
        message += "; did you mean '\(nearest)'?"
      } else {
        message += "; to try another number in its place, set '\(key).\(parameter.name)' itself"
      }
      context.addConsequence(
        Problem(at: context.place(ofValueAt: key + "." + parameter.name) ?? place, message))
    }
  }

  /// One uncertain number, in the unit in which it is written.
  private func parameter(_ name: String, _ value: ScenarioNode) -> (String, Distribution)? {
    guard let content = InputContent(of: value, name, self) else { return nil }
    let payload: ScenarioNode
    switch content {
    case .number(let node), .distribution(_, let node): payload = node
    }
    guard let sample = Self.firstQuantity(in: payload, of: content) else {
      report(
        "'\(name)' must be a number or a distribution, such as "
          + "'{ triangular: { low: 10 %/year, mode: 25 %/year, high: 45 %/year } }'",
        at: value.place)
      return nil
    }
    if let other = Self.use(of: "$", in: payload) {
      report("'\(name)' cannot depend on another uncertain number", at: other.place)
      return nil
    }
    guard let text = sample.scalar else {
      report(
        "'\(name)' must be made of numbers, such as '24 months' (found \(sample.shortDescription))",
        at: sample.place)
      return nil
    }
    let quantity: QuantityText
    do {
      quantity = try QuantityText.parse(text)
    } catch {
      report(
        "'\(name)' must be a number with its unit, such as '24 months'; '\(text)' \(error.message)",
        at: sample.place)
      return nil
    }
    if let other = Self.otherPeriod(than: quantity, in: payload) {
      report(
        "each number of '\(name)' must be given for the same time, as '\(text)' is: a change that "
          + "compounds is not so many times as large in a longer one (found '\(other.scalar ?? "")')",
        at: other.place)
      return nil
    }
    let dimension = Dimension(
      quantity.unit.isEmpty ? "a bare number" : "a number in \(quantity.unit)", example: text,
      unit: quantity.unit, quantity.exponents, form: quantity.exponents.isNone ? .factor : .withUnit
    )
    let target = InputTarget(key: name, dimensions: [dimension], range: nil)
    switch content {
    case .number(let node):
      return amount(node, "'\(name)'", [dimension]).map { (quantity.unit, .constant($0.0.number)) }
    case .distribution(let family, let node):
      guard let one = try? dimension.read("1 " + quantity.unit),
        case .distribution(let distribution)? = distribution(family, node, target)?.input.form
      else { return nil }
      return (quantity.unit, distribution.scaled(by: 1 / one.value))
    }
  }

  /// The first number in a time, such as `1 %/month`, that is given for another one than `first`.
  ///
  /// The unit of the first stands for all where the name is used, so it must be that of all.
  private static func otherPeriod(
    than first: QuantityText, in node: ScenarioNode
  ) -> ScenarioNode? {
    guard let period = first.period else { return nil }
    if let text = node.scalar {
      guard let other = (try? QuantityText.parse(text))?.period, other != period else { return nil }
      return node
    }
    return (node.entries?.map(\.value) ?? node.elements ?? [])
      .lazy.compactMap { otherPeriod(than: first, in: $0) }.first
  }

  /// The first value that begins with a mark.
  private static func use(of mark: String, in node: ScenarioNode) -> ScenarioNode? {
    if node.scalar?.hasPrefix(mark) == true { return node }
    return (node.entries?.map(\.value) ?? node.elements ?? [])
      .lazy.compactMap { use(of: mark, in: $0) }.first
  }

  /// The first text that says what an uncertain number measures.
  private static func firstQuantity(
    in node: ScenarioNode, of content: InputContent
  ) -> ScenarioNode? {
    guard case .distribution(let name, _) = content else {
      return node.scalar == nil ? nil : node
    }
    if let values = node["values"] { return values.elements?.first }
    guard let form = DistributionForm.named(name) else { return nil }
    let quantities = Set(
      form.parameters.flatMap { $0 }.filter { $0.role == .quantity }.map(\.name))
    let given = node.entries?.first { quantities.contains($0.key.name) }?.value
    // Shapes and probabilities alone make a bare number.
    return given ?? (quantities.isEmpty || name == "beta" ? node.entries?.first?.value : nil)
  }
}

extension UncertainName {
  /// The least, the middle and the greatest uniform from which a parameter can be drawn.
  static let extremeUniforms = [0x1p-53, 0.5, 1 - 0x1p-53]

  /// A name whose distribution could not be read, which fits anywhere.
  fileprivate static func unreadable(_ name: String) -> UncertainName {
    var uncertain = UncertainName(name: name, unit: "", support: 1...1, extremes: [1, 1, 1])
    uncertain.isReadable = false
    return uncertain
  }
}
