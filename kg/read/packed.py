"""Packed input, unpacked as a stream, and never more than a bomb's first bytes of it."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Protocol

import zstandard

from kg.read.piece import MOST_BYTES, UnreadableError

BROKEN = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, zstandard.ZstdError)  # what damaged data raises

_FREE = 100_000_000  # bytes that anything may unpack to
_RATIO = 200  # beyond that; text packs ten to one, a page of blanks a thousand to one
_MEMBER = 4 * MOST_BYTES  # the largest file inside a zip


class SupportsRead(Protocol):
    """What unpacks as it is read."""

    def read(self, size: int, /) -> bytes:
        """Return at most ``size`` bytes, none at the end."""


class Guarded(io.RawIOBase):
    """A stream of what ``packed`` unpacks to, which ends with a problem where that is out of proportion."""

    def __init__(self, unpacked: SupportsRead, packed: BinaryIO) -> None:
        self._unpacked = unpacked
        self._packed = packed
        self._count = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read some of it."""
        data = self._unpacked.read(len(buffer))
        buffer[: len(data)] = data
        self._count += len(data)
        check(self._count, self._packed.tell())
        return len(data)


def check(unpacked: int, packed: int) -> None:
    """Refuse what unpacks to ``unpacked`` bytes from ``packed`` ones, if no text does.

    Raises:
        UnreadableError: it is a bomb.
    """
    if unpacked > _FREE + _RATIO * packed:
        raise UnreadableError("bomb", f"unpacks to more than {_RATIO} times its size: what came before is used")


def opened(file: BinaryIO, name: str) -> BinaryIO:
    """Return a stream of what is in ``file``, unpacked if ``name`` ends in .gz or .zst."""
    if name.endswith(".gz"):
        return io.BufferedReader(Guarded(gzip.GzipFile(fileobj=file), file), 1 << 18)
    if name.endswith(".zst"):
        reader = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True)
        return io.BufferedReader(Guarded(reader, file), 1 << 18)
    return file


def members(file: BinaryIO) -> Iterator[tuple[str, bytes | UnreadableError]]:
    """Yield the files of a zip by name, each with its bytes or why it has none.

    Raises:
        UnreadableError: it is no zip, or a bomb.
    """
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableError("broken-archive", f"is no zip that can be read ({error}): fetch it again") from None
    with archive:
        size, unpacked = file.seek(0, io.SEEK_END), 0
        for member in sorted(archive.infolist(), key=_name):
            if not member.is_dir():
                data = _member(archive, member)
                unpacked += len(data) if isinstance(data, bytes) else 0
                check(unpacked, size)
                yield _name(member), data


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | UnreadableError:
    try:
        with archive.open(member) as file:
            data = file.read(_MEMBER + 1)
    except RuntimeError:  # what zipfile raises where a password is wanted
        return UnreadableError("locked", "is locked with a password: unlock it first")
    except (*BROKEN, NotImplementedError, OSError) as error:
        return UnreadableError("broken-archive", f"cannot be unpacked ({error}): fetch the archive again")
    return data if len(data) <= _MEMBER else UnreadableError("bomb", f"unpacks to more than {_MEMBER // 1_000_000} MB")


def _name(member: zipfile.ZipInfo) -> str:
    """Return a member's name; archives made on Chinese Windows hold GBK names that zipfile takes for IBM's letters."""
    if member.flag_bits & 0x800 or member.filename.isascii():
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename
