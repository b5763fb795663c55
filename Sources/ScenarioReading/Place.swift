/// Where a value stands: in a file, or on the command line.
public struct Place: Hashable, Sendable, Comparable {
  /// The file as the user named it, or the words of the command line (`--set a.b=3`).
  public var file: String
  /// The line from 1; 0 where a place has none, as on the command line.
  public var line: Int
  /// The column from 1; 0 where a place has none.
  public var column: Int

  /// A place in a file, or without line and column one outside of files.
  public init(file: String, line: Int = 0, column: Int = 0) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// Whether a place stands before another: by file, line, column.
  public static func < (a: Place, b: Place) -> Bool {
    (a.file, a.line, a.column) < (b.file, b.line, b.column)
  }
}

extension Place: CustomStringConvertible {
  /// The place as `file:line:column`, as editors and terminals recognise it.
  public var description: String {
    line == 0 ? file : column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
  }
}
