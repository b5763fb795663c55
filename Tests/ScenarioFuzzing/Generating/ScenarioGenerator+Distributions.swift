import ScenarioInputs
import Quantities
import ScenarioReading

/// Numbers that are drawn once per future, as they are gathered while others use them.
struct UncertainDrafts {
  private(set) var entries: [Draft.Entry] = []
  private var ranges: [NumberRange] = []

  /// The section `uncertain`, nil where nothing is drawn.
  var draft: Draft? { entries.isEmpty ? nil : .map(entries) }

  /// The name of one whose numbers are all usual for a key too.
  func name(fitting range: NumberRange) -> String? {
    ranges.firstIndex {
      $0.dimension == range.dimension && range.usual.lowerBound <= $0.usual.lowerBound
        && $0.usual.upperBound <= range.usual.upperBound
        && range.allowed.lowerBound <= $0.allowed.lowerBound
    }.map { entries[$0].key }
  }

  mutating func add(_ name: String, _ value: Draft, _ range: NumberRange) {
    entries.append(.init(name, value))
    ranges.append(range)
  }
}

extension ScenarioGenerator {
  /// A distribution, all of whose numbers have the same unit.
  mutating func distribution(_ range: NumberRange, unit: String) -> Draft {
    let isBounded = range.allowed.upperBound < .infinity || range.allowed.lowerBound < 0
    let words = DistributionWords.all.filter { word in
      !isBounded || !Self.unbounded.contains(word.name)
    }
    let word = dice.pick(words)
    let set = dice.pick(word.sets)
    if set.contains(where: { $0.name == "file" }) { return observations(word, range, unit) }
    var numbers = (0..<set.count).map { _ in dice.number(range.usual) }.sorted()[...]
    var entries: [Draft.Entry] = []
    let length = dice.whole(1...4)
    for (name, content, isOptional) in set {
      let value = numbers.removeFirst()
      // A beta is between 0 and 1 without ends, which few numbers with a unit may be.
      if isOptional, !isBounded, word.name != "beta", dice.chance(0.5) { continue }
      entries.append(.init(name, parameter(name, content, value, range, unit, length)))
    }
    return .map([.init(word.name, .map(entries))])
  }

  /// Distributions without an upper or a lower end.
  private static let unbounded: Set = [
    "lognormal", "exponential", "gamma", "erlang", "weibull", "poisson", "negativeBinomial",
  ]

  private mutating func parameter(
    _ name: String, _ content: DistributionWords.Content, _ value: Double, _ range: NumberRange,
    _ unit: String, _ length: Int
  ) -> Draft {
    switch content {
    case .quantity:
      let bounds = range.usual
      let number =
        name == "low" ? bounds.lowerBound : name == "high" ? bounds.upperBound : value
      return .text(text(number, range.dimension, unit))
    case .bare: return .text("\(name == "shape" ? dice.whole(1...4) : dice.whole(1...30))")
    case .probability: return .text(dice.pick(["0", "0.5", "30 %", "1"]))
    case .quantities:
      return .list(
        (0..<length).map { _ in
          .text(text(dice.number(range.usual), range.dimension, unit))
        })
    case .bares: return .list((0..<length).map { _ in .text("\(dice.whole(1...3))") })
    case .text: return .text("a")
    }
  }

  /// Observations in a column of a file.
  private mutating func observations(
    _ word: DistributionWords, _ range: NumberRange, _ unit: String
  ) -> Draft {
    let name = "observed\(tables.count).csv"
    let rows = (0..<dice.whole(1...5)).map { _ in
      text(dice.number(range.usual), range.dimension, unit).prefix { $0 != " " } + "\n"
    }
    tables.append(FuzzInput.File(name, "\"a b\"\n" + rows.joined()))
    var entries: [Draft.Entry] = [
      .init("file", .text(name)), .init("column", .text("a b")),
    ]
    if !unit.isEmpty { entries.append(.init("unit", .text(unit))) }
    return .map([.init(word.name, .map(entries))])
  }

  /// `$name` of an uncertain number whose numbers suit a key.
  mutating func uncertainName(_ range: NumberRange) -> String {
    if let name = uncertain.name(fitting: range), dice.chance(0.7) { return "$" + name }
    let name = "u\(uncertain.entries.count)"
    let unit = unit(of: range.dimension)
    let value =
      dice.chance(0.8)
      ? distribution(range, unit: unit)
      : .text(text(dice.number(range.usual), range.dimension, unit))
    uncertain.add(name, value, range)
    return "$" + name
  }
}
