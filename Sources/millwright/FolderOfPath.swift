extension String {
  /// The folder in which a path lies, with the slash at its end; empty where it names none.
  var folderOfPath: String { lastIndex(of: "/").map { String(self[...$0]) } ?? "" }
}
