"""The plan of a build on Spark: frames of files, of what documents add, of things and of facts.

What Spark does between the stages is grouping by key. Rows are in an order of their own within a file, whatever order
they came in; which rows share a file may change from run to run.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import pyarrow as pa
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812 - as everyone calls it
from pyspark.sql.pandas.types import from_arrow_schema

from kg.rdf.dataset import Summary
from kg.spark import disputes, shards, stages
from kg.spark.stages import Batches, How, Roots
from kg.spark.tables import ENTITY, FACT, LINES, NUMBER, PROBLEM, READ, SHARE, SPOKEN, TRIPLE, Columns

Row = dict[str, Any]
TRIPLES = [name for name, _ in TRIPLE]
NUMBERS = [name for name, _ in NUMBER]


def mapped(frame: DataFrame, stage: Callable[[Batches], Batches], columns: Columns) -> DataFrame:
    """Return what ``stage`` makes of the batches of ``frame``."""
    return frame.mapInArrow(stage, from_arrow_schema(pa.schema(columns)))


def made(spark: SparkSession, rows: list[Row], columns: Columns) -> DataFrame:
    """Return a frame of a few rows that the driver has."""
    return spark.createDataFrame(pa.Table.from_pylist(rows, pa.schema(columns))).coalesce(1)


# ---------------------------------------------------------------- documents


def shares(files: DataFrame, roots: Roots, how: How, parts: int) -> DataFrame:
    """Return what each document of ``files`` adds: read, spread evenly over ``parts``, equal texts together."""
    read = mapped(files.select("path", "content"), partial(stages.documents, roots=roots), READ)
    spread = read.repartition(parts, "part").sortWithinPartitions("part", "file", "number")
    return mapped(spread, partial(stages.shares, how=how), SHARE)


def documents(shares: DataFrame) -> DataFrame:
    """Return the documents that are used."""
    return shares.where("document is not null").select("document.*")


def mentions(shares: DataFrame) -> DataFrame:
    """Return the mentions."""
    return _each(shares, "mentions")


def numbers(shares: DataFrame) -> DataFrame:
    """Return the numbers with their passages."""
    return _each(shares, "numbers")


def claims(shares: DataFrame) -> DataFrame:
    """Return the passages of the facts."""
    each = shares.select(F.col("document.id").alias("document"), F.explode("facts").alias("fact"))
    rows = each.select("document", *(f"fact.{name}" for name in TRIPLES), F.explode("fact.claims").alias("claim"))
    return rows.select(*TRIPLES, "document", "claim.*")


def _each(shares: DataFrame, column: str) -> DataFrame:
    rows = shares.select(F.col("document.id").alias("document"), F.explode(column).alias("one"))
    return rows.select("document", "one.*")


def problems(shares: DataFrame) -> DataFrame:
    """Return what is wrong in the documents, and what kept others from being read."""
    return shares.select(F.explode("problems").alias("one")).select("one.*").unionByName(_same_names(shares))


def _same_names(shares: DataFrame) -> DataFrame:
    from pyspark.sql import Window

    turn = Window.partitionBy("name").orderBy("file", "number")
    named = shares.where("document is not null").select("file", "number", "document.id", "document.name")
    later = named.withColumn("turn", F.row_number().over(turn)).where("turn > 1").select("id", "name")
    return mapped(later, stages.same_names, PROBLEM)


# ---------------------------------------------------------------- things and facts


def things(shares: DataFrame) -> DataFrame:
    """Return the things that are mentioned, all names under one key together."""
    each = shares.select(F.col("document.id").alias("document"), F.explode("names").alias("one"))
    first = F.struct("document", "one.start", "one.end", "one.reason")
    sums = [F.sum(f"one.{name}").alias(name) for name in ("mentions", "whole", "documents")]
    best = F.max("one.use").alias("use")
    names = each.groupBy("one.kind", "one.key", "one.name").agg(F.min(first).alias("first"), best, *sums)
    together = F.collect_list(F.struct("name", "first", "mentions", "use")).alias("names")
    counts = F.sum("whole").alias("mentions"), F.sum("documents").alias("documents")
    grouped = names.groupBy("kind", "key").agg(together, *counts)
    return mapped(grouped, stages.things, ENTITY).sortWithinPartitions("id")


def facts(shares: DataFrame) -> DataFrame:
    """Return the facts that are stated, all that documents say for one together."""
    origin = [F.nullif(f"document.{name}", F.lit("")).alias(name) for name in ("date", "publisher")]
    each = shares.select(F.explode("facts").alias("fact"), *origin)
    columns = [f"fact.{name}" for name in (*TRIPLES, "planned")]
    claims = F.size("fact.claims").alias("claims")
    said = each.select(*columns, "date", "publisher", claims, F.posexplode("fact.spoken").alias("turn", "confidence"))
    once = F.when(F.col("turn") == 0, 1).otherwise(0)  # of the rows of one document
    counted = said.groupBy(*TRIPLES, "confidence").agg(
        F.count("*").alias("times"),
        F.sum(once).alias("documents"),
        F.sum(once * F.col("claims")).alias("passages"),
        F.sum(once * F.col("publisher").isNull().cast("int")).alias("unnamed"),
        F.collect_set("publisher").alias("publishers"),
        *_over_documents("date", "date"),
    )
    spoken = F.collect_list(F.struct("confidence", "times")).alias("spoken")
    sums = [F.sum(name).alias(name) for name in ("documents", "passages")]
    publishers = F.size(F.array_distinct(F.flatten(F.collect_list("publishers"))))
    sources = (F.sum("unnamed") + publishers).alias("sources")  # a document that names no publisher is one itself
    grouped = counted.groupBy(*TRIPLES).agg(spoken, *sums, sources, *_over_documents("first", "last"))
    return mapped(grouped, stages.facts, FACT).sortWithinPartitions(*TRIPLES)


def _over_documents(first: str, last: str) -> tuple[Column, Column, Column]:
    dates = F.min(first).alias("first"), F.max(last).alias("last")
    return F.min("planned").alias("planned"), *dates


def only(shares: DataFrame, facts: DataFrame) -> DataFrame:
    """Return ``shares`` with those of their facts that are in ``facts``: for builds that leave unsure ones out."""
    each = shares.select("file", "number", F.explode("facts").alias("fact")).select("*", "fact.*")
    kept = each.join(facts.select(*TRIPLES), TRIPLES, "left_semi").groupBy("file", "number")
    together = kept.agg(F.sort_array(F.collect_list("fact")).alias("kept"))
    empty = F.coalesce("kept", F.array().cast(shares.schema["facts"].dataType))
    joined = shares.join(together, ["file", "number"], "left").withColumn("facts", empty)
    return joined.select(shares.columns)


# ---------------------------------------------------------------- what does not agree


def disagreements(shares: DataFrame, things: DataFrame) -> DataFrame:
    """Return where documents disagree, as problems; those that say the same of a thing count as one."""
    from pyspark.sql import Window

    stated = shares.where("document is not null").select("document", "mentions", "numbers")
    spoken = mapped(stated, disputes.spoken, SPOKEN)
    first = F.min_by(F.struct("source", "said"), F.col("source.id")).alias("one")
    different = spoken.groupBy("entity", "signature").agg(first)
    turn = F.row_number().over(Window.partitionBy("entity").orderBy("one.source.id"))
    few = different.withColumn("turn", turn).where(F.col("turn") <= disputes.MOST)
    together = few.groupBy("entity").agg(F.collect_list("one").alias("spoken")).where(F.size("spoken") > 1)
    known = things.where("not background").select("id", "kind", "label", "aliases")
    return mapped(known.join(together, known.id == together.entity), disputes.conflicts, PROBLEM)


def misplaced(facts: DataFrame) -> DataFrame:
    """Return the facts whose ends are of kinds that the schema does not allow, as problems."""
    return mapped(facts.select(*TRIPLES), disputes.misplaced, PROBLEM)


# ---------------------------------------------------------------- N-Quads


def lines(
    shares: DataFrame, things: DataFrame, facts: DataFrame, summary: Summary, industries: Mapping[str, str]
) -> DataFrame:
    """Return everything as N-Quads but what is said of the data set as a whole."""
    stated = shares.where("document is not null").select("document", "mentions", "facts", "numbers")
    numbers = shares.select(F.explode("numbers").alias("one")).select(*(f"one.{name}" for name in NUMBERS)).distinct()
    numbers = numbers.sortWithinPartitions(*NUMBERS)
    parts = (
        mapped(stated, partial(shards.of_documents, summary=summary), LINES),
        mapped(things, partial(shards.of_things, industries=industries), LINES),
        mapped(facts, shards.of_facts, LINES),
        mapped(numbers, shards.of_numbers, LINES),
    )
    return union(parts)


def union(frames: Iterable[DataFrame]) -> DataFrame:
    """Return the rows of all ``frames``."""
    first, *others = frames
    for other in others:
        first = first.unionByName(other)
    return first


def corpus(documents: DataFrame) -> tuple[int, str]:
    """Return how many documents there are and the hash of their ids, as :func:`kg.rdf.dataset.corpus` has it."""
    hashed = documents.select(F.sha2("id", 256).alias("hash"))
    halves = [F.bit_xor(F.conv(F.substring("hash", at, 8), 16, 10).cast("bigint")) for at in (1, 9)]
    count, high, low = hashed.agg(F.count("*"), *halves).first() or (0, 0, 0)
    return count, f"{high or 0:08x}{low or 0:08x}"
