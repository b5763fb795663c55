"""The schema of scenario files, held against what the program says of the same files."""

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
from examples import REFUSED, TAKEN, UNSEEN, UNSEEN_ABOVE
from mutations import changed, mutations, overlays, places

# What draft-07 knows, of all keywords that say something of a value; and what language servers say where a
# text does not fit a pattern, in the place of the pattern.
DRAFT_07 = set(
    """$schema title description definitions $ref type enum const properties patternProperties
    additionalProperties propertyNames minProperties required items minItems maxItems minimum
    exclusiveMinimum maximum pattern format allOf anyOf oneOf not if then else patternErrorMessage
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


SMALL = PROJECT / "scenarios/small.yaml"
# What is changed in all sorts of ways: most of the first two, and some of all that stand alone.
MUTATED = [
    BROKEN / "complete.yaml",
    SMALL,
    *(
        file
        for file in sorted(PROJECT.glob("Tests/KnownAnswerTests/Scenarios/*.yaml"))
        if "extends:" not in file.read_text(encoding="utf-8")
    ),
    PROJECT / "scenarios/netherlands.yaml",
]

def written(whole, path, text):
    """A scenario as text, with something at a place as it is typed."""
    *parents, last = path.split(".")
    case = changed(whole, (*parents, last), "@@")
    return json.dumps(case).replace('"@@"', text)


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
            for key in ("properties", "patternProperties", "definitions"):
                for inner in schema.get(key, {}).values():
                    check(inner)
            for key in ("additionalProperties", "propertyNames", "items", "not", "if", "then", "else"):
                inner = schema.get(key, True)
                for one in inner if isinstance(inner, list) else [inner]:
                    check(one)
            for key in ("allOf", "anyOf", "oneOf"):
                for inner in schema.get(key, []):
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

        for _, said, mistakes in self.judged(cases):
            with self.subTest(said=said, mistakes=mistakes):
                if not said:
                    self.assertEqual(mistakes, [])
                elif OF_FORM.search(said) and not OF_NAMES.search(said):
                    self.assertNotEqual(mistakes, [])

    def judged(self, cases):
        """Scenarios with what the program says of each, and the schema."""

        def judge(numbered):
            number, case = numbered
            text = case if isinstance(case, str) else json.dumps(case)
            said = self.read(text, f"{number}.yaml")
            return case, said, self.mistakes(document(text))

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(pool.map(judge, enumerate(cases)))

    def agree(self, said, mistakes, unseen=UNSEEN):
        """Nothing is refused that is read, and whatever is not read is refused, or of a class that is not seen."""
        if not said:
            self.assertEqual(mistakes, [])
        elif not mistakes:
            pattern = "|".join(f"(?:{one})" for one in unseen.values())
            messages = re.findall(r"error: (.*)", said)
            self.assertEqual([one for one in messages if not re.search(pattern, one)], [])

    def test_what_may_be_typed_is_valid_and_read(self):
        small = document(SMALL.read_text(encoding="utf-8"))
        cases = [written(small, path, text) for path, texts in TAKEN.items() for text in texts]
        for case, said, mistakes in self.judged(cases):
            with self.subTest(case=case[-300:], said=said):
                self.assertEqual(said, "")
                self.assertEqual(mistakes, [])

    def test_plain_mistakes_are_neither_valid_nor_read(self):
        small = document(SMALL.read_text(encoding="utf-8"))
        labels = [(path, text) for path, texts in REFUSED.items() for text in texts]
        cases = [written(small, path, text) for path, text in labels]
        for label, (_, said, mistakes) in zip(labels, self.judged(cases)):
            with self.subTest(label=label, said=said, mistakes=mistakes):
                self.assertNotEqual(said, "")
                self.assertNotEqual(mistakes, [])

    def test_a_scenario_with_one_thing_changed_is_valid_if_it_is_read(self):
        kinds = set()
        for number, file in enumerate(MUTATED):
            whole = document(file.read_text(encoding="utf-8"))
            sample = mutations(whole, number, 180 if number < 2 else 6)
            self.beside(file)
            for (kind, path, _), (_, said, mistakes) in zip(
                sample, self.judged([case for _, _, case in sample])
            ):
                kinds.add(kind)
                with self.subTest(file=file.name, kind=kind, path=path, said=said):
                    self.agree(said, mistakes)
        self.assertGreater(len(kinds), 15)

    def test_an_overlay_is_valid_if_it_is_read(self):
        whole = document(SMALL.read_text(encoding="utf-8"))
        sample = list(overlays(whole, 1, 130))
        fixed = {"start", "seed", "replications"}
        # As a file that extends another, and as a variant; a list of files is laid in the same way.
        (Path(self.folder.name) / "small.yaml").write_text(json.dumps(whole), encoding="utf-8")
        files = [{"extends": "small.yaml", **overlay} for _, _, overlay in sample]
        variants = [{**whole, "variants": {"one": {"overlay": overlay}}} for _, _, overlay in sample]
        for (kind, path, _), (_, said, mistakes) in zip(sample, self.judged(files)):
            with self.subTest(kind=kind, path=path, said=said):
                self.agree(said, mistakes, {**UNSEEN, **UNSEEN_ABOVE})
        for (kind, path, _), (_, said, mistakes) in zip(sample, self.judged(variants)):
            with self.subTest(kind=kind, path=path, said=said, variant=True):
                self.agree(said, mistakes, {**UNSEEN, **UNSEEN_ABOVE})
                if path[0] in fixed:
                    self.assertNotEqual(mistakes, [])

    def test_every_key_that_is_offered_is_known(self):
        whole = document((BROKEN / "complete.yaml").read_text(encoding="utf-8"))
        small = document(SMALL.read_text(encoding="utf-8"))
        places_of_maps = [
            (base, path, value)
            for base in (whole, small)
            for path, value in places(base)
            if isinstance(value, dict)
        ]
        cases, added = [], []
        for base, path, value in places_of_maps:
            new = [key for key in sorted(self.offered(base, path)) if key not in value]
            # Numbers are multiplied, and other files extended, only by what is laid over another.
            new = [key for key in new if key not in ("times", "extends")]
            added.append((path, new))
            filled = {**value, **{key: {"odd": [1]} for key in new}}
            cases.append(changed({"": base}, ("", *path), filled)[""])
        self.assertGreater(sum(len(new) for _, new in added), 500)
        # A stage has the keys of its name, which the schema does not know: each is known by one of them.
        of_stages, known_by_one = set(), set()
        for (_, path, value), (_, new), (_, said, _) in zip(
            places_of_maps, added, self.judged(cases)
        ):
            unknown = set(re.findall(r"unknown key '([^']*)'", said)) & set(new)
            if path[-2:-1] == ("stages",):
                of_stages |= set(new)
                known_by_one |= set(value) | set(new) - unknown
                continue
            with self.subTest(path=path, said=said):
                self.assertEqual(unknown, set())
        self.assertEqual(of_stages - known_by_one, set())

    def offered(self, scenario, path):
        """The keys that an editor offers in a map of a scenario."""

        def flat(schemas):
            for schema in schemas:
                if not isinstance(schema, dict):
                    continue
                if "$ref" in schema:
                    at = self.schema
                    for key in schema["$ref"].removeprefix("#/").split("/"):
                        at = at[key]
                    yield from flat([at])
                    continue
                yield schema
                for key in ("allOf", "anyOf", "oneOf"):
                    yield from flat(schema.get(key, []))
                for key in ("then", "else"):
                    yield from flat([schema.get(key)])

        schemas = list(flat([self.schema]))
        for key in path:
            inner = []
            for schema in schemas:
                if isinstance(key, int):
                    items = schema.get("items", True)
                    inner.append(items[key] if isinstance(items, list) else items)
                elif key in schema.get("properties", {}):
                    inner.append(schema["properties"][key])
                else:
                    inner.append(schema.get("additionalProperties", True))
            schemas = list(flat(inner))
        keys = {key for schema in schemas for key in schema.get("properties", {})}
        return {
            key
            for key in keys
            if all(schema.get("properties", {}).get(key) is not False for schema in schemas)
        }

    def beside(self, file):
        """Puts what a scenario names by its path beside the copies of it."""
        folder = Path(self.folder.name)
        for name in ("data", "netherlands.yaml"):
            if not (folder / name).exists():
                (folder / name).symlink_to(PROJECT / "scenarios" / name)
        for other in file.parent.iterdir():
            if other.suffix != ".yaml" and not (folder / other.name).exists():
                (folder / other.name).symlink_to(other)


if __name__ == "__main__":
    unittest.main()
