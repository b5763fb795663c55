public import Quantities
import Sampling
public import ScenarioReading

extension SectionReader {
  /// A number that may be drawn; required where it has no default.
  ///
  /// - Parameters:
  ///   - key: the key.
  ///   - dimension: what the number measures.
  ///   - default: the canonical number where the key is not given.
  ///   - range: where the number, and every number that can be drawn, must lie.
  ///   - words: words that stand for numbers, such as `forever`.
  ///   - owner: for what it is drawn once, such as "site"; for the reference page.
  ///   - doc: what the number means.
  /// - Returns: the input; a placeholder where it cannot be read.
  public func input(
    _ key: String, _ dimension: Dimension, default: Double? = nil,
    in range: ClosedRange<Double>? = nil, words: [String: Double] = [:],
    drawnPer owner: String? = nil,
    _ doc: String
  ) -> Input {
    let defaultText = `default`.map { number in
      words.first { $0.value == number }?.key ?? dimension.text(of: number)
    }
    let reading = reading(
      key, [dimension], isRequired: `default` == nil, defaultText, range, words, owner, doc)
    if let reading { return reading.input }
    let path = streamPath(key)
    if let defaultText, !has(key) {
      keepDefault(defaultText, as: key)
      let node = ScenarioNode(.null, at: place, from: .default)
      record(key, node, text: defaultText, unit: dimension.unit)
    }
    return Input(.constant(`default` ?? Self.placeholder(in: range)), path: path)
  }

  /// A number that may be drawn, nil where the key is not given.
  ///
  /// - Parameters:
  ///   - key: the key.
  ///   - dimension: what the number measures.
  ///   - range: where the number, and every number that can be drawn, must lie.
  ///   - words: words that stand for numbers, such as `forever`.
  ///   - owner: for what it is drawn once, such as "site"; for the reference page.
  ///   - doc: what the number means.
  /// - Returns: the input; a placeholder where it is given and cannot be read, and when describing.
  public func optionalInput(
    _ key: String, _ dimension: Dimension, in range: ClosedRange<Double>? = nil,
    words: [String: Double] = [:], drawnPer owner: String? = nil,
    _ doc: String
  ) -> Input? {
    let reading = reading(key, [dimension], isRequired: false, nil, range, words, owner, doc)
    if let reading { return reading.input }
    guard isReading, has(key) else { return nil }
    return Input(.constant(Self.placeholder(in: range)), path: streamPath(key))
  }

  /// A number that may be drawn and has one of several dimensions, such as 12 MEUR or 9 MEUR/MW.
  ///
  /// - Parameters:
  ///   - key: the key.
  ///   - dimensions: what the number may measure; the unit in the file decides.
  ///   - default: the canonical number of the first dimension where the key is not given.
  ///   - range: where the number, and every number that can be drawn, must lie.
  ///   - owner: for what it is drawn once, such as "site"; for the reference page.
  ///   - doc: what the number means.
  /// - Returns: the input and the index of its dimension.
  public func input(
    _ key: String, oneOf dimensions: [Dimension], default: Double? = nil,
    in range: ClosedRange<Double>? = nil, drawnPer owner: String? = nil, _ doc: String
  ) -> (input: Input, dimension: Int) {
    let defaultText = `default`.map(dimensions[0].text(of:))
    let reading = reading(
      key, dimensions, isRequired: `default` == nil, defaultText, range, [:], owner, doc)
    if let reading { return reading }
    if let `default`, let defaultText, !has(key) {
      keepDefault(defaultText, as: key)
      return (Input(.constant(`default`), path: streamPath(key)), 0)
    }
    return (Input(.constant(Self.placeholder(in: range)), path: streamPath(key)), 0)
  }

  /// Dollars for a euro: `$usdPerEur` where that is declared under `uncertain`, else as written.
  public func exchangeRate(_ key: String, default: Double, _ doc: String) -> Input {
    if isReading, !has(key),
      let index = context.uncertainNames.firstIndex(where: { $0.name == "usdPerEur" })
    {
      _ = optionalInput(key, .exchangeRate, in: .positive, doc)
      keepDefault("$usdPerEur", as: key)
      let written = ScenarioNode(.scalar("$usdPerEur", isQuoted: false), at: place, from: .default)
      let term = term(for: index, key, written, .exchangeRate)
      return term.map { Input(.uncertain($0), path: streamPath(key)) } ?? .constant(`default`)
    }
    return input(key, .exchangeRate, default: `default`, in: .positive, doc)
  }
}

