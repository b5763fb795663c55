"""The report of the shipped case and of nasty ones, opened in a browser.

Screenshots of each, as on a phone, on a desk and printed, are left in .build/report-pages.
"""

import datetime
import hashlib
import math
import re
import shutil
import sqlite3
import statistics
import struct
import unittest

from browser import ROOT, Page, chromium, millwright

PAGES = ROOT / ".build" / "report-pages"
SMALL = (ROOT / "scenarios" / "small.yaml").read_text(encoding="utf-8")
HOSTILE = "</script><script>document.title='owned'</script><img src=x onerror=alert(1)>\"'&amp;`${1}"
LARGEST = 4_000_000


def with_strategies(names):
    """The small scenario with these strategies, each a little larger than the one before."""
    head = SMALL[: SMALL.index("strategies:")]
    phases = "".join(
        f"  {name}:\n    phases:\n      first: {{ site: small, sites: {1 + index},"
        " regions: [province], tier: mediumVoltage, start: 2026-03-01 }\n"
        for index, name in enumerate(names))
    return head + "strategies:\n" + phases


def quoted(text):
    """A YAML text in double quotes."""
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("\u2028", "\\L") + '"'


def hostile():
    """Everything that may hold any text holds a hostile one; names may not, see `poison`."""
    text = with_strategies(["plain", "other"])
    for key in ["title", "question"]:
        text = re.sub(rf"(?m)^{key}: .*$", lambda _: f"{key}: {quoted(HOSTILE)}", text)
    text = text.replace("patience: 4 months", "patience: { value: 4 months, confidence: assumed,"
                        f" source: {quoted(HOSTILE + chr(0x2028))} }}")
    return text.replace("operator: the regional operator", "operator: " + quoted(HOSTILE))


def poison(database):
    """Gives strategies, phases, segments and regions names that no scenario may have, as a database
    from elsewhere might."""
    with sqlite3.connect(database) as connection:
        for table, column in [("strategy", "name"), ("phase", "name"), ("parameter", "name")]:
            connection.execute(
                f"UPDATE {table} SET {column} = {column} || ?", (HOSTILE + "\u2028,\n\"x",))
        for column in ["segment", "region", "tier"]:
            connection.execute(
                f"UPDATE result_column SET {column} = {column} || ? WHERE {column} <> ''", (HOSTILE,))
        sign(connection)


LONG = "aVeryLongNameThatGoesOnAndOn" * 8

CASES = {
    "hostile": (hostile, 12),
    "long-names": (lambda: with_strategies([LONG + str(n) for n in range(3)]), 12),
    "one-replication": (lambda: SMALL, 1),
    "one-strategy": (lambda: with_strategies(["alone"]), 12),
    "twelve-strategies": (lambda: with_strategies([f"plan{n}" for n in range(12)]), 12),
    "nothing-built": (lambda: SMALL[: SMALL.index("strategies:")] + "strategies:\n  none: {}\n", 6),
}


def quantile(probability, values):
    """Linear between order statistics, as R's type 7; never is larger than any number."""
    values = sorted(math.inf if value is None else value for value in values)
    place = (len(values) - 1) * probability
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (place - low) * (values[high] - values[low]) if place > low else values[low]


