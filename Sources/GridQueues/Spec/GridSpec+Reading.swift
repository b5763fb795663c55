import ScenarioInputs
import Quantities
public import ScenarioReading

extension GridSpec {
  /// Reads the section `grid` of a scenario.
  public init(from section: SectionReader) {
    let names = section.freeNames(under: "tiers")
    let tiers = Self.tiers(from: section)
    let allocation = section.optionalSection(
      "allocation", "Who is given headroom first. Default: strict, in order of date",
      Allocation.init(from:))
    let classes = allocation?.classes ?? Allocation.noClasses
    var regions: [GridRegion] = []
    var nodes: [GridNodeSpec] = []
    _ = section.named(
      "regions", each: "region", required: true,
      "The regions of the grid, each with its own headroom and waiting lists"
    ) { name, section in
      let index = regions.count
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
      nodes += Self.withUpstream(found.compactMap(\.value), of: name, tiers, section)
    }
    self.init(
      tiers: tiers, regions: regions, nodes: nodes, rule: allocation?.rule ?? .strict,
      classes: classes, classesHoldFrom: allocation?.from ?? 0)
  }

  /// Reads the tiers; at least one, so that others can refer to it, and no cycle.
  private static func tiers(from section: SectionReader) -> [GridTier] {
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
          "The tier whose headroom is needed too, and taken from"))
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

  /// Who is given headroom first.
  private struct Allocation {
    static let noClasses = ["all"]

    var rule: GridAllocationRule
    var classes: [String]
    var from: Double

    init(from section: SectionReader) {
      rule = section.choice(
        "rule", default: .strict,
        "strict: a list stops at the first that does not fit, and headroom is kept for it; "
          + "firstFit: whoever fits is granted"
      )
      let errors = section.context.errorCount
      let priorities = section.texts(
        "priorities", "The classes of applicants, first served first. Default: one class, 'all'")
      var names: Set<String> = []
      for name in priorities where !names.insert(name).inserted {
        section.report("class '\(name)' is named twice", at: "priorities")
      }
      for name in priorities {
        _ = section.isName(name, of: "class", at: section.placeOf("priorities"))
      }
      if section.context.errorCount > errors {
        // Stands for what could not be read, so that who refers to it is not blamed.
        classes = priorities + [""]
      } else {
        classes = priorities.isEmpty ? Self.noClasses : priorities
      }
      if classes.count > 255 {
        section.report("there are more than 255 classes", at: "priorities")
        classes = Array(classes.prefix(255))
      }
      if section.has("from"), !section.has("priorities") {
        section.warn("'from' has no effect without 'priorities'", at: "from")
      }
      let date = section.optionalDate(
        "from", within: .beforeEnd,
        "The day from which classes count; before it, all wait in order of date. Default: the "
          + "start")
      from = date.flatMap { section.context.calendar?.time(of: $0).hours } ?? 0
    }
  }
}
