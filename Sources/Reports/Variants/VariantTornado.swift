import Columns
import Experiments
public import ResultStore

/// The variants of a run that hold one number under `uncertain` at a value, as a tornado.
///
/// A sweep over the values of an uncertain input is one, and so is what `millwright sensitivity --tornado` keeps:
/// every other draw of a future is as it was.
struct VariantTornado {
  /// Effects on the worth of each strategy and on differences; nil where no variant is of that kind.
  let tornado: Tornado?

  /// The tornado of a run.
  ///
  /// - Parameters:
  ///   - source: the results.
  ///   - metric: the outcome; nil for the worth by which strategies are ranked.
  /// - Throws: what the source throws.
  init(_ source: some FigureSource, metric: String? = nil) throws {
    let base = source.record
    let known = Dictionary(base.inputs.map { ($0.path, $0.value) }) { first, _ in first }
    var cases: [(held: Tornado.Case, source: any FigureSource)] = []
    for (_, variant) in source.variantSources
    where variant.record.strategies == base.strategies {
      let changed = variant.record.inputs.filter { known[$0.path] != $0.value }
      guard changed.count == 1, variant.record.inputs.count == base.inputs.count,
        changed[0].path.hasPrefix(Self.section)
      else { continue }
      let input = String(changed[0].path.dropFirst(Self.section.count))
      guard let held = Self.held(input, changed[0].value) else { continue }
      cases.append((held, variant))
    }
    let metrics = base.layout.metrics
    let name = metric ?? Worth.leading(in: metrics).name.rawValue
    guard !cases.isEmpty,
      let place = metrics.firstIndex(where: { $0.variable.name == name && $0.scope == .all })
    else {
      tornado = nil
      return
    }
    // Those of one input side by side, its values ascending.
    var order: [String] = []
    for (held, _) in cases where !order.contains(held.input) { order.append(held.input) }
    let sorted = order.flatMap { input in
      cases.filter { $0.held.input == input }.sorted { $0.held.value < $1.held.value }
    }
    let variable = metrics[place].variable
    func values(_ source: some FigureSource) throws -> [[Double]] {
      try base.strategies.indices.map { strategy in
        try Contestant(name: "", source: source, strategy: strategy)
          .values(of: variable.name, replications: source.replications.count) ?? []
      }
    }
    var all = [try values(source)]
    for (_, variant) in sorted { all.append(try values(variant)) }
    tornado = Tornado(
      title: StrategyComparison.title(of: base.run), variable: variable,
      strategies: base.strategies, cases: sorted.map(\.held), values: all,
      inner: base.run.design.inner)
  }

  private static let section = "uncertain."

  /// An input at a value as written, such as `15 %/year`; nil where it is no single number.
  private static func held(_ input: String, _ text: String) -> Tornado.Case? {
    let parts = text.split(separator: " ", maxSplits: 1)
    guard let first = parts.first, let value = Double(first) else { return nil }
    let unit = parts.count > 1 ? String(parts[1]) : ""
    let level = ReadableNumber.digits(value) + (unit.isEmpty ? "" : " \(unit)")
    return Tornado.Case(input: input, unit: unit, level: level, value: value)
  }
}

extension Tornado {
  /// The tornado of the variants of a run that hold one uncertain input at a value; nil where there are none.
  ///
  /// - Parameters:
  ///   - reader: the results.
  ///   - metric: the outcome; nil for the worth by which strategies are ranked.
  /// - Throws: `StoreError`.
  public init?(ofVariants reader: ResultReader, metric: String? = nil) throws {
    guard let tornado = try VariantTornado(reader, metric: metric).tornado else { return nil }
    self = tornado
  }
}
