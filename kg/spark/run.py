"""A build on Apache Spark: the stages of a build on Arrow batches, on as many machines as a cluster has.

What is written is tables (Parquet) and N-Quads in shards. Where there are few enough documents, and the folder is one
of this machine, every file of a local build is made from the tables too.
"""

from collections.abc import Iterable
from contextlib import nullcontext
from typing import NamedTuple

from pyspark.sql import DataFrame, Observation, SparkSession
from pyspark.sql import functions as F  # noqa: N812 - as everyone calls it

from kg import build
from kg.build import NothingReadError, Options, Watch
from kg.engines.cache import version
from kg.engines.work import ready
from kg.link.background import background as behind
from kg.model import Entity, Fact, Problem
from kg.output.whole import own, replacing, writing
from kg.rdf import background
from kg.rdf.dataset import Summary
from kg.spark import frames, shards
from kg.spark.files import Folder, find
from kg.spark.frames import TRIPLES, union
from kg.spark.stages import How
from kg.spark.stored import stored
from kg.spark.tables import ENTITY, FACT, LINES, PROBLEM, TRIPLE

PART = 16_000_000  # bytes of input that a task works on
FEWEST, MOST = 8, 20_000  # tasks
ONE_MACHINE = 20_000  # documents of which one machine writes a page and a report
TABLES, QUADS = "tables", "quads"  # folders of what is written
USUAL = tuple(name for files, _ in build.WRITERS for name in files)
TOLD = 1_000  # problems that are fetched to tell the user


class Written(NamedTuple):
    """What a build on Spark came to. ``lost``: some of what was not read, ``missing`` how much; ``usual``: all files."""

    summary: Summary
    problems: int
    missing: int
    lost: list[Problem]
    usual: bool


def build_on_spark(inputs: Iterable[str], out: str, options: Options, watch: Watch) -> Written:
    """Build the graph of ``inputs`` into ``out``, both addresses that every worker reaches; whole or not at all.

    Raises:
        NothingReadError: there was no document in ``inputs``; nothing was written.
        ConfigurationError: the lists, rules or schema are broken; nothing was written.
        FileNotFoundError: one of ``inputs`` is not there.
        InUseError: another process writes to ``out``, a folder of this machine; of others nobody can tell.
        NotWrittenError: that folder cannot be written.
    """
    ready()
    spark = session()
    folder = Folder(spark, out)
    with own(folder.local) if folder.local else nullcontext():
        folder.begin()
        try:
            return _Run(spark, folder, options, watch).all(inputs)
        finally:
            folder.drop()


