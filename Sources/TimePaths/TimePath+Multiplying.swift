extension TimePath {
  /// Multiplies what lies between two instants (h), the later of which may never come.
  ///
  /// Calls compose, in any order and however they overlap. What holds before the first opening is
  /// multiplied from the start on.
  ///
  /// - Precondition: `from` is not before the start, and the path has a piece.
  public mutating func multiply(by factor: Double, from: Double, until: Double = .infinity) {
    precondition(from >= 0, "a factor from \(from) h, before the start")
    guard from < until else { return }
    addUp(from: scale(by: factor, from: from, until: until))
  }

  /// Multiplies by another path, whose pieces are all level; its first value also holds before.
  public mutating func multiply(by other: TimePath) {
    precondition(other.shapes.isEmpty, "the product of two paths that both move")
    for (index, factor) in other.values.enumerated() {
      let next = index + 1
      scale(
        by: factor, from: index == 0 ? -.infinity : other.openings[index],
        until: next < other.openings.count ? other.openings[next] : .infinity)
    }
    addUp(from: 0)
  }

  /// Multiplies what lies between two instants, without its integrals; returns the first piece of it.
  @discardableResult
  private mutating func scale(by factor: Double, from: Double, until: Double) -> Int {
    let first = from == -.infinity ? 0 : split(at: from)
    let end = until == .infinity ? openings.count : split(at: until)
    for piece in first..<end { multiply(piece: piece, by: factor) }
    return first
  }

  /// Lets a piece open at an instant, unless one does; returns its place.
  private mutating func split(at hours: Double) -> Int {
    if hours < openings[0] {
      // What held before goes on holding before it, if only from the start: nobody asks earlier.
      insert(values[0], .level, from: min(0, hours), at: 0)
    }
    let piece = piece(at: hours)
    let passed = hours - openings[piece]
    guard passed > 0 else { return piece }
    let (value, shape) = (values[piece], shape(of: piece))
    insert(
      shape.value(value, after: passed), shape.rest(value, after: passed), from: hours,
      at: piece + 1)
    return piece + 1
  }
}
