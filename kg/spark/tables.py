"""The columns of every table that Spark passes on or writes."""

from typing import Any

import pyarrow as pa

TEXT, WHOLE, REAL, TRUTH = pa.string(), pa.int64(), pa.float64(), pa.bool_()
Columns = list[Any]  # pairs of name and type

SPAN: Columns = [("start", WHOLE), ("end", WHOLE)]
PASSAGE: Columns = [*SPAN, ("text", TEXT), ("rule", TEXT)]
TOLD: Columns = [(name, TEXT) for name in ("name", "title", "date", "url", "publisher", "genre")]
DOCUMENT: Columns = [("id", TEXT), *TOLD, ("length", WHOLE), ("text", TEXT)]
PROBLEM: Columns = [*((name, TEXT) for name in ("code", "message", "document", "name")), *SPAN, ("lost", TRUTH)]
MENTION: Columns = [("entity", TEXT), *SPAN, *((name, TEXT) for name in ("text", "name", "rule"))]
TRIPLE: Columns = [("source", TEXT), ("relation", TEXT), ("target", TEXT)]
CLAIM: Columns = [*PASSAGE, ("confidence", REAL), ("planned", TRUTH)]
MEASURED: Columns = [("indicator", TEXT), ("value", REAL), ("unit", TEXT), ("time", TEXT), ("target", TRUTH)]
NUMBER: Columns = [("entity", TEXT), *MEASURED, ("comparator", TEXT)]
# A name in one document, and in all: how many mentions have it, and which is the first.
NAMED: Columns = [("name", TEXT), ("reason", TEXT), ("mentions", WHOLE), ("use", WHOLE)]
FIRST: Columns = [("document", TEXT), *SPAN]


def _struct(columns: Columns) -> Any:
    return pa.struct([pa.field(name, kind) for name, kind in columns])


def _rows(columns: Columns) -> Any:
    return pa.list_(_struct(columns))


# What reading yields: a document or a problem. ``part`` keeps equal texts together; ``file`` and ``number`` are their order.
READ: Columns = [
    ("part", TEXT),
    ("file", TEXT),
    ("number", WHOLE),
    ("id", TEXT),
    *TOLD,
    ("text", TEXT),
    ("problem", _struct(PROBLEM)),
]
# What one document adds to the corpus; ``whole`` and ``documents`` of a name count for its thing, once.
SHARE: Columns = [
    ("file", TEXT),
    ("number", WHOLE),
    ("document", _struct(DOCUMENT)),
    ("mentions", _rows(MENTION)),
    ("names", _rows([("kind", TEXT), ("key", TEXT), *NAMED, *SPAN, ("whole", WHOLE), ("documents", WHOLE)])),
    ("facts", _rows([*TRIPLE, ("spoken", pa.list_(REAL)), ("planned", TRUTH), ("claims", _rows(CLAIM))])),
    ("numbers", _rows([*NUMBER, *PASSAGE])),
    ("problems", _rows(PROBLEM)),
]
KNOWN: Columns = [("background", TRUTH), ("origin", TEXT)]
ENTITY: Columns = [
    *((name, TEXT) for name in ("id", "kind", "key", "label")),
    ("aliases", pa.list_(TEXT)),
    ("code", TEXT),
    *KNOWN,
    ("listed", TRUTH),  # the lexicon knows it
    ("mentions", WHOLE),
    ("documents", WHOLE),
    ("names", _rows([*NAMED, *FIRST])),
]
FACT: Columns = [
    *TRIPLE,
    ("confidence", REAL),
    ("planned", TRUTH),
    *KNOWN,
    ("passages", WHOLE),
    ("documents", WHOLE),
    ("sources", WHOLE),
    ("first", TEXT),
    ("last", TEXT),
]
LINES: Columns = [("lines", TEXT), ("triples", WHOLE)]
# What one document says of one thing that another may contradict; ``signature`` is the same where they say the same.
STATEMENT: Columns = [
    *((name, TEXT) for name in ("measure", "unit", "said", "year", "text")),
    ("target", TRUTH),
    *((name, REAL) for name in ("low", "high")),
    *SPAN,
]
SPOKEN: Columns = [
    ("entity", TEXT),
    ("signature", TEXT),
    ("source", _struct([(name, TEXT) for name in ("id", "name", "title", "date")])),
    ("said", _rows(STATEMENT)),
]