def session() -> SparkSession:
    """Return the session; which cluster it is on, Spark's own settings say."""
    builder = SparkSession.builder.appName("kg build")
    settings = {
        "spark.sql.adaptive.coalescePartitions.enabled": "false",  # as many files on every cluster
        "spark.sql.execution.arrow.maxRecordsPerBatch": "500",
        "spark.log.level": "ERROR",
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


class _Run:
    """One build, step by step. Each step is written before the next begins, so that none is done twice."""

    def __init__(self, spark: SparkSession, folder: Folder, options: Options, watch: Watch) -> None:
        self._spark = spark
        self._folder = folder
        self._options = options
        self._watch = watch

    def all(self, inputs: Iterable[str]) -> Written:
        """Do all steps."""
        self._watch("reading")
        shares = self._shares(inputs)
        documents, corpus = frames.corpus(self._table(frames.documents(shares), "documents"))
        problems = self._problems(shares)
        if not documents:
            raise NothingReadError(_lost(problems))
        self._watch("linking")
        things, facts = self._things(shares), self._facts(shares)
        things, facts = self._with_background(things, facts)
        if self._options.min_confidence:
            shares = self._folder.written(frames.only(shares, facts), "sure")
        for name, rows in (("mentions", frames.mentions), ("claims", frames.claims), ("numbers", frames.numbers)):
            self._table(rows(shares), name)
        summary = Summary(_counts(things, "kind"), _counts(facts, "relation"), documents, corpus, build.made())
        self._watch("writing N-Quads")
        self._write_quads(frames.lines(shares, things, facts, summary, _industries(things)), summary)
        self._watch("comparing sources")
        problems = self._disputes(shares, things, facts)
        told = (problems.count(), problems.where("lost").count(), _lost(problems))
        return Written(summary, *told, usual=self._finish(documents))

    def _table(self, frame: DataFrame, name: str, called: str = "part") -> DataFrame:
        return self._folder.written(frame, f"{TABLES}/{name}", called)

    def _shares(self, inputs: Iterable[str]) -> DataFrame:
        """Read, extract, and settle what each document can settle."""
        found = find(self._spark, inputs, self._folder)
        self._left_out = found.lost
        parts = max(FEWEST, min(MOST, found.size // PART))
        for setting in ("spark.sql.shuffle.partitions", "spark.sql.files.minPartitionNum"):
            self._spark.conf.set(setting, str(parts))  # by what is read, not by how many cores there happen to be
        how = How(self._options.repair, self._options.decisions, version())
        return self._folder.written(frames.shares(found.frame, found.roots, how, parts), "shares")

    def _problems(self, shares: DataFrame) -> DataFrame:
        rows = [problem._asdict() | {"lost": True} for problem in self._left_out]
        return self._table(union([frames.problems(shares), frames.made(self._spark, rows, PROBLEM)]), "problems")

    def _disputes(self, shares: DataFrame, things: DataFrame, facts: DataFrame) -> DataFrame:
        """Add what does not agree to the problems, and return them all."""
        found = union([frames.disagreements(shares, things), frames.misplaced(facts)])
        return self._table(found.sortWithinPartitions("name", "start", "message"), "problems", "compared")

    def _things(self, shares: DataFrame) -> DataFrame:
        return self._table(frames.things(shares), "entities")

    def _facts(self, shares: DataFrame) -> DataFrame:
        """Return all facts; those to be left out are left out of the table alone."""
        least = self._options.min_confidence
        if not least:
            return self._table(frames.facts(shares), "facts")
        stated = self._folder.written(frames.facts(shares), "stated")
        self._table(stated.where(F.col("confidence") >= least), "facts")
        return stated

    def _with_background(self, things: DataFrame, stated: DataFrame) -> tuple[DataFrame, DataFrame]:
        """Add what the lexicon knows of the things, and return both tables. The driver has the lexicon's things alone."""
        listed = [(row.kind, row.key) for row in things.where("listed").select("kind", "key").collect()]
        possible = [_triple(fact) for fact in behind(listed, ())[1]]
        known = frames.made(self._spark, possible, TRIPLE)
        said = stated.join(F.broadcast(known), TRIPLES, "left_semi").select(*TRIPLES).collect()
        entities, facts = behind(listed, [Fact(row.source, row.relation, row.target, 1.0, ()) for row in said])
        return (
            self._table(frames.made(self._spark, list(map(_thing_row, entities)), ENTITY), "entities", "background"),
            self._table(frames.made(self._spark, list(map(_fact_row, facts)), FACT), "facts", "background"),
        )

    def _write_quads(self, lines: DataFrame, summary: Summary) -> None:
        counted = Observation()
        all_lines = lines.where("lines != ''").observe(counted, F.sum("triples").alias("triples"))
        self._folder.write_lines(all_lines.select("lines"), QUADS, "nq")
        header = shards.header(summary, counted.get["triples"])
        about = frames.made(self._spark, [{"lines": header.strip()}], LINES).select("lines")
        self._folder.write_lines(about, QUADS, "nq", "header")

    def _finish(self, documents: int) -> bool:
        """Put everything in its place, with the files of a local build where there are few enough documents."""
        out = self._folder.local
        usual = out is not None and documents <= ONE_MACHINE
        stale = () if usual else USUAL
        if out is not None and usual:
            with replacing(out) as folder:
                built = stored(self._folder.part / TABLES, self._options)
                with writing(out):
                    build.write(built, folder, self._watch, jobs=1)
        self._folder.finish((TABLES, QUADS), stale)
        return usual


def _counts(frame: DataFrame, column: str) -> dict[str, int]:
    return {row[column]: row["count"] for row in frame.groupBy(column).count().collect()}


def _lost(problems: DataFrame) -> list[Problem]:
    rows = problems.where("lost").drop("lost").orderBy("name", "code", "message").limit(TOLD).collect()
    return [Problem(*row) for row in rows]


def _industries(things: DataFrame) -> dict[str, str]:
    """Return the ids of the industries that are broader than others, by label: no more than the lexicon lists."""
    broader = sorted(set(background.broader().values()))
    rows = things.where("kind = 'Industry'").where(F.col("label").isin(broader)).select("id", "label").orderBy("id")
    return {row.label: row.id for row in rows.collect()}


def _triple(fact: Fact) -> frames.Row:
    return {"source": fact.source, "relation": fact.relation, "target": fact.target}


def _fact_row(fact: Fact) -> frames.Row:
    return fact._asdict() | {"passages": 0, "documents": 0, "sources": 0}


def _thing_row(entity: Entity) -> frames.Row:
    return entity._asdict() | {"key": "", "listed": True, "mentions": 0, "documents": 0, "names": []}
