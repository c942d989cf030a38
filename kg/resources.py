"""Where the schema and data files lie: inside an installed wheel, or at the top of a checkout."""

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
