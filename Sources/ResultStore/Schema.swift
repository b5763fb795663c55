import GRDB

/// The tables of a results database.
///
/// Everything is keyed by what it means (replication, variant, strategy, column), never by the order of
/// insertion, so that the content is the same for any number of jobs and after any interruption.
/// Draws, metrics, milestones and what held up sites are kept of every replication as lists (see
/// `ListCoding`), series of the first futures one row each (see `SeriesCoding`), and of all futures their
/// sums; the views of `TidyViews` show rows of numbers.
///
/// A variant is the scenario with some of its values changed; what describes results is kept for each,
/// since it may change phases, stages and the horizon. Variant 0 is the scenario as it is, without a name.
enum Schema {
  /// "Mill" in ASCII: marks the file as ours.
  static let applicationID: Int32 = 0x4D69_6C6C

  /// The version of the tables; a program reads only its own.
  static let version: Int32 = 7

  /// Each table with its SQL, in the order in which they are made.
  static let tables: [(name: String, sql: String)] = [
    (
      "run",
      """
      CREATE TABLE run (
        run_id TEXT NOT NULL PRIMARY KEY CHECK (length(run_id) > 0),
        scenario TEXT NOT NULL,
        seed TEXT NOT NULL CHECK (seed <> '' AND seed NOT GLOB '*[^0-9]*'),
        replications INTEGER NOT NULL CHECK (replications > 0),
        inner INTEGER NOT NULL CHECK (inner > 0),
        -- Of how many futures, from the first, the series are kept.
        kept_series INTEGER NOT NULL CHECK (kept_series >= 0),
        kept_grid INTEGER NOT NULL CHECK (kept_grid >= 0),
        engine_version TEXT NOT NULL,
        command TEXT NOT NULL,
        host TEXT NOT NULL,
        -- How the machine rounds logarithms and powers: all replications come from machines that agree.
        arithmetic TEXT NOT NULL,
        started_at TEXT NOT NULL,
        finished_at TEXT,
        -- SHA-256 of all that describes the results, this row included.
        checksum BLOB NOT NULL
      ) STRICT, WITHOUT ROWID
      """
    ),
    (
      "variant",
      """
      CREATE TABLE variant (
        variant INTEGER NOT NULL PRIMARY KEY CHECK (variant >= 0),
        name TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        scenario_text TEXT NOT NULL,
        scenario_sha256 TEXT NOT NULL CHECK (length(scenario_sha256) = 64),
        months INTEGER NOT NULL CHECK (months BETWEEN 1 AND 65534)
      ) STRICT
      """
    ),
    (
      "strategy",
      """
      CREATE TABLE strategy (
        variant INTEGER NOT NULL REFERENCES variant,
        strategy INTEGER NOT NULL CHECK (strategy >= 0),
        name TEXT NOT NULL,
        PRIMARY KEY (variant, strategy),
        UNIQUE (variant, name)
      ) STRICT, WITHOUT ROWID
      """
    ),
    (
      "variable",
      """
      CREATE TABLE variable (
        variant INTEGER NOT NULL REFERENCES variant,
        variable INTEGER NOT NULL CHECK (variable >= 0),
        name TEXT NOT NULL CHECK (name <> ''),
        unit TEXT NOT NULL,
        kind TEXT NOT NULL
          CHECK (kind IN ('metric', 'stock', 'flow', 'cash line', 'milestone')),
        absence TEXT NOT NULL CHECK (absence IN ('never', 'undefined')),
        -- By what strategies are compared, and whether more of it is dearer.
        comparison TEXT NOT NULL CHECK (comparison IN ('means', 'medians')),
        is_cost TEXT NOT NULL CHECK (is_cost IN ('yes', 'no')),
        description TEXT NOT NULL,
        -- What reports do with it, and of which variable it is which part.
        role TEXT NOT NULL CHECK (role IN ('detail', 'activity', 'compared')),
        part_of TEXT CHECK (part_of <> ''),
        part TEXT CHECK (part <> '' AND (part IS NULL) = (part_of IS NULL)),
        PRIMARY KEY (variant, variable),
        UNIQUE (variant, name, kind)
      ) STRICT, WITHOUT ROWID
      """
    ),
    (
      "result_column",
      """
      CREATE TABLE result_column (
        variant INTEGER NOT NULL,
        result_column INTEGER NOT NULL CHECK (result_column >= 0),
        section TEXT NOT NULL CHECK (section IN
          ('metric', 'stock', 'flow', 'grid stock', 'grid flow', 'cash line', 'milestone')),
        variable INTEGER NOT NULL,
        segment TEXT NOT NULL,
        region TEXT NOT NULL,
        tier TEXT NOT NULL,
        applicant_class TEXT NOT NULL,
        PRIMARY KEY (variant, result_column),
        UNIQUE (variant, section, variable, segment, region, tier, applicant_class),
        FOREIGN KEY (variant, variable) REFERENCES variable
      ) STRICT, WITHOUT ROWID
      """
    ),
    (
      "phase",
      """
      CREATE TABLE phase (
        variant INTEGER NOT NULL,
        strategy INTEGER NOT NULL,
        phase INTEGER NOT NULL CHECK (phase >= 0),
        name TEXT NOT NULL,
        PRIMARY KEY (variant, strategy, phase),
        UNIQUE (variant, strategy, name),
        FOREIGN KEY (variant, strategy) REFERENCES strategy
      ) STRICT, WITHOUT ROWID
      """
    ),
    (
      "milestone_place",
      """
      -- What each number of the list of milestones belongs to; site 0 is the phase as a whole.
      CREATE TABLE milestone_place (
        variant INTEGER NOT NULL,
        strategy INTEGER NOT NULL,
        position INTEGER NOT NULL CHECK (position >= 0),
        phase INTEGER NOT NULL,
        site INTEGER NOT NULL CHECK (site >= 0),
        result_column INTEGER NOT NULL,
        PRIMARY KEY (variant, strategy, position),
        UNIQUE (variant, strategy, phase, site, result_column),
        FOREIGN KEY (variant, strategy, phase) REFERENCES phase,
        FOREIGN KEY (variant, result_column) REFERENCES result_column
      ) STRICT, WITHOUT ROWID
      """
    ),
    (
      "reason",
      """
      -- Why milestones may be late or not come; the list of reasons names them by number.
      CREATE TABLE reason (
        variant INTEGER NOT NULL REFERENCES variant,
        reason INTEGER NOT NULL CHECK (reason >= 0),
        text TEXT NOT NULL CHECK (text <> ''),
        PRIMARY KEY (variant, reason),
        UNIQUE (variant, text)
      ) STRICT, WITHOUT ROWID
      """
    ),
    (
      "constraint_place",
      """
      -- What can hold up the sites of a phase; of each the list of constraints has four numbers: the share
      -- of time, the share of sites for which it came last, its slack and how much later it was, h.
      CREATE TABLE constraint_place (
        variant INTEGER NOT NULL,
        strategy INTEGER NOT NULL,
        position INTEGER NOT NULL CHECK (position >= 0),
        phase INTEGER NOT NULL,
        cause TEXT NOT NULL CHECK (cause <> ''),
        PRIMARY KEY (variant, strategy, position),
        UNIQUE (variant, strategy, phase, cause),
        FOREIGN KEY (variant, strategy, phase) REFERENCES phase
      ) STRICT, WITHOUT ROWID
      """
    ),
    (
      "parameter",
      """
      CREATE TABLE parameter (
        variant INTEGER NOT NULL REFERENCES variant,
        parameter INTEGER NOT NULL CHECK (parameter >= 0),
        name TEXT NOT NULL,
        unit TEXT NOT NULL,
        PRIMARY KEY (variant, parameter),
        UNIQUE (variant, name)
      ) STRICT, WITHOUT ROWID
      """
    ),
    (
      "input",
      """
      CREATE TABLE input (
        variant INTEGER NOT NULL REFERENCES variant,
        path TEXT NOT NULL,
        value TEXT NOT NULL,
        origin TEXT NOT NULL,
        source TEXT NOT NULL,
        confidence TEXT NOT NULL,
        PRIMARY KEY (variant, path)
      ) STRICT, WITHOUT ROWID
      """
    ),
    (
      "figure",
      """
      -- Metrics that are held against what is known of the world, and between which numbers they are
      -- plausible, where the scenario says so.
      CREATE TABLE figure (
        variant INTEGER NOT NULL REFERENCES variant,
        figure INTEGER NOT NULL CHECK (figure >= 0),
        name TEXT NOT NULL CHECK (name <> ''),
        metric TEXT NOT NULL,
        low REAL,
        high REAL CHECK ((high IS NULL) = (low IS NULL)),
        source TEXT NOT NULL,
        PRIMARY KEY (variant, figure),
        UNIQUE (variant, name)
      ) STRICT, WITHOUT ROWID
      """
    ),
    (
      "period",
      """
      -- Period 0 is the opening of the cash flow, period k the k-th month.
      CREATE TABLE period (
        variant INTEGER NOT NULL REFERENCES variant,
        period INTEGER NOT NULL CHECK (period >= 0),
        month TEXT CHECK ((month IS NULL) = (period = 0)),
        PRIMARY KEY (variant, period)
      ) STRICT, WITHOUT ROWID
      """
    ),
    (
      "binary_exponent",
      """
      -- 2 to the power of (biased_exponent - 1075): turns the bits of a number into its value.
      CREATE TABLE binary_exponent (
        biased_exponent INTEGER NOT NULL PRIMARY KEY CHECK (biased_exponent BETWEEN 0 AND 2046),
        factor REAL NOT NULL
      ) STRICT
      """
    ),
    (
      "replication",
      """
      -- The list of draws, and SHA-256 over all that is kept of the replication.
      CREATE TABLE replication (
        \(RowPlace.columns(.replication, .variant)),
        future INTEGER NOT NULL CHECK (future >= 0),
        inner INTEGER NOT NULL CHECK (inner >= 0),
        draws BLOB NOT NULL,
        checksum BLOB NOT NULL
      ) STRICT
      """
    ),
    (
      "outcome",
      """
      -- The lists of metrics, of milestones, of why these were late, and of what held up sites.
      CREATE TABLE outcome (
        \(RowPlace.columns(.replication, .variant, .strategy)),
        metrics BLOB NOT NULL,
        milestones BLOB NOT NULL,
        reasons BLOB NOT NULL,
        constraints BLOB NOT NULL
      ) STRICT
      """
    ),
    (
      "monthly",
      """
      -- Series of 32-bit numbers. A stock has month means in "numbers" and month ends in "ends". One that
      -- an earlier strategy of the same replication has, too, names that strategy instead.
      CREATE TABLE monthly (
        \(RowPlace.columns(.replication, .variant, .strategy, .result_column)),
        numbers BLOB CHECK (numbers <> x''),
        ends BLOB CHECK (ends <> x''),
        same_as INTEGER CHECK ((same_as IS NULL) = (numbers IS NOT NULL))
      ) STRICT
      """
    ),
    (
      "cash",
      """
      -- Series of 64-bit amounts in EUR, one per period.
      CREATE TABLE cash (
        \(RowPlace.columns(.replication, .variant, .strategy, .result_column)),
        numbers BLOB CHECK (numbers <> x''),
        same_as INTEGER CHECK ((same_as IS NULL) = (numbers IS NOT NULL))
      ) STRICT
      """
    ),
    (
      "sum_node",
      """
      -- Of how many replications each node of the sums tells: node 0 of the block that is not full, node k
      -- of 2 to the power of (k - 1) full blocks of 64 futures; those of more blocks come first.
      CREATE TABLE sum_node (
        variant INTEGER NOT NULL REFERENCES variant,
        node INTEGER NOT NULL CHECK (node >= 0),
        replications INTEGER NOT NULL CHECK (replications > 0),
        checksum BLOB NOT NULL,
        PRIMARY KEY (variant, node)
      ) STRICT, WITHOUT ROWID
      """
    ),
    (
      "series_sum",
      """
      -- Per series of a strategy and period: how many replications have a number, their mean, and the sum
      -- of squared deviations from it. Series are numbered as month means of stocks, their month ends,
      -- flows, grid stocks, grid flows, cash lines; the "replication" of a place is the node. Sums that an
      -- earlier strategy has, too, name that strategy instead.
      CREATE TABLE series_sum (
        \(RowPlace.columns(.variant, .strategy)),
        counts BLOB,
        means BLOB,
        squares BLOB,
        same_as INTEGER CHECK ((same_as IS NULL) = (means IS NOT NULL))
      ) STRICT
      """
    ),
  ]

