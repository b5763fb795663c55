import Quantities
import ScenarioInputs
import ScenarioReading

// Who goes first, as a scenario states it: under one rule, or under frameworks that follow each other.
extension GridSpec {
  private static let noClasses = ["all"]

  /// The classes of applicants, before anything of the grid is read: as listed, or all that frameworks name.
  static func classNames(from section: SectionReader) -> [String] {
    let listed = section.texts(ahead: "classes")
    if !listed.isEmpty { return listed }
    let named = section.freeNames(under: "frameworks").map {
      section.texts(ahead: "frameworks", $0, "priorities")
    }
    let union = union(of: named + [section.texts(ahead: "allocation", "priorities")])
    return union.isEmpty ? noClasses : union
  }

  /// The names of several orders, each once: one that only a later order has stands before the name that follows
  /// it there.
  private static func union(of orders: [[String]]) -> [String] {
    var names: [String] = []
    for order in orders {
      var place = names.endIndex
      for name in order.reversed() {
        if let known = names.firstIndex(of: name) {
          place = known
        } else {
          names.insert(name, at: place)
        }
      }
    }
    return names
  }

  /// Reads the classes of applicants, and who goes first from when on.
  static func frameworks(
    from section: SectionReader
  ) -> (classes: [String], frameworks: [GridFramework]) {
    let errors = section.context.errorCount
    var areNamesFine = true
    let listed = section.texts(
      "classes",
      "The classes of applicants. Default: all that 'frameworks' or 'allocation' name; where neither names any, one class, 'all'"
    )
    checkNames(listed, at: "classes", section)
    areNamesFine = section.context.errorCount == errors
    var orders: [Order] = []
    let allocation = section.optionalSection(
      "allocation", "Who is given headroom first. Default: strict, in order of date"
    ) { Order("allocation", from: $0, listed: listed) }
    _ = section.named(
      "frameworks", each: "framework",
      "Who is given headroom first, by name: each from its date on, until the next. Before the first, all wait in order of date, under its rule. Whoever waits keeps its date"
    ) { orders.append(Order($0, from: $1, listed: listed)) }
    if let allocation {
      if !orders.isEmpty, section.isReading {
        section.report(
          "'frameworks' stands in the place of 'allocation'; take one of them out (in an overlay, with 'allocation: null')",
          at: "frameworks")
      }
      orders = [allocation]
    }
    checkDates(of: orders)
    var classes = classNames(from: section)
    if !areNamesFine || !orders.allSatisfy(\.areNamesFine) {
      // Stands for what could not be read, so that who refers to it is not blamed.
      classes.append("")
    }
    if classes.count > 255 {
      section.report(
        "there are more than 255 classes",
        at: listed.isEmpty ? allocation == nil ? "frameworks" : "allocation" : "classes")
      classes = Array(classes.prefix(255))
    }
    let frameworks = orders.map {
      GridFramework(
        from: $0.from, rule: $0.rule, priorities: $0.priorities, classes: classes)
    }
    return (classes, GridFramework.inOrder(frameworks, classes: classes.count))
  }

  /// Two frameworks of one day, neither of which would be the one that holds.
  private static func checkDates(of orders: [Order]) {
    for (index, order) in orders.enumerated() {
      if let same = orders[..<index].first(where: { $0.from == order.from }) {
        order.section.report(
          "the frameworks '\(same.name)' and '\(order.name)' begin on one day; give this one another date, or take it out",
          at: "from")
      }
    }
  }

  /// Reports names that stand twice or can't be names.
  fileprivate static func checkNames(
    _ names: [String], at key: String, _ section: SectionReader
  ) {
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted {
      section.report("class '\(name)' is named twice", at: key)
    }
    for name in names { _ = section.isName(name, of: "class", at: section.placeOf(key)) }
  }
}

/// One order of service, as it is written.
private struct Order {
  let name: String
  let section: SectionReader
  var rule: GridAllocationRule
  var priorities: [String]
  let areNamesFine: Bool
  /// h.
  var from: Double

  init(_ name: String, from section: SectionReader, listed: [String]) {
    self.name = name
    self.section = section
    rule = section.choice(
      "rule", default: .strict,
      "strict: a list stops at the first that does not fit, and headroom is kept for it; "
        + "firstFit: whoever fits is granted"
    )
    let errors = section.context.errorCount
    priorities = section.texts(
      "priorities",
      "The classes of applicants, first served first; those not named rank with the last, by date. Default: one class, 'all'"
    )
    GridSpec.checkNames(priorities, at: "priorities", section)
    for name in priorities where !listed.isEmpty && !listed.contains(name) {
      let nearest = NearestName.of(name, among: listed)
      section.report(
        "'priorities' names a class that is not listed, '\(name)'; "
          + (nearest.map { "did you mean '\($0)'?" } ?? "add it to 'classes' of 'grid'"),
        at: "priorities")
    }
    areNamesFine = section.context.errorCount == errors
    if section.has("from"), !section.has("priorities"), name == "allocation" {
      section.warn("'from' has no effect without 'priorities'", at: "from")
    }
    let date = section.optionalDate(
      "from", within: .beforeEnd,
      "The day from which it holds, and classes count; before the first, all wait in order of date. Default: the "
        + "start")
    from = date.flatMap { section.context.calendar?.time(of: $0).hours } ?? 0
  }
}
