import ScenarioInputs
import Quantities
public import ScenarioReading

extension GridSpec {
  /// Reads the section `grid` of a scenario.
  public init(from section: SectionReader) {
    let names = section.freeNames(under: "tiers")
    let tiers = Self.tiers(from: section, classes: Self.classNames(from: section))
    let (classes, frameworks) = Self.frameworks(from: section)
    var regions: [GridRegion] = []
    var nodes: [GridNodeSpec] = []
    _ = section.named(
      "regions", each: "region", required: true,
      "The regions of the grid, each with its own headroom and waiting lists"
    ) { name, section in
      let index = regions.count
      section.readerWords()
      // Kept in the effective scenario, where the report finds it; no result depends on it.
      _ = section.optionalLocation(
        "at", "Where the region is shown on the report's map; without it, it is not on the map")
      regions.append(
        GridRegion(
          name: name,
          operatorName: section.text("operator", default: "", "Who runs the grid, for reports"),
          slip: section.input(
            "slip", .factor, default: 1, in: .notNegative,
            "Factor on the slip of all reinforcements of the region; drawn once per replication")))
      let found = section.named(
        "tiers", each: "tier", required: true, "The voltage tiers of this region, by their names"
      ) { tierName, section -> GridNodeSpec? in
        guard let tier = tiers.firstIndex(where: { $0.name == tierName }) else {
          let nearest = NearestName.of(tierName, among: tiers.map(\.name))
          let message =
            "there is no tier '\(tierName)'; "
            + (nearest.map { "did you mean '\($0)'?" } ?? "name it under 'tiers' of 'grid'")
          if names.isEmpty {
            section.reportConsequence(message)
          } else {
            section.report(message)
          }
          // Read all the same, so that its other mistakes are found too.
          _ = GridNodeSpec(
            region: index, tier: tiers[0], at: 0, path: "", classes: classes, from: section)
          return nil
        }
        return GridNodeSpec(
          region: index, tier: tiers[tier], at: tier, path: "grid/\(name)/\(tierName)",
          classes: classes, from: section)
      }
      let nodesOfRegion = Self.withUpstream(found.compactMap(\.value), of: name, tiers, section)
      nodes += Self.withStops(nodesOfRegion, tiers, section)
    }
    let siting = section.named(
      "siting", each: "rule of siting",
      "Rules on which sites may be connected: a site that is refused in a region does not apply there, and is given up where it may apply in none"
    ) { GridSitingRule($0, from: $1, regions: regions.map(\.name)) }.map(\.value)
    self = GridSpec(
      tiers: tiers, regions: regions, nodes: nodes, classes: classes, frameworks: frameworks
    ).with(siting: siting)
  }

  /// Reads the tiers; at least one, so that others can refer to it, and no cycle.
  private static func tiers(from section: SectionReader, classes: [String]) -> [GridTier] {
    let names = section.freeNames(under: "tiers")
    let tiers = section.named(
      "tiers", each: "tier", required: true, "The voltage tiers of the grid"
    ) { name, section in
      GridTier(
        name: name,
        largest: section.optionalNumber(
          "largest", .power, in: .positive, placeholder: .infinity,
          "The most that one application may ask for; larger ones of others are cut to it. "
            + "Default: no limit") ?? .infinity,
        upstream: section.optionalReference(
          "upstream", to: "tier", among: names,
          "The tier whose headroom is needed too, and taken from"),
        upstreamFactors: upstreamFactors(from: section, classes: classes))
    }.map(\.value)
    for start in tiers.indices {
      var chain = [start]
      while let last = chain.last, let next = tiers[last].upstream {
        chain.append(next)
        if next == start {
          let names = chain.map { "'\(tiers[$0].name)'" }
          section.report(
            chain.count == 2
              ? "the tier \(names[0]) is upstream of itself; take its 'upstream' out"
              : "tiers are upstream of each other in a circle: " + names.joined(separator: ", "),
            at: "tiers")
        }
        if chain.dropLast().contains(next) {
          return tiers.map { GridTier(name: $0.name, largest: $0.largest, upstream: nil) }
        }
      }
    }
    return tiers.isEmpty ? [GridTier(name: "", largest: .infinity, upstream: nil)] : tiers
  }

  /// The tiers of a region, which must include the upstream tier of each.
  private static func withUpstream(
    _ nodes: [GridNodeSpec], of region: String, _ tiers: [GridTier], _ section: SectionReader
  ) -> [GridNodeSpec] {
    var nodes = nodes
    var index = 0
    while index < nodes.count {
      let node = nodes[index]
      index += 1
      guard let upstream = tiers[node.tier].upstream,
        !nodes.contains(where: { $0.tier == upstream })
      else { continue }
      section.reportConsequence(
        "region '\(region)' lacks the tier '\(tiers[upstream].name)', upstream of "
          + "'\(tiers[node.tier].name)'; add it, with 'headroom: unlimited' if it is no bottleneck",
        at: "tiers")
      nodes.append(
        GridNodeSpec(
          region: node.region, tier: upstream, path: "", headroom: .constant(.infinity),
          mix: node.mix))
    }
    return nodes
  }
}
