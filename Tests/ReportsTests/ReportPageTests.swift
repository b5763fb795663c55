import Testing

@testable import Charts
import Experiments
import Quantities
@testable import Reports

/// What the page is made of.
struct ReportPageTests {
  @Test func `text put into markup stays text`() {
    let name = "<img src=x onerror=\"alert('1')\"> & more"
    let cell: HTML = "<td title=\"\(name)\">\(name)</td>"
    let escaped = "&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; more"
    #expect(cell.markup == "<td title=\"\(escaped)\">\(escaped)</td>")
  }

  @Test func `control characters and marks that turn the direction of text are replaced`() {
    #expect(HTML.escaped("a\u{0}b\u{202E}c\nd") == "a\u{FFFD}b\u{FFFD}c\nd")
  }

  @Test func `JSON cannot end the script it stands in`() {
    #expect(
      HTML.scriptSafe(json: "[\"</script><!--\u{2028}\u{2029}\"]")
        == "[\"\\u003c/script>\\u003c!--\\u2028\\u2029\"]")
  }

  @Test func `bins hold every number, have round edges, and their shares add up`() throws {
    let sample = [-3.2, -0.1, 0, 0.4, 17.9, 17.9]
    let bins = try #require(Bins([sample], wanted: 10))
    #expect(bins.edges.first == -5)
    #expect(bins.edges.last == 20)
    let counts = bins.shares(of: sample).map { Int(($0 * 6).rounded()) }
    #expect(counts == [1, 1, 2, 0, 0, 0, 0, 0, 0, 2])
  }

  @Test func `what never comes is in no bin`() throws {
    let bins = try #require(Bins([[1, 2, .nan]]))
    #expect(abs(bins.shares(of: [1, 2, .nan]).reduce(0, +) - 2.0 / 3) < 1e-12)
    #expect(Bins([[.nan]]) == nil)
  }

  @Test func `a single number has a bin`() throws {
    let bins = try #require(Bins([[42]]))
    #expect(bins.shares(of: [42]).reduce(0, +) == 1)
  }

  @Test func `days are counted with those that never come as the last`() {
    var days = MilestoneTally.Days(days: 100)
    for hours in [24.0, 48, 49, 72, .nan] { days.add(hours: hours) }
    #expect(days.never == 0.2)
    #expect(days.day(quantile: 0.1) == 1)
    #expect(days.day(quantile: 0.5) == 2)
    #expect(days.day(quantile: 0.9) == nil)
    #expect(days.shares(before: [1, 3, 100]) == [0, 0.6, 0.8])
  }

  /// As the exported instants give it; an instant of the page must not lie a day beside it.
  @Test(arguments: [1, 2, 7, 8, 30, 101])
  func `the day of a quantile is the day on which the quantile of the instants lies`(
    count: Int
  ) {
    // At all times of the day; some on one day, some far apart.
    let hours = (0..<count).map { Double($0 * $0 * 37 % 2003) * 1.13 }
    var days = MilestoneTally.Days(days: 100)
    for hours in hours { days.add(hours: hours) }
    let sorted = hours.sorted()
    for probability in [0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 1] {
      let instant = quantile(probability, ofSorted: sorted)
      #expect(days.day(quantile: probability) == instant.map { Int($0 / 24) }, "\(probability)")
    }
  }

  @Test func `names of files say which strategy they show, and differ`() {
    func chart(_ id: String, _ subjects: [String]) -> ReportChart {
      ReportChart(
        id: id, title: "", subjects: subjects,
        view: StackedBarChart(title: "", bars: [], names: [], parts: [], description: "").view,
        table: PageTable("", columns: []))
    }
    let charts = [
      chart("npv", []), chart("cash-0", ["Two Sites"]), chart("cash-1", ["../two sites"]),
      chart("difference-0", ["a", "b"]),
    ]
    #expect(
      ReportChart.fileNames(of: charts)
        == ["npv", "cash-two-sites", "cash-two-sites-cash-1", "difference-a-b"])
  }

  @Test func `a title has as many lines as it needs`() {
    #expect(Title("Stages: modular").text == ["Stages: modular"])
    let words = Title(String(repeating: "strategy ", count: 30)).text
    #expect(words.count == 4)
    #expect(words.joined(separator: " ").split(separator: " ").count == 30)
    let one = Title("of " + String(repeating: "x", count: 200)).text
    #expect(one.map(\.count) == [2, 84, 84, 32])
  }

  @Test func `labels are cut where names are the same, and differ where names do`() {
    let long = String(repeating: "aLongName", count: 5)
    for names in [
      [long + "North", long + "South"], ["short", long], ["N" + long, "S" + long],
      [long + "N" + long, long + "S" + long],
    ] {
      let labels = DistinctLabels.of(names)
      #expect(Set(labels).count == names.count)
      #expect(labels.allSatisfy { $0.count <= DistinctLabels.longest })
    }
    #expect(DistinctLabels.of(["short", "other"]) == ["short", "other"])
  }

  @Test(arguments: [
    ("2030-05-01", [Int](2026...2029), "December 2029", "April 2030"),
    ("2033-03-01", [2030], "December 2030", "February 2033"),
    ("2031-01-01", [2030], "December 2030", "December 2030"),
    ("2026-06-01", [], "May 2026", "May 2026"),
  ])
  func `tables show whole years and the last month`(
    end: String, years: [Int], lastBut: String, last: String
  ) throws {
    let start = try #require(CalendarDate("2026-01-01"))
    let calendar = ReportingCalendar(start: start, end: try #require(CalendarDate(end)))
    #expect(PageFigures.years(of: calendar) == years)
    let months = PageFigures.tableMonths(of: calendar)
    #expect(months.last?.name == last)
    #expect(months.last?.index == calendar.monthCount - 1)
    #expect(months.contains { $0.name == lastBut })
  }

  @Test func `a band tells how many replications have a number`() {
    let band = SeriesBand([.nan, 0.5, 0.25, 0.5] as [Double], periods: 2, probabilities: [0.5])
    #expect(band.counts == [1, 2])
  }

  @Test(arguments: [10, 60, 999])
  func `what is the same in all replications is its own mean and its own quantiles`(_ count: Int) {
    let cash = SeriesBand(
      Array(repeating: 0.3, count: 2 * count), periods: 2, probabilities: [0.1, 0.5, 0.9])
    #expect(cash.means == [0.3, 0.3])
    #expect(cash.quantiles == Array(repeating: [0.3, 0.3, 0.3], count: 2))
    let months = SeriesBand(
      Array(repeating: Float(0.3), count: count), periods: 1, probabilities: [0.5])
    #expect(months.means == [Double(Float(0.3))] && months.quantiles == [[Double(Float(0.3))]])
  }

  @Test func `the mean over a year of what never changes is that, however long its months are`()
    throws
  {
    let (start, end) = (CalendarDate("2026-01-01"), CalendarDate("2028-01-01"))
    let years = CalendarYears(
      ReportingCalendar(start: try #require(start), end: try #require(end)))
    #expect(
      years.values(Array(repeating: 0.3, count: 24), .mean, periodsBefore: 0) == [0.3, 0.3])
  }

  @Test(arguments: [
    (4200.0, "MW", "GW", 4.2), (900, "MW", "MW", 900), (3e9, "EUR", "billion EUR", 3),
    (12_000, "H100e", "thousand H100e", 12), (0.4, "fraction", "fraction", 0.4),
  ])
  func `charts have units that fit`(size: Double, unit: String, name: String, number: Double) {
    let fitting = ChartUnit(upTo: size, of: unit)
    #expect(fitting.name == name)
    #expect(fitting.scaled(size) == number)
  }
}