def day(hours):
    """The day on which an instant lies, in hours since the start of 2026; empty for never."""
    if not math.isfinite(hours):
        return ""
    return str(datetime.date(2026, 1, 1) + datetime.timedelta(days=hours // 24))


def sign(connection):
    """Makes what describes the results whole again: without its checksum nobody would read it."""
    digest = hashlib.sha256()

    def number(value):
        digest.update(value.to_bytes(8, "big"))

    def texts(*values):
        for value in values:
            data = (value or "").encode()
            number(len(data))
            digest.update(data)

    def rows(query):
        found = connection.execute(query).fetchall()
        number(len(found))
        return found

    run = connection.execute(
        """SELECT scenario, title, scenario_text, seed, engine_version, command, host, arithmetic, started_at,
            finished_at, replications, inner, kept_series, kept_grid FROM run, variant""").fetchone()
    texts(*run[:10])
    for value in (*run[10:], int(run[9] is not None)):
        number(value)
    # The run has no variants beside the scenario as it is.
    for row in rows("SELECT name, title, scenario_text FROM variant ORDER BY variant"):
        texts(*row)
    for row in rows("SELECT name FROM strategy ORDER BY strategy"):
        texts(*row)
    strategies = rows("SELECT strategy FROM strategy ORDER BY strategy")
    for strategy, in strategies:
        for row in rows(f"SELECT name FROM phase WHERE strategy = {strategy} ORDER BY phase"):
            texts(*row)
    number(len(strategies))
    milestones = "(SELECT min(result_column) FROM result_column WHERE section = 'milestone')"
    for strategy, in strategies:
        for row in rows(
            f"""SELECT phase, site, result_column - {milestones} FROM milestone_place
                WHERE strategy = {strategy} ORDER BY position"""):
            for value in row:
                number(value)
    for row in rows("SELECT text FROM reason ORDER BY reason"):
        texts(*row)
    places = connection.execute("SELECT count(*) FROM constraint_place").fetchone()[0]
    number(len(strategies) if places else 0)
    for strategy, in strategies if places else []:
        for phase, cause in rows(
            f"SELECT phase, cause FROM constraint_place WHERE strategy = {strategy} ORDER BY position"):
            number(phase)
            texts(cause)
    for row in rows("SELECT name, unit FROM parameter ORDER BY parameter"):
        texts(*row)
    for row in rows("SELECT path, value, origin, source, confidence FROM input ORDER BY path"):
        texts(*row)
    for section in ("metric", "stock", "flow", "grid stock", "grid flow", "cash line", "milestone"):
        for row in rows(
            f"""SELECT name, unit, kind, absence, comparison, iif(is_cost = 'yes', 'cost', ''), role, part_of, part, description, segment, region,
                tier, applicant_class FROM result_column JOIN variable USING (variant, variable)
                WHERE section = '{section}' ORDER BY result_column"""):
            texts(*row)
    for row in rows("SELECT month FROM period WHERE period > 0 ORDER BY period"):
        texts(*row)
    for name, metric, source, low, high in rows(
            "SELECT name, metric, source, low, high FROM figure ORDER BY figure"):
        texts(name, metric, source)
        for end in (low, high):
            digest.update(b"\xff" * 8 if end is None else struct.pack(">d", end))
    connection.execute("UPDATE run SET checksum = ?", (digest.digest(),))


def at_the_end(page, script):
    """A page with one more script; the library on it holds the text of a page, too."""
    return script.join(page.rsplit("</body>", 1))


def color_scales(specification):
    """The scales of colours in a chart."""
    parts = [specification, *specification.get("layer", [])]
    scales = [part.get("encoding", {}).get("color", {}).get("scale") for part in parts]
    return [scale for scale in scales if scale]


class Report:
    """A case that was run, reported and opened."""

    def __init__(self, name, scenario, replications):
        self.database = PAGES / f"{name}.db"
        self.file = PAGES / f"{name}.html"
        millwright("run", scenario, "-n", replications, "-o", self.database)
        if name == "hostile":
            poison(self.database)
        millwright("report", self.database, "-o", self.file)
        self.page = Page(self.file)
        with sqlite3.connect(self.database) as database:
            strategies = [name for name, in database.execute(
                "SELECT name FROM strategy WHERE variant = 0 ORDER BY strategy")]
            building = {place for place, in database.execute(
                "SELECT DISTINCT strategy FROM phase WHERE variant = 0")}
        # Their places in the database, by name; those that build something are drawn.
        self.strategies = dict(zip(strategies, range(len(strategies))))
        self.projects = {name: place for name, place in self.strategies.items() if place in building}
        self.titles = {name: name for name in strategies}
        for plans in self.page.all("ul", class_="plans"):
            for plan in self.page.inside(plans, "li"):
                for code in self.page.inside(plan, "code"):
                    self.titles[code["text"]] = self.page.inside(plan, "strong")[0]["text"]

    def phases(self, strategy, titles):
        """The names of the phases of a strategy by their titles, which stand in the same order."""
        with sqlite3.connect(self.database) as database:
            names = [name for name, in database.execute(
                "SELECT DISTINCT p.name FROM phase p JOIN milestone_place m"
                " ON m.variant = p.variant AND m.strategy = p.strategy AND m.phase = p.phase"
                " WHERE p.variant = 0 AND m.site > 0 AND p.strategy = ? ORDER BY p.phase",
                (self.strategies[strategy],))]
        return dict(zip(dict.fromkeys(titles), names, strict=True))

    def metric(self, name, strategy):
        """The values of a metric of a strategy by replication; None for never."""
        with sqlite3.connect(self.database) as database:
            rows = database.execute(
                "SELECT value FROM metrics WHERE metric = ? AND strategy = ? AND segment = ''"
                " AND region = '' ORDER BY replication", (name, strategy)).fetchall()
        return [value for value, in rows]


class ReportInBrowser(unittest.TestCase):
    reports = {}

    @classmethod
    def setUpClass(cls):
        shutil.rmtree(PAGES, ignore_errors=True)
        PAGES.mkdir(parents=True)
        cls.reports["netherlands"] = Report(
            "netherlands", ROOT / "scenarios" / "netherlands.yaml", 20)
        for name, (text, replications) in CASES.items():
            file = PAGES / f"{name}.yaml"
            file.write_text(text(), encoding="utf-8")
            cls.reports[name] = Report(name, file, replications)

    def test_the_console_stays_silent(self):
        for name, report in self.reports.items():
            with self.subTest(name):
                self.assertEqual(report.page.console, [])

    def test_every_chart_is_drawn(self):
        for name, report in self.reports.items():
            with self.subTest(name):
                page = report.page
                self.assertEqual(page.all("html")[0].get("data-charts"), "drawn")
                for figure in page.figures:
                    drawings = [svg for svg in page.inside(figure, "svg", "marks")]
                    self.assertEqual(len(drawings), 1, figure["id"])
        for name in ["live-it-mw-0", "npv", "difference-0", "cumulative-cash", "map",
                     "levelised-cost", "drivers-0", "energised-0", "stages-0", "grid-waiting-1-0", "requests-by-year-1"]:
            self.assertIn(name, [f["id"] for f in self.reports["netherlands"].page.figures])

    def test_a_chart_draws_a_mark_for_each_of_its_rows(self):
        page = self.reports["long-names"].page
        figure = next(figure for figure in page.figures if figure["id"] == "npv")
        bars = [g for g in page.inside(figure, "g") if "mark-rect" in (g.get("class") or "")]
        drawn = sum(len(page.inside(group, "path")) for group in bars)
        self.assertEqual(drawn, len(page.rows("npv", layer=0)))

    def test_the_page_is_small_and_asks_for_nothing_from_outside(self):
        for name, report in self.reports.items():
            with self.subTest(name):
                self.assertLess(report.file.stat().st_size, LARGEST)
                for element in report.page.elements:
                    for attribute in ["src", "href"]:
                        link = element.get(attribute)
                        if link and element["tag"] != "image":
                            self.assertTrue(
                                link.startswith("#") or link.startswith("data:"), f"{element['tag']} {link}")

    def test_what_a_scenario_says_stays_text(self):
        page = self.reports["hostile"].page
        self.assertEqual(page.all("title")[0]["text"], HOSTILE)
        self.assertEqual(page.all("h1")[0]["text"], HOSTILE)
        self.assertIn(HOSTILE, page.all("p", class_="question")[0]["text"])
        self.assertEqual(page.all("img"), [])
        self.assertIn(HOSTILE, page.all("p", class_="answer")[0]["text"] + page.all("table")[0]["text"])

    def test_capacity_is_that_of_the_database(self):
        report = self.reports["netherlands"]
        for strategy, index in report.projects.items():
            ends = {row["month"]: row for row in report.page.rows(f"live-it-mw-{index}")}
            for year in [2031, 2035, 2040]:
                values = report.metric(f"live_it_mw_{year}", strategy)
                for name, probability in [("p10", 0.1), ("p50", 0.5), ("p90", 0.9)]:
                    self.assertAlmostEqual(
                        float(ends[f"{year}-12-01"][name]), quantile(probability, values), places=3)

    def test_net_present_values_and_their_difference_are_those_of_the_database(self):
        report = self.reports["netherlands"]
        worth = {name: report.metric("npv_going_concern_eur", name) for name in report.projects}
        rows = report.page.rows("npv-going-concern", layer=0)
        scale = self.scale(report.page.specification("npv-going-concern"))
        for name, values in worth.items():
            own = [row for row in rows if row["name"] == report.titles[name]]
            if "share" not in rows[0]:
                for column, probability in [("p5", 0.05), ("p25", 0.25), ("p50", 0.5), ("p95", 0.95)]:
                    self.assertAlmostEqual(
                        float(own[0][column]) * scale / quantile(probability, values), 1, places=4)
                continue
            for row in own:
                low, high = float(row["from"]) * scale, float(row["to"]) * scale
                share = sum(low <= value < high for value in values) / len(values)
                self.assertAlmostEqual(float(row["share"]), share, places=5)
            self.assertAlmostEqual(sum(float(row["share"]) for row in own), 1, places=4)
        ranked = sorted(worth, key=lambda name: -statistics.mean(worth[name]))[:2]
        a, b = sorted(ranked, key=lambda name: report.projects[name])
        differences = [one - other for one, other in zip(worth[a], worth[b])]
        [mean] = report.page.rows("difference-0", layer=2)
        scale = self.scale(report.page.specification("difference-0"))
        self.assertAlmostEqual(
            float(mean["mean"]) * scale / statistics.mean(differences), 1, places=4)
        # Student's t for 19 degrees of freedom at 97.5 %, from any table: 2.0930.
        half = 2.0930 * statistics.stdev(differences) / math.sqrt(len(differences))
        self.assertAlmostEqual(
            (float(mean["high"]) - float(mean["low"])) / 2 * scale / half, 1, places=3)

    def test_the_first_screen_says_what_is_compared_and_draws_it(self):
        report = self.reports["netherlands"]
        page = report.page
        [plans] = page.all("ul", class_="plans")
        lines = page.inside(plans, "li")
        self.assertEqual(len(lines), len(report.strategies))
        self.assertEqual(
            [page.inside(line, "strong")[0]["text"] for line in lines],
            [report.titles[name] for name in report.strategies])
        dots = [page.inside(line, "span", "dot")[0]["style"] for line in lines]
        self.assertEqual(len(set(dots)), len(report.strategies))
        ids = [figure["id"] for figure in page.figures]
        self.assertEqual(ids[:3], ["first-power", "first-arrival", "first-worth"])
        # A third of the largest plan, of one digit; the shares are those of the database.
        level = float(re.search(r"at least ([0-9.]+) MW", page.specification("first-arrival")["description"])[1])
        rows = page.rows("first-arrival")
        with sqlite3.connect(report.database) as database:
            for place, name in enumerate(report.projects):
                months = [value for value, in database.execute(
                    "SELECT month_end FROM series WHERE strategy = ? AND variable = 'live_it_mw'"
                    " AND segment = '' AND region = '' AND month = '2035-12-01'", (name,))]
                known = sum(value >= level * (1 - 1e-6) for value in months) / len(months)
                [row] = [row for row in rows if row["series"] == str(place) and row["month"] == "2035-12-31"]
                self.assertAlmostEqual(float(row["share"]), known, places=5)
        # Twenty dots are the middles of twenty equally likely parts.
        dots = page.rows("first-worth", layer=1)
        scale = self.scale({"layer": [page.specification("first-worth")["layer"][1]]})
        for name in report.projects:
            values = report.metric("npv_going_concern_eur", name)
            own = [float(row["value"]) * scale for row in dots if row["name"] == report.titles[name]]
            self.assertEqual(len(own), 20)
            for place, value in enumerate(own):
                self.assertAlmostEqual(value / quantile((place + 0.5) / 20, values), 1, places=3)

    def test_variants_are_told_on_the_first_screen(self):
        database, file = PAGES / "variants.db", PAGES / "variants.html"
        scenario = PAGES / "variants.yaml"
        scenario.write_text(SMALL + """
variants:
  cheap: { title: money costs 1 %, overlay: { money: { discount: 1 %/year } } }
  dear: { title: money costs 60 %, overlay: { money: { discount: 60 %/year } } }
""", encoding="utf-8")
        millwright("sweep", scenario, "--variants", "-n", 12, "-o", database)
        millwright("report", database, "-o", file)
        page = Page(file)
        self.assertEqual(page.console, [])
        # What the answer turns in stands beside the scenario as it is; where it holds is folded below.
        shown, *folded = page.all("div", class_="strip")
        rows = page.inside(shown, "tr")[1:]
        holding = [row for strip in folded for row in page.inside(strip, "tr")]
        heads = [page.inside(row, "th")[0]["text"] for row in rows + holding]
        self.assertEqual(heads[0], "as it is")
        self.assertEqual(sorted(heads), ["as it is", "money costs 1 %", "money costs 60 %"])
        verdicts = [page.inside(row, "td")[2]["text"].strip() for row in holding]
        self.assertEqual(verdicts, ["holds"] * len(holding))
        [holds] = page.all("p", class_="holds")
        self.assertRegex(holds["text"], "^In 2 variants of the scenario “")
        self.assertIn("it is worth less than nothing in 1 (money costs 60 %)", holds["text"])

    def test_a_strategy_has_one_colour_and_nothing_else_has_it(self):
        report = self.reports["netherlands"]
        page = report.page
        [plans] = page.all("ul", class_="plans")
        colors = {
            page.inside(line, "strong")[0]["text"]: page.inside(line, "span", "dot")[0]["style"].split(":")[1]
            for line in page.inside(plans, "li")}
        projects = {report.titles[name]: colors[report.titles[name]] for name in report.projects}
        for figure in page.figures:
            for scale in color_scales(page.specification(figure["id"])):
                for name, color in zip(scale["domain"], scale["range"]):
                    if name in projects:
                        self.assertEqual(color, projects[name], figure["id"])
                    else:
                        self.assertNotIn(color, projects.values(), figure["id"])

    def test_the_contents_lead_to_every_section(self):
        page = self.reports["netherlands"].page
        [contents] = page.all("nav", class_="contents")
        links = [link["href"] for link in page.inside(contents, "a")]
        self.assertEqual(links, ["#top"] + ["#" + section["id"] for section in page.all("section")])

    @staticmethod
    def scale(specification):
        title = specification["layer"][0]["encoding"]["x"]["title"]
        return {"billion EUR": 1e9, "million EUR": 1e6, "thousand EUR": 1e3, "EUR": 1}[
            re.search(r"\(([\w ]+)\)", title)[1]]

    def test_the_share_that_never_has_power_is_that_of_the_database(self):
        report = self.reports["netherlands"]
        with sqlite3.connect(report.database) as database:
            for strategy, index in report.projects.items():
                rows = report.page.rows(f"energised-{index}")
                phases = [
                    name for name, in database.execute(
                        "SELECT p.name FROM phase p JOIN strategy s USING (strategy)"
                        " WHERE s.name = ? ORDER BY phase", (strategy,))]
                for place, phase in enumerate(phases):
                    reached, total = database.execute(
                        "SELECT count(hours), count(*) FROM phases WHERE strategy = ? AND phase = ?"
                        " AND site IS NOT NULL AND milestone = 'energised'", (strategy, phase)).fetchone()
                    last = [row for row in rows if row["series"] == str(place)][-1]
                    self.assertAlmostEqual(float(last["share"]), reached / total, places=5)

    def test_no_colour_comes_twice_in_a_chart(self):
        for name, report in self.reports.items():
            with self.subTest(name):
                for figure in report.page.figures:
                    for scale in color_scales(report.page.specification(figure["id"])):
                        self.assertEqual(len(scale["domain"]), len(scale["range"]), figure["id"])
                        self.assertEqual(len(set(scale["range"])), len(scale["range"]), figure["id"])

    def test_each_of_twelve_strategies_is_drawn_in_colour_once_and_the_others_behind(self):
        page = self.reports["twelve-strategies"].page
        for chart in ["utilisation", "sold", "waiting", "cumulative-cash"]:
            parts = [chart, f"{chart}-2"]
            named = [
                name for part in parts
                for name in color_scales(page.specification(part))[0]["domain"]]
            self.assertEqual(named, [f"plan{n}" for n in range(12)])
            for part in parts:
                behind = page.rows(part, layer=0)[-1].keys() - {"month"}
                self.assertEqual(len(behind), 6, part)
        for chart in ["npv", "npv-horizon"]:
            rows = page.rows(chart, layer=0)
            self.assertEqual([row["name"] for row in rows], [f"plan{n}" for n in range(12)])

    def test_values_of_twelve_strategies_are_those_of_the_database(self):
        report = self.reports["twelve-strategies"]
        scale = self.scale(report.page.specification("npv"))
        for row in report.page.rows("npv", layer=0):
            values = report.metric("npv_eur", row["name"])
            for name, probability in [("p5", 0.05), ("p25", 0.25), ("p50", 0.5), ("p95", 0.95)]:
                known = quantile(probability, values)
                self.assertAlmostEqual(float(row[name]) * scale / known, 1, places=4)

    def test_the_reader_chooses_with_which_strategy_waiting_lists_are_shown(self):
        report = self.reports["netherlands"]
        text = report.file.read_text(encoding="utf-8")
        names = list(report.titles.values())
        projects = [report.titles[name] for name in report.projects]
        for press, shown in [(None, projects[0]), (projects[1], projects[1]), (names[-1], names[-1])]:
            with self.subTest(press):
                page = report.page
                if press:
                    script = """<script>
                      const timer = setInterval(() => {
                        if (!document.documentElement.dataset.charts) return;
                        clearInterval(timer);
                        [...document.querySelectorAll("#grid label")]
                          .find((label) => label.textContent.trim() === "PRESS").click();
                      }, 50);
                    </script>""".replace("PRESS", press)
                    file = PAGES / f"chosen-{names.index(press)}.html"
                    file.write_text(at_the_end(text, script), encoding="utf-8")
                    page = Page(file)
                self.assertEqual(page.console, [])
                for section in page.all("section"):
                    if section["id"] not in ["grid", "regions"]:
                        continue
                    options = page.inside(section, "div", "option")
                    heads = [page.inside(option, "h3")[0]["text"] for option in options]
                    self.assertEqual(heads, [f"With “{name}”" for name in names])
                    visible = [
                        head for head, option in zip(heads, options) if "hidden" not in option]
                    self.assertEqual(visible, [f"With “{shown}”"])
                    self.assertNotIn("hidden", page.inside(section, "fieldset")[0])
                # What was chosen is as wide as the others were.
                widths = {
                    int(svg["width"]) for figure in page.figures if figure["id"].startswith("grid-waiting-")
                    for svg in page.inside(figure, "svg", "marks")
                    if figure["id"].split("-")[2] == str(names.index(shown))}
                self.assertGreater(min(widths), 200)

    def test_waiting_lists_are_those_of_each_strategy_in_the_database(self):
        report = self.reports["netherlands"]
        with sqlite3.connect(report.database) as database:
            for strategy, index in report.strategies.items():
                rows = report.page.rows(f"grid-waiting-{index}-1")
                # The first region in the order of the file, which has another name on the page.
                [(region,)] = database.execute(
                    "SELECT region FROM result_column WHERE variant = 0 AND tier = 'mediumVoltage'"
                    " ORDER BY result_column LIMIT 1")
                unit = {"GW": 1000, "MW": 1}[re.search(
                    r"\((\w+)\)", report.page.specification(f"grid-waiting-{index}-1")["layer"][-1]
                    ["encoding"]["y"]["title"])[1]]
                sums = [value for value, in database.execute(
                    "SELECT sum(month_mean) FROM series WHERE strategy = ? AND region = ?"
                    " AND tier = 'mediumVoltage' AND variable = 'grid_waiting_mw'"
                    " AND month = '2032-06-01' GROUP BY replication", (strategy, region))]
                self.assertEqual(len(sums), 20)
                [row] = [row for row in rows if row["month"] == "2032-06-01"]
                self.assertAlmostEqual(float(row["0"]) * unit / quantile(0.5, sums), 1, places=4)

    def test_requests_by_year_are_those_of_the_database(self):
        report = self.reports["netherlands"]
        flows = {"served": "served", "lost_reneged": "gave up waiting", "lost_too_large": "too large"}
        with sqlite3.connect(report.database) as database:
            for strategy, index in report.projects.items():
                bars = report.page.rows(f"requests-by-year-{index}", layer=0)
                for flow, kind in flows.items():
                    known = dict(database.execute(
                        "SELECT substr(month, 1, 4), sum(total) / 20 FROM series WHERE strategy = ?"
                        " AND variable = ? AND segment = '' AND total IS NOT NULL"
                        " GROUP BY substr(month, 1, 4)", (strategy, flow)))
                    drawn = {row["year"]: float(row["amount"]) for row in bars if row["kind"] == kind}
                    self.assertEqual(drawn.keys(), known.keys())
                    self.assertEqual(len(drawn), 15)
                    for year, amount in drawn.items():
                        self.assertAlmostEqual(amount, known[year], places=3)
                waiting = dict(database.execute(
                    "SELECT substr(month, 1, 4), avg(month_end) FROM series WHERE strategy = ?"
                    " AND variable = 'waiting_requests' AND segment = '' AND month LIKE '%-12-01'"
                    " GROUP BY month", (strategy,)))
                for row in report.page.rows(f"requests-by-year-{index}", layer=1):
                    self.assertAlmostEqual(float(row["amount"]), waiting[row["year"]], places=3)

    def test_stages_begin_and_end_as_in_the_database(self):
        report = self.reports["netherlands"]
        ends = {"grid offer": ("applied", "granted"), "accelerators": ("ordered", "delivered"),
                "build": ("build_began", "build"), "permit": ("permit_began", "permit")}
        with sqlite3.connect(report.database) as database:
            for strategy, index in report.projects.items():
                checked = 0
                stages = report.page.rows(f"stages-{index}")
                phases = report.phases(strategy, [row["stage"].rpartition(": ")[0] for row in stages])
                for row in stages:
                    title, _, stage = row["stage"].rpartition(": ")
                    phase = phases[title]
                    for prefix, milestone in zip(["start", "end"], ends.get(stage, [])):
                        hours = [hours for hours, in database.execute(
                            "SELECT hours FROM phases WHERE strategy = ? AND phase = ? AND milestone = ?"
                            " AND site IS NOT NULL", (strategy, phase, milestone))]
                        for percent in [10, 50, 90]:
                            self.assertEqual(row[f"{prefix}{percent}"], day(quantile(percent / 100, hours)))
                            checked += 1
                self.assertGreaterEqual(checked, 9)

    def test_dates_are_those_of_the_quantiles_of_the_instants_in_the_database(self):
        report = self.reports["netherlands"]
        table = next(
            table for table in report.page.all("table")
            if table["text"].strip().startswith("When sites have power"))
        rows = [
            [cell["text"] for cell in report.page.inside(row, "th") + report.page.inside(row, "td")]
            for row in report.page.inside(table, "tr")[1:]]
        self.assertGreaterEqual(len(rows), 8)
        with sqlite3.connect(report.database) as database:
            keys = {title: name for name, title in report.titles.items()}
            phases = {
                name: report.phases(name, [row[0] for row in rows if keys[row[1]] == name])
                for name in report.projects}
            for title, plan, what, *dates, _ in rows:
                strategy = keys[plan]
                phase = phases[strategy][title]
                hours = [hours for hours, in database.execute(
                    "SELECT hours FROM phases WHERE strategy = ? AND phase = ? AND milestone = ?"
                    " AND site IS NOT NULL", (strategy, phase, {"has power": "energised"}.get(what, what)))]
                for date, probability in zip(dates, [0.1, 0.5, 0.9], strict=True):
                    self.assertEqual(date, day(quantile(probability, hours)) or "never")

    def test_one_replication_claims_no_interval(self):
        answer = self.reports["one-replication"].page.all("p", class_="answer")[0]["text"]
        self.assertIn("one future gives no interval", answer)
        self.assertNotIn("95 %", answer)

    def test_tables_sort_by_the_column_that_is_pressed(self):
        source = self.reports["netherlands"].file
        pressed = PAGES / "sorted.html"
        script = """<script>
          const table = [...document.querySelectorAll("table")].find(
            (table) => table.caption.textContent.startsWith("Demand by segment"));
          const button = table.querySelectorAll("thead button")[2];
          button.focus();
          button.click();
          button.click();
        </script>"""
        pressed.write_text(at_the_end(source.read_text(encoding="utf-8"), script), encoding="utf-8")
        page = Page(pressed)
        self.assertEqual(page.console, [])
        table = next(
            table for table in page.all("table") if "Demand by segment" in table["text"][:60])
        numbers = [
            float(cell["data-value"]) for row in page.inside(table, "tr")
            for cell in page.inside(row, "td")[1:2]]
        self.assertGreater(len(set(numbers)), 2)
        self.assertEqual(numbers, sorted(numbers, reverse=True))
        heads = page.inside(table, "th")
        self.assertEqual([head.get("aria-sort") for head in heads[:3]], [None, None, "descending"])

    def test_assumptions_are_narrowed_down_by_what_is_typed(self):
        source = self.reports["netherlands"].file
        typed = PAGES / "typed.html"
        script = """<script>
          const input = document.querySelector("#assumptions .filter input");
          input.value = "DEMAND.PRICE";
          input.dispatchEvent(new Event("input"));
        </script>"""
        typed.write_text(at_the_end(source.read_text(encoding="utf-8"), script), encoding="utf-8")
        page = Page(typed)
        self.assertEqual(page.console, [])
        [section] = page.all("section", id="assumptions")
        [folded] = page.inside(section, "details", "lookup")
        rows = page.inside(folded, "tr")[1:]
        shown = [row for row in rows if "hidden" not in row]
        self.assertGreater(len(shown), 0)
        self.assertGreater(len(rows), len(shown))
        self.assertTrue(all("demand.price" in row["text"].lower() for row in shown))

    def test_every_chart_has_a_text_in_its_place(self):
        for name, report in self.reports.items():
            with self.subTest(name):
                for figure in report.page.figures:
                    [chart] = [
                        div for div in report.page.inside(figure, "div", "chart")]
                    self.assertEqual(chart["role"], "img")
                    self.assertGreater(len(chart["aria-label"]), 20)
                    self.assertEqual(len(report.page.inside(figure, "table")), 1)
                for element in report.page.elements:
                    self.assertIn(element.get("tabindex"), [None, "0"])

    def test_pictures_are_made_of_every_chart(self):
        folder = PAGES / "pictures"
        millwright(
            "report", self.reports["hostile"].database, "-o", PAGES / "again.html", "--charts", folder)
        names = [file.name.removesuffix(".vl.json") for file in folder.glob("*.vl.json")]
        self.assertEqual(len(names), len(self.reports["hostile"].page.figures))
        for name in names:
            self.assertRegex(name, "^[a-z0-9-]+$")
            self.assertTrue((folder / f"{name}.png").read_bytes().startswith(b"\x89PNG"))
            self.assertIn("<svg", (folder / f"{name}.svg").read_text(encoding="utf-8")[:300])
            text = (folder / f"{name}.vl.json").read_text(encoding="utf-8")
            self.assertIn("vega-lite/v6", text)
            self.assertIn('"background" : "white"', text)

    def test_screenshots(self):
        for name, report in self.reports.items():
            with self.subTest(name):
                # Chromium's window is never as narrow as a phone, but a frame in it can be.
                phone = report.file.with_suffix(".phone.html")
                phone.write_text(
                    '<body style="margin:0"><iframe style="border:0;width:390px;height:9000px" '
                    f'src="{report.file.name}"></iframe>', encoding="utf-8")
                for kind, file, size in [
                        ("phone", phone, "500,9000"), ("desktop", report.file, "1280,9000")]:
                    picture = report.file.with_suffix(f".{kind}.png")
                    chromium(file, f"--window-size={size}", f"--screenshot={picture}")
                    self.assertGreater(picture.stat().st_size, 20_000)
                print_out = report.file.with_suffix(".pdf")
                chromium(report.file, f"--print-to-pdf={print_out}", "--no-pdf-header-footer")
                self.assertTrue(print_out.read_bytes().startswith(b"%PDF"))
                self.assertGreater(print_out.stat().st_size, 20_000)


if __name__ == "__main__":
    unittest.main()
