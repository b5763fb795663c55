import Foundation

/// How this machine rounds logarithms, powers and their like.
///
/// IEEE 754 fixes every bit of sums and products, but not of these: a C library has several ways to work them out
/// and takes the one that suits the processor, and the ways differ in the last digit of about one argument in a
/// thousand. Results are the same to the bit where the arithmetic is.
public enum Arithmetic {
  /// Names the arithmetic: 16 hexadecimal digits, the same where each of `functions` gives the same bits for each
  /// of 8,192 arguments.
  public static let fingerprint: String = {
    var stream = SHA256Stream()
    for index in 0..<8192 {
      let argument = (Double(index) + 0.5) / 8192
      for function in functions { stream.add(Int(bitPattern: UInt(function(argument).bitPattern))) }
    }
    return stream.finish().prefix(8).map { String(format: "%02x", $0) }.joined()
  }()

  /// What the model and the GNU Scientific Library take from the C library, over the arguments that they meet; each
  /// is given numbers between 0 and 1.
  private static let functions: [@Sendable (Double) -> Double] = [
    { exp(40 * $0 - 20) }, { log(1e3 * $0) }, { pow(10 * $0, 5 - 10 * $0) }, { expm1(4 * $0 - 2) },
    { log1p(3 * $0 - 0.5) }, { log10(1e3 * $0) }, { lgamma(20 * $0) }, { tgamma(20 * $0) },
    { sin(10 * $0) }, { cos(10 * $0) }, { tan(1.5 * $0) }, { atan(8 * $0 - 4) },
  ]
}
