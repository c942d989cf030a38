"""Where Spark reads and writes: folders of a shared disk, HDFS or object storage, by what Hadoop knows of them."""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import Any, NamedTuple
from urllib.parse import unquote

from py4j.protocol import Py4JJavaError
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812 - as everyone calls it

from kg.model import Problem
from kg.read import UnreadableError
from kg.read.sources import ENDINGS, Source, ending, left_out
from kg.spark.stages import Roots, in_source

LARGEST = 2_000_000_000  # bytes of a file; it passes through a worker's memory as one row
_PART = "_part"


class Found(NamedTuple):
    """What there is to read: ``frame`` (path, content), the roots, its bytes, and what is left out."""

    frame: DataFrame
    roots: Roots
    size: int
    lost: list[Problem]


class Folder:
    """A folder of output, whole or not at all: what is written beside takes the place of what was there at the end."""

    def __init__(self, spark: SparkSession, out: str) -> None:
        self._spark = spark
        self._home, self._files = _file_system(spark, out)
        self.path = _qualified(self._files, self._home)
        self._part = f"{self.path}/{_PART}"

    def begin(self) -> None:
        """Make room for the parts; those of a run that was stopped are thrown away."""
        self._delete(self._part)
        self._files.mkdirs(self._of(self._part))

    def written(self, frame: DataFrame, name: str, called: str = "part") -> DataFrame:
        """Write ``frame`` as Parquet into the folder ``name``, its files ``called`` so and numbered; return what is there."""
        frame.write.parquet(f"{self._part}/new")
        self._moved(name, called, "parquet")
        return self._spark.read.parquet(f"{self._part}/{name}")

    def write_lines(self, frame: DataFrame, name: str, ending: str, called: str = "part") -> None:
        """Write the one column of ``frame`` as packed text."""
        frame.write.option("compression", "gzip").text(f"{self._part}/new")
        self._moved(name, called, f"{ending}.gz")

    def _moved(self, name: str, called: str, ending: str) -> None:
        """Give what Spark wrote names that do not change from run to run."""
        self._files.mkdirs(self._of(f"{self._part}/{name}"))
        names = sorted(entry.getPath().getName() for entry in self._files.listStatus(self._of(f"{self._part}/new")))
        for number, file in enumerate(name for name in names if name.startswith("part-")):
            self._move(f"{self._part}/new/{file}", f"{self._part}/{name}/{called}-{number:05}.{ending}")
        self._delete(f"{self._part}/new")

    def finish(self, keep: Iterable[str], stale: Iterable[str]) -> None:
        """Put the folders to ``keep`` in the place of what was there, and take away what is ``stale``."""
        for name in stale:
            self._delete(f"{self.path}/{name}")
        for name in keep:
            self._delete(f"{self.path}/{name}")
            self._move(f"{self._part}/{name}", f"{self.path}/{name}")
        self.drop()

    def drop(self) -> None:
        """Throw away what was not finished."""
        self._delete(self._part)

    def _of(self, path: str) -> Any:
        return _path(self._spark, path)

    def _delete(self, path: str) -> None:
        self._files.delete(self._of(path), True)

    def _move(self, path: str, to: str) -> None:
        if not self._files.rename(self._of(path), self._of(to)):
            raise OSError(f"{path} cannot be moved to {to}")

    @property
    def local(self) -> Path | None:
        """The folder as a path of this machine, where it is one."""
        return Path(self.path.removeprefix("file:")) if self.path.startswith("file:") else None

    @property
    def part(self) -> Path:
        """Where the parts of a folder of this machine are."""
        return Path(self._part.removeprefix("file:"))


def find(spark: SparkSession, inputs: Iterable[str], out: Folder) -> Found:
    """Return the files of ``inputs``: folders, files and patterns. What Spark holds for hidden (``_x``, ``.x``) is none.

    Raises:
        FileNotFoundError: one of ``inputs`` is not there.
    """
    files: dict[str, int] = {}
    folders: dict[str, int] = {}
    for turn, (path, is_folder) in enumerate(root for name in inputs for root in _roots(spark, name)):
        (folders if is_folder else files).setdefault(path, turn)
    reader = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    listed = [one for one in _listed(reader.load([*files, *folders])) if not one[0].startswith(out.path + "/")]
    known = reader.option("pathGlobFilter", f"*{{{','.join(map(_in_any_case, ENDINGS))}}}")
    fit = f"length > 0 and length <= {LARGEST}"
    read = known.load([*files, *folders]).where(fit).where(~F.col("path").startswith(out.path + "/"))
    size = sum(length for path, length in listed if ending(path) in ENDINGS)
    roots = Roots(files, folders)
    return Found(read, roots, size, [*_left_out(listed, files, folders), *_unfit(listed, roots)])


def _listed(frame: DataFrame) -> list[tuple[str, int]]:
    """Return the path and size of each file of ``frame``; as rows, Spark shows no empty ones."""
    sizes = {row.path: row.length for row in frame.select("path", "length").collect()}
    named = (unquote(name).replace("file:///", "file:/", 1) for name in frame.inputFiles())  # as the rows have it
    return [(path, sizes.get(path, 0)) for path in sorted(named)]


def _roots(spark: SparkSession, name: str) -> Iterator[tuple[str, bool]]:
    """Yield what ``name`` stands for, in order: full path, and whether it is a folder."""
    path, files = _file_system(spark, name)
    for entry in files.globStatus(path) or _missing(name):
        yield _qualified(files, entry.getPath()), entry.isDirectory()


def _missing(name: str) -> Any:
    raise FileNotFoundError(f"{name} does not exist: name a file, a folder or a pattern that every worker can read")


def _left_out(listed: list[tuple[str, int]], files: Iterable[str], folders: Iterable[str]) -> Iterator[Problem]:
    for path in files:
        if ending(path) not in ENDINGS:
            yield from _nothing_in(PurePath(path).name)
    for folder in folders:
        names = [PurePath(path).name for path, _ in listed if path.startswith(folder + "/")]
        yield from left_out(PurePath(folder), names)


def _unfit(listed: list[tuple[str, int]], roots: Roots) -> Iterator[Problem]:
    """Say what is wrong with files that the workers never see: too large, or empty, which Spark may pass over."""
    for path, length in listed:
        name = roots.placed(path)[1]
        if length > LARGEST:
            size, most = length // 1_000_000, LARGEST // 1_000_000
            message = f"is too large ({size:,} MB): split it into files of less than {most:,} MB"
            yield UnreadableError("too-long", message).problem(name)
        elif not length and ending(name) in ENDINGS:
            yield from _nothing_in(name)


def _nothing_in(name: str) -> Iterator[Problem]:
    """Yield what is wrong with an empty file."""
    return (one for one in in_source(Source(name, b"")) if isinstance(one, Problem))


def _in_any_case(text: str) -> str:
    return "".join(f"[{letter}{letter.upper()}]" if letter.isalpha() else letter for letter in text)


def _path(spark: SparkSession, name: str) -> Any:
    return spark._jvm.org.apache.hadoop.fs.Path(name)  # type: ignore[union-attr] # the one way to Hadoop's files


def _file_system(spark: SparkSession, name: str) -> tuple[Any, Any]:
    path = _path(spark, name)
    try:
        return path, path.getFileSystem(spark._jsc.hadoopConfiguration())
    except Py4JJavaError as error:
        raise FileNotFoundError(f"{name} is out of Spark's reach: {error.java_exception.getMessage()}") from None


def _qualified(files: Any, path: Any) -> str:
    return str(files.makeQualified(path).toString()).rstrip("/")
