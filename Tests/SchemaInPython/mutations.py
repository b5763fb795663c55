"""Scenarios with one thing changed, by which the schema is held against the program."""

import copy
import random
import re

QUANTITY = re.compile(r"^[-+]?([0-9]+(?:\.[0-9]+)?)\s*([A-Za-z%/].*)$")
DATE = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")


def places(value, path=()):
    """Every value below one, with the keys and positions that lead there."""
    yield path, value
    if isinstance(value, dict):
        inner = value.items()
    else:
        inner = enumerate(value) if isinstance(value, list) else ()
    for key, below in inner:
        yield from places(below, (*path, key))


def at(value, path):
    """What stands at a place."""
    for key in path:
        value = value[key]
    return value


def changed(value, path, new):
    """A copy in which something else stands at a place."""
    value = copy.deepcopy(value)
    at(value, path[:-1])[path[-1]] = new
    return value


def without(value, path):
    """A copy in which a key is left out."""
    value = copy.deepcopy(value)
    del at(value, path[:-1])[path[-1]]
    return value


def renamed(value, path, name):
    """A copy in which a key has another name."""
    value = copy.deepcopy(value)
    parent = at(value, path[:-1])
    entries = [(name if key == path[-1] else key, inner) for key, inner in parent.items()]
    parent.clear()
    parent.update(entries)
    return value


def replacements(value):
    """What may be written in the place of a value by mistake, or on purpose, each with its class."""
    yield "null", None
    yield "empty map", {}
    if isinstance(value, list):
        yield "empty list", []
    else:
        yield "list", [value]
    if isinstance(value, str):
        quantity = QUANTITY.match(value)
        if quantity:
            number, unit = quantity[1], quantity[2]
            other = "MW" if "month" in unit or "year" in unit else "months"
            yield "other unit", f"{number} {other}"
            yield "unknown unit", f"{number} blobs"
            yield "no unit", float(number)
            yield "negative", f"-{number} {unit}"
            parted = f"{number[0]}_{number[1:]}" if number[1:].isdigit() else f"{number}e0"
            yield "other spelling", f" +{parted}{unit} "
        elif DATE.match(value):
            yield "day without a date", "2026-02-30"
            yield "no date", "2026-13-01"
        else:
            yield "other word", "blubber"
            yield "number for a word", 2026
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        yield "negative", -value - 1
        yield "word for a number", "blubber"
        yield "unit added", f"{value} MW"
        yield "quoted", str(value)
    if isinstance(value, bool):
        yield "word for a flag", "yes"


def mutations(whole, random_seed, count):
    """A sample of all scenarios that differ from a whole one in one place.

    Gives the class of each change, the path, and the scenario.
    """
    cases = []
    for path, value in places(whole):
        if not path:
            continue
        if isinstance(path[-1], str):
            cases.append(("left out", path, lambda path=path: without(whole, path)))
            cases.append(
                ("mistyped", path, lambda path=path: renamed(whole, path, path[-1] + "s"))
            )
        for kind, new in replacements(value):
            cases.append((kind, path, lambda path=path, new=new: changed(whole, path, new)))
    cases = random.Random(random_seed).sample(cases, min(count, len(cases)))
    return [(kind, path, make()) for kind, path, make in cases]


def overlays(whole, random_seed, count):
    """A sample of maps to be laid over a scenario, each of one key with something else in it."""
    cases = []
    for path, value in places(whole):
        # A list is replaced as a whole.
        if not path or any(isinstance(key, int) for key in path) or path[0] == "variants":
            continue
        new = [("the same", value), *replacements(value), ("multiplied", {"times": 1.5})]
        for kind, one in [*new, ("unknown key", {"unheardOf": 1})]:
            cases.append((kind, path, one))
    cases = random.Random(random_seed).sample(cases, min(count, len(cases)))
    for kind, path, overlay in cases:
        for key in reversed(path):
            overlay = {key: overlay}
        yield kind, path, overlay
