import Quantities
import Sampling
import ScenarioReading

extension SectionReader {
  /// `discrete` and `empirical`, whose parameters are lists.
  func listed(
    _ name: String, _ node: ScenarioNode, _ target: InputTarget
  ) -> (input: Input, dimension: Int)? {
    let isDiscrete = name == "discrete"
    let pattern =
      isDiscrete
      ? "{ discrete: { values: [1, 2], weights: [0.7, 0.3] } }"
      : "{ empirical: { file: data/observed.csv, column: name, unit: months } }"
    let known = isDiscrete ? ["values", "weights"] : ["values", "file", "column", "unit"]
    for (key, _) in node.entries ?? [] where !known.contains(key.name) {
      report(Self.unknownKey(key.name, known: known), at: key.place)
      return nil
    }
    if let values = node["values"], values.elements?.isEmpty == true {
      report("the list 'values' of '\(name)' is empty; give at least one value", at: values.place)
      return nil
    }
    guard let elements = node["values"]?.elements else {
      report(
        "'\(name)' must be written as \(pattern)", at: node["values"]?.place ?? node.place)
      return nil
    }
    var values: [Double] = []
    var dimension = 0
    var currencies: Set<Bool> = []
    for element in elements {
      let dimensions = values.isEmpty ? target.dimensions : [target.dimensions[dimension]]
      let amount = amount(element, "each value of '\(target.key)'", dimensions)
      guard let (reading, index) = amount else { return nil }
      if values.isEmpty { dimension = index }
      currencies.insert(reading.currency == .dollar)
      values.append(reading.value)
    }
    if currencies.count > 1 {
      report("'\(target.key)' has amounts in EUR and in USD; use one of them", at: node.place)
      return nil
    }
    guard let weights = weights(node, count: values.count) else { return nil }
    do {
      let distribution: Distribution =
        isDiscrete
        ? try .discrete(values: values, weights: weights) : try .empirical(values: values)
      guard
        isWithin(
          distribution.support, target, dimension, "'\(target.key)'",
          DistributionForm.named("poisson"), at: node.place)
      else { return nil }
      return (
        Input(
          .distribution(distribution), path: streamPath(target.key),
          isInDollars: currencies.contains(true)), dimension
      )
    } catch {
      report("'\(name)': \(error)", at: node[error.parameter]?.place ?? node.place)
      return nil
    }
  }

  private func weights(_ node: ScenarioNode, count: Int) -> [Double]? {
    guard let given = node["weights"] else { return Array(repeating: 1, count: count) }
    var weights: [Double] = []
    for element in given.elements ?? [given] {
      guard let (reading, _) = amount(element, "each of 'weights'", [.factor]) else { return nil }
      weights.append(reading.value)
    }
    return weights
  }

  /// A value with the observations of a file put in the place of the file's name.
  ///
  /// - Returns: nil where the file cannot be used, which is reported.
  func inliningObservations(_ value: ScenarioNode) -> ScenarioNode? {
    guard let entries = value.entries, let empirical = value["empirical"],
      let file = empirical["file"]
    else { return value }
    guard let path = plainText("'file'", file) else { return nil }
    guard let column = empirical["column"]?.scalar else {
      report("'empirical' needs a 'column', the name of a column of '\(path)'", at: empirical.place)
      return nil
    }
    let known = ["file", "column", "unit"]
    for (key, _) in empirical.entries ?? [] where !known.contains(key.name) {
      report(Self.unknownKey(key.name, known: known), at: key.place)
      return nil
    }
    do {
      let table = try context.table(path, from: file.place)
      guard let index = table.column(column) else {
        let hint =
          NearestName.of(column, among: table.columns).map { "did you mean '\($0)'?" }
          ?? "it has " + Self.listed(table.columns)
        report(
          "'\(path)' has no column '\(column)'; \(hint)",
          at: empirical["column"]?.place ?? empirical.place)
        return nil
      }
      let blank = table.rows.first { $0.fields[index].allSatisfy(\.isWhitespace) }
      if let blank {
        report("the cell is empty; 'empirical' needs a number in each row", at: blank.places[index])
        return nil
      }
      let unit = empirical["unit"]?.scalar ?? ""
      let observations = table.rows.map { row in
        ScenarioNode(
          .scalar(
            unit.isEmpty ? row.fields[index] : row.fields[index] + " " + unit, isQuoted: false),
          at: row.places[index], from: .table(row.places[index]))
      }
      if observations.isEmpty {
        report("'\(path)' has no rows: 'empirical' needs observations", at: file.place)
        return nil
      }
      let values = ScenarioNode(.sequence(observations), at: file.place, from: file.origin)
        .multipliedAs(file)
      var inlined = empirical
      inlined.value = .mapping([(ScenarioNode.Key("values", at: file.place), values)])
      var result = value
      result.value = .mapping(
        entries.map { ($0.key, $0.key.name == "empirical" ? inlined : $0.value) })
      return result
    } catch {
      context.add(error)
      return nil
    }
  }
}
