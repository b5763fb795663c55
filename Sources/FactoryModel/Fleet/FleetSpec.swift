import ScenarioInputs
import Quantities
import ScenarioReading

/// What happens to accelerators at the end of their economic life.
enum RefreshPolicy: String, CaseIterable, Sendable {
  /// Nothing replaces them.
  case retire
  /// As many units of the same generation.
  case likeForLike
  /// Whatever the procurement policy picks then, in whole racks up to the power of the site.
  case best
}

/// What accelerators bring that are no longer used.
enum ResaleRule: String, CaseIterable, Sendable {
  /// What their residual curve says.
  case curve
  /// Nothing.
  case none
}

/// Which accelerators there are, and how they are bought, kept and replaced.
struct FleetSpec: Sendable {
  let precisionMix: Double
  let procurement: any ProcurementPolicy
  let refresh: RefreshPolicy
  let swapDowntime: Hours
  /// Draw of unsold or unused capacity, as a share of full power.
  let idlePower: Double
  /// Yearly maintenance as a share of the purchase price.
  let maintenance: Input
  let resale: ResaleRule
  let generations: [GenerationSpec]
  let successors: SuccessorSpec?

  /// No accelerators are sold; sites state their capacity.
  static let none = FleetSpec()

  private init() {
    precisionMix = 0.5
    procurement = NewestGeneration()
    refresh = .retire
    swapDowntime = .zero
    idlePower = 1
    maintenance = .constant(0)
    resale = .none
    generations = []
    successors = nil
  }

  init(from section: SectionReader) {
    precisionMix = section.number(
      "precisionMix", .share, default: 0.5, in: 0...1,
      "Share of BF16 in the throughput that counts; the rest is FP8.")
    procurement =
      section.variant("procurement", "Which generation is ordered.", procurementPolicies)
      ?? NewestGeneration()
    refresh = section.choice(
      "refresh", default: RefreshPolicy.retire,
      "At the end of economic life: retire, likeForLike (the same units again) or best (the procurement policy picks)."
    )
    swapDowntime = Hours(
      section.number(
        "swapDowntime", .duration, default: 0, in: .notNegative,
        "How long a site stands still while its accelerators are swapped."))
    idlePower = section.number(
      "idlePower", .share, default: 1, in: 0...1,
      "Draw of capacity that is unsold or unused, as a share of full power.")
    maintenance = section.input(
      "maintenance", .yearlyShare, default: 0, in: 0...1,
      "Yearly maintenance as a share of the purchase price; once per replication.")
    resale = section.choice(
      "resale", default: ResaleRule.curve,
      "What accelerators bring that retire, are replaced, or stand at a site that is given up: curve (the share of their price that 'residual' says at their age) or none; a generation without 'residual' brings nothing."
    )
    generations = section.named(
      "generations", each: "generation", required: true, "Accelerators that can be bought, by name."
    ) { name, section in
      GenerationSpec(name: name, from: section)
    }.map(\.value)
    successors = section.optionalSection(
      "successors", "What follows the last generation named, by trend."
    ) { SuccessorSpec(from: $0) }
    if section.isReading { checkResale(section) }
  }

  /// Refuses proceeds that nothing says the size of.
  private func checkResale(_ section: SectionReader) {
    guard generations.allSatisfy(\.residual.isEmpty) else { return }
    section.dropDefaults(of: "resale")
    guard resale == .curve, section.has("resale") else { return }
    section.reportConsequence(
      "'resale: curve' has no effect, as no generation says what it is worth by age: give one a "
        + "'residual', such as '[[1 years, 60 %], [5 years, 12 %]]', or write 'resale: none'",
      at: "resale")
  }
}

/// How generations go on after the last one that is named.
struct SuccessorSpec: Sendable {
  /// h between releases.
  let every: Input
  /// Effective annual change of H100e per kW, and of the price of an H100e at release.
  let h100ePerKilowatt, pricePerH100e: Input

  init(from section: SectionReader) {
    every = section.input(
      "every", .duration, in: 730.5...Double.infinity,
      "Time between releases; once per replication.")
    h100ePerKilowatt = section.input(
      "h100ePerKilowatt", .annualChange, in: -0.99...100,
      "Yearly change of computing per kW from one release to the next; once per replication.")
    pricePerH100e = section.input(
      "pricePerH100e", .annualChange, in: -0.99...100,
      "Yearly change of the price of an H100e at release; once per replication.")
  }
}
