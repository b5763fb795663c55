"""The program, a small experiment and its tables, for the tests beside this file."""

import json
import os
import subprocess
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ["MILLWRIGHT_PROGRAM"]

# Texts that tools stumble over: commas, quotes, line breaks, names that look like a missing value or
# like a quantile.
NASTY = """
extends: small.yaml
title: "Commas, 'quotes', \\"more\\" and\\na second line"
demand:
  segments:
    NA: { arrivals: 5 /year, size: 50 H100e, term: 2 years, patience: 3 months }
    p10: { arrivals: 5 /year, size: 50 H100e, term: 2 years, patience: 3 months }
variants:
  p90: { title: "more, of \\"NA\\"", overlay: { demand: { segments: { NA: { arrivals: 50 /year } } } } }
"""


def millwright(*arguments, folder=None):
    """Runs the program and returns what it printed."""
    done = subprocess.run(
        [PROGRAM, *map(str, arguments)], cwd=folder, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{arguments}: {done.returncode} {done.stderr}"
    return done.stdout


class Experiment:
    """Some replications of the scenario that `millwright new` writes, and their tables.

    Another text is read beside it; the command is that of the program, with its options.
    """

    def __init__(self, text=None, *command, replications=4):
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name)
        millwright("new", "small.yaml", folder=path)
        scenario = path / "small.yaml"
        if text is not None:
            scenario = path / "nasty.yaml"
            scenario.write_text(text, encoding="utf-8")
        self.database = path / "r.db"
        millwright(*(command or ["run"]), scenario, "-n", replications, "-o", self.database)
        self.tables = path / "csv"
        millwright("export", self.database, "--to", self.tables, "--series")
        self.iamc = path / "iamc"
        millwright("export", self.database, "--to", self.iamc, "--format", "iamc")

    def close(self):
        self.folder.cleanup()


def description(folder):
    """The data package of a folder of tables."""
    return json.loads((Path(folder) / "datapackage.json").read_text(encoding="utf-8"))
