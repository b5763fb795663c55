import ScenarioReading

extension SectionReader {
  /// A number, or a distribution, multiplied by what was laid over it.
  ///
  /// Of a distribution the parameters are multiplied that measure what the number does; shapes and probabilities
  /// stay, so that all that can be drawn is multiplied.
  ///
  /// - Returns: nil, reported, where it cannot be multiplied.
  func multipliedInput(_ value: ScenarioNode, _ key: String) -> ScenarioNode? {
    guard value.holdsFactors else { return value }
    guard let entries = value.entries else { return multiplied(value, "'\(key)'") }
    var products: [(key: ScenarioNode.Key, value: ScenarioNode)] = []
    for (name, inner) in entries {
      var product: ScenarioNode? = inner
      if name.name == "value" {
        product = multiplied(inner, "'\(key)'")
      } else if let parameters = inner.entries {
        product = multiplied(parameters, of: name.name, inner, key)
      }
      guard let product else { return nil }
      products.append((name, product))
    }
    return value.holding(products)
  }

  private func multiplied(
    _ parameters: [(key: ScenarioNode.Key, value: ScenarioNode)], of name: String,
    _ distribution: ScenarioNode, _ key: String
  ) -> ScenarioNode? {
    guard distribution.holdsFactors else { return distribution }
    let form = DistributionForm.named(name)
    let measured = form.map { form in
      Set(form.parameters.flatMap { $0 }.filter { $0.role == .quantity }.map(\.name))
    }
    let isBounded = name != "beta" || ["low", "high"].allSatisfy { distribution[$0] != nil }
    if form?.countsInWrittenUnit == true || !isBounded {
      report(
        isBounded
          ? "'\(key)' is drawn as '\(name)', which counts and cannot be multiplied; write the new one itself"
          : "'\(key)' is drawn as 'beta' between 0 and 1, which cannot be multiplied; give its 'low' and 'high', or write the new one itself",
        at: distribution.place)
      return nil
    }
    var products: [(key: ScenarioNode.Key, value: ScenarioNode)] = []
    for (parameter, value) in parameters {
      var product: ScenarioNode? = value
      if let elements = value.elements, parameter.name == "values" {
        let values = elements.compactMap { multiplied($0, "each value of '\(key)'") }
        if values.count < elements.count { return nil }
        product?.value = .sequence(values)
      } else if measured?.contains(parameter.name) == true {
        product = multiplied(value, "'\(parameter.name)' of '\(key)'")
      }
      guard let product else { return nil }
      products.append((parameter, product))
    }
    return distribution.holding(products)
  }
}
