import Foundation
import Quantities

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
    return printable(String(decoding: try encoder.encode(document), as: UTF8.self))
  }

  /// The same document, with what would steer a terminal escaped: such characters stand in texts only.
  private static func printable(_ json: String) -> String {
    var text = ""
    for scalar in json.unicodeScalars {
      if scalar.isPrintable || scalar == "\n" {
        text.unicodeScalars.append(scalar)
      } else {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      }
    }
    return text
  }
}
