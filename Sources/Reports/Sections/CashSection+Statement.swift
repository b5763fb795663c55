import Columns

extension CashSection {
  /// The lines of the yearly statement: what is earned and paid, with its totals, down to what is left.
  ///
  /// - Parameters:
  ///   - strategy: whose it is.
  ///   - means: the mean of each cash line by calendar year, in EUR.
  /// - Returns: a row for each line that is not zero throughout, and for each total.
  func statement(of strategy: StrategyFigures, _ means: [[Int: Double]]) -> PageTable {
    let years = Set(means.flatMap(\.keys)).sorted()
    var table = PageTable(
      "Yearly statement of \(strategy.name) by line, mean over futures, nominal",
      columns: ["line"] + years.map(String.init) + ["all years"], isSortable: false)
    func add(_ name: String, _ lines: [[Int: Double]]) {
      let amounts = years.map { year in lines.reduce(0) { $0 + ($1[year] ?? 0) } }
      table.add(
        [PageTable.Cell(name)]
          + (amounts + [amounts.reduce(0, +)]).map { PageTable.Cell($0, ReadableNumber.money) })
    }
    let columns = figures.layout.cashLines
    let totals: [StandardName] = [.revenue, .opex, .corporateTax, .capex]
    func places(of total: StandardName?) -> [Int] {
      columns.indices.filter { place in
        let whole = columns[place].variable.part?.whole
        return total.map { $0.rawValue == whole }
          ?? !totals.contains { $0.rawValue == whole }
      }
    }
    // What is zero in every year is left out.
    func addLines(_ places: [Int]) {
      for place in places where means[place].values.contains(where: { $0 != 0 }) {
        let column = columns[place]
        let words = column.variable.part?.name ?? column.variable.name
        let segment = column.scope.segment
        add(segment.isEmpty ? words : "\(words), \(figures.names.segment(segment))", [means[place]])
      }
    }
    func sum(_ places: [Int]) -> [[Int: Double]] { places.map { means[$0] } }
    let (revenue, opex) = (places(of: .revenue), places(of: .opex))
    if revenue.count > 1 { addLines(revenue) }
    add("Revenue", sum(revenue))
    addLines(opex)
    add("EBITDA", sum(revenue + opex))
    add("Corporate tax", sum(places(of: .corporateTax)))
    addLines(places(of: .capex))
    add("Investment", sum(places(of: .capex)))
    addLines(places(of: nil))
    add("Free cash flow", means)
    return table
  }
}
