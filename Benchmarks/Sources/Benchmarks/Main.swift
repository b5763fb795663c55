import Foundation

/// What the command line should have been.
struct UsageError: Error {
  let message: String
}

/// Measures one workload and prints one line of JSON.
@main
enum Main {
  static let usage = """
    usage: benchmarks hold|hold_cancel PENDING EVENTS
           benchmarks mm1_events|mm1|mmc_renege|mm1_preempt CUSTOMERS
           benchmarks draws|draws_application DRAWS
           benchmarks mm1_replications|netherlands|netherlands_lists REPLICATIONS THREADS
    """

  static func main() {
    do {
      print(try measure(Array(CommandLine.arguments.dropFirst())).line)
    } catch let error as UsageError {
      end(error.message, EX_USAGE)
    } catch {
      // The shipped scenario is looked for in the folder of the repository.
      end("\(error)", EX_NOINPUT)
    }
  }

  private static func end(_ message: String, _ status: Int32) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(status)
  }

  private static func measure(_ arguments: [String]) throws -> Measurement {
    let numbers = arguments.dropFirst().compactMap { Int($0) }.filter { $0 > 0 }
    guard numbers.count == arguments.count - 1 else { throw UsageError(message: usage) }
    switch (arguments.first, numbers.count) {
    case ("hold", 2), ("hold_cancel", 2):
      guard numbers[0] <= 1 << 24 else {
        throw UsageError(message: "at most \(1 << 24) events can be pending")
      }
      return Hold.run(
        pending: numbers[0], events: numbers[1], cancelling: arguments[0] == "hold_cancel")
    case ("mm1_events", 1): return BareQueue.run(customers: numbers[0])
    case ("mm1", 1): return ServiceStation.runSingleServer(customers: numbers[0])
    case ("mmc_renege", 1): return ServiceStation.runManyServers(customers: numbers[0])
    case ("mm1_preempt", 1): return PreemptiveStation.run(customers: numbers[0])
    case ("draws", 1): return Draws.run(count: numbers[0])
    case ("draws_application", 1): return try Draws.runApplications(count: numbers[0])
    case ("mm1_replications", 2):
      return try SingleServerModel.run(replications: numbers[0], threads: numbers[1])
    case ("netherlands", 2):
      return try ShippedScenario.run(replications: numbers[0], threads: numbers[1])
    case ("netherlands_lists", 2):
      return try ShippedScenario.runLists(replications: numbers[0], threads: numbers[1])
    default: throw UsageError(message: usage)
    }
  }
}