extension SectionReader {
  /// The name of the stream of a key.
  func streamPath(_ key: String) -> String {
    String(
      decoding: pathOf(key).utf8.map { $0 == UInt8(ascii: ".") ? UInt8(ascii: "/") : $0 },
      as: UTF8.self)
  }

  /// The input of a key with the index of its dimension, nil where there is none or it is wrong.
  private func reading(
    _ key: String, _ dimensions: [Dimension], isRequired: Bool, _ defaultText: String?,
    _ range: ClosedRange<Double>?, _ words: [String: Double], _ owner: String?, _ doc: String
  ) -> (input: Input, dimension: Int)? {
    let entry = ScenarioCatalogue.Key(
      key, doc, isRequired: isRequired, default: defaultText, drawnPer: owner,
      .number(dimensions, range: range, words: words.keys.sorted(), mayBeDrawn: true))
    guard let written = value(of: entry) else { return nil }
    guard
      let value = resolvingTable(InputContent.latest(of: written)).flatMap({
        inliningObservations($0)
      }).flatMap({ multipliedInput($0, key) })
    else {
      keep(written, as: key)
      return nil
    }
    keep(value, as: key)
    guard let content = InputContent(of: value, key, self) else { return nil }
    let target = InputTarget(key: key, dimensions: dimensions, range: range)
    let reading: (input: Input, dimension: Int)?
    switch content {
    case .number(let node):
      if let text = node.scalar, let number = words[text] {
        reading = (Input(.constant(number), path: streamPath(key)), 0)
      } else {
        reading = number(node, target, words)
      }
    case .distribution(let name, let node): reading = distribution(name, node, target)
    }
    guard let reading else { return nil }
    if reading.input.isInDollars, context.firstAmountInDollars == nil {
      context.firstAmountInDollars = value.place
    }
    let shown =
      switch content {
      case .number(let node): node.flowText
      case .distribution(let name, let node): name + " " + node.flowText
      }
    record(key, value, text: shown, unit: dimensions[reading.dimension].unit)
    return reading
  }

  /// A scalar as an input: an amount with its unit, or `$name`.
  private func number(
    _ node: ScenarioNode, _ target: InputTarget, _ words: [String: Double]
  ) -> (input: Input, dimension: Int)? {
    let path = streamPath(target.key)
    if let text = node.scalar, text.hasPrefix("$") {
      guard let (term, dimension) = term(node, target) else { return nil }
      let extremes = context.uncertainNames[term.index].extremes.map { $0 * term.factor }
      let scaled = (extremes.min() ?? 0)...(extremes.max() ?? 0)
      guard
        isWithin(scaled, target, dimension, "'\(target.key)' (\(text))", nil, at: node.place),
        staysMeant(scaled.upperBound, target, dimension, at: node.place)
      else { return nil }
      let isInDollars = isInDollars(
        context.uncertainNames[term.index].unit, target.dimensions[dimension])
      return (Input(.uncertain(term), path: path, isInDollars: isInDollars), dimension)
    }
    guard let (reading, index) = amount(node, "'\(target.key)'", target.dimensions, words) else {
      return nil
    }
    let text = node.scalar ?? ""
    guard
      isAllowed(
        reading.value, in: target.range, target.dimensions[index], "'\(target.key)'", text,
        at: node.place),
      staysMeant(reading.value, target, index, at: node.place)
    else { return nil }
    return (
      Input(.constant(reading.value), path: path, isInDollars: reading.currency == .dollar), index
    )
  }

  /// Whether a yearly change leaves what it changes at a size that can be meant until the end.
  ///
  /// Reports one that does not; what is no yearly change is passed.
  func staysMeant(
    _ change: Double, _ target: InputTarget, _ dimension: Int, at place: Place
  ) -> Bool {
    guard target.dimensions[dimension].compounds, let horizon = context.calendar?.horizon
    else { return true }
    // Written so that a change that is no number is refused too.
    if annualFactor(change, at: horizon) <= Dimension.meantMagnitudes.upperBound * 1000 {
      return true
    }
    report(
      "'\(target.key)' of \(Dimension.annualChange.roundedText(of: change, digits: 3)) cannot be "
        + "meant over the simulated time: it would multiply by more than 10^15; check its unit",
      at: place)
    return false
  }

