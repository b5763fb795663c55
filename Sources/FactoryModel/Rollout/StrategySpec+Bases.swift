import Quantities
import ScenarioReading

// Phases whose sites stand on those of another phase.
extension StrategySpec {
  /// Checks what stands on what, once all phases have been read, each by its own reader.
  static func checkBases(
    of phases: [PhaseSpec], kinds: [SiteKindSpec], at sections: [SectionReader]
  ) {
    for id in phases.ids where kinds.indices.contains(phases[id].kind.index) {
      let section = sections[id.index]
      let kind = kinds[phases[id].kind.index]
      guard let base = phases[id].standsOn, kinds.indices.contains(phases[base].kind.index) else {
        for name in kind.graph.stages.flatMap(\.afterBase) {
          section.reportConsequence(
            "'base.\(name.name)' is a stage of the site that this one stands on, and phase '\(phases[id].name)' stands on none: give the phase 'standsOn', or name a stage of '\(kind.name)'",
            at: name.place)
        }
        continue
      }
      check(
        phases[id], kind, on: phases[base], kinds[phases[base].kind.index], isItself: base == id,
        section)
    }
    for base in phases.ids {
      checkPower(standingOn: base, in: phases, kinds: kinds, at: sections)
    }
  }

  private static func check(
    _ phase: PhaseSpec, _ kind: SiteKindSpec, on base: PhaseSpec, _ baseKind: SiteKindSpec,
    isItself: Bool, _ section: SectionReader
  ) {
    if isItself {
      section.report("a phase cannot stand on itself; name the phase of its land", at: "standsOn")
      return
    }
    if base.standsOn != nil {
      section.report(
        "phase '\(base.name)' stands on another one itself; name that one", at: "standsOn")
    } else if baseKind.graph.gridStage == nil {
      section.reportConsequence(
        "phase '\(base.name)' has no connection for others to stand on: its site '\(baseKind.name)' has no stage 'grid'",
        at: "standsOn")
      return
    }
    for key in ["regions", "tier", "class", "applyForGrid"] where section.has(key) {
      section.report(
        "phase '\(phase.name)' stands on '\(base.name)' and uses its connection, so '\(key)' has no effect; take it out",
        at: key)
    }
    if kind.isLiveAtStart {
      section.report(
        "site '\(kind.name)' is live at the start, and '\(base.name)' is not there yet; give the site stages, or leave 'standsOn' out",
        at: "standsOn")
      return
    }
    for stage in kind.graph.stages where stage.kind == .grid || stage.kind == .offer {
      section.reportConsequence(
        "site '\(kind.name)' has a stage '\(stage.name)' and stands on the connection of '\(base.name)': wait for 'base.\(stage.name)' in its place",
        at: "standsOn")
    }
    if kind.isOffGrid {
      section.reportConsequence(
        "site '\(kind.name)' says 'connection: none' and stands on the connection of '\(base.name)'; take one of them out",
        at: "standsOn")
    }
    if phase.siteCount > 0, base.siteCount == 0 {
      section.report(
        "phase '\(base.name)' has no sites to stand on; give it some, or leave this phase out with 'sites: 0'",
        at: "standsOn")
    } else if phase.siteCount > base.siteCount, base.siteCount != 1 {
      section.report(
        "\(phase.siteCount) sites cannot stand on the \(base.siteCount) of phase '\(base.name)': give as many, one on each, or let all stand on a single one",
        at: section.has("sites") ? "sites" : "standsOn")
    }
    let stages = baseKind.graph.stages
    var waitsForPower = false
    for name in kind.graph.stages.flatMap(\.afterBase) {
      guard let stage = stages.firstID(where: { $0.name == name.name }) else {
        section.report(unknown(name.name, of: baseKind), at: name.place)
        continue
      }
      if let grid = baseKind.graph.gridStage, grid < baseKind.graph.following.endIndex,
        baseKind.graph.following[grid].contains(stage)
      {
        waitsForPower = true
      }
    }
    if !waitsForPower, kind.power > .zero {
      section.reportConsequence(
        "site '\(kind.name)' could be live before '\(base.name)' has power: no stage of it waits for 'base.grid' or what follows that; add it to an 'after'",
        at: "standsOn")
    }
  }

  private static func unknown(_ name: String, of kind: SiteKindSpec) -> String {
    let names = kind.graph.stages.map(\.name)
    let message = "'base.\(name)' names a stage that the site '\(kind.name)' does not have"
    if let nearest = NearestName.of(name, among: names) {
      return message + "; did you mean 'base.\(nearest)'?"
    }
    return message + "; there are: " + SectionReader.listed(names)
  }

  /// Whether all that can stand on one connection fits it.
  private static func checkPower(
    standingOn base: ID<PhaseSpec>, in phases: [PhaseSpec], kinds: [SiteKindSpec],
    at sections: [SectionReader]
  ) {
    let kind = phases[base].kind.index
    let standing = phases.ids.filter { phases[$0].standsOn == base && $0 != base }
    guard !standing.isEmpty, kinds.indices.contains(kind), phases[base].siteCount > 0 else {
      return
    }
    var draw = kinds[kind].ownDraw
    for phase in standing where kinds.indices.contains(phases[phase].kind.index) {
      let sitesOnOne = phases[base].siteCount == 1 ? phases[phase].siteCount : 1
      draw += kinds[phases[phase].kind.index].ownDraw * Double(sitesOnOne)
    }
    guard draw.value > kinds[kind].connection.value * (1 + 1e-9) else { return }
    func text(_ power: Power) -> String {
      Dimension.power.roundedText(of: power.value, digits: 6)
    }
    let names = standing.map { "'\(phases[$0].name)'" }.joined(separator: ", ")
    sections[base.index].reportConsequence(
      "all that stands on one site of '\(phases[base].name)' (\(names)) can draw \(text(draw)), power x pue, and its connection is \(text(kinds[kind].connection)): write 'connection: \(text(draw))' at the site '\(kinds[kind].name)', or let less stand on it",
      at: "site")
  }
}
