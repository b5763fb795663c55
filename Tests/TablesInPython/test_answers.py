"""What the program says of differences and causes, worked out again by SciPy and NumPy from the tables."""

import unittest

import numpy as np
import pandas as pd
from scipy import stats

from support import Experiment, millwright

FUTURES = 300
NONE = {"keep_default_na": False, "na_values": [""]}


def relative(a, b):
    """How far two numbers are apart, by the second."""
    return abs(a - b) / max(abs(b), 1e-300)


class Answers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.experiment = Experiment(replications=FUTURES)
        cls.addClassCleanup(cls.experiment.close)
        metrics = pd.read_csv(cls.experiment.tables / "metrics.csv", low_memory=False, **NONE)
        parts = ["variant", "segment", "region", "tier", "class"]
        cls.metrics = metrics[metrics[parts].isna().all(axis=1)]
        draws = pd.read_csv(cls.experiment.tables / "draws.csv", **NONE)
        cls.draws = draws.pivot(index="replication", columns="parameter", values="value")

    def values(self, metric):
        """A metric by replication and strategy."""
        rows = self.metrics[self.metrics.metric == metric]
        return rows.pivot(index="replication", columns="strategy", values="value")

    def printed(self, *command):
        """What a command prints, as a table."""
        path = self.experiment.tables / f"{command[0]}-printed.csv"
        path.write_text(
            millwright(command[0], self.experiment.database, *command[1:], "--format", "csv"),
            encoding="utf-8",
        )
        return pd.read_csv(path, **NONE)

    def assertNear(self, a, b, what):
        self.assertLess(relative(a, b), 1e-9, f"{what}: {a} {b}")

    def test_differences_are_those_of_scipy(self):
        rows = self.printed("compare")
        pairs = len(rows[rows.metric == "npv_eur"])
        self.assertEqual(pairs, 6)
        kinds = set()
        for row in rows[rows.n > 0].itertuples():
            values = self.values(row.metric)
            a, b = values[row.strategy_a].to_numpy(), values[row.strategy_b].to_numpy()
            both = np.isfinite(a) & np.isfinite(b)
            difference = (a - b)[both]
            self.assertEqual((row.n, row.n_missing), (both.sum(), (~both).sum()))
            kinds.add(row.compared_by)
            for confidence, low, high in [
                (0.95, row.ci_low, row.ci_high),
                (1 - 0.05 / pairs, row.ci_all_low, row.ci_all_high),
            ]:
                if row.compared_by == "mean":
                    test = stats.ttest_rel(a, b)
                else:
                    test = stats.quantile_test(difference, q=0, p=0.5)
                    self.assertNear(row.median_difference, np.median(difference), row)
                interval = test.confidence_interval(confidence)
                self.assertNear(low, interval.low, row)
                self.assertNear(high, interval.high, row)
            if row.compared_by == "mean":
                self.assertNear(row.mean_difference, difference.mean(), row)
                gain = (a.var(ddof=1) + b.var(ddof=1)) / difference.var(ddof=1)
                self.assertNear(row.variance_gain, gain, row)
            signs = difference[difference != 0]
            test = stats.binomtest(int((signs > 0).sum()), len(signs))
            self.assertNear(row.sign_test_p, test.pvalue, row)
            # An instant that never comes is later than any; other numbers that are not there are left out.
            if not row.metric.startswith("first_"):
                a, b = a[both], b[both]
            a, b = np.nan_to_num(a, nan=np.inf), np.nan_to_num(b, nan=np.inf)
            wins, count = (a > b).sum() + 0.5 * (a == b).sum(), len(a)
            self.assertNear(row.p_a_greater, wins / count, row)
            if 0 < wins < count:
                # C. J. Clopper and E. S. Pearson.
                low = stats.beta.ppf(0.025, wins, count - wins + 1)
                high = stats.beta.ppf(0.975, wins + 1, count - wins)
                self.assertNear(row.p_a_greater_low, low, row)
                self.assertNear(row.p_a_greater_high, high, row)
        self.assertEqual(kinds, {"mean", "median"})

    def test_what_inputs_explain_is_what_numpy_says(self):
        rows = self.printed("sensitivity")
        rows = rows[rows.group == "inputs"]
        self.assertTrue(len(rows) >= 8, rows)
        names = list(self.draws.columns)
        bins = int(np.sqrt(FUTURES))
        place = np.minimum(((np.arange(FUTURES) + 0.5) / FUTURES * bins).astype(int), bins - 1)

        def ranked(numbers):
            return stats.zscore(stats.rankdata(numbers), ddof=1)

        inputs = np.column_stack([np.ones(FUTURES)] + [ranked(self.draws[n]) for n in names])
        freedom = FUTURES - len(names) - 1
        for row in rows.itertuples():
            values = self.values(row.metric)
            outcome = values[row.strategy_a].to_numpy()
            if isinstance(row.strategy_b, str):
                outcome = outcome - values[row.strategy_b].to_numpy()
            order = np.argsort(self.draws[row.driver].to_numpy(), kind="stable")
            groups = [outcome[order][place == bin] for bin in range(bins)]
            f = stats.f_oneway(*groups).statistic
            # The share between bins by the F statistic of the analysis of variance.
            share = f * (bins - 1) / (f * (bins - 1) + FUTURES - bins)
            index = 1 - (FUTURES - 1) / (FUTURES - bins) * (1 - share)
            self.assertAlmostEqual(row.first_order_index, index, delta=1e-9, msg=row)
            fit, residual, _, _ = np.linalg.lstsq(inputs, ranked(outcome), rcond=None)
            variance = residual[0] / freedom * np.linalg.inv(inputs.T @ inputs).diagonal()
            number = 1 + names.index(row.driver)
            half = stats.t.ppf(0.975, freedom) * np.sqrt(variance[number])
            for ours, theirs in [
                (row.rank_coefficient, fit[number]), (row.ci_low, fit[number] - half),
                (row.ci_high, fit[number] + half),
            ]:
                self.assertAlmostEqual(ours, theirs, delta=1e-9, msg=row)


if __name__ == "__main__":
    unittest.main()
