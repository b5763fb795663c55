extension SectionReader {
  /// The names of the things under a key, in the order of the file, before any of them is read.
  ///
  /// Things that refer to each other, such as the stages of a site, need each other's names first.
  /// When describing there is no file, and one name stands for all.
  public func freeNames(under key: String) -> [String] {
    isDescribing ? ["NAME"] : node[key]?.entries?.map(\.key.name) ?? []
  }
}
