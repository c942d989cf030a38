"""What can go wrong with Spark itself, in one sentence that says what to do."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class SparkFailedError(Exception):
    """Spark is not there or stopped; what was in the folder is unchanged."""


@contextmanager
def explained() -> Iterator[None]:
    """Turn what Spark and its bridge to Java raise into :class:`SparkFailedError`.

    Raises:
        SparkFailedError: Spark is not installed, or it stopped.
    """
    try:
        import pyspark.errors
        from py4j.protocol import Py4JError
    except ImportError:
        missing = "Spark is not installed: pip install 'cluster-kg[spark]', which needs Java 17 too"
        raise SparkFailedError(missing) from None
    try:
        yield
    except (pyspark.errors.PySparkException, Py4JError) as error:
        raise SparkFailedError(f"Spark stopped, and what was there is unchanged: {reason(str(error))}") from error


def reason(message: str) -> str:
    """Return the line of a message of Spark's that says most: the end of a traceback of Python's, or the beginning."""
    lines = [line.strip() for line in message.splitlines() if line.strip()] or ["it did not say why"]
    if lines[0].startswith("[JAVA_GATEWAY_EXITED]"):
        return _NO_GATEWAY if _java() else "it found no Java: install Java 17"
    ends = [line for line in lines if re.match(r"[\w.]*(?:Error|Exception): ", line) and not line.startswith("org.")]
    return ends[-1] if "Traceback (most recent call last):" in lines and ends else lines[0]


_NO_GATEWAY = "Java ended at once and says above why; look at PYSPARK_SUBMIT_ARGS and at Spark's settings"


def _java() -> bool:
    """Say whether Spark finds a Java: where JAVA_HOME says, or on the path."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which(str(Path(home, "bin", "java")) if home else "java") is not None
