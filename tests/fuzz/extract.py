"""Coverage-guided search for texts on which extraction fails or loses its place.

    pip install -e ".[fuzz]"
    python tests/fuzz/extract.py -max_total_time=300 -timeout=20 FOLDER

Texts that find new paths are kept in FOLDER; one that fails is written beside it as ``crash-…`` and belongs, shortened,
into ``tests/test_extract.py``.
"""

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[2]))
with atheris.instrument_imports(include=["kg"]):
    from kg.extract import extract
    from kg.model import Document, digest

from tests.wild import BARE, WORDS, faults

PIECES = [*WORDS, *BARE]
LONGEST = 200  # pieces of one text


def text_of(data: bytes) -> str:
    """Return the text that the fuzzer's bytes stand for: mostly words of the language, now and then any character."""
    source = atheris.FuzzedDataProvider(data)
    parts = []
    while source.remaining_bytes() and len(parts) < LONGEST:
        choice = source.ConsumeIntInRange(0, 255)
        parts.append(PIECES[choice] if choice < len(PIECES) else source.ConsumeUnicode(4))
    return "".join(parts)


def look(data: bytes) -> None:
    """Read one text, repaired or not by its last byte."""
    text = text_of(data)
    result = extract(Document(digest(text), text), bool(data and data[-1] & 1))
    if wrong := faults(text, result):
        raise AssertionError(f"{text!r}: {wrong}")


if __name__ == "__main__":
    atheris.Setup(sys.argv, look)
    atheris.Fuzz()
