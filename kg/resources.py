"""Where the schema and data files lie: inside an installed wheel, or at the top of a checkout."""

import sys
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path

_HERE = Path(__file__).parent


def folder(name: str) -> Path:
    """Return the folder ``name``, e.g. ``schema`` or ``data/lexicon``.

    A wheel carries the folders below ``kg/packaged``; in a checkout they stand beside ``kg``.

    Raises:
        FileNotFoundError: the installation is not complete.
    """
    for root in (_HERE / "packaged", _HERE.parent):
        if (root / name).is_dir():
            return root / name
    raise FileNotFoundError(f"the folder {name!r} is missing from this installation: reinstall cluster-kg")


@cache
def fingerprint(name: str) -> str:
    """Return a hash of all files below the folder ``name``: the version of what people edit there."""
    return _hashed(folder(name), "*")


@cache
def code_fingerprint() -> str:
    """Return a hash of the program's own code."""
    return _hashed(_HERE, "*.py")


@cache
def program() -> str:
    """Return a hash of all that an output depends on beside its input: the program, its lists, every library."""
    libraries = sorted(f"{one.name} {one.version}" for one in metadata.distributions())
    parts = [_hashed(_HERE, "*"), *map(fingerprint, ("data", "schema")), sys.version, *libraries]
    return sha256("\n".join(parts).encode()).hexdigest()[:16]


def _hashed(root: Path, pattern: str) -> str:
    total = sha256()
    for path in sorted(path for path in root.rglob(pattern) if path.is_file() and path.suffix != ".pyc"):
        total.update(f"{path.relative_to(root).as_posix()}\0".encode() + sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]
