"""Tables of documents: a row is a document, named columns hold its text and what is known of it."""

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.read import record
from kg.read.encodings import NONE_OF_THEM, UTF_8, encoding
from kg.read.piece import MOST_CHARACTERS, Piece, UnreadableError

_HEAD = 1 << 20  # bytes looked at to tell the encoding
_ROWS = 256  # of a Parquet file in memory at once


def csv_rows(file: BinaryIO, name: str) -> Iterator[Piece]:
    """Yield a piece a row of a CSV file, in any encoding that text is read in, with commas, semicolons or tabs.

    Raises:
        UnreadableError: there is no column of text, or the file is broken.
    """
    csv.field_size_limit(4 * MOST_CHARACTERS)
    saved = _encoding(file.read(_HEAD))
    file.seek(0)
    try:
        with io.TextIOWrapper(file, saved, newline="") as lines:
            mark = _delimiter(lines.readline())
            lines.seek(0)
            rows = csv.DictReader(lines, delimiter=mark)
            _check(dict.fromkeys(rows.fieldnames or ()))
            before = 0
            for number, row in enumerate(rows, start=2):
                before, read = file.tell(), file.tell() - before
                yield Piece(f"{name}:{number}", "record", {k: v for k, v in row.items() if k is not None}, read)
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableError(
            "bad-table", f"breaks off ({error}): what came before is used; save it as UTF-8"
        ) from None


def _encoding(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    name = encoding(head, whole=len(head) < _HEAD)
    if name is None:
        raise UnreadableError("encoding", f"{NONE_OF_THEM}: save it as UTF-8")
    return "utf-8-sig" if name == UTF_8 else name


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)


def _check(columns: Mapping[str, object]) -> None:
    if record.column(columns, "text") is None:
        wanted = " or ".join(record.NAMES["text"])
        raise UnreadableError("no-text", f"has no column of text: name one {wanted} (there are: {', '.join(columns)})")


def parquet_rows(file: BinaryIO, name: str, size: int) -> Iterator[Piece]:
    """Yield a piece a row of a Parquet file, some hundred rows in memory at a time.

    Raises:
        UnreadableError: there is no column of text, or the file is broken.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(file)
        columns = dict.fromkeys(table.schema_arrow.names)
        _check(columns)
        wanted = [found for field in record.NAMES if (found := record.column(columns, field))]
        number = 0
        for batch in table.iter_batches(_ROWS, columns=wanted):
            for row in batch.to_pylist():
                number += 1
                yield Piece(f"{name}:{number}", "record", row, size // max(table.metadata.num_rows, 1))
    except (pa.ArrowException, OSError) as error:
        raise UnreadableError("bad-table", f"is no Parquet file that can be read: {error}") from None
