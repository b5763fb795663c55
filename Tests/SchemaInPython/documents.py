"""Scenario files as an editor sees them, and what the program says of them, for the tests beside this file."""

import os
import re
import subprocess
from pathlib import Path

import yaml

PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ["MILLWRIGHT_PROGRAM"]
BROKEN = Path(os.environ["MILLWRIGHT_BROKEN_SCENARIOS"])


class EditorLoader(yaml.BaseLoader):
    """YAML 1.2 with its core schema, which language servers read: a date is a text, and so is 'yes'."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    (
        "float",
        r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$",
        list("-+.0123456789"),
    ),
]:
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)
EditorLoader.add_constructor("tag:yaml.org,2002:null", lambda loader, node: None)
EditorLoader.add_constructor(
    "tag:yaml.org,2002:bool", lambda loader, node: node.value.lower() == "true"
)
EditorLoader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))
EditorLoader.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))


def plain(value):
    """The value with keys that are texts, as all keys are in JSON."""
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value


def document(text):
    """What a YAML text holds; raises `yaml.YAMLError` where it is none."""
    return plain(yaml.load(text, EditorLoader))


def millwright(*arguments, folder=None):
    """Runs the program: its status, what it printed and what it said of mistakes."""
    done = subprocess.run(
        [PROGRAM, *map(str, arguments)], cwd=folder, capture_output=True, text=True
    )
    return done.returncode, done.stdout, done.stderr
