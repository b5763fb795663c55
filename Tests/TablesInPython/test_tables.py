"""The exported tables, read by the tools that people read them with."""

import re
import subprocess
import unittest
import warnings
from pathlib import Path

import duckdb
import frictionless
import pandas as pd

from support import NASTY, PROJECT, Experiment, description, millwright

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import pyam

KINDS_OF_DUCKDB = {
    "string": {"VARCHAR"},
    "integer": {"BIGINT"},
    "number": {"DOUBLE", "BIGINT"},
    "date": {"DATE"},
    "datetime": {"TIMESTAMP", "TIMESTAMP WITH TIME ZONE"},
    "boolean": {"BOOLEAN"},
}


# What R makes of a column by itself; one that is empty it takes for logical.
KINDS_OF_R = {
    "string": {"character", "logical"},
    "integer": {"integer", "numeric", "logical"},
    "number": {"integer", "numeric", "logical"},
    "date": {"character", "logical"},
    "datetime": {"character", "logical"},
    "boolean": {"logical"},
}
CLASSES_IN_R = """
for (file in commandArgs(trailingOnly = TRUE)) {
  table <- read.csv(file, check.names = FALSE, na.strings = "", encoding = "UTF-8")
  cat(file, nrow(table), paste(names(table), sapply(table, class), sep = "=", collapse = " "), "\n")
}
"""


