/// What people read in place of the names that a scenario gives to its parts.
///
/// Files for programs, and whatever is typed into a command, have the names themselves.
public struct ReaderNames: Sendable {
  /// What is said of one thing; what is empty is not said.
  public struct Words: Sendable, Hashable {
    let title: String
    let description: String

    /// A title with a sentence about it.
    public init(title: String = "", description: String = "") {
      self.title = title
      self.description = description
    }
  }

  /// The words of a list of things, by their names.
  public typealias List = [String: Words]

  private let strategies, regions, sites, segments: [String: String]
  /// By strategy.
  private let phases: [String: [String: String]]
  private let descriptions: [String: String]

  /// The words for a scenario; what has none is called by its name.
  public init(
    strategies: List = [:], regions: List = [:], sites: List = [:], segments: List = [:],
    phases: [String: List] = [:]
  ) {
    self.strategies = Self.titles(strategies)
    self.regions = Self.titles(regions)
    self.sites = Self.titles(sites)
    self.segments = Self.titles(segments)
    self.phases = phases.mapValues(Self.titles)
    descriptions = strategies.mapValues(\.description)
  }

  /// Titles by name, all different: those that two things share have the names behind them.
  private static func titles(_ list: List) -> [String: String] {
    let titled = list.filter { !$0.value.title.isEmpty && $0.value.title != $0.key }
    let names = Set(list.keys)
    let counts = Dictionary(grouping: titled.values, by: \.title).mapValues(\.count)
    let titles: [String: String] = titled.reduce(into: [:]) { titles, entry in
      let (name, title) = (entry.key, entry.value.title)
      let isShared = counts[title] != 1 || names.contains(title)
      titles[name] = isShared ? "\(title) (\(name))" : title
    }
    let isClear = Set(titles.values).count == titles.count && names.isDisjoint(with: titles.values)
    return isClear ? titles : [:]
  }

  /// What a strategy is called.
  func strategy(_ name: String) -> String { strategies[name] ?? name }

  /// What a region of the grid is called.
  func region(_ name: String) -> String { regions[name] ?? name }

  /// What a kind of site is called.
  func site(_ name: String) -> String { sites[name] ?? name }

  /// What a group of customers is called.
  func segment(_ name: String) -> String { segments[name] ?? name }

  /// What a phase of a strategy is called.
  func phase(_ name: String, of strategy: String) -> String { phases[strategy]?[name] ?? name }

  /// A sentence about a strategy; empty where there is none.
  func description(ofStrategy name: String) -> String { descriptions[name] ?? "" }

  /// Two strategies as `A less B`, or one.
  func difference(_ names: [String]) -> String {
    names.map(strategy).joined(separator: " less ")
  }

  /// Which strategies are called by a title, and by what name commands know each; nil where none is.
  func key(to names: [String]) -> String? {
    let titled = names.filter { strategy($0) != $0 }
    guard !titled.isEmpty else { return nil }
    return "In commands: " + titled.map { "\(strategy($0)) is '\($0)'" }.joined(separator: ", ")
      + "."
  }
}
