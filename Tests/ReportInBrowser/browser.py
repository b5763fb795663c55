"""Reports as headless Chromium shows them."""

import html.parser
import json
import os
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["MILLWRIGHT_PROGRAM"]


def millwright(*arguments):
    """Runs the program under test, which must succeed; returns what it prints."""
    done = subprocess.run(
        [PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, f"millwright {arguments}: {done.returncode}\n{done.stderr}"
    return done.stdout


def chromium(page, *arguments):
    """Runs Chromium on a page; returns what it prints and what the page said on its console."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    done = subprocess.run(
        ["chromium", "--headless", *sandbox, "--disable-gpu", "--hide-scrollbars",
         "--virtual-time-budget=60000", "--enable-logging=stderr", *arguments, page.as_uri()],
        capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, f"chromium: {done.returncode}\n{done.stderr}"
    console = re.findall(r":CONSOLE[^\]]*\] (.*)", done.stderr)
    return done.stdout, console


class Page(html.parser.HTMLParser):
    """What a browser made of a report: its elements, in order."""

    def __init__(self, file):
        super().__init__()
        self.elements = []
        self.texts = {}
        self.open = []
        dom, self.console = chromium(file, "--dump-dom")
        self.feed(dom)

    VOID = {"meta", "link", "img", "br", "hr", "input"}

    def handle_starttag(self, tag, attributes):
        element = {"tag": tag, "path": tuple(self.open), "text": "", **dict(attributes)}
        self.elements.append(element)
        if tag not in self.VOID:
            self.open.append(len(self.elements) - 1)

    def handle_endtag(self, tag):
        while self.open and self.elements[self.open.pop()]["tag"] != tag:
            pass

    def handle_data(self, data):
        for index in self.open:
            self.elements[index]["text"] += data

    def all(self, tag, **attributes):
        """The elements of a tag with these attributes (`class_` for `class`)."""
        wanted = {key.rstrip("_"): value for key, value in attributes.items()}
        return [
            element for element in self.elements
            if element["tag"] == tag
            and all(value in (element.get(key) or "").split(" ") for key, value in wanted.items())]

    def inside(self, figure, tag, class_=None):
        """The elements of a tag within an element."""
        place = self.elements.index(figure)
        return [
            element for element in self.elements
            if element["tag"] == tag and place in element["path"]
            and (class_ is None or class_ in (element.get("class") or "").split(" "))]

    @property
    def figures(self):
        return self.all("figure")

    def specification(self, name):
        """The Vega-Lite specification of a chart."""
        figure = next(figure for figure in self.figures if figure["id"] == name)
        return json.loads(self.inside(figure, "script")[0]["text"])

    def rows(self, name, layer=None):
        """The rows of a chart, or of one of its layers, as dictionaries of text."""
        import csv
        specification = self.specification(name)
        data = (specification if layer is None else specification["layer"][layer])["data"]
        return list(csv.DictReader(data["values"].splitlines()))
