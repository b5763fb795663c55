extension SectionReader {
  /// Where the value at a path below this section was written, such as `phases.next.when`.
  ///
  /// Elements of lists are named by their numbers. Of a path that is written only in part, such as
  /// that of a default, the deepest part counts.
  public func place(ofPath path: String) -> Place {
    var node = node
    var place = place
    for part in path.split(separator: ".").map(String.init) {
      let number = Int(part).flatMap { node.elements?.indices.contains($0) == true ? $0 : nil }
      guard let next = node[part] ?? number.flatMap({ node.elements?[$0] }) else { break }
      node = next
      place = next.place
    }
    return place
  }
}
