import Quantities
import ScenarioReading

extension SustainedCondition {
  /// Utilisation of the strategy's live sites above a level.
  static var utilisation: Variant<SustainedCondition> {
    Variant("utilisation", "When the strategy's sites have been full for some time.") { section in
      let errors = section.context.errorCount
      let above = section.number(
        "above", .share, in: 0...1, "Sold H100e divided by sellable H100e.")
      if above == 1, section.has("above"), section.context.errorCount == errors {
        section.report(
          "utilisation is never above 100 %, so this never holds; give a smaller share",
          at: "above")
      }
      let duration = duration(from: section)
      let countsCommitted = section.flag(
        "countCommitted", default: true,
        "Whether capacity that is committed but not live yet counts as sellable.")
      return SustainedCondition(
        countsCommitted ? .utilisationWithCommitted : .utilisation, above: above, for: duration)
    }
  }
}

extension Observable {
  /// Sold divided by sellable H100e; 0 where nothing is live.
  fileprivate static let utilisation = utilisation { $0.utilisation(countsCommitted: false) }

  /// The same, with what is committed and not live yet counted as sellable.
  fileprivate static let utilisationWithCommitted = utilisation {
    $0.utilisation(countsCommitted: true)
  }

  private static func utilisation(
    _ level: @escaping @Sendable (borrowing Factory) -> Double
  ) -> Observable {
    Observable(
      key: "utilisation", ingredients: [.soldCompute, .capacity], needsLiveSite: true,
      event: "sites to be full", level: level)
  }
}

extension Factory {
  fileprivate func utilisation(countsCommitted: Bool) -> Double {
    var sellable = 0.0
    var coming = 0.0
    for site in rollout.sites.indices {
      switch rollout.sites[site].status {
      case .live: sellable += fleet.sites[site].capacity.sellable.value
      case .committed: coming += fleet.sites[site].prospective.value
      case .planned, .abandoned, .closed: break
      }
    }
    guard sellable > 0 else { return 0 }
    return course.record[.soldCompute] / (sellable + (countsCommitted ? coming : 0))
  }
}
