import Charts
import Experiments
import ResultStore

extension RegionsSection {
  /// Where the regions lie and what waits there; nil where the scenario does not say.
  func map(_ lists: WaitingListFigures) -> ReportChart? {
    var found: [MapChart.Place] = []
    var names: [String] = []
    for node in figures.nodes where !names.contains(node.region) { names.append(node.region) }
    var table = PageTable(
      "Where the regions lie",
      columns: ["region", "latitude", "longitude", "waits, mean of \(firstMonth)"])
    let total = Dictionary(
      uniqueKeysWithValues: names.map { name in
        (
          name,
          figures.nodes.filter { $0.region == name }
            .reduce(0) { $0 + ((lists[$1]?.megawatts.first?[1]) ?? 0) }
        )
      })
    let scale = ChartUnit(upTo: total.values.max() ?? 0, of: "MW")
    for name in names {
      guard let location = figures.facts.locations[name], let power = total[name] else { continue }
      found.append(
        .init(
          name: figures.names.region(name), latitude: location.latitude,
          longitude: location.longitude,
          value: scale.scaled(power)))
      table.add([
        PageTable.Cell(figures.names.region(name)),
        PageTable.Cell(location.latitude, ReadableNumber.digits),
        PageTable.Cell(location.longitude, ReadableNumber.digits),
        PageTable.Cell(power, ReadableNumber.power),
      ])
    }
    guard !found.isEmpty else { return nil }
    return ReportChart(
      id: "map", title: "Power waited for in \(firstMonth), by region",
      view: MapChart(
        title: "waits, \(firstMonth) (\(scale.name))", places: found,
        description: "Map of \(found.count) regions; the table below holds the figures."
      ).view,
      table: table)
  }
}
