public import Quantities
public import ScenarioReading

/// A number that holds throughout, or numbers by date.
public enum DatedInput: Sendable {
  /// One number, drawn once per replication.
  case one(Input)
  /// Numbers with the hours since the start from which they hold; the first also before.
  case byDate([(x: Double, y: Double)])
}

extension SectionReader {
  /// A number that may be drawn, or a list of pairs of a date and a number; nil where the key is not given.
  ///
  /// - Parameters:
  ///   - key: the key.
  ///   - dimension: what the number measures.
  ///   - range: where it must lie.
  ///   - doc: what it means.
  /// - Returns: a placeholder where it is given and cannot be read, and nil when describing.
  public func optionalDatedInput(
    _ key: String, _ dimension: Dimension, in range: ClosedRange<Double>, _ doc: String
  ) -> DatedInput? {
    if isDescribing {
      let number = ScenarioCatalogue.Content.number(
        [dimension], range: range, words: [], mayBeDrawn: true)
      _ = value(
        of: ScenarioCatalogue.Key(
          key, doc, isRequired: false, .either(number, .points(.date, dimension, range: range))))
      return nil
    }
    guard holdsList(key) else {
      return optionalInput(key, dimension, in: range, doc).map { .one($0) }
    }
    let points = points(key, x: .date, y: dimension, required: false, in: range, doc)
    return points.isEmpty ? .one(.constant(Self.placeholder(in: range))) : .byDate(points)
  }
}