  /// Whether an uncertain number in this unit is an amount in dollars.
  func isInDollars(_ unit: String, _ dimension: Dimension) -> Bool {
    (try? dimension.read("1 " + unit))?.currency == .dollar
  }

  /// An amount with its unit, and which of the dimensions it has.
  func amount(
    _ node: ScenarioNode, _ name: String, _ dimensions: [Dimension],
    _ words: [String: Double] = [:]
  ) -> (Dimension.Reading, Int)? {
    guard let text = node.scalar else {
      let or = words.isEmpty ? "" : " or one of \(words.keys.sorted().joined(separator: ", "))"
      report(
        "\(name) must be \(dimensions[0].noun), such as '\(dimensions[0].example)'\(or) "
          + "(found \(node.shortDescription))", at: node.place)
      return nil
    }
    var mistakes: [QuantityText.Mistake] = []
    for (index, dimension) in dimensions.enumerated() {
      do {
        return (try dimension.read(text), index)
      } catch {
        mistakes.append(error)
      }
    }
    if let size = mistakes.first(where: \.isOfSize) {
      report("\(name) \(size.message)", at: node.place)
    } else {
      // The one of the dimensions that a mistyped unit is nearest to, or the first.
      let nearest = mistakes.firstIndex(where: \.hasSuggestion) ?? 0
      var message = mistakes[nearest].message
      // Whoever mistyped a unit knows what can be written.
      let isMistyped = mistakes[nearest].hasSuggestion
      if dimensions.count > 1, !isMistyped {
        let others = dimensions.indices.filter { $0 != nearest }.map { dimensions[$0] }
        message +=
          "; or "
          + others.map { "\($0.noun), such as '\($0.example)'" }.joined(separator: ", or ")
      }
      if !words.isEmpty, !isMistyped {
        message += "; or one of " + words.keys.sorted().joined(separator: ", ")
      }
      report("\(name) \(message)", at: node.place)
    }
    return nil
  }

  /// A use of `$name` with the index of its dimension.
  func term(_ node: ScenarioNode, _ target: InputTarget) -> (UncertainTerm, Int)? {
    let name = String((node.scalar ?? "").dropFirst())
    let names = context.uncertainNames.map(\.name)
    guard let index = names.firstIndex(of: name) else {
      var message = "'\(target.key)' names an uncertain number that does not exist, '$\(name)'"
      if let nearest = NearestName.of(name, among: names) {
        message += "; did you mean '$\(nearest)'?"
      } else {
        message +=
          names.isEmpty
          ? "; there is none under 'uncertain'"
          : "; there are: " + names.prefix(12).map { "$" + $0 }.joined(separator: ", ")
      }
      if names.isEmpty {
        reportConsequence(message, at: node.place)
      } else {
        report(message, at: node.place)
      }
      return nil
    }
    context.usedUncertain.insert(index)
    guard context.uncertainNames[index].isReadable else { return nil }
    for (number, dimension) in target.dimensions.enumerated() {
      if let one = try? dimension.read("1 " + context.uncertainNames[index].unit) {
        return (UncertainTerm(index: index, factor: one.value), number)
      }
    }
    return term(for: index, target.key, node, target.dimensions[0]).map { ($0, 0) }
  }

  func term(
    for index: Int, _ key: String, _ node: ScenarioNode, _ dimension: Dimension
  ) -> UncertainTerm? {
    context.usedUncertain.insert(index)
    let parameter = context.uncertainNames[index]
    guard parameter.isReadable else { return nil }
    if let one = try? dimension.read("1 " + parameter.unit) {
      return UncertainTerm(index: index, factor: one.value)
    }
    let unit = parameter.unit.isEmpty ? "has no unit" : "is in '\(parameter.unit)'"
    // A change of another period: no unit is wrong, but it would be another number.
    let advice =
      dimension.compounds && (try? Dimension.rate.read("1 " + parameter.unit)) != nil
      ? ": write it as what it makes in a whole year, in '\(dimension.unit)'" : ""
    report(
      "'\(key)' must be \(dimension.noun), such as '\(dimension.example)'; "
        + "'$\(parameter.name)' \(unit)" + advice, at: node.place)
    return nil
  }
}

/// The key that an input is read for.
struct InputTarget {
  let key: String
  let dimensions: [Dimension]
  let range: ClosedRange<Double>?
}
