public import Quantities

/// What a reading of a scenario gathers: problems, the values read, and the effective scenario.
///
/// One context is used by one reading, on one thread.
public final class ReadingContext {
  /// Finds a table by its path, relative to the file of the place that names it.
  public typealias TableLoader = (_ path: String, _ from: Place) throws(Problem) -> ScenarioTable

  /// Whether no scenario is read, but the catalogue of its keys made.
  public let isDescribing: Bool
  /// Whether a variant is read: what is dated after its end is no mistake, and never comes, and a name
  /// that no number is drawn from any more is drawn all the same, as its futures are those of the scenario.
  public let isVariant: Bool
  /// The reporting calendar, once start and end are read.
  public var calendar: ReportingCalendar?
  /// The names declared under `uncertain`, in order.
  public var uncertainNames: [UncertainName] = []
  /// Which of them some number is drawn from, by their indices.
  public var usedUncertain: Set<Int> = []
  /// Where the first amount in dollars stands, which needs an exchange rate.
  public var firstAmountInDollars: Place?
  /// The places of the factors that a number was multiplied by.
  var appliedFactors: Set<Place> = []
  /// Every value that was read, in the order of reading.
  public private(set) var records: [ReadingRecord] = []
  /// The scenario with defaults filled in and tables resolved, once it is read.
  public internal(set) var effective: ScenarioNode
  /// The keys of a scenario, filled by a describing pass.
  public let catalogue = ScenarioCatalogue()
  private let tableLoader: TableLoader
  private var tables: [String: Result<ScenarioTable, Problem>] = [:]
  private var found: [Problem] = []
  private var consequences: [Problem] = []

  /// A context for one reading; without a loader every table is missing.
  public init(
    isDescribing: Bool = false, isVariant: Bool = false,
    tableLoader: @escaping TableLoader = { (path, place) throws(Problem) in
      throw Problem(at: place, "table '\(path)' cannot be read")
    }
  ) {
    self.isDescribing = isDescribing
    self.isVariant = isVariant
    self.tableLoader = tableLoader
    effective = ScenarioNode(.null, at: Place(file: ""), from: .default)
  }

  /// Adds an error that another one may have caused; it is told only where nothing else is wrong.
  public func addConsequence(_ problem: Problem) {
    if !isDescribing { consequences.append(problem) }
  }

  /// The problems found so far, by file, line and column, each once.
  public var problems: [Problem] {
    var seen: Set<Problem> = []
    let told = found.contains { $0.severity == .error } ? found : found + consequences
    return told.enumerated()
      .sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
      .map(\.element)
      .filter { seen.insert($0).inserted }
  }

  /// Whether anything found keeps the scenario from being run.
  public var hasErrors: Bool {
    !consequences.isEmpty || found.contains { $0.severity == .error }
  }

  /// How many errors have been found so far, to know whether reading something found any.
  public var errorCount: Int { found.count { $0.severity == .error } }

  /// Adds a problem; reading goes on.
  public func add(_ problem: Problem) {
    if !isDescribing { found.append(problem) }
  }

  /// Remembers a value that was read.
  public func add(_ record: ReadingRecord) {
    if !isDescribing { records.append(record) }
  }

  /// Where the value of a key was written, nil where it was not.
  public func place(ofValueAt path: String) -> Place? {
    switch records.last(where: { $0.path == path })?.origin {
    case .file(let place), .overlay(let place), .table(let place): place
    case .commandLine(let setting): Place(file: setting)
    case .default, nil: nil
    }
  }

  /// Forgets a value that does not count after all; it was read as this one of all, or later.
  func removeRecord(of path: String, from first: Int) {
    for index in records.indices[first...].reversed() where records[index].path == path {
      records.remove(at: index)
    }
  }

  /// A table by its path, read once.
  ///
  /// One that cannot be read is told where it is named first, whoever else names it.
  public func table(_ path: String, from place: Place) throws(Problem) -> ScenarioTable {
    let key = place.file + "\u{0}" + path
    if let table = tables[key] { return try table.get() }
    do {
      let table = try tableLoader(path, place)
      tables[key] = .success(table)
      return table
    } catch {
      tables[key] = .failure(error)
      throw error
    }
  }

  /// Reads a whole scenario.
  ///
  /// The result means nothing where `hasErrors` afterwards.
  public func read<Model>(_ root: ScenarioNode, _ body: (SectionReader) -> Model) -> Model {
    let reader = SectionReader(root: root, in: self)
    let model = body(reader)
    effective = reader.finish()
    effective.misplacedSettings.forEach(add)
    root.idleFactors(except: appliedFactors).forEach(addConsequence)
    return model
  }

  /// Makes the catalogue of all keys out of the same code that reads them.
  public static func describe<Model>(_ body: (SectionReader) -> Model) -> ScenarioCatalogue {
    let context = ReadingContext(isDescribing: true)
    let nothing = ScenarioNode(.null, at: Place(file: "description"), from: .default)
    _ = body(SectionReader(root: nothing, in: context))
    return context.catalogue
  }
}
