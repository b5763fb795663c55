"""A job array on a real Slurm cluster of three nodes gives the bytes of one machine, whatever happens to it."""

import filecmp
import os
import pathlib
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import unittest

from slurm_cluster import SlurmCluster

PROGRAM = os.environ["MILLWRIGHT_PROGRAM"]
FUTURES, TASKS = 6000, 6
WHAT = ["mine.yaml", "-n", str(FUTURES), "--keep", "series=100", "--keep", "grid=10"]


class ClusterTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="millwright-cluster-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.cluster = SlurmCluster(3)
        cls.addClassCleanup(cls.cluster.stop)
        signal.signal(signal.SIGTERM, cls.end)
        cls.scratch = cls.folder / "scratch"
        cls.scratch.mkdir()
        cls.cluster.environment["TMPDIR"] = str(cls.scratch)
        cls.millwright("new", "mine.yaml")
        cls.cpu = cls.run_alone()
        cls.millwright("export", "one.db", "--to", "one")

    @classmethod
    def end(cls, *_):
        """Leaves nothing behind when the time of the tests is up."""
        cls.cluster.stop()
        shutil.rmtree(cls.folder, ignore_errors=True)
        os._exit(1)

    @classmethod
    def run_alone(cls):
        """Runs all on this machine.

        Returns: the processor time that took, s."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        (cls.folder / "one.db").unlink(missing_ok=True)
        cls.millwright("run", *WHAT, "-o", "one.db")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    @classmethod
    def millwright(cls, *words):
        done = cls.shell([PROGRAM, *words])
        assert done.returncode == 0, done.stderr
        return done.stdout

    @classmethod
    def shell(cls, command):
        return subprocess.run(
            command, shell=isinstance(command, str), executable="/bin/bash" if isinstance(command, str) else None,
            cwd=cls.folder, env=cls.cluster.environment, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, timeout=120,
        )

    def submit(self, name):
        """Writes the scripts of a job, and submits them as the program says."""
        said = self.millwright("slurm", *WHAT, "--tasks", str(TASKS), "--cores", "1", "--to", name)
        script = self.folder / name / "shards.sh"
        # What the tasks took: of bash itself, and of what it has waited for.
        text = script.read_text()
        self.assertIn('\nexit "$status"', text)
        script.write_text(text.replace('\nexit "$status"', f'\ntimes > {name}/cpu-$SLURM_ARRAY_TASK_ID\nexit "$status"'))
        done = self.shell(re.search("To submit them:\n(.*)", said)[1])
        self.assertEqual(done.returncode, 0, done.stderr)
        return int(re.search(r"Submitted batch job (\d+)", done.stdout)[1]) - 1

    def expect_same(self, database, log):
        self.assertTrue((self.folder / database).exists(), log.read_text() if log.exists() else "no log")
        shutil.rmtree(self.folder / "all", ignore_errors=True)
        self.millwright("export", database, "--to", "all")
        names = sorted(path.name for path in (self.folder / "one").iterdir())
        self.assertEqual(names, sorted(path.name for path in (self.folder / "all").iterdir()))
        self.assertGreater(len(names), 10)
        for name in names:
            if name != "runs.csv":
                self.assertTrue(filecmp.cmp(self.folder / "one" / name, self.folder / "all" / name, shallow=False), name)

    def clear(self):
        for name in ["mine.db", "job"]:
            path = self.folder / name
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)

    def test_1_tasks_take_little_more_than_one_machine(self):
        # What shares the processors changes the time that both take: the best of three pairs counts.
        shares = []
        for _ in range(3):
            self.clear()
            self.submit("job")
            self.cluster.drain(90)
            self.expect_same("mine.db", self.folder / "job/logs/merge.log")
            times = "".join(path.read_text() for path in (self.folder / "job").glob("cpu-*"))
            spent = sum(60 * int(m) + float(s) for m, s in re.findall(r"(\d+)m([\d.]+)s", times))
            shares.append(self.cpu / spent)
            if shares[-1] >= 0.9:
                break
            type(self).cpu = self.run_alone()
        print(f"processor time of one machine by that of {TASKS} tasks:", *(f"{share:.1%}" for share in shares))
        self.assertGreaterEqual(max(shares), 0.9)

    def begin(self):
        """Submits the job anew, and waits until three tasks run.

        Returns: the number of the array, and the task of each node."""
        self.clear()
        array = self.submit("job")

        def running():
            return {node: job for job, state, node in self.cluster.jobs() if state == "RUNNING"}

        def has_begun():
            return len([path for path in self.scratch.glob("*/*.db") if path.stat().st_size]) >= 3 and len(running()) == 3

        self.cluster.wait_until(has_begun, 30, "no task has begun")
        return array, running()

    def restarts(self, array):
        """How often each task was queued again."""
        shown = self.cluster.run("scontrol", "show", "job", str(array))
        return sorted(int(number) for number in re.findall(r"Restarts=(\d+)", shown))

    def test_2_a_node_that_fails_and_a_task_whose_time_is_up(self):
        array, tasks = self.begin()
        self.cluster.tell("n3", signal.SIGUSR1)
        self.cluster.fail("n2")
        self.cluster.drain(120)
        self.expect_same("mine.db", self.folder / "job/logs/merge.log")
        logs = {path.name: path.read_text() for path in (self.folder / "job/logs").iterdir()}
        told = logs[tasks["n3"].split("_")[1] + ".log"]
        self.assertIn("Interrupted:", told)
        self.assertEqual(self.restarts(array).count(1), 2)
        self.cluster.bring_back("n2")

    def test_3_shards_that_are_damaged_doubled_or_of_another_version(self):
        self.assertTrue((self.folder / "mine.db").exists(), "the test before this one leaves it")
        parts = self.folder / "job/parts"
        whole = (parts / f"2-of-{TASKS}.db").read_bytes()
        log = self.folder / "job/logs/merge.log"
        before = (self.folder / "mine.db").read_bytes()

        def merge():
            log.unlink(missing_ok=True)
            done = self.shell("sbatch --wait job/merge.sh")
            return done.returncode, log.read_text()

        def truncate():
            (parts / f"2-of-{TASKS}.db").write_bytes(whole[: len(whole) // 2])

        def double():
            (parts / "again.db").write_bytes(whole)

        def change_version():
            database = sqlite3.connect(parts / f"2-of-{TASKS}.db")
            database.execute("PRAGMA user_version = 5")
            database.commit()
            database.close()

        for damage, status, words in [
            (truncate, 74, f"2-of-{TASKS}.db: the database is damaged"), (double, 64, f"this is shard 2 of {TASKS}"),
            (change_version, 74, f"2-of-{TASKS}.db: Millwright "),
        ]:
            with self.subTest(damage.__name__):
                damage()
                code, said = merge()
                self.assertEqual(code, status, said)
                self.assertIn(words, said)
                self.assertEqual((self.folder / "mine.db").read_bytes(), before)
                (parts / "again.db").unlink(missing_ok=True)
                (parts / f"2-of-{TASKS}.db").write_bytes(whole)

        # What is taken out is named as the command that runs it again.
        (parts / f"2-of-{TASKS}.db").unlink()
        (self.folder / "mine.db").unlink()
        code, said = merge()
        self.assertEqual(code, 1, said)
        command = re.search(r"^  (sbatch .*)$", said, re.MULTILINE)[1]
        self.assertEqual(command, "sbatch --array=2 job/shards.sh")
        done = self.shell(command)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.cluster.drain(60)
        code, said = merge()
        self.assertEqual(code, 0, said)
        self.expect_same("mine.db", log)

    def test_4_a_job_that_is_cancelled_ends_and_can_be_gone_on_with(self):
        array, tasks = self.begin()
        self.cluster.run("scancel", str(array))
        self.cluster.drain(60)
        self.assertEqual(set(self.restarts(array)), {0})
        kept = [
            line for task in tasks.values()
            for line in (self.folder / f"job/logs/{task.split('_')[1]}.log").read_text().splitlines()
            if line.startswith("Interrupted:")
        ]
        self.assertEqual(len(kept), 3, kept)
        log = self.folder / "job/logs/merge.log"
        command = re.search(r"^  (sbatch --array=.*)$", log.read_text(), re.MULTILINE)[1]
        self.assertEqual(self.shell(command).returncode, 0)
        self.cluster.drain(90)
        self.assertEqual(self.shell("sbatch --wait job/merge.sh").returncode, 0, log.read_text())
        self.expect_same("mine.db", log)

    def test_5_a_node_that_comes_back_changes_nothing(self):
        array, tasks = self.begin()
        self.cluster.cut_off("n2")
        part = self.folder / f"job/parts/{tasks['n2'].split('_')[1]}-of-{TASKS}.db"
        self.cluster.drain(120)
        log = self.folder / "job/logs/merge.log"
        self.expect_same("mine.db", log)
        whole = part.read_bytes()
        # Its task is told to end, as Slurm does with one that it has given to another node.
        self.cluster.tell("n2", signal.SIGTERM)
        self.cluster.wake("n2")
        self.cluster.wait_until(lambda: not self.cluster.processes("n2")[1], 60, "the task of n2 lives on")
        self.assertIn("it is left as it is", (self.folder / f"job/logs/{tasks['n2'].split('_')[1]}.log").read_text())
        self.cluster.bring_back("n2")
        self.cluster.drain(60)
        self.assertEqual(part.read_bytes(), whole)
        self.assertEqual(self.restarts(array).count(1), 1)


if __name__ == "__main__":
    unittest.main()
