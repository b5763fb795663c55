import ScenarioInputs
import ScenarioReading

// What is put where it does not belong.
extension DraftMutations {
  /// Names that are refused, or that are not what they seem.
  static let names = [
    "", " ", "a b", "a/b", "../x", ".", "a.b", "permit.a", "NAME", "0", "-1", "true", "null", "~",
    "é",
    "名", "🏭", "a\u{301}", "\u{0}", "\u{1B}[31mred", "\u{7}", "a\nb", "a\tb", "\r", "\u{85}",
    "\u{2028}", "\u{202E}abc", "\u{FEFF}", "$x", "=1+1", "@x", "<<", "&a", "*a", "!x", "%", "'",
    "\"",
    "a,b", "a:b", "a: b", "#", "value", "table", "source", "confidence", "extends", "grid", "offer",
    "accelerators", "live", "started", "energised", "permit_began", "all", "_", "-",
    String(repeating: "long", count: 500),
  ]

  static let numbers = [
    "0", "-0", "-1", "1e308", "1e400", "-1e308", "5e-324", "1e-300", "NaN", "nan", "inf", "-inf",
    "9223372036854775807", "9223372036854775808", "1e15", "1e9", "1000000", "0.1e1", "1_000",
    "1,000",
    "1.000.000", ".5", "5.", "+1", "--1", "0x10", "1e", "½", "٣", "1 000", "99999999999999999999",
    "2.220446049250313e-16", "1e-9", "12", "0.999999999", "1.0000001",
  ]

  static let units = [
    "", " ", " MW", " kW", " GW", " W", " months", " /year", " /h", " years", " h", " min", " %",
    " %/year", " %/month", " %/week", " %/day", " %/h", " x", " EUR", " MEUR", " USD", " USD/MWh",
    " EUR/MWh", " EUR/kW/month", " H100e", " H100e-h", " EUR/H100e-h", " TFLOP/s", " mW", " MWH",
    " euro", " €", " Months", " MW/", "/", " / year", " per year", " per", " million",
    " million MW",
    " % %", " %/%", " h/h", " MW MW", " 5", " kWh/year/year", " \u{A0}MW",
  ]

  static let dates = [
    "2027-02-29", "2028-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "0000-01-01",
    "9999-12-31", "99999-01-01", "-001-01-01", "1899-12-31", "1900-02-29", "2000-02-29",
    "2100-02-29",
    "2026-06-31", "2026-01-01T00:00:00Z", "01.02.2026", "2026/01/01", "today", "2226-01-01",
    "2026-01-01 ", "２０２６-01-01",
  ]

  static let values: [Draft] =
    [
      .nothing, .map([]), .list([]), .list([.nothing]), .list([.list([])]), .text("true"),
      .text("false"), .text("yes"), .text("1"), .text("-1"), .text("word"), .text("2028-02-29"),
      .scalar("", isQuoted: true), .scalar("null", isQuoted: true), .text("1 MW"), .text("$u0"),
      .map([.init("value", .text("1 MW"))]), .map([.init("value", .map([]))]),
      .map([.init("value", .text("1")), .init("uniform", .map([]))]),
      .map([.init("table", .text("nowhere.csv"))]), .map([.init("table", .text("."))]),
      .map([.init("table", .text("/dev/null")), .init("parameter", .text("a"))]),
      .map([.init("source", .text("x"))]), .map([.init("confidence", .text("sure"))]),
      .map([.init("triangular", .map([.init("low", .text("1")), .init("high", .text("0"))]))]),
      .map([.init("all", .list([]))]), .map([.init("any", .list([.map([])]))]),
      .map([.init("empirical", .map([.init("values", .list([]))]))]),
      .map([.init("discrete", .map([.init("values", .list([.text("1")]))]))]),
      .list([.list([.text("2026-01-01"), .text("1")])]), .text("0 h"), .text("forever"),
    ]
    // Each distribution around the same numbers, most of which do not fit.
    + DistributionWords.all.flatMap { word in
      word.sets.map { set in
        .map([.init(word.name, .map(set.map { .init($0.name, .text("3 months")) }))])
      }
    }
}
