import ScenarioInputs
import Foundation
import Quantities

/// All generations of one replication in order of release: those named, then their successors.
struct GenerationTimeline: Sendable {
  private var generations: [Generation] = []
  /// How many of them a site can order; those behind them only set prices.
  private var forSaleCount = 0
  /// Yearly change of the price of an H100e from one successor to the next; nil where there are none.
  private(set) var successorPriceChange: Double?

  var count: Int { generations.count }
  var ids: Range<ID<Generation>> { generations.ids }
  subscript(id: ID<Generation>) -> Generation { generations[id] }

  /// Draws the generations of a replication.
  ///
  /// - Parameters:
  ///   - spec: what the scenario says of them.
  ///   - draws: the replication.
  ///   - horizon: until when they set prices.
  ///   - lastOrder: until when sites order any.
  mutating func draw(
    _ spec: FleetSpec, _ draws: inout Draws, until horizon: SimTime, forSaleUntil lastOrder: SimTime
  ) {
    generations.removeAll(keepingCapacity: true)
    for id in spec.generations.ids {
      generations.append(
        Generation(id, spec.generations[id], precisionMix: spec.precisionMix, &draws))
    }
    generations.sort { ($0.released, $0.spec) < ($1.released, $1.spec) }
    successorPriceChange = spec.successors.map { $0.pricePerH100e.value(&draws) }
    // What computes nothing has no price of an H100e for others to follow.
    forSaleCount = generations.count
    if let successors = spec.successors, let last = generations.last, last.computes {
      let cadence = Hours(successors.every.value(&draws))
      // What is ordered long before its release follows the last one within the time, too.
      let ahead = max(last.released - last.orderable - cadence, .zero)
      func count(until end: SimTime) -> Int {
        max(1, Int(((end + ahead - last.released) / cadence).rounded(.up)))
      }
      append(successors, after: last, every: cadence, count: count(until: horizon), &draws)
      forSaleCount += count(until: lastOrder)
    }
  }

  private mutating func append(
    _ spec: SuccessorSpec, after last: Generation, every cadence: Hours, count: Int,
    _ draws: inout Draws
  ) {
    let densityGrowth = 1 + spec.h100ePerKilowatt.value(&draws)
    let priceGrowth = 1 + spec.pricePerH100e.value(&draws)
    let preOrder = last.released - last.orderable
    for step in 1...count {
      let age = cadence * Double(step)
      let throughput = last.throughput * pow(densityGrowth, age.years)
      let pricePerH100e = last.priceAtRelease.value / last.throughput.value
      generations.append(
        Generation(
          spec: last.spec, name: "\(last.name)+\(step)", released: last.released + age,
          orderable: last.released + age - preOrder, throughput: throughput, power: last.power,
          rack: last.rack,
          priceAtRelease: Money(
            pricePerH100e * pow(priceGrowth, age.years) * throughput.value),
          annualPriceChange: last.annualPriceChange, life: last.life, bookLife: last.bookLife,
          availability: last.availability, medianLead: last.medianLead))
    }
  }

  /// The generation that is released last by an instant, or before the first release the first one, of
  /// those that compute; nil where none does.
  func newest(at time: SimTime) -> ID<Generation>? {
    generations.ids.last { generations[$0].computes && generations[$0].released <= time }
      ?? generations.firstID { $0.computes }
  }

  /// Whether a site could ever order one that serves it before an instant.
  func servesEver(_ site: Power, before end: SimTime) -> Bool {
    generations.prefix(forSaleCount).contains { $0.orderable < end && $0.serves(site) }
  }

  /// When the next generation that is not orderable yet becomes so.
  func nextOrderable(after time: SimTime) -> SimTime {
    generations.prefix(forSaleCount).lazy.map(\.orderable).filter { $0 > time }.min() ?? .never
  }

  /// The generation a policy orders for a site at an instant; nil where none that is for sale serves it.
  func choice(
    of policy: any ProcurementPolicy, for site: Power, at time: SimTime
  ) -> ID<Generation>? {
    var best: (id: ID<Generation>, merit: Double)?
    for id in generations.ids.prefix(forSaleCount)
    where generations[id].orderable <= time && generations[id].serves(site) {
      let merit = policy.merit(of: generations[id], at: time)
      if merit > best?.merit ?? -.infinity { best = (id, merit) }
    }
    return best?.id
  }
}

extension Generation {
  /// Draws a generation that the scenario names.
  init(_ id: ID<GenerationSpec>, _ spec: GenerationSpec, precisionMix: Double, _ draws: inout Draws)
  {
    self.spec = id
    name = spec.name
    released = spec.released + Hours(spec.slip.value(&draws))
    orderable = released - spec.preOrder
    throughput = H100.equivalents(
      bf16: spec.bf16.value(&draws), fp8: spec.fp8.value(&draws), precisionMix: precisionMix)
    power = Power(spec.power.value(&draws))
    rack = spec.rack
    priceAtRelease = Money(spec.price.value(&draws))
    annualPriceChange = spec.priceChange.value(&draws)
    life = Hours(spec.life.value(&draws))
    bookLife = Hours(spec.bookLife.value(&draws))
    availability = 1 / (1 + spec.failures.value(&draws) * spec.repair.value(&draws))
    medianLead = Hours(spec.lead.median(&draws))
  }
}

/// The accelerator in which computing is measured: one H100 SXM.
enum H100 {
  /// Dense BF16 and FP8 throughput, TFLOP/s (NVIDIA H100 SXM data sheet, without sparsity).
  static let bf16 = 989.0
  static let fp8 = 1979.0

  /// Throughput relative to one H100, as a mix of BF16 and FP8.
  static func equivalents(bf16: Double, fp8: Double, precisionMix: Double) -> Compute {
    Compute(precisionMix * bf16 / Self.bf16 + (1 - precisionMix) * fp8 / Self.fp8)
  }
}
