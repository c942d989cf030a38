"""A Spark cluster on loopback: a standalone master with workers of one core each, and builds on it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
LOOPBACK = "127.0.0.1"


class Cluster(NamedTuple):
    """A master and its workers."""

    address: str
    status: str
    workers: list[subprocess.Popen[bytes]]

    def alive(self) -> int:
        """Return how many workers the master counts."""
        with urllib.request.urlopen(self.status, timeout=5) as answer:  # noqa: S310 - our own loopback address
            return int(json.load(answer)["aliveworkers"])


@contextmanager
def running(home: Path, folder: Path, workers: int) -> Iterator[Cluster]:
    """Run a cluster of the Spark in ``home`` while the block runs; ``folder`` takes its logs and its work."""
    port, ui = free_port(), free_port()
    here = ["--host", LOOPBACK, "--webui-port"]
    with ExitStack() as stack:
        stack.enter_context(_service(home, folder / "master", "master.Master", [*here, str(ui), "--port", str(port)]))
        address = f"spark://{LOOPBACK}:{port}"
        each = [*here, "0", "--cores", "1", "--memory", "1g", "--work-dir", str(folder / "work"), address]
        started = [
            stack.enter_context(_service(home, folder / f"worker{n}", "worker.Worker", each)) for n in range(workers)
        ]
        cluster = Cluster(address, f"http://{LOOPBACK}:{ui}/json/", started)
        wait_until(lambda: cluster.alive() == workers, "the workers did not start")
        yield cluster


@contextmanager
def _service(home: Path, log: Path, name: str, arguments: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", *arguments]
    with log.open("wb") as file:
        process = subprocess.Popen(command, env=environment(), stdout=file, stderr=file)
        try:
            yield process
        finally:
            kill(process)


def environment(master: str = "local[2,4]", **more: str) -> dict[str, str]:
    """Return the environment of a build on the cluster ``master``."""
    quiet = "--conf spark.ui.enabled=false --conf spark.ui.showConsoleProgress=false"
    submit = f"--master {master} {quiet} --driver-memory 1g pyspark-shell"
    here = {"SPARK_LOCAL_IP": LOOPBACK, "PYSPARK_PYTHON": sys.executable, "PYTHONPATH": str(ROOT)}
    return os.environ | here | {"PYSPARK_SUBMIT_ARGS": submit} | more


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a worker with its executors, as a machine that fails does."""
    for child in [*children(process.pid), process.pid]:
        try:
            os.kill(child, signal.SIGKILL)
        except ProcessLookupError:
            continue
    process.wait()


def children(parent: int) -> list[int]:
    """Return the processes that any thread of ``parent`` has started."""
    found = []
    for listed in Path(f"/proc/{parent}/task").glob("*/children"):
        try:
            found += map(int, listed.read_text().split())
        except OSError:  # the thread has ended
            continue
    return found


def wait_until(holds: Callable[[], object], otherwise: str, seconds: int = 180) -> None:
    """Wait until ``holds``, while what it asks may not be there yet."""
    for _ in range(20 * seconds):
        try:
            if holds():
                return
        except OSError:
            pass
        time.sleep(0.05)
    raise AssertionError(otherwise)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
