/// Names short enough for legends and axes, cut so that they still tell things apart.
///
/// Vega cuts at the end, where names such as “twelve sites in the north” and “… in the south”
/// differ; these are cut in the middle instead. Figures and tables hold the whole names.
enum DistinctLabels {
  /// The longest label in characters; about as many fit into the places that charts have for them.
  static let longest = 28

  /// A label for each name; different names have different labels.
  static func of(_ names: [String]) -> [String] {
    let distinct = Set(names).count
    for head in [14, 7, 20, 1, 26] {
      let labels = names.map { cut($0, head: head) }
      if Set(labels).count == distinct { return labels }
    }
    // They differ in the middle alone, so a number tells them apart.
    return names.enumerated().map { cut("\($0 + 1) \($1)", head: 14) }
  }

  /// The labels by name, for rows that name things.
  static func byName(_ names: [String]) -> [String: String] {
    Dictionary(zip(names, of(names))) { first, _ in first }
  }

  private static func cut(_ name: String, head: Int) -> String {
    guard name.count > longest else { return name }
    return name.prefix(head) + "…" + name.suffix(longest - 1 - head)
  }
}
