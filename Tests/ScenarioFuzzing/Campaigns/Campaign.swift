import Foundation

/// Many inputs of one kind, each checked in a process that may crash or hang.
public struct Campaign: Sendable {
  /// What is done with each input.
  public enum Kind: String, CaseIterable, Sendable {
    /// It is read as `validate` and `show` read it.
    case readings
    /// It is run, exported and reported, and the numbers are held against each other.
    case runs
    /// Its run is killed and goes on.
    case kills
    /// A results database is damaged and given to the commands that read one.
    case databases

    /// Seconds after which an input hangs.
    var timeLimit: Double {
      switch self {
      case .readings: 60
      case .runs, .kills, .databases: 300
      }
    }
  }

  /// What is done.
  public let kind: Kind
  /// What all inputs are made from, beside their numbers.
  public let seed: UInt64
  /// How many inputs there are, from number 0.
  public let count: Int

  /// A campaign.
  public init(_ kind: Kind, seed: UInt64, count: Int) {
    self.kind = kind
    self.seed = seed
    self.count = count
  }

  /// The command that shows an input again.
  public func command(_ number: Int) -> String {
    ".build/release/fuzz show \(kind.rawValue) \(number) --seed \(seed)"
  }

  /// Checks all inputs and tells of each that fails.
  ///
  /// - Parameters:
  ///   - program: the path of this program, which checks inputs when started with `work`.
  ///   - jobs: how many processes there are at a time.
  ///   - tell: called with a number and what was found, from any thread, one call at a time.
  /// - Returns: how many inputs came to which end.
  public func run(
    program: String, jobs: Int, _ tell: @escaping @Sendable (Int, Finding) -> Void
  ) -> Tally {
    let box = TallyBox()
    DispatchQueue.concurrentPerform(iterations: jobs) { job in
      var next = job
      while next < count {
        let worker = Worker(
          program: program, campaign: self, first: next, step: jobs)
        let end = worker.run { record in
          switch record {
          case .found(let number, let finding):
            box.add {
              $0.failed.insert(number)
            } then: {
              tell(number, finding)
            }
          case .ended(_, let ending): box.add { $0.endings[ending, default: 0] += 1 }
          case .began: break
          }
        }
        guard let (number, finding) = end else { break }
        box.add { tally in
          tally.failed.insert(number)
          tally.endings[finding.rule, default: 0] += 1
        } then: {
          tell(number, finding)
        }
        next = number + jobs
      }
    }
    return box.tally
  }
}

/// What became of the inputs of a campaign.
public struct Tally: Sendable {
  /// How many inputs came to each end, such as "valid".
  public var endings: [String: Int] = [:]
  /// The numbers of those of which something was found.
  public var failed: Set<Int> = []
}

/// A tally that several threads add to.
private final class TallyBox: @unchecked Sendable {
  private let lock = NSLock()
  private var value = Tally()

  var tally: Tally { lock.withLock { value } }

  func add(_ change: (inout Tally) -> Void, then: () -> Void = {}) {
    lock.withLock {
      change(&value)
      then()
    }
  }
}
