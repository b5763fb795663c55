// The story of one waiting list. A substation has 10 MW to give, and gets more twice. Six customers ask
// for a connection, one of them for a large one. Who waits for it, and for how long, depends on one rule:
// whether those behind a customer who does not fit are tried. The story is told twice.

import EventKernel
import Foundation
import Quantities

/// Somebody who asks for a connection.
struct Customer {
  let name: String
  /// The month in which it asks.
  let month: Double
  let need: Power
  /// How long it waits before it gives up, months.
  let patience: Double
}

let customers = [
  Customer(name: "the bakery", month: 1, need: Power(2), patience: 36),
  Customer(name: "the data hall", month: 2, need: Power(9), patience: 36),
  Customer(name: "the school", month: 4, need: Power(1), patience: 8),
  Customer(name: "the bus depot", month: 6, need: Power(4), patience: 5),
  Customer(name: "the greenhouse", month: 9, need: Power(3), patience: 36),
  Customer(name: "the factory", month: 15, need: Power(2), patience: 36),
]

/// The substation, and the line before it.
struct Substation: ~Copyable {
  enum Event: OrderedEvent {
    case reinforced(Power)
    case asked(customer: Int32)
    case patienceEnded(customer: Int32)

    /// The order of what happens at one instant: who is offered a connection in the month in which its
    /// patience ends takes it.
    var priority: UInt8 {
      switch self {
      case .reinforced: 0
      case .asked: 1
      case .patienceEnded: 2
      }
    }
  }

  static let end = SimTime.start + .months(36)

  private var clock = Simulation<Event>()
  private var pool = Pool()
  private let mayPass: Bool
  /// By customer.
  private var places = [WaitHandle](repeating: .none, count: customers.count)
  private var timers = [EventHandle](repeating: .none, count: customers.count)
  private(set) var granted = [Double?](repeating: nil, count: customers.count)
  private(set) var inUse = TimeWeighted()

  /// - Parameter mayPass: whether a customer that fits is connected while one before it does not.
  init(mayPass: Bool) {
    self.mayPass = mayPass
    pool.stores.add(capacity: 10)
  }

  mutating func run() {
    for (number, customer) in customers.enumerated() {
      schedule(.asked(customer: Int32(number)), month: customer.month)
    }
    schedule(.reinforced(Power(6)), month: 12)
    schedule(.reinforced(Power(6)), month: 24)
    while let event = clock.next(before: Self.end) {
      switch event {
      case .asked(let number): ask(number)
      case .patienceEnded(let number): giveUp(number)
      case .reinforced(let power): reinforce(by: power)
      }
    }
    clock.advance(to: Self.end)
  }

  private mutating func ask(_ number: Int32) {
    let customer = customers[Int(number)]
    tell("\(customer.name) asks for \(Int(customer.need.value)) MW")
    places[Int(number)] = pool.wait(token: number, backfill: mayPass)
    timers[Int(number)] = schedule(
      .patienceEnded(customer: number), month: customer.month + customer.patience)
    connect()
    if let place = pool.waitingTokens.firstIndex(of: number) {
      tell("\(customer.name) waits, number \(place + 1) in line")
    }
  }

  private mutating func giveUp(_ number: Int32) {
    pool.renege(places[Int(number)])
    tell("\(customers[Int(number)].name) has waited long enough and leaves")
    // It may have stood before somebody who fits.
    connect()
  }

  private mutating func reinforce(by power: Power) {
    pool.stores.setCapacity(of: 0, to: pool.stores.capacity(of: 0) + power.value)
    tell("the substation gets \(Int(power.value)) MW more")
    connect()
  }

  /// Goes along the line and connects whom it can.
  private mutating func connect() {
    var round = ServingRound()
    while let number = pool.next(in: &round) {
      let customer = customers[Int(number)]
      guard pool.stores.fits(customer.need.value, in: 0) else { continue }
      pool.stores.take(customer.need.value, from: 0)
      pool.finish(round)
      clock.cancel(timers[Int(number)])
      granted[Int(number)] = month
      tell("\(customer.name) is connected")
    }
    inUse.set(pool.stores.inUse(of: 0), at: clock.now)
  }

  private var month: Double { (clock.now - .start).value / Hours.months(1).value }

  @discardableResult
  private mutating func schedule(_ event: Event, month: Double) -> EventHandle {
    clock.schedule(event, at: .start + .months(month))
  }

  private func tell(_ what: String) {
    let free = Int(pool.stores.free(in: 0))
    let line = what.padding(toLength: 50, withPad: " ", startingAt: 0)
    print(String(format: "month %2.0f  ", month) + line + String(format: "%2d MW free", free))
  }
}

@main
enum WaitingListStory {
  static func main() {
    let first = tell("Page 1. Who does not fit stops the line.", mayPass: false)
    let second = tell("Page 2. Whoever fits is connected.", mayPass: true)
    print("In the end, months of waiting\n")
    print("                        page 1  page 2")
    for (number, customer) in customers.enumerated() {
      let name = customer.name.padding(toLength: 22, withPad: " ", startingAt: 0)
      print(
        name + wait(of: customer, first.granted[number])
          + wait(of: customer, second.granted[number]))
    }
    print(String(format: "\nMW in use on average  %8.1f%8.1f", first.inUse, second.inUse))
  }

  private static func tell(
    _ title: String, mayPass: Bool
  ) -> (granted: [Double?], inUse: Double) {
    print(title + "\n")
    var substation = Substation(mayPass: mayPass)
    substation.run()
    print("")
    return (substation.granted, substation.inUse.mean(until: Substation.end) ?? 0)
  }

  private static func wait(of customer: Customer, _ granted: Double?) -> String {
    granted.map { String(format: "%8.0f", $0 - customer.month) } ?? "    left"
  }
}
