"""A Slurm cluster of a few nodes on this host: real daemons, with ports, keys and folders of their own."""

import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

CONFIGURATION = """\
ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={port}
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool-%n
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd-%n.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=batch_sched_delay=0,sched_min_interval=0
SlurmdParameters=config_overrides
ReturnToService=2
SlurmdTimeout=6
MinJobAge=3600
{nodes}
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""


def free_ports(count):
    """Ports that nobody listens on."""
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


class SlurmCluster:
    """Nodes n1, n2, … of one processor each; `stop` ends every process and removes every file of it."""

    def __init__(self, count):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="slurm-"))
        self.environment = {**os.environ, "SLURM_CONF": str(self.folder / "slurm.conf")}
        self.nodes = [f"n{number}" for number in range(1, count + 1)]
        try:
            self._start()
        except BaseException:
            self.stop()
            raise

    def _start(self):
        (self.folder / "state").mkdir()
        host = socket.gethostname()
        control, *ports = free_ports(1 + len(self.nodes))
        nodes = "\n".join(
            f"NodeName={name} NodeHostname={host} NodeAddr=127.0.0.1 Port={port} CPUs=1 RealMemory=1000"
            for name, port in zip(self.nodes, ports)
        )
        (self.folder / "slurm.conf").write_text(
            CONFIGURATION.format(host=host, port=control, folder=self.folder, nodes=nodes)
        )
        key = self.folder / "munge.key"
        key.write_bytes(os.urandom(1024))
        key.chmod(0o400)
        self.folder.chmod(0o755)
        self._daemon(
            "munged", f"--socket={self.folder}/munge.socket", f"--key-file={key}",
            f"--pid-file={self.folder}/munged.pid", f"--log-file={self.folder}/munged.log",
            f"--seed-file={self.folder}/munge.seed", "--force",
        )
        self._daemon("slurmctld")
        for name in self.nodes:
            self._daemon("slurmd", "-N", name)
        self.wait_for_nodes()

    def wait_for_nodes(self):
        """Waits until all nodes are there for jobs."""
        self.wait_until(
            lambda: self.run("sinfo", "-h", "-N", "-t", "idle", "-o", "%N").split() == self.nodes, 60,
            "the nodes are not up",
        )

    def _daemon(self, *words):
        path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
        with open(self.folder / "daemons.log", "a") as log:
            subprocess.run(
                [shutil.which(words[0], path=path) or words[0], *words[1:]], check=True, timeout=30,
                env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )

    def run(self, *words):
        """What a command of Slurm prints; empty where it fails, as while the controller starts."""
        done = subprocess.run(
            words, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60
        )
        return done.stdout if done.returncode == 0 else ""

    @staticmethod
    def wait_until(condition, seconds, words):
        """Looks every tenth of a second."""
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                raise TimeoutError(f"after {seconds} s {words}")
            time.sleep(0.1)

    def jobs(self):
        """Of each job and task of an array that has not ended its number, state and node."""
        lines = self.run("squeue", "-h", "-r", "-o", "%i %T %N").splitlines()
        return [(line.split() + [""])[:3] for line in lines]

    def drain(self, seconds):
        """Waits until no job is left. What was queued again need not wait for its time."""

        def is_empty():
            for job, state, _ in self.jobs():
                if state == "PENDING" and "_" in job:
                    self.run("scontrol", "update", f"JobId={job}", "StartTime=now")
            return self.run("squeue", "-h", "-o", "done").strip() == "" and self.is_up()

        self.wait_until(is_empty, seconds, f"there are jobs left: {self.jobs()}")

    def is_up(self):
        """Whether the controller answers, so that an empty queue is one."""
        return "UP" in self.run("scontrol", "ping")

    def processes(self, node=None):
        """The processes of jobs, of one node or all: what Slurm started to watch them, the scripts, and all."""
        found, watchers, scripts = [], [], []
        for folder in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                words = (folder / "environ").read_bytes().split(b"\0")
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                watcher = pathlib.Path(f"/proc/{parent}/comm").read_text().strip()
            except (OSError, ValueError):
                continue
            values = dict(word.split(b"=", 1) for word in words if b"=" in word)
            if values.get(b"SLURM_CONF", b"").decode() != self.environment["SLURM_CONF"]:
                continue
            if b"SLURMD_NODENAME" not in values or node not in (None, values[b"SLURMD_NODENAME"].decode()):
                continue
            found.append(int(folder.name))
            if watcher == "slurmstepd":
                watchers.append(parent)
                scripts.append(int(folder.name))
        return watchers, scripts, found

    def fail(self, node):
        """Ends a node as a machine that loses its power: nothing of it tells anybody."""
        self._kill(int((self.folder / f"slurmd-{node}.pid").read_text()), signal.SIGKILL)
        watchers, _, found = self.processes(node)
        for process in watchers + found:
            self._kill(process, signal.SIGKILL)

    def cut_off(self, node):
        """Lets a node fall silent while its tasks live on, as when a network fails; they stand still until it is back."""
        self._kill(int((self.folder / f"slurmd-{node}.pid").read_text()), signal.SIGKILL)
        for process in self.processes(node)[2]:
            self._kill(process, signal.SIGSTOP)

    def wake(self, node):
        """Lets the tasks of a node that was cut off go on."""
        for process in self.processes(node)[2]:
            self._kill(process, signal.SIGCONT)

    def bring_back(self, node):
        """Ends what `fail` or `cut_off` began."""
        self._daemon("slurmd", "-N", node)
        self.wait_for_nodes()

    def tell(self, node, number):
        """Sends a signal to the script of the task on a node, as Slurm does before its time is up."""
        _, scripts, _ = self.processes(node)
        for process in scripts:
            self._kill(process, number)

    @staticmethod
    def _kill(process, number):
        try:
            os.kill(process, number)
        except ProcessLookupError:
            pass

    def stop(self):
        """Ends every process of it, and removes its folder."""
        watchers, _, found = self.processes()
        for process in watchers + found:
            self._kill(process, signal.SIGKILL)
        pids = []
        for path in self.folder.glob("*.pid"):
            text = path.read_text().strip()
            if text:
                pids.append(int(text))
        for number, seconds in [(signal.SIGTERM, 5), (signal.SIGKILL, 2)]:
            for process in pids:
                self._kill(process, number)
            deadline = time.monotonic() + seconds
            while any(os.path.exists(f"/proc/{process}") for process in pids) and time.monotonic() < deadline:
                time.sleep(0.1)
        shutil.rmtree(self.folder, ignore_errors=True)
