import ResultStore

/// One file of an export: its columns, what they mean, and how its rows are written.
struct ExportTable: Sendable {
  /// The type of a column in the words of Data Package v2.
  enum FieldType: String, Sendable {
    case string, integer, number, boolean, date, datetime
  }

  /// A column.
  struct Field: Sendable {
    let name: String
    let type: FieldType
    let description: String

    init(_ name: String, _ type: FieldType, _ description: String) {
      self.name = name
      self.type = type
      self.description = description
    }
  }

  /// The file's name without its ending.
  let name: String

  /// One sentence about its rows.
  let description: String

  /// The columns in file order.
  let fields: [Field]

  /// The columns that name a row; empty where a row has no name.
  let key: [String]

  /// Whether it is written only when single replications are asked for.
  var isPerReplication = false

  /// Writes all rows.
  let write: @Sendable (ResultReader, CSVFile) throws -> Void
}

extension ExportTable {
  /// Every file, in the order of the documentation.
  static let all: [ExportTable] = [
    runs, draws, metrics, summary, timeseries, years, series, cashflow, cashflowSeries, phases,
    constraints, grid, comparisons, variants, plausibility, bands,
    variables,
  ]

  /// The columns that most files begin with.
  static let runFields = [
    Field("run_id", .string, "Names the experiment: scenario digest and seed"),
    Field("scenario", .string, "File name of the scenario"),
  ]
  static let variant = Field(
    "variant", .string, "Variant of the scenario; empty for the scenario as it is")
  static let strategy = Field("strategy", .string, "Name of the strategy")
  static let replication = Field(
    "replication", .integer, "Number of the replication, the same for all strategies")
  static let month = Field("month", .date, "First day of the month")
  static let segment = Field("segment", .string, "Demand segment; empty = all")
  static let region = Field("region", .string, "Region of the grid; empty = all")
  static let tier = Field("tier", .string, "Voltage tier; empty = all")
  static let applicantClass = Field("class", .string, "Class of applicant; empty = all")
  static let count = Field("n", .integer, "Replications that have the number; the mean is theirs")
  static let variable = Field("variable", .string, "Name of the variable, see variables.csv")
  static let metric = Field("metric", .string, "Name of the metric, see variables.csv")
  static let unit = Field(
    "unit", .string, "Unit; empty for a count or a share, 'code' for a number that names a state")

  /// What is said of monthly numbers, which are stored in single precision; all others have all digits.
  static let monthlyPrecision =
    "Monthly numbers are kept in single precision: 7 to 8 digits are right."

  /// Columns of quantiles over all replications, `p5` and so on.
  static func quantiles(_ percents: [Int], suffix: String = "") -> [Field] {
    percents.map {
      Field("p\($0)\(suffix)", .number, "\($0) % quantile over replications")
    }
  }

  /// Columns of quantiles over the replications whose series are kept.
  static func keptQuantiles(_ percents: [Int], suffix: String = "") -> [Field] {
    percents.map {
      Field(
        "p\($0)\(suffix)", .number,
        "\($0) % quantile over the replications whose series are kept, see bands.csv")
    }
  }
}
