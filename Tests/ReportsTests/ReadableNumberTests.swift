@testable import Reports
import Testing

struct ReadableNumberTests {
  @Test(arguments: [
    (1240.0, "MW", "1.24 GW"), (3.2, "MW", "3.20 MW"), (0, "MW", "0 MW"),
    (340e6, "EUR", "340 MEUR"), (-1.5e9, "EUR", "-1.50 GEUR"), (-0.001, "EUR", "-0.00100 EUR"),
    (0.634, "fraction", "63 %"), (0.004, "fraction", "0.4 %"), (0.996, "fraction", "> 99 %"),
    (1, "fraction", "100 %"),
    (0.994, "fraction", "99 %"), (0.0001, "fraction", "< 0.1 %"), (0.0258, "", "0.0258"),
    (1e-13, "MW", "0 MW"), (0.0013, "MW", "0.00130 MW"), (0.64, "", "0.640"),
    (0, "fraction", "0 %"),
    (1.25e9, "H100e-h", "1.25 GH100e-h"), (950, "H100e", "950 H100e"), (12345, "", "12.3 k"),
    (2.346, "EUR/H100e-h", "2.35 EUR/H100e-h"),
  ])
  func `numbers are shown with three digits and a fitting unit`(
    number: Double, unit: String, text: String
  ) {
    #expect(ReadableNumber.text(number, unit: unit) == text)
  }

  @Test(arguments: [
    (0.1, "0.1"), (5, "5"), (-0.0, "0"), (1e300, "1e+300"), (1.0 / 3, "0.3333333333333333"),
    (.nan, ""),
  ])
  func `exported numbers are the shortest that read back`(number: Double, text: String) {
    #expect(NumberText.shortest(number) == text)
  }
}
