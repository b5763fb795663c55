extension SectionReader {
  /// Reports two keys of which only one may be given, and where one is needed and none is given.
  ///
  /// - Parameters:
  ///   - first: one key; it is the one that is missing where one is needed.
  ///   - second: the other key, at which is said that both are given.
  ///   - missing: what to say where neither is given; nil where that is allowed.
  public func checkPair(_ first: String, _ second: String, missing: String?) {
    if isDescribing { catalogue.addPair(first, second, isNeeded: missing != nil) }
    guard isReading else { return }
    if has(first), has(second) {
      report("give either '\(first)' or '\(second)', not both", at: second)
    }
    if let missing, !has(first), !has(second) { reportMissing(first, missing) }
  }
}