def r(script, *arguments, folder=None):
    """What a script in R prints, line by line; it must not warn either."""
    done = subprocess.run(
        ["Rscript", "--vanilla", "-e", "options(warn = 2)", "-e", script, *map(str, arguments)],
        cwd=folder, capture_output=True, text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def query(text):
    """What DuckDB answers, as a list of rows."""
    return duckdb.execute(text).fetchall()


class Tables(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.experiments = [Experiment(), Experiment(NASTY, "sweep", "--variants")]
        for one in cls.experiments:
            cls.addClassCleanup(one.close)
        cls.folders = [
            folder for one in cls.experiments for folder in (one.tables, one.iamc)
        ] + [PROJECT / "notebooks-data"]
        # Who runs one scenario has no variants.
        cls.empty = {cls.experiments[0].tables / "variants.csv"}

    def resources(self):
        """Each file of each folder, with its description."""
        for folder in self.folders:
            for resource in description(folder)["resources"]:
                yield folder / resource["path"], resource["schema"]

    def test_frictionless_finds_every_table_valid(self):
        for folder in self.folders:
            report = frictionless.validate(str(folder / "datapackage.json"))
            self.assertTrue(report.valid, report.flatten(["type", "note", "rowNumber"])[:5])
            described = {resource["path"] for resource in description(folder)["resources"]}
            self.assertEqual(described, {file.name for file in folder.glob("*.csv")})

    def test_pandas_reads_every_column_as_described(self):
        for path, schema in self.resources():
            with self.subTest(path=path):
                dates = [f["name"] for f in schema["fields"] if f["type"].startswith("date")]
                table = pd.read_csv(path, parse_dates=dates, keep_default_na=False, na_values=[""])
                if path not in self.empty:
                    self.assertGreater(len(table), 0)
                self.assertEqual(list(table), [field["name"] for field in schema["fields"]])
                for field in schema["fields"]:
                    column = table[field["name"]]
                    if column.isna().all():
                        continue
                    if field["type"] == "string":
                        self.assertTrue(pd.api.types.is_object_dtype(column), field)
                    elif field["type"] in ("integer", "number"):
                        self.assertTrue(pd.api.types.is_numeric_dtype(column), field)
                        if field["type"] == "integer":
                            self.assertTrue((column.dropna() % 1 == 0).all(), field)
                    elif field["type"] == "boolean":
                        self.assertTrue(column.dropna().isin([True, False]).all(), field)
                    else:
                        self.assertTrue(pd.api.types.is_datetime64_any_dtype(column), field)
                self.assertFalse(table.duplicated(schema["primaryKey"]).any())

    def test_duckdb_reads_every_column_as_described(self):
        for path, schema in self.resources():
            with self.subTest(path=path):
                rows = query(f"DESCRIBE FROM '{path}'")
                found = {row[0]: row[1] for row in rows}
                for field in schema["fields"]:
                    name, kind = field["name"], field["type"]
                    is_empty = query(f"SELECT count(\"{name}\") FROM '{path}'") == [(0,)]
                    if not is_empty:
                        self.assertIn(found[name], KINDS_OF_DUCKDB[kind], field)
                count = query(f"SELECT count(*) FROM '{path}'")[0][0]
                self.assertEqual(count, len(pd.read_csv(path)))

    def test_r_reads_every_column_as_described(self):
        resources = list(self.resources())
        lines = r(CLASSES_IN_R, *(path for path, _ in resources))
        self.assertEqual(len(lines), len(resources))
        for (path, schema), line in zip(resources, lines):
            with self.subTest(path=path):
                file, rows, *columns = line.split()
                self.assertEqual(file, str(path))
                self.assertEqual(int(rows), len(pd.read_csv(path)))
                found = dict(column.split("=") for column in columns)
                self.assertEqual(list(found), [field["name"] for field in schema["fields"]])
                for field in schema["fields"]:
                    self.assertIn(found[field["name"]], KINDS_OF_R[field["type"]], field)

    def test_the_documented_lines_of_r_give_the_types_they_promise(self):
        text = (PROJECT / "notebooks-data/README.md").read_text(encoding="utf-8")
        lines = re.search(r"^```r\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        self.assertIsNotNone(lines, "no lines of R")
        check = """
stopifnot(is.numeric(metrics$value), is.character(metrics$segment),
          inherits(timeseries$month, "Date"), is.character(timeseries$region),
          inherits(phases$date, "Date"), is.numeric(phases$hours))
cat(nrow(metrics), nrow(timeseries), nrow(phases), "\\n")
"""
        for folder in [one.tables for one in self.experiments] + [PROJECT / "notebooks-data"]:
            counts = r(lines.group(1) + check, folder=folder)[-1].split()
            for name, count in zip(["metrics", "timeseries", "phases"], counts, strict=True):
                self.assertEqual(int(count), len(pd.read_csv(folder / f"{name}.csv")))

    def test_the_documented_line_makes_parquet_with_the_same_rows(self):
        text = (PROJECT / "notebooks-data/README.md").read_text(encoding="utf-8")
        line = re.search(r'^duckdb -c "(COPY .*)"$', text, re.MULTILINE)
        self.assertIsNotNone(line, "no line that makes Parquet")
        table, parquet = re.findall(r"'([^']+)'", line.group(1))[:2]
        for experiment in self.experiments:
            source, result = experiment.tables / table, experiment.tables / parquet
            query(
                line.group(1).replace(f"'{table}'", f"'{source}'")
                .replace(f"'{parquet}'", f"'{result}'")
            )
            self.assertEqual(query(f"FROM '{result}'"), query(f"FROM '{source}'"))
            result.unlink()

    def test_pyam_reads_the_long_form_without_a_complaint(self):
        for experiment in self.experiments:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                with self.assertNoLogs("pyam", "WARNING"):
                    data = pyam.IamDataFrame(experiment.iamc / "iamc.csv")
            self.assertEqual(data.model, [f"Millwright {millwright('--version').strip()}"])
            self.assertIn("All", data.region)
            self.assertFalse(data.empty)
            table = pd.read_csv(experiment.iamc / "iamc.csv", keep_default_na=False)
            self.assertEqual(len(data.data), len(table))

    def test_the_long_form_agrees_with_the_summary(self):
        for experiment in self.experiments:
            data = pyam.IamDataFrame(experiment.iamc / "iamc.csv")
            summary = pd.read_csv(experiment.tables / "summary.csv")
            summary = summary[summary["metric"].str.match(r"live_it_mw_\d{4}$")]
            self.assertGreater(len(summary), 0)
            for _, row in summary.iterrows():
                for ending, column in [("", "mean"), ("|90th percentile", "p90")]:
                    found = data.filter(
                        scenario=f"{row['scenario']} - {row['strategy']}", region="All",
                        variable=f"live_it_mw|year end{ending}", year=int(row["metric"][-4:]),
                    ).data["value"]
                    self.assertEqual(len(found), 1)
                    self.assertAlmostEqual(found.iloc[0], row[column], delta=1e-6)

    def test_the_parts_of_a_flow_add_up_to_it(self):
        for experiment in self.experiments:
            data = pyam.IamDataFrame(experiment.iamc / "iamc.csv")
            parts = [
                name for name in data.variable
                if name.startswith("requests|") and not name.endswith("percentile")
            ]
            self.assertGreater(len(parts), 0)
            self.assertIsNone(data.check_aggregate("requests", components=parts))


if __name__ == "__main__":
    unittest.main()
