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
    (999.9, "MW", "1.00 GW"), (9999, "MW", "10.0 GW"), (999.4, "MW", "999 MW"),
    (999.5, "MW", "1.00 GW"), (-999.9, "MW", "-1.00 GW"), (999.96e6, "EUR", "1.00 GEUR"),
    (9999.6e6, "EUR", "10.0 GEUR"), (999.96, "EUR", "1.00 kEUR"), (999.7e3, "EUR", "1.00 MEUR"),
    (9999.9, "H100e", "10.0 kH100e"), (99999, "", "100 k"), (9999.4, "", "9999"),
    (999_900, "", "1.00 M"), (9.996, "MW", "10.0 MW"), (9.995, "MW", "10.0 MW"),
    (9.985, "MW", "9.99 MW"), (1234.5, "", "1235"), (-9.995, "MW", "-10.0 MW"),
    (99.96, "EUR/MWh", "100 EUR/MWh"),
    (0.9996, "MW", "1.00 MW"), (0.09996, "MW", "0.100 MW"), (0.0997, "fraction", "10 %"),
    (0.0994, "fraction", "9.9 %"), (12345e9, "EUR", "12345 GEUR"),
  ])
  func `a number is rounded before its unit and its decimals are chosen`(
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
