import Quantities
import Sampling
import ScenarioReading

extension DistributionForm {
  /// The set of parameters that is given, nil where none is given whole.
  func set(
    for entries: [(key: ScenarioNode.Key, value: ScenarioNode)]
  ) -> [Parameter]? {
    let given = entries.map(\.key.name)
    return parameters.first { set in
      set.allSatisfy { $0.isOptional || given.contains($0.name) }
        && given.allSatisfy { name in set.contains { $0.name == name } }
    }
  }
}

extension SectionReader {
  /// A distribution as an input, with the index of its dimension; nil, reported, where it is wrong.
  func distribution(
    _ name: String, _ node: ScenarioNode, _ target: InputTarget
  ) -> (input: Input, dimension: Int)? {
    guard let form = DistributionForm.named(name) else {
      return listed(name, node, target)
    }
    guard let entries = node.entries else {
      report(
        "'\(name)' must be a map of its parameters, as in '\(form.pattern)' "
          + "(found \(node.shortDescription))", at: node.place)
      return nil
    }
    guard let set = parameterSet(of: form, entries, at: node.place) else { return nil }
    guard let parameters = parameters(set, of: form, entries, target) else { return nil }
    let isInDollars = parameters.isInDollars
    let dimension = parameters.dimension
    if form.name == "beta", target.dimensions[dimension].form == .withUnit,
      node["low"] == nil || node["high"] == nil
    {
      report("'beta' needs 'low' and 'high' with their unit here", at: node.place)
      return nil
    }
    if form.name == "bernoulli", target.dimensions[dimension].form == .withUnit {
      report(
        "'bernoulli' draws 1 or 0, which have no unit; write both values with theirs, as in"
          + " '{ discrete: { values, weights } }'", at: node.place)
      return nil
    }
    let template = DistributionTemplate(
      form: form, parameters: parameters.values,
      scale: form.countsInWrittenUnit ? parameters.unitScale : 1)
    guard check(template, node, target, parameters) else { return nil }
    let path = streamPath(target.key)
    if template.dependencies.isEmpty {
      return (
        Input(.distribution(template.distribution([])), path: path, isInDollars: isInDollars),
        dimension
      )
    }
    return (Input(.template(template), path: path, isInDollars: isInDollars), dimension)
  }

  /// What the parameters of a distribution were read as.
  private struct Parameters {
    var values: [(name: String, value: DistributionTemplate.Parameter)] = []
    var dimension = 0
    var isInDollars = false
    /// The unit of the first quantity, and the canonical number of one of it.
    var unit = ""
    var unitScale = 1.0

    func show(_ value: Double) -> String {
      let number = value / unitScale
      // Undoes the last digits that a change of unit leaves.
      let rounded = (number * 1e9).rounded() / 1e9
      return Dimension.plainText(rounded) + (unit.isEmpty ? "" : " " + unit)
    }
  }

  private func parameterSet(
    of form: DistributionForm, _ entries: [(key: ScenarioNode.Key, value: ScenarioNode)],
    at place: Place
  ) -> [DistributionForm.Parameter]? {
    let given = entries.map(\.key.name)
    let known = form.parameters.flatMap { $0.map(\.name) }
    for (key, _) in entries where !known.contains(key.name) {
      report(Self.unknownKey(key.name, known: known), at: key.place)
      return nil
    }
    let fitting = form.set(for: entries)
    if fitting == nil {
      report(
        "'\(form.name)' needs other parameters: write it as \(form.pattern) "
          + "(found \(given.isEmpty ? "none" : given.joined(separator: ", ")))", at: place)
    }
    return fitting
  }

  private func parameters(
    _ set: [DistributionForm.Parameter], of form: DistributionForm,
    _ entries: [(key: ScenarioNode.Key, value: ScenarioNode)], _ target: InputTarget
  ) -> Parameters? {
    var result = Parameters()
    var currencies: Set<Bool> = []
    var isFirst = true
    for parameter in set {
      guard let node = entries.first(where: { $0.key.name == parameter.name })?.value else {
        continue
      }
      let name = "'\(parameter.name)' of '\(target.key)'"
      if node.entries != nil {
        report(
          "\(name) is a distribution inside a distribution; name it under 'uncertain' and "
            + "write its $name here", at: node.place)
        return nil
      }
      let dimensions: [Dimension]
      switch parameter.role {
      case .quantity:
        dimensions = isFirst ? target.dimensions : [target.dimensions[result.dimension]]
      case .bare: dimensions = [.factor]
      case .probability: dimensions = [.share]
      }
      let isQuantity = parameter.role == .quantity
      if node.scalar?.hasPrefix("$") == true {
        let inner = InputTarget(
          key: "\(target.key).\(parameter.name)", dimensions: dimensions, range: nil)
        guard let (term, index) = term(node, inner) else { return nil }
        let unit = context.uncertainNames[term.index].unit
        if isQuantity {
          if isFirst { result.dimension = index }
          currencies.insert(isInDollars(unit, dimensions[index]))
          if isFirst { (result.unit, result.unitScale) = (unit, term.factor) }
        }
        // Counts are made in the written unit.
        let scale = form.countsInWrittenUnit && isQuantity ? result.unitScale : 1
        result.values.append(
          (
            parameter.name,
            .uncertain(UncertainTerm(index: term.index, factor: term.factor / scale))
          ))
      } else {
        guard let (reading, index) = amount(node, name, dimensions) else { return nil }
        if isQuantity {
          if isFirst { result.dimension = index }
          currencies.insert(reading.currency == .dollar)
          if isFirst {
            let one = try? dimensions[index].read("1 " + reading.unit)
            (result.unit, result.unitScale) = (reading.unit, one?.value ?? 1)
          }
        }
        if parameter.name == "shape", form.name == "erlang",
          reading.value != reading.value.rounded() || !(1...1e6).contains(reading.value)
        {
          report(
            "\(name) must be a whole number from 1 on (found '\(node.scalar ?? "")')",
            at: node.place)
          return nil
        }
        let scale = form.countsInWrittenUnit && isQuantity ? result.unitScale : 1
        result.values.append((parameter.name, .fixed(reading.value / scale)))
      }
      if isQuantity { isFirst = false }
    }
    if currencies.count > 1 {
      report(
        "'\(target.key)' has amounts in EUR and in USD; use one of them", at: entries[0].key.place)
      return nil
    }
    result.isInDollars = currencies.contains(true)
    return result
  }

