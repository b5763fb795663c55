extension SectionReader {
  /// The names of the things under a key, in the order of the file, before any of them is read.
  ///
  /// Things that refer to each other, such as the stages of a site, need each other's names first.
  /// When describing there is no file, and one name stands for all.
  public func freeNames(under key: String) -> [String] {
    isDescribing ? ["NAME"] : node[key]?.entries?.map(\.key.name) ?? []
  }

  /// Whether a list is written under a key.
  public func holdsList(_ key: String) -> Bool { node[key]?.elements != nil }

  /// The texts of a list below this section before it is read, by the keys on the way to it.
  ///
  /// Empty where there is no such list, and when describing.
  public func texts(ahead keys: String...) -> [String] {
    keys.reduce(Optional(node)) { $0?[$1] }?.elements?.compactMap(\.scalar) ?? []
  }
}
