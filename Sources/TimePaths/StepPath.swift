/// A piecewise constant function of time, with its integral.
///
/// Each value holds from its instant to the next; the first also holds before, the last ever after.
/// Built once per replication into arrays that are reused; the integral between any two instants
/// then costs two look-ups, however many steps lie between.
public struct StepPath: Sendable {
  /// Opening instants of the steps in hours, strictly increasing.
  public private(set) var openings: [Double] = []
  /// What holds from each opening, in the unit of what the path tells.
  public private(set) var values: [Double] = []
  /// The integral from the first opening to each opening.
  private var integrals: [Double] = []
  /// The length of all steps in hours where they are `k · width`; 0 where they are irregular.
  private var width = 0.0

  /// An empty path; read it only after it was filled.
  public init() {}

  /// A path of steps, each with the instant (h) from which it holds.
  public init(_ steps: [(from: Double, value: Double)]) {
    for step in steps { append(step.value, from: step.from) }
  }

  /// Forgets all steps and keeps the memory.
  ///
  /// - Parameter width: The length of every step in hours, where the k-th opens at `k · width`; it
  ///   makes a look-up a division. 0 where steps differ in length.
  public mutating func removeAll(width: Double = 0) {
    precondition(width >= 0, "steps of \(width) h")
    openings.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    integrals.removeAll(keepingCapacity: true)
    self.width = width
  }

  /// Adds a step after the last one.
  ///
  /// - Parameters:
  ///   - value: What holds from there.
  ///   - opening: Hours since the start, later than all before.
  public mutating func append(_ value: Double, from opening: Double) {
    if let last = openings.last {
      precondition(opening > last, "step at \(opening) h does not follow the one at \(last) h")
      let index = openings.count - 1
      integrals.append(integrals[index] + values[index] * (opening - last))
    } else {
      integrals.append(0)
    }
    openings.append(opening)
    values.append(value)
  }

  /// The value that holds at an instant, in hours since the start.
  ///
  /// - Precondition: The path has a step.
  public func value(at hours: Double) -> Double {
    values[step(at: hours)]
  }

  /// The integral from one instant to a later one, in the unit of the value times hours.
  public func integral(from: Double, to: Double) -> Double {
    if openings.count == 1 { return values[0] * (to - from) }
    let first = step(at: from)
    if first + 1 == openings.count || to <= openings[first + 1] {
      return values[first] * (to - from)
    }
    let last = step(at: to)
    return values[first] * (openings[first + 1] - from)
      + (integrals[last] - integrals[first + 1])
      + values[last] * (to - openings[last])
  }

  /// The step that holds at an instant.
  private func step(at hours: Double) -> Int {
    precondition(!openings.isEmpty, "a path without steps was read at \(hours) h")
    if width > 0 {
      var index = min(max(Int((hours / width).rounded(.down)), 0), openings.count - 1)
      // The division rounds; the openings decide.
      if index > 0, hours < openings[index] {
        index -= 1
      } else if index + 1 < openings.count, hours >= openings[index + 1] {
        index += 1
      }
      return index
    }
    var low = 0
    var high = openings.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if openings[middle] <= hours { low = middle } else { high = middle }
    }
    return low
  }
}