  /// Whether a distribution can be made and stays within the range, at the extremes of what its
  /// uncertain parameters can be.
  private func check(
    _ template: DistributionTemplate, _ node: ScenarioNode, _ target: InputTarget,
    _ parameters: Parameters
  ) -> Bool {
    let dependencies = template.dependencies
    // Two extremes and the middle of each uncertain parameter.
    var corners = 1
    for _ in dependencies { corners *= 3 }
    for corner in 0..<corners {
      var rest = corner
      var values: [Int: Double] = [:]
      for index in dependencies {
        values[index] = context.uncertainNames[index].extremes[rest % 3]
        rest /= 3
      }
      let distribution: Distribution
      do {
        distribution = try template.make { (values[$0.index] ?? 0) * $0.factor }
      } catch {
        report(
          sentence(for: error, template, values, parameters),
          at: node[error.parameter]?.place ?? node.place)
        return false
      }
      let isWithinRange = isWithin(
        distribution.support, target, parameters.dimension, "'\(target.key)'", template.form,
        at: node.place)
      if !isWithinRange { return false }
      let extremes = UncertainName.extremeUniforms.map(distribution.quantile)
      let largest = extremes.map(abs).max() ?? 0
      if largest > Dimension.meantMagnitudes.upperBound {
        report(
          "'\(target.key)' can be as large as "
            + target.dimensions[parameters.dimension].roundedText(of: largest, digits: 2)
            + ", which cannot be meant; move the parameters of '\(template.form.name)' nearer to "
            + "each other, or check their units", at: node.place)
        return false
      }
      if isTooSmall(extremes.min() ?? 0, target) {
        report(
          "'\(target.key)' can be next to 0, which is not allowed; move the parameters of "
            + "'\(template.form.name)' nearer to each other, or check their units", at: node.place)
        return false
      }
      let greatest = extremes.max() ?? 0
      guard staysMeant(greatest, target, parameters.dimension, at: node.place) else { return false }
    }
    return true
  }

  private func sentence(
    for error: DistributionError, _ template: DistributionTemplate, _ values: [Int: Double],
    _ parameters: Parameters
  ) -> String {
    let isCount = template.form.countsInWrittenUnit
    var sentence = error.sentence { value in
      parameters.show(isCount ? value * parameters.unitScale : value)
    }
    for (ours, theirs) in [("a", "alpha"), ("b", "beta"), ("dispersion", "sd² / mean")]
    where error.parameter == ours {
      sentence = theirs + sentence.dropFirst(ours.count)
    }
    let drawn = template.dependencies.map { index in
      let name = context.uncertainNames[index]
      let unit = name.unit.isEmpty ? "" : " " + name.unit
      let value = Dimension.plainText(((values[index] ?? 0) * 1e6).rounded() / 1e6)
      return "$\(name.name) is \(value)\(unit)"
    }
    if !drawn.isEmpty { sentence += ", when " + drawn.joined(separator: " and ") }
    return "'\(template.form.name)': \(sentence)"
  }

  /// Whether the least that can be drawn is as good as 0 where 0 is not allowed.
  ///
  /// The support may begin at 0 without it, and still a gamma distribution of a small shape have most of its
  /// numbers nearer to it than a `Double` can be, or than what is divided by them can be large.
  func isTooSmall(_ least: Double, _ target: InputTarget) -> Bool {
    target.range?.lowerBound == .leastNonzeroMagnitude && least < 1e-100
  }

  /// Whether all that can be drawn lies in the range of the key.
  func isWithin(
    _ support: ClosedRange<Double>, _ target: InputTarget, _ dimension: Int, _ name: String,
    _ form: DistributionForm?, at place: Place
  ) -> Bool {
    guard let range = target.range else { return true }
    let dimension = target.dimensions[dimension]
    let isOpenAtZero = range.lowerBound == .leastNonzeroMagnitude && form?.isDiscrete == false
    if support.lowerBound < (isOpenAtZero ? 0 : range.lowerBound) {
      let bound = max(range.lowerBound, 0) == range.lowerBound && range.lowerBound < 1e-300
      let floor = dimension.text(of: bound ? 0 : range.lowerBound)
      let what =
        !bound ? "below \(floor)" : support.lowerBound < 0 ? "negative" : "0, which is not allowed"
      report(
        "\(name) can be \(what); \(advice(form, "low", floor, "above"))", at: place)
      return false
    }
    if support.upperBound > range.upperBound {
      let ceiling = dimension.text(of: range.upperBound)
      report(
        "\(name) can be above \(ceiling); \(advice(form, "high", ceiling, "below"))", at: place)
      return false
    }
    return true
  }

  private func advice(
    _ form: DistributionForm?, _ parameter: String, _ bound: String, _ side: String
  ) -> String {
    if form?.name == "normal" { return "truncate it: { normal: { …, \(parameter): \(bound) } }" }
    return form?.name == "triangular" || form?.name == "uniform" || form?.name == "pert"
      ? "move '\(parameter)' to \(bound) or \(side)"
      : "choose one that stays \(side) it, such as triangular or pert"
  }
}
