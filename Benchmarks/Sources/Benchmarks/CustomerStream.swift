import EventKernel
import Quantities
import Sampling

/// Customers as they are drawn: each at an address of its own, so that it depends on nothing but its
/// number.
///
/// Several are drawn at once, ahead of their coming, as the factory model draws its requests and the
/// applications for the grid: the numbers of one then do not wait for those of another, nor hold up
/// anything that happens before it comes.
struct CustomerStream: ~Copyable {
  struct Customer: BitwiseCopyable {
    /// The time since the one before.
    var gap: Hours
    var service: Hours
    /// Infinite where everybody waits.
    var patience: Hours
  }

  /// How many are drawn at once.
  private static let batch = 32

  private let stream: StreamID
  private let arrivalRate: Double
  private let meanPatience: Double?
  private var ahead = Slab<Customer>(capacity: Self.batch)
  /// How many have come.
  private(set) var count = 0

  /// - Parameters:
  ///   - name: of the random stream.
  ///   - arrivalRate: customers per unit of time; the mean service takes one.
  ///   - meanPatience: the mean of an exponential patience, or nil where everybody waits.
  init(_ name: String, arrivalRate: Double, meanPatience: Double? = nil) {
    stream = StreamID(name)
    self.arrivalRate = arrivalRate
    self.meanPatience = meanPatience
  }

  /// Begins anew, with the first customer.
  mutating func reset() { count = 0 }

  /// The next customer of the source's replication.
  @inline(__always)
  mutating func next(from source: inout RandomSource) -> Customer {
    let index = count % Self.batch
    if index == 0 { drawAhead(from: &source) }
    count += 1
    return ahead[index]
  }

  private mutating func drawAhead(from source: inout RandomSource) {
    for index in 0..<Self.batch {
      source.at(stream, inOrder: UInt64(count + index))
      let (gap, service) = source.exponentialPair()
      ahead[index] = Customer(
        gap: Hours(gap / arrivalRate), service: Hours(service),
        patience: Hours(meanPatience.map { source.exponential(mean: $0) } ?? .infinity))
    }
  }
}
