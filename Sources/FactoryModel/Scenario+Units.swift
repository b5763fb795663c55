import ScenarioInputs
import Quantities
import Sampling
import ScenarioReading

/// How many accelerators a site would hold, and whether they would compute.
///
/// A slip in the unit of their power, such as W for kW, can ask for more than can be counted, or leave no
/// rack that fits.
extension Scenario {
  /// The most units of one generation that a site can hold.
  static let mostUnits = Double(Int32.max)

  /// Reports what no site could compute with, whatever is drawn, and what would be too many to count.
  func checkUnits(_ section: SectionReader, _ extremes: InputExtremes) {
    let buyers = kinds.filter { $0.graph.acceleratorStage != nil }
    for generation in fleet.generations {
      checkThroughput(of: generation, section, extremes)
      checkAvailability(of: generation, section, extremes)
      if let largest = buyers.max(by: { $0.power < $1.power }) {
        checkCount(of: generation, in: largest, section, extremes)
      }
    }
    checkCostPlus(section, extremes)
    let unfit = buyers.filter { kind in
      !fleet.generations.contains { extremes.fits($0, in: kind.power) }
    }
    for kind in unfit { reportMisfit(in: kind, section, extremes) }
    guard unfit.isEmpty, let largest = buyers.max(by: { $0.power < $1.power }) else { return }
    for generation in fleet.generations where !extremes.fits(generation, in: largest.power) {
      section.context.add(
        Problem(
          .warning, at: rackPlace(of: generation, section),
          "\(rackWords(of: generation, extremes)) fits in no site, the largest of which is "
            + "'\(largest.name)' of \(Self.text(largest.power.value)): "
            + "'\(generation.name)' is never bought"))
    }
  }

  private func checkThroughput(
    of generation: GenerationSpec, _ section: SectionReader, _ extremes: InputExtremes
  ) {
    guard !extremes.computes(generation, precisionMix: fleet.precisionMix) else { return }
    let place = place("accelerators.generations.\(generation.name).fp8", section)
    section.report(
      "'\(generation.name)' has no FP8 throughput, and with a 'precisionMix' of 0 nothing else counts: a "
        + "unit of it is 0 H100e; give its throughput or another mix, or take the generation out",
      at: place)
  }

  /// A generation that works less of the time than this is told, as its failures are hardly meant.
  private static let leastAvailability = 0.01

  private func checkAvailability(
    of generation: GenerationSpec, _ section: SectionReader, _ extremes: InputExtremes
  ) {
    let availability = extremes.greatestAvailability(of: generation)
    guard availability < Self.leastAvailability else { return }
    let share = Dimension.share.roundedText(of: availability * 100, digits: 3) + " %"
    section.context.add(
      Problem(
        .warning, at: place("accelerators.generations.\(generation.name).failures", section),
        "with these failures and their repair '\(generation.name)' works \(share) of the time at most: "
          + "it computes next to nothing, whatever it costs"))
  }

  private func checkCostPlus(_ section: SectionReader, _ extremes: InputExtremes) {
    let mix = fleet.precisionMix
    let follower =
      demand.price.followsGenerations
      ? "the price 'costPlus'"
      : demand.segments.contains(where: \.followsDensity) ? "'sizeGrowth: density'" : nil
    guard let follower, !section.context.hasErrors,
      !fleet.generations.contains(where: { extremes.alwaysComputes($0, precisionMix: mix) })
    else { return }
    section.report(
      "\(follower) needs a generation that computes in every future, and with a 'precisionMix' "
        + "of 0 each of them can be without FP8 throughput",
      at: place("accelerators.precisionMix", section))
  }

  private func checkCount(
    of generation: GenerationSpec, in largest: SiteKindSpec, _ section: SectionReader,
    _ extremes: InputExtremes
  ) {
    let units = largest.power.value / extremes.least(generation.power)
    // Written so that a count that is no number is refused too.
    if units <= Self.mostUnits { return }
    let count = units < 1e15 ? "\(Int(units.rounded()))" : "far too many"
    let drawn = generation.power.isConstant ? "at this power" : "at the least that can be drawn"
    section.report(
      "\(drawn) site '\(largest.name)' of "
        + "\(Dimension.power.roundedText(of: largest.power.value)) would hold \(count) units; "
        + "at most \(Int32.max) can be simulated: check the unit of 'power'",
      at: place("accelerators.generations.\(generation.name).power", section))
  }

  /// Reports at the smallest rack that it does not fit in a site.
  private func reportMisfit(
    in kind: SiteKindSpec, _ section: SectionReader, _ extremes: InputExtremes
  ) {
    guard
      let smallest = fleet.generations.min(by: {
        extremes.leastRack(of: $0) < extremes.leastRack(of: $1)
      })
    else { return }
    let others = fleet.generations.count == 1 ? "" : ", and it is the smallest there is"
    section.report(
      "\(rackWords(of: smallest, extremes)) does not fit in the \(Self.text(kind.power.value)) of "
        + "site '\(kind.name)'\(others): "
        + "no accelerators could ever be bought for it",
      at: rackPlace(of: smallest, section))
  }

  /// The rack of a generation with its power: `a rack of 101 x 1 kW = 101 kW`.
  private func rackWords(of generation: GenerationSpec, _ extremes: InputExtremes) -> String {
    let unit = extremes.least(generation.power)
    let words =
      generation.rack == 1
      ? "a unit of \(Self.text(unit))"
      : "a rack of \(generation.rack) x \(Self.text(unit)) = "
        + Self.text(unit * Double(generation.rack))
    return generation.power.isConstant ? words : words + ", the least that can be drawn,"
  }

  /// A power in the unit in which racks are spoken of.
  private static func text(_ megawatts: Double) -> String {
    if megawatts >= 1 { return Dimension.power.roundedText(of: megawatts) }
    return Dimension.plainText((megawatts * 1e9).rounded() / 1e6) + " kW"
  }

  private func rackPlace(of generation: GenerationSpec, _ section: SectionReader) -> Place {
    let key = generation.rack == 1 ? "power" : "rack"
    return place("accelerators.generations.\(generation.name).\(key)", section)
  }

  private func place(_ path: String, _ section: SectionReader) -> Place {
    section.context.place(ofValueAt: path) ?? section.place
  }
}

extension InputExtremes {
  /// The least power of a rack that can be drawn, MW.
  func leastRack(of generation: GenerationSpec) -> Double {
    least(generation.power) * Double(generation.rack)
  }

  /// Whether a rack may fit in a site.
  func fits(_ generation: GenerationSpec, in site: Power) -> Bool {
    // As much above it as whoever fills a site lets pass.
    leastRack(of: generation) <= site.value * (1 + 1e-9)
  }

  /// The greatest share of the time that a unit may work.
  func greatestAvailability(of generation: GenerationSpec) -> Double {
    1 / (1 + least(generation.failures) * least(generation.repair))
  }

  /// Whether a unit may compute anything in the mix that counts.
  func computes(_ generation: GenerationSpec, precisionMix mix: Double) -> Bool {
    H100.equivalents(
      bf16: greatest(generation.bf16), fp8: greatest(generation.fp8), precisionMix: mix) > .zero
  }

  /// Whether a unit computes something in the mix that counts in every future.
  func alwaysComputes(_ generation: GenerationSpec, precisionMix mix: Double) -> Bool {
    H100.equivalents(
      bf16: least(generation.bf16), fp8: least(generation.fp8), precisionMix: mix) > .zero
  }
}
