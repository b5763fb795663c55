/// Finds the known word that a mistyped one most likely means.
public enum NearestName {
  /// The known word nearest to one that is unknown, or nil when none is near enough.
  ///
  /// Nearness counts inserted, removed, replaced and swapped neighbouring letters (the optimal string
  /// alignment distance), after letters are made lower-case. A third of the letters may differ,
  /// at least one and at most four. Words that differ in case alone are always near. Ties go to
  /// the first in order. Where none is near it is the only one that begins with the word.
  public static func of(_ word: String, among known: some Sequence<String>) -> String? {
    // A typing mistake is short; a long text is no typing mistake and would take long to compare.
    guard !word.isEmpty, word.utf8.count <= 80 else { return nil }
    let folded = Array(word.lowercased())
    var best: (name: String, distance: Int)?
    for name in known where name.utf8.count <= 80 {
      let other = Array(name.lowercased())
      let limit = min(4, max(1, max(folded.count, other.count) / 3))
      guard abs(folded.count - other.count) <= limit else { continue }
      // A single letter replaced by another is no hint.
      let distance = distance(folded, other)
      guard distance <= limit, distance < max(folded.count, other.count) else { continue }
      if distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name ?? onlyOne(beginningWith: folded, among: known)
  }

  private static func onlyOne(
    beginningWith start: [Character], among known: some Sequence<String>
  ) -> String? {
    guard start.count >= 3 else { return nil }
    let found = Set(known.filter { Array($0.lowercased()).starts(with: start) })
    return found.count == 1 ? found.first : nil
  }

  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
