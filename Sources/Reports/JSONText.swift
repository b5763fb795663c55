import Foundation

/// Results as JSON for programs, in the words of the exported tables: keys are snake_case, in
/// alphabetical order; what is empty in a table is left out.
public enum JSONText {
  /// A document, without a line feed at its end.
  ///
  /// - Throws: `EncodingError` where a number is not finite.
  public static func of(_ document: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(document), as: UTF8.self)
  }
}
