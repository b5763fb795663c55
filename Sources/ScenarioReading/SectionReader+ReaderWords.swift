extension SectionReader {
  /// Reads what people are shown in place of the name of what this section describes.
  ///
  /// Kept in the effective scenario, where reports find it; no result depends on it.
  public func readerWords() {
    _ = optionalText(
      "title",
      "What people read in place of its name: in the report, in charts and in tables on the terminal."
    )
    _ = optionalText("description", "What it is, in a sentence for readers of the report.")
  }
}
