"""The notebook runs, draws, and what it draws is current."""

import json
import tempfile
import unittest
from pathlib import Path

import nbformat
import pandas as pd
from nbclient import NotebookClient

from support import PROJECT, millwright

FOLDER = PROJECT / "notebooks-data"
SCENARIO = PROJECT / "scenarios/netherlands.yaml"


def texts(path):
    """A table with every field as it is written."""
    return pd.read_csv(path, dtype=str, keep_default_na=False)


class Notebook(unittest.TestCase):
    def test_it_runs_on_the_files_beside_it_alone(self):
        with tempfile.TemporaryDirectory() as folder:
            # A copy, so that nothing else can be read by a path beside it.
            for file in FOLDER.iterdir():
                (Path(folder) / file.name).write_bytes(file.read_bytes())
            notebook = nbformat.read(FOLDER / "explore.ipynb", as_version=4)
            NotebookClient(
                notebook, timeout=300, kernel_name="python3",
                resources={"metadata": {"path": folder}},
            ).execute()
        outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
        warnings = [o["text"] for o in outputs if o["output_type"] == "stream"]
        self.assertEqual(warnings, [])
        pictures = [o for o in outputs if "image/png" in o.get("data", {})]
        self.assertGreaterEqual(len(pictures), 10)

    def test_what_is_kept_stays_below_a_megabyte(self):
        self.assertLess(sum(file.stat().st_size for file in FOLDER.iterdir()), 1_000_000)

    def test_it_is_kept_without_outputs(self):
        notebook = nbformat.read(FOLDER / "explore.ipynb", as_version=4)
        nbformat.validate(notebook)
        for cell in notebook.cells:
            self.assertEqual(cell.get("outputs", []), [])
            self.assertIsNone(cell.get("execution_count"))


class Currency(unittest.TestCase):
    """What is kept is what the program gives for the shipped scenario today."""

    advice = "the tables are not current: 'make notebook' makes them again"

    def test_version_and_scenario(self):
        run = pd.read_csv(FOLDER / "runs.csv", dtype=str).iloc[0]
        self.assertEqual(run["engine_version"], millwright("--version").strip(), self.advice)
        shown = json.loads(millwright("show", SCENARIO, "--format", "json"))
        self.assertEqual(run["scenario_sha256"], shown["scenario_sha256"], self.advice)
        kept = json.loads(millwright("show", FOLDER / "scenario.yaml", "--format", "json"))
        self.assertEqual(kept["scenario_sha256"], shown["scenario_sha256"], self.advice)

    def test_replications(self):
        metrics = pd.read_csv(FOLDER / "metrics.csv")
        strategies = metrics["strategy"].drop_duplicates().tolist()
        with tempfile.TemporaryDirectory() as folder:
            database = Path(folder) / "r.db"
            chosen = [word for name in strategies for word in ("--strategy", name)]
            millwright("run", SCENARIO, "-n", 2, *chosen, "-o", database)
            millwright(
                "export", database, "--to", folder, "--table", "metrics", "--table", "draws"
            )
            for table in ("metrics", "draws"):
                kept = texts(FOLDER / f"{table}.csv")
                kept = kept[kept["replication"].astype(int) < 2].reset_index(drop=True)
                keys = [name for name in kept if name not in ("value", "unit")]
                # Of what is exported, the rows that are kept.
                again = texts(Path(folder) / f"{table}.csv").merge(kept[keys])
                pd.testing.assert_frame_equal(kept, again, obj=self.advice)


if __name__ == "__main__":
    unittest.main()
