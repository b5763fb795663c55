extension SectionReader {
  /// A place on Earth, `[52.1, 5.1]`: degrees north and east; nil where the key is not given or cannot
  /// be read, which is reported.
  public func optionalLocation(_ key: String, _ doc: String) -> (
    latitude: Double, longitude: Double
  )? {
    let entry = ScenarioCatalogue.Key(key, doc, isRequired: false, .location)
    guard let value = value(of: entry) else { return nil }
    keep(value, as: key)
    guard let pair = value.elements, pair.count == 2 else {
      report(
        "'\(key)' must be latitude and longitude in degrees, such as '\(entry.content.example ?? "")' "
          + "(found \(value.shortDescription))", at: value.place)
      return nil
    }
    guard let latitude = degrees("the latitude of '\(key)'", pair[0], limit: 90),
      let longitude = degrees("the longitude of '\(key)'", pair[1], limit: 180)
    else { return nil }
    return (latitude, longitude)
  }

  private func degrees(_ name: String, _ value: ScenarioNode, limit: Double) -> Double? {
    guard let number = value.scalar.flatMap(Double.init), abs(number) <= limit else {
      report(
        "\(name) must be a number of degrees between -\(Int(limit)) and \(Int(limit)) "
          + "(found \(value.shortDescription))", at: value.place)
      return nil
    }
    return number
  }
}
