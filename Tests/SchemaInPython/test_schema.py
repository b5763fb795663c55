"""The schema of scenario files, held against what the program says of the same files."""

import copy
import json
import os
import re
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jsonschema
import yaml

from documents import BROKEN, PROJECT, document, millwright

# What draft-07 knows, of all keywords that say something of a value.
DRAFT_07 = set(
    """$schema title description definitions $ref type enum const properties additionalProperties
    minProperties required items minItems maxItems minimum maximum pattern format anyOf not if then
    """.split()
)

# What the program says where the form of a value is wrong: the schema must see that, too. Whether parts
# fit together, and how large a number may be, is left to the program.
OF_FORM = re.compile(
    r"unknown key|must be (a map|a list|true or false|a whole number|a date, such as|one of)"
    r"|does not begin with a number|has a comma|has two points|with its unit, such as '[^']*' \(found"
)
# What reads like it, and hangs on names that the scenario declares or on another key.
OF_NAMES = re.compile(
    r"(known here: [^;\n]*|did you mean ')\b(safety|other)\b"
    r"|one of curve, none|learning'|interruptible'"
)

SHIPPED = sorted(
    [
        *PROJECT.glob("scenarios/*.yaml"),
        *PROJECT.glob("Tests/KnownAnswerTests/Scenarios/*.yaml"),
        PROJECT / "Benchmarks/lists.yaml",
        PROJECT / "notebooks-data/scenario.yaml",
        BROKEN / "complete.yaml",
    ]
)


def places(value, path=()):
    """Every value below one, with the keys and positions that lead there."""
    yield path, value
    if isinstance(value, dict):
        inner = value.items()
    else:
        inner = enumerate(value) if isinstance(value, list) else ()
    for key, below in inner:
        yield from places(below, (*path, key))


def changed(value, path, new):
    """A copy in which something else stands at a place."""
    value = copy.deepcopy(value)
    parent = value
    for key in path[:-1]:
        parent = parent[key]
    parent[path[-1]] = new
    return value


class Schema(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        status, text, errors = millwright("schema")
        assert status == 0, errors
        cls.schema = json.loads(text)
        cls.validator = jsonschema.Draft7Validator(cls.schema)
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)

    def mistakes(self, value):
        """What the schema has against a scenario."""
        return [
            f"{'.'.join(map(str, mistake.absolute_path))}: {mistake.message[:200]}"
            for mistake in self.validator.iter_errors(value)
        ]

    def read(self, text, name="scenario.yaml"):
        """What the program has against it: nothing, or its messages."""
        file = Path(self.folder.name) / name
        file.write_text(text, encoding="utf-8")
        status, _, errors = millwright("validate", file)
        self.assertIn(status, (0, 65), errors)
        self.assertEqual(status == 0, "error: " not in errors, errors)
        return errors if status else ""

    def test_it_is_a_schema_of_draft_07(self):
        self.assertEqual(self.schema["$schema"], "http://json-schema.org/draft-07/schema#")
        jsonschema.Draft7Validator.check_schema(self.schema)

        def check(schema):
            if isinstance(schema, bool):
                return
            self.assertLessEqual(set(schema), DRAFT_07)
            # What stands beside a reference is not read.
            self.assertTrue("$ref" not in schema or len(schema) == 1, schema)
            for key in ("properties", "definitions"):
                for inner in schema.get(key, {}).values():
                    check(inner)
            for key in ("additionalProperties", "items", "not", "if", "then"):
                inner = schema.get(key, True)
                for one in inner if isinstance(inner, list) else [inner]:
                    check(one)
            for inner in schema.get("anyOf", []):
                check(inner)

        check(self.schema)

    def test_every_reference_leads_somewhere(self):
        references = {
            inner
            for path, inner in places(self.schema)
            if path and path[-1] == "$ref" and isinstance(inner, str)
        }
        self.assertGreater(len(references), 20)
        for reference in references:
            at = self.schema
            for key in reference.removeprefix("#/").split("/"):
                at = at[int(key) if isinstance(at, list) else key]
            self.assertIsInstance(at, dict)

    def test_a_scenario_that_the_program_reads_is_valid(self):
        self.assertGreater(len(SHIPPED), 20)
        for file in SHIPPED:
            with self.subTest(file=str(file)):
                self.assertEqual(self.mistakes(document(file.read_text(encoding="utf-8"))), [])
                status, _, errors = millwright("validate", file)
                self.assertEqual(status, 0, errors)

    def test_what_new_writes_is_valid_by_the_schema_that_it_names(self):
        folder = Path(self.folder.name) / "new"
        folder.mkdir()
        self.assertEqual(millwright("new", "mine.yaml", folder=folder)[0], 0)
        text = (folder / "mine.yaml").read_text(encoding="utf-8")
        named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)[1]
        schema = json.loads((folder / named).read_text(encoding="utf-8"))
        self.assertEqual(schema, self.schema)
        self.assertEqual(self.mistakes(document(text)), [])

    def test_a_scenario_that_is_laid_over_another_need_not_be_whole(self):
        (Path(self.folder.name) / "base.yaml").write_text(
            (BROKEN / "complete.yaml").read_text(encoding="utf-8"), encoding="utf-8"
        )
        over = """
            extends: base.yaml
            demand: { segments: { companies: { arrivals: { times: 1.2 }, patience: null } } }
            sites: { podSite: { pue: { value: 1.2, source: a measurement, confidence: read } } }
        """
        self.assertEqual(self.read(over), "")
        self.assertEqual(self.mistakes(document(over)), [])
        self.assertNotEqual(self.mistakes(document(over.replace("extends: base.yaml", ""))), [])

    def test_a_scenario_of_a_broken_form_is_not_valid(self):
        files = sorted(BROKEN.glob("broken-*.yaml"))
        self.assertGreater(len(files), 130)
        of_form = 0
        for file in files:
            text = file.read_text(encoding="utf-8")
            said = self.read(text)
            self.assertNotEqual(said, "", file)
            try:
                value = document(text)
            except yaml.YAMLError:
                continue
            if OF_FORM.search(said) and not OF_NAMES.search(said):
                of_form += 1
                with self.subTest(said=said):
                    self.assertNotEqual(self.mistakes(value), [])
        self.assertGreater(of_form, 30)

    def test_schema_and_program_agree_on_every_place_of_a_scenario(self):
        whole = document((BROKEN / "complete.yaml").read_text(encoding="utf-8"))
        cases = []
        for path, value in places(whole):
            if isinstance(value, dict):
                cases.append(changed(whole, (*path, "unheardOf"), []))
            if path:
                cases += [changed(whole, path, new) for new in ([[]], "no number", {"odd": [1]})]
        self.assertGreater(len(cases), 500)

        def judge(numbered):
            number, case = numbered
            return case, self.read(json.dumps(case), f"{number}.yaml"), self.mistakes(case)

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            judged = list(pool.map(judge, enumerate(cases)))
        for case, said, mistakes in judged:
            with self.subTest(said=said, mistakes=mistakes):
                if not said:
                    self.assertEqual(mistakes, [])
                elif OF_FORM.search(said) and not OF_NAMES.search(said):
                    self.assertNotEqual(mistakes, [])


if __name__ == "__main__":
    unittest.main()
