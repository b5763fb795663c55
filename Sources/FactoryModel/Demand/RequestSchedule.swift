import ScenarioInputs
import Quantities
import Sampling
import TimePaths

/// A customer's request for compute.
struct Request: BitwiseCopyable {
  /// When it arrives.
  let arrival: SimTime
  let segment: ID<SegmentSpec>
  /// Its place among those of the segment, by arrival, from 1.
  let number: Int32
  var size: Compute
  var term: Hours
  /// How long it waits before it is lost; infinite where it waits forever.
  var patience: Hours
}

/// All requests of a replication in order of arrival.
///
/// They are a pure function of the draws, so that every strategy of the replication meets the same
/// ones: request 731 of a segment has the same size, term and patience whatever happened before it.
struct RequestSchedule {
  private(set) var requests: [Request] = []
  /// Working memory: how the demand of a segment grows.
  private var growth = TimePath()

  /// Draws the requests of a replication.
  mutating func draw(
    _ segments: [SegmentSpec], _ draws: inout Draws, in calendar: ReportingCalendar,
    density market: MarketGenerations
  ) {
    requests.removeAll(keepingCapacity: true)
    for id in segments.ids {
      let segment = segments[id]
      if let arrivals = segment.arrivals {
        let rate = arrivals.value(&draws) * segment.share.value(&draws)
        draw(segment, id, rate: rate, &draws, in: calendar, density: market)
      } else {
        list(segment, id, &draws)
      }
    }
    // Within a segment requests are in order already; among segments file order decides a tie.
    requests.sort { ($0.arrival, $0.segment) < ($1.arrival, $1.segment) }
  }

  /// The arrivals of a segment: a unit Poisson process seen through the inverse of the cumulated rate.
  private mutating func draw(
    _ segment: SegmentSpec, _ id: ID<SegmentSpec>, rate: Double, _ draws: inout Draws,
    in calendar: ReportingCalendar, density market: MarketGenerations
  ) {
    guard rate > 0 else { return }
    segment.fillGrowth(&growth, in: calendar, &draws)
    let sizeGrowth = SizeGrowth(segment, market, &draws)
    let size = segment.size.distribution(&draws)
    let term = segment.term.distribution(&draws)
    let patience = segment.patience.distribution(&draws)
    let streams = SegmentStreams(segment)
    let first = requests.count
    var points = 0.0
    var number: UInt64 = 0
    while true {
      draws.source.at(streams.arrivals, inOrder: number)
      points += draws.source.exponential(mean: 1)
      let arrival = SimTime(growth.instant(ofIntegral: points / rate))
      guard arrival < calendar.horizon else { break }
      number += 1
      requests.append(
        Request(
          arrival: arrival, segment: id, number: Int32(number), size: .zero, term: .zero,
          patience: .zero))
    }
    // One stream after the other, as entities are drawn fastest in order.
    drawEach(from: first, streams.size, size, &draws) {
      $0.size = Compute($1 * sizeGrowth.factor(at: $0.arrival))
    }
    drawEach(from: first, streams.term, term, &draws) { $0.term = Hours($1) }
    drawEach(from: first, streams.patience, patience, &draws) { $0.patience = Hours($1) }
  }

  /// Draws one number for each request of a segment, which begins at `first`.
  private mutating func drawEach(
    from first: Int, _ stream: StreamID, _ distribution: Distribution, _ draws: inout Draws,
    assign: (inout Request, Double) -> Void
  ) {
    for index in first..<requests.count {
      draws.source.at(stream, inOrder: UInt64(index - first))
      assign(&requests[index], draws.source.sample(distribution))
    }
  }

  /// The requests that a segment states with their dates.
  private mutating func list(_ segment: SegmentSpec, _ id: ID<SegmentSpec>, _ draws: inout Draws) {
    var number: UInt64 = 0
    for stated in segment.requests.sorted(by: { $0.date < $1.date }) {
      for _ in 0..<stated.count {
        requests.append(
          Request(
            arrival: stated.date, segment: id, number: Int32(number) + 1,
            size: Compute(stated.size.value(&draws, entity: number)),
            term: Hours(stated.term.value(&draws, entity: number)),
            patience: Hours(stated.patience.value(&draws, entity: number))))
        number += 1
      }
    }
  }
}

/// How the size of the requests of a segment moves in one replication.
private enum SizeGrowth {
  /// By a yearly change.
  case yearly(Double)
  /// With what a kW computes, so that the same customer keeps asking for the same kW: of the generation
  /// that entrants have, to that of the start (H100e per MW).
  case density(MarketGenerations, start: Double)

  init(_ segment: SegmentSpec, _ market: MarketGenerations, _ draws: inout Draws) {
    if segment.followsDensity, let start = market.density(at: .start) {
      self = .density(market, start: start)
    } else {
      self = .yearly(segment.sizeGrowth.value(&draws))
    }
  }

  /// What a size at an instant is to that of the start.
  func factor(at time: SimTime) -> Double {
    switch self {
    case .yearly(let change): annualFactor(change, at: time)
    case .density(let market, let start): (market.density(at: time) ?? start) / start
    }
  }
}

/// The streams of one segment.
struct SegmentStreams: Sendable {
  let arrivals, size, term, patience: StreamID

  init(_ segment: SegmentSpec) {
    let path = "demand/\(segment.name)"
    arrivals = StreamID("\(path)/arrivals")
    size = StreamID("\(path)/size")
    term = StreamID("\(path)/term")
    patience = StreamID("\(path)/patience")
  }
}