  /// "Mils" in ASCII: marks a file as a shard, which is no results database until it is merged with others.
  static let shardApplicationID: Int32 = 0x4D69_6C73

  /// What a shard has beside the tables of a results database: which one it is, and of how many.
  ///
  /// Its replications are those of `Shard.futures`. Its sums have nodes for the tree over all futures: one that
  /// is the second half of a larger one has its number raised by 32.
  private static let shardTable = """
    CREATE TABLE shard (
      shard INTEGER NOT NULL PRIMARY KEY CHECK (shard > 0),
      shards INTEGER NOT NULL CHECK (shards >= shard),
      command TEXT NOT NULL
    ) STRICT
    """

  /// Makes all tables and views.
  static func create(in db: Database, isShard: Bool = false) throws {
    let application = isShard ? shardApplicationID : applicationID
    try db.execute(
      sql: "PRAGMA application_id = \(application); PRAGMA user_version = \(version)")
    for (_, sql) in tables + TidyViews.all { try db.execute(sql: sql) }
    if isShard { try db.execute(sql: shardTable) }
  }

  /// Whether a database is a shard.
  static func isShard(_ db: Database) throws -> Bool {
    try Int32.fetchOne(db, sql: "PRAGMA application_id") == shardApplicationID
  }
}

/// A table, index, view or trigger as SQLite remembers it.
struct SchemaObject: Hashable, Sendable {
  let type: String
  let name: String
  let table: String
  let sql: String?

  /// Those of every results database.
  static let all = made(isShard: false)

  /// Those of every shard.
  static let ofShard = made(isShard: true)

  private static func made(isShard: Bool) -> Set<SchemaObject> {
    do {
      return try DatabaseQueue().write { db in
        try Schema.create(in: db, isShard: isShard)
        return try Set(fetch(from: db))
      }
    } catch {
      preconditionFailure("the tables can be made in memory: \(error)")
    }
  }

  /// Those of a database.
  ///
  /// No view is looked into, and no trigger runs.
  static func fetch(from db: Database) throws -> [SchemaObject] {
    try Row.fetchAll(db, sql: "SELECT type, name, tbl_name, sql FROM sqlite_schema").map {
      try SchemaObject(
        type: $0.value("type"), name: $0.value("name"), table: $0.value("tbl_name"),
        sql: $0.value("sql"))
    }
  }
}
