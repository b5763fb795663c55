import Quantities
import ScenarioReading

/// Which generation is ordered, among those that can be.
protocol ProcurementPolicy: Sendable {
  /// How good a generation is at an instant; the greatest is ordered, the earliest of equals.
  func merit(of generation: Generation, at time: SimTime) -> Double
}

/// The procurement policies that a scenario can name.
var procurementPolicies: [Variant<any ProcurementPolicy>] {
  [
    NewestGeneration.variant,
    CheapestPerH100e.variant,
    MostPerKilowatt.variant,
  ]
}

/// The generation released last.
struct NewestGeneration: ProcurementPolicy {
  static var variant: Variant<any ProcurementPolicy> {
    Variant(
      "newest", "The generation released last."
    ) { _ in NewestGeneration() }
  }

  func merit(of generation: Generation, at time: SimTime) -> Double { generation.released.hours }
}

/// The least price of an H100e at the instant of the order.
struct CheapestPerH100e: ProcurementPolicy {
  static var variant: Variant<any ProcurementPolicy> {
    Variant(
      "cheapestPerH100e", "The least price of an H100e at the order."
    ) { _ in CheapestPerH100e() }
  }

  func merit(of generation: Generation, at time: SimTime) -> Double {
    -generation.price(at: time).value / generation.throughput.value
  }
}

/// The most computing in the power of a site.
struct MostPerKilowatt: ProcurementPolicy {
  static var variant: Variant<any ProcurementPolicy> {
    Variant(
      "mostPerKilowatt", "The most computing per kW."
    ) { _ in MostPerKilowatt() }
  }

  func merit(of generation: Generation, at time: SimTime) -> Double { generation.density }
}
