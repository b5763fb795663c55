/// The tables of a results database.
///
/// Everything is keyed by what it means (replication, strategy, column), never by the order of
/// insertion, so that the content is the same for any number of jobs and after any interruption.
/// Volume is kept compactly in `monthly` and `cash`, one row per series (see `SeriesCoding`);
/// the views of `TidyViews` show it row by row.
enum Schema {
  /// "Mill" in ASCII: marks the file as ours.
  static let applicationID: Int32 = 0x4D69_6C6C

  /// The version of the tables; a program reads only its own.
  static let version: Int32 = 3

  static let tables = """
    CREATE TABLE run (
      run_id TEXT NOT NULL PRIMARY KEY CHECK (length(run_id) > 0),
      scenario TEXT NOT NULL,
      title TEXT NOT NULL,
      scenario_text TEXT NOT NULL,
      scenario_sha256 TEXT NOT NULL CHECK (length(scenario_sha256) = 64),
      seed TEXT NOT NULL CHECK (seed <> '' AND seed NOT GLOB '*[^0-9]*'),
      replications INTEGER NOT NULL CHECK (replications > 0),
      inner INTEGER NOT NULL CHECK (inner > 0),
      months INTEGER NOT NULL CHECK (months BETWEEN 1 AND 65534),
      engine_version TEXT NOT NULL,
      command TEXT NOT NULL,
      host TEXT NOT NULL,
      started_at TEXT NOT NULL,
      finished_at TEXT
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE strategy (
      strategy INTEGER NOT NULL PRIMARY KEY CHECK (strategy >= 0),
      name TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE variable (
      variable INTEGER NOT NULL PRIMARY KEY CHECK (variable >= 0),
      name TEXT NOT NULL CHECK (name <> ''),
      unit TEXT NOT NULL,
      kind TEXT NOT NULL
        CHECK (kind IN ('metric', 'stock', 'flow', 'cash line', 'milestone')),
      absence TEXT NOT NULL CHECK (absence IN ('never', 'undefined')),
      description TEXT NOT NULL,
      -- What reports do with it, and of which variable it is which part.
      role TEXT NOT NULL CHECK (role IN ('detail', 'activity', 'compared')),
      part_of TEXT CHECK (part_of <> ''),
      part TEXT CHECK (part <> '' AND (part IS NULL) = (part_of IS NULL)),
      UNIQUE (name, kind)
    ) STRICT;

    CREATE TABLE result_column (
      result_column INTEGER NOT NULL PRIMARY KEY CHECK (result_column >= 0),
      section TEXT NOT NULL CHECK (section IN
        ('metric', 'stock', 'flow', 'grid stock', 'grid flow', 'cash line', 'milestone')),
      variable INTEGER NOT NULL REFERENCES variable,
      segment TEXT NOT NULL,
      region TEXT NOT NULL,
      tier TEXT NOT NULL,
      applicant_class TEXT NOT NULL,
      UNIQUE (section, variable, segment, region, tier, applicant_class)
    ) STRICT;

    CREATE TABLE phase (
      strategy INTEGER NOT NULL REFERENCES strategy,
      phase INTEGER NOT NULL CHECK (phase >= 0),
      name TEXT NOT NULL,
      PRIMARY KEY (strategy, phase),
      UNIQUE (strategy, name)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE parameter (
      parameter INTEGER NOT NULL PRIMARY KEY CHECK (parameter >= 0),
      name TEXT NOT NULL UNIQUE,
      unit TEXT NOT NULL
    ) STRICT;

    CREATE TABLE input (
      path TEXT NOT NULL PRIMARY KEY,
      value TEXT NOT NULL,
      origin TEXT NOT NULL,
      source TEXT NOT NULL,
      confidence TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Period 0 is the opening of the cash flow, period k the k-th month.
    CREATE TABLE period (
      period INTEGER NOT NULL PRIMARY KEY CHECK (period >= 0),
      month TEXT CHECK ((month IS NULL) = (period = 0))
    ) STRICT;

    -- 2 to the power of (biased_exponent - 1075): turns the bits of a number into its value.
    CREATE TABLE binary_exponent (
      biased_exponent INTEGER NOT NULL PRIMARY KEY CHECK (biased_exponent BETWEEN 0 AND 2046),
      factor REAL NOT NULL
    ) STRICT;

    CREATE TABLE replication (
      replication INTEGER NOT NULL PRIMARY KEY CHECK (replication >= 0),
      future INTEGER NOT NULL CHECK (future >= 0),
      inner INTEGER NOT NULL CHECK (inner >= 0),
      UNIQUE (future, inner)
    ) STRICT;

    CREATE TABLE draw (
      replication INTEGER NOT NULL REFERENCES replication,
      parameter INTEGER NOT NULL REFERENCES parameter,
      value REAL NOT NULL,
      PRIMARY KEY (replication, parameter)
    ) STRICT, WITHOUT ROWID;

    -- value is NULL where there is none; the variable's absence says what that means.
    CREATE TABLE metric (
      \(RowPlace.columns),
      value REAL
    ) STRICT;

    -- Series of 32-bit numbers. A stock has month means in "numbers" and month ends in "ends".
    CREATE TABLE monthly (
      \(RowPlace.columns),
      numbers BLOB NOT NULL CHECK (numbers <> x''),
      ends BLOB CHECK (ends <> x'')
    ) STRICT;

    -- Series of 64-bit amounts in EUR, one per period.
    CREATE TABLE cash (
      \(RowPlace.columns),
      numbers BLOB NOT NULL CHECK (numbers <> x'')
    ) STRICT;

    -- Site 0 is the phase as a whole; hours is NULL where it never came about.
    CREATE TABLE phase_milestone (
      replication INTEGER NOT NULL REFERENCES replication,
      strategy INTEGER NOT NULL,
      phase INTEGER NOT NULL,
      site INTEGER NOT NULL CHECK (site >= 0),
      result_column INTEGER NOT NULL REFERENCES result_column,
      hours REAL,
      PRIMARY KEY (replication, strategy, phase, site, result_column),
      FOREIGN KEY (strategy, phase) REFERENCES phase
    ) STRICT, WITHOUT ROWID;
    """
}
