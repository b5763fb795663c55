/// A number as a function of time, in pieces, with its integral.
///
/// Each piece has the instant from which it holds, the value there, and the shape in which it goes on
/// until the next one; the value at the first opening also holds before, the last piece ever after.
/// Built once per replication into arrays that are reused; the integral between any two instants
/// then costs two look-ups, however many pieces lie between.
public struct TimePath: Sendable {
  /// Opening instants of the pieces in hours, strictly increasing.
  public private(set) var openings: [Double] = []
  /// What holds at each opening, in the unit of what the path tells.
  public private(set) var values: [Double] = []
  /// How each piece goes on; empty where all are level, so that most paths never ask.
  private(set) var shapes: [PathShape] = []
  /// The integral from the first opening to each opening.
  private(set) var integrals: [Double] = []
  /// The length of all pieces in hours where they are `k · width`; 0 where they are irregular.
  private(set) var width = 0.0
  /// An instant up to which the integral is the same to the bit whether or not pieces begin there, in hours:
  /// the end of the simulated time, where the path goes on behind it.
  public var seam = Double.infinity

  /// An empty path; read it only after it was filled.
  public init() {}

  /// A path of steps, each with the instant (h) from which it holds.
  public init(_ steps: [(from: Double, value: Double)]) {
    for step in steps { append(step.value, from: step.from) }
  }

  /// Forgets all pieces and keeps the memory.
  ///
  /// - Parameter width: The length of every piece in hours, where the k-th opens at `k · width`; it
  ///   makes a look-up a division. 0 where pieces differ in length.
  public mutating func removeAll(width: Double = 0) {
    precondition(width >= 0, "steps of \(width) h")
    openings.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    shapes.removeAll(keepingCapacity: true)
    integrals.removeAll(keepingCapacity: true)
    self.width = width
  }

  /// Adds a piece after the last one.
  ///
  /// - Parameters:
  ///   - value: What holds at its opening.
  ///   - shape: How it goes on from there.
  ///   - opening: Hours since the start, later than all before.
  public mutating func append(
    _ value: Double, _ shape: PathShape = .level, from opening: Double
  ) {
    let count = openings.count
    if let last = openings.last {
      precondition(opening > last, "step at \(opening) h does not follow the one at \(last) h")
      let area = self.shape(of: count - 1).integral(values[count - 1], over: opening - last)
      integrals.append(integrals[count - 1] + area)
    } else {
      integrals.append(0)
    }
    openings.append(opening)
    values.append(value)
    keep(shape, at: count)
  }

  /// The value at an instant, in hours since the start.
  ///
  /// - Precondition: The path has a piece.
  public func value(at hours: Double) -> Double {
    let piece = piece(at: hours)
    if shapes.isEmpty { return values[piece] }
    return shapes[piece].value(values[piece], after: max(0, hours - openings[piece]))
  }

  /// The integral from one instant to a later one, in the unit of the value times hours.
  public func integral(from: Double, to: Double) -> Double {
    if openings.count == 1 { return area(of: 0, from: from, to: to) }
    let first = piece(at: from)
    if first + 1 == openings.count || to <= openings[first + 1] {
      return area(of: first, from: from, to: to)
    }
    var last = piece(at: to)
    if to == seam, openings[last] == to { last -= 1 }
    return area(of: first, from: from, to: openings[first + 1])
      + (integrals[last] - integrals[first + 1])
      + area(of: last, from: openings[last], to: to)
  }

  /// The integral over a part of a piece, or over what lies before the first.
  private func area(of piece: Int, from: Double, to: Double) -> Double {
    let value = values[piece]
    guard !shapes.isEmpty, shapes[piece] != .level else { return value * (to - from) }
    let (shape, opening) = (shapes[piece], openings[piece])
    if from == opening { return shape.integral(value, over: to - from) }
    if from < opening {
      let end = min(to, opening)
      return value * (end - from) + shape.integral(value, over: max(to - opening, 0))
    }
    // From what is left of the piece, not as a difference of integrals, which loses digits.
    let passed = from - opening
    return shape.rest(value, after: passed)
      .integral(shape.value(value, after: passed), over: to - from)
  }

  /// The piece that holds at an instant.
  func piece(at hours: Double) -> Int {
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
    return openings.lastIndex(upTo: hours)
  }
}

// MARK: Building

extension TimePath {
  /// The shape of a piece.
  func shape(of piece: Int) -> PathShape { shapes.isEmpty ? .level : shapes[piece] }

  /// Puts a piece among the others; the integrals from it on are to be added up again.
  mutating func insert(_ value: Double, _ shape: PathShape, from opening: Double, at index: Int) {
    openings.insert(opening, at: index)
    values.insert(value, at: index)
    integrals.insert(0, at: index)
    keep(shape, at: index)
    // The next multiple behind the last piece goes on with the grid; all others break it.
    if index + 1 < openings.count || opening != Double(index) * width { width = 0 }
  }

  /// Puts the shape of a new piece among those of the others.
  private mutating func keep(_ shape: PathShape, at index: Int) {
    if !shapes.isEmpty {
      shapes.insert(shape, at: index)
    } else if shape != .level {
      // The first that is not level: those of all other pieces are stored from now on.
      for _ in openings { shapes.append(.level) }
      shapes[index] = shape
    }
  }

  /// Multiplies a piece.
  mutating func multiply(piece: Int, by factor: Double) {
    values[piece] *= factor
    if !shapes.isEmpty { shapes[piece] = shapes[piece].multiplied(by: factor) }
  }

  /// Adds up the integrals of a piece and all behind it.
  mutating func addUp(from piece: Int) {
    var index = max(piece, 1)
    while index < openings.count {
      let length = openings[index] - openings[index - 1]
      integrals[index] =
        integrals[index - 1] + shape(of: index - 1).integral(values[index - 1], over: length)
      index += 1
    }
  }
}

extension [Double] {
  /// The place of the last element of a rising list that is no greater than a number; 0 where all are.
  func lastIndex(upTo number: Double) -> Int {
    var low = 0
    var high = count
    while high - low > 1 {
      let middle = (low + high) / 2
      if self[middle] <= number { low = middle } else { high = middle }
    }
    return low
  }
}
