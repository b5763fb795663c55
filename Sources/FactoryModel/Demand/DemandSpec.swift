import Quantities
import ScenarioReading

/// Who asks for compute, and what an hour of it costs on the market.
struct DemandSpec: Sendable {
  let price: any MarketPriceSpec
  let segments: [SegmentSpec]

  /// No demand at all.
  static let none = DemandSpec(price: PathMarketPrice.free, segments: [])

  init(price: any MarketPriceSpec, segments: [SegmentSpec]) {
    self.price = price
    self.segments = segments
  }

  init(from section: SectionReader) {
    if !section.has("price") {
      section.warn("no 'price' is given, so that contracts earn nothing")
    }
    price =
      section.variant(
        "price", default: "free", scalar: "constant", "Market price of an H100e-hour.", marketPrices
      )
      ?? PathMarketPrice.free
    segments = section.named(
      "segments", each: "segment", required: true, "Groups of customers, by name."
    ) { name, section in
      section.readerWords()
      return SegmentSpec(name: name, from: section)
    }.map(\.value)
  }
}
