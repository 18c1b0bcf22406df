"""What lies in this path: files, unpacked from gz or zip, or the sheets of an Excel book, each with a digest and its first bytes?

Packing is told by the first bytes, never by a name. Nothing is ever unpacked
to disk, so a name inside an archive can write nowhere; archives that try, or
that unpack to far more than they weigh, are refused whole.
"""

from __future__ import annotations

import gzip
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import IO, cast

from data_access.errors import BadInput, Fault
from data_access.ingest.files import workbook
from data_access.ingest.files.scan import HEAD, Scan

MAX_ENTRIES = 5_000
MAX_UNPACKED = 2 * 1024**3  # bytes, of one archive
MAX_RATIO = 200  # unpacked : packed, for members over a megabyte
MEGABYTE = 1_000_000
CHUNK = 1 << 20

BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)
# What Python's own reader of zip files stumbles over where their structure lies: not always its own error.
_GARBLED = (ValueError, LookupError, struct.error)
# Packings and books that people try, by their first bytes.
OTHER_PACKINGS = {
    b"BZh": "a bzip2 file",
    b"\xfd7zXZ": "an xz file",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"\x28\xb5\x2f\xfd": "a Zstandard file",
    b"%PDF": "a PDF document",
    b"PAR1": "a Parquet file",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word document (.xls, .doc)",
    b"SQLite format": "a database",
}
DIVIDER = " › "
# What cells say instead: by physical line, then by heading.
Cells = Mapping[int, Mapping[str, str]]


class Packing(StrEnum):
    """How a file's bytes are wrapped."""

    PLAIN = "plain"
    GZIP = "gz"
    ZIP = "zip"
    SHEET = "sheet"  # of an Excel book


@dataclass(frozen=True, slots=True)
class Member:
    """One unpacked file.

    ``name`` is for people, ``sha256`` and ``size`` are of the unpacked bytes,
    ``head`` holds the first 64 KiB. ``nul_line`` and ``long_line`` name the
    first line with a NUL byte and the first line too long to be a row.
    ``corrected`` is what cells of a table say instead; ``only`` are the lines
    below the heading that are read, where not all are. ``held`` are the
    bytes where they lie in memory (a sheet's rows as CSV), ``above`` is how many
    rows stand above the heading, ``ignored`` says why it is not to be read,
    ``told`` hears how many rows have been read so far.
    """

    name: str
    path: Path
    packing: Packing
    inner: str
    sha256: str
    size: int
    head: bytes
    nul_line: int | None
    long_line: int | None
    held: bytes = b""
    above: int = 0
    ignored: str = ""
    corrected: Cells = field(default_factory=dict)
    only: Set[int] | None = None
    told: Callable[[int], None] | None = None

    @property
    def first_line(self) -> int:
        """Where the heading stands, counted from 1."""
        return self.above + 1

    @contextmanager
    def stream(self) -> Iterator[IO[bytes]]:
        """The unpacked bytes, from the start."""
        if self.held:
            yield io.BytesIO(self.held)
            return
        with refusing(self.name), unpacked(self.path, self.packing, self.inner) as stream:
            yield stream

    def content(self) -> bytes:
        """All the unpacked bytes."""
        with self.stream() as stream:
            return stream.read()


def members(path: Path, name: str, refused: list[BadInput] | None = None) -> Iterator[Member]:
    """Every file in ``path`` (a file): itself, or an archive's entries in the order of their names.

    An entry that cannot be used is noted in ``refused``, and those after it are
    read on; without that list it stops the archive.
    """
    if not path.is_file():
        there = path.exists()
        what = "This is not an ordinary file." if there else "There is no such file or folder."
        raise BadInput(
            what,
            file=name if there else str(path),
            do="give a CSV, Excel, JSON, GeoJSON, gz or zip file" if there else "check its spelling",
        )
    with refusing(name), path.open("rb") as file:
        start = file.read(HEAD)
    packing = _packing(start)
    if packing is Packing.ZIP:
        yield from _zip_members(path, name, [] if refused is None else refused, stops=refused is None)
    else:
        yield _scanned(path, name, packing, "", path.stat().st_size)


@contextmanager
def refusing(name: str) -> Iterator[None]:
    """Turn what goes wrong while unpacking into one clear refusal."""
    try:
        yield
    except BROKEN as error:
        raise BadInput(
            f"The file cannot be read to its end: {str(error).rstrip('.') or type(error).__name__}.",
            file=name,
            do="download or copy it again; it may be cut short",
        ) from error


@contextmanager
def unpacked(path: Path, packing: Packing, inner: str) -> Iterator[IO[bytes]]:
    match packing:
        case Packing.PLAIN:
            with path.open("rb") as file:
                yield file
        case Packing.GZIP:
            with gzip.open(path, "rb") as packed:
                yield cast("IO[bytes]", packed)
        case Packing.ZIP:
            with _archive(path) as archive, _entry(archive, inner) as entry:
                yield entry
        case Packing.SHEET:
            raise Fault("a sheet's bytes are held by its member")


def _archive(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except _GARBLED as error:
        raise zipfile.BadZipFile(f"Its list of files is garbled ({error})") from error


def _entry(archive: zipfile.ZipFile, inner: str) -> IO[bytes]:
    try:
        return archive.open(inner)
    except _GARBLED as error:
        raise zipfile.BadZipFile(f"The head of a file in it is garbled ({error})") from error


def _packing(start: bytes) -> Packing:
    if start.startswith(b"\x1f\x8b"):
        return Packing.GZIP
    return Packing.ZIP if start.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")) else Packing.PLAIN


def _zip_members(path: Path, name: str, refused: list[BadInput], *, stops: bool) -> Iterator[Member]:
    with refusing(name), _archive(path) as archive:
        entries = archive.infolist()
    _check_entries(entries, name)
    if workbook.is_document(entries):
        workbook.refuse_other_documents(entries, name)
        yield from (_of_sheet(path, name, sheet) for sheet in workbook.sheets(path, name))
        return
    total, before = 0, len(refused)
    for entry in sorted(entries, key=lambda each: each.filename):
        if entry.is_dir() or _hidden(entry.filename):
            continue
        try:
            member = _scanned(path, f"{name}{DIVIDER}{entry.filename}", Packing.ZIP, entry.filename, entry.compress_size)
        except BadInput as refusal:
            if stops or isinstance(refusal, _Bomb):
                raise
            refused.append(refusal)
            continue
        total += member.size
        if total > MAX_UNPACKED:
            raise _bomb(name)
        yield member
    if not total and len(refused) == before:
        raise BadInput("The archive holds no files.", file=name, do="download it again")


def _of_sheet(path: Path, name: str, sheet: workbook.Sheet) -> Member:
    scan = Scan()
    for at in range(0, len(sheet.text), CHUNK):
        scan.feed(sheet.text[at : at + CHUNK])
    told = (f"{name}{DIVIDER}{sheet.name}", path, Packing.SHEET, sheet.name, scan.digest.hexdigest(), scan.size, scan.head)
    return Member(*told, scan.nul_line, scan.long_line, sheet.text, sheet.above, sheet.ignored)


def _check_entries(entries: list[zipfile.ZipInfo], name: str) -> None:
    """Refuse an archive that is too large or that holds anything but ordinary files in folders."""
    if len(entries) > MAX_ENTRIES:
        raise BadInput(
            f"The archive has {len(entries):,} entries.", file=name, expected=f"at most {MAX_ENTRIES:,}", do="split it"
        )
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise _bomb(name)
    seen: set[str] = set()
    for entry in entries:
        problem = _entry_problem(entry, entry.filename in seen)
        seen.add(entry.filename)
        if problem:
            do = "pack the published files again, plainly, without passwords, links or paths that leave the folder"
            raise BadInput(f"The archive holds {problem}: “{entry.filename[:80]}”.", file=name, do=do)


def _entry_problem(entry: zipfile.ZipInfo, seen: bool) -> str:
    name, mode = entry.filename, entry.external_attr >> 16
    drive = len(name) > 1 and name[1] == ":"
    checks = (
        (entry.flag_bits & 1, "an encrypted entry"),
        (seen, "two entries of one name"),
        (stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}, "a link or a device"),
        (name.startswith(("/", "\\")) or drive, "an absolute path"),
        (".." in name.replace("\\", "/").split("/"), "a path that leaves its folder"),
        (entry.file_size > MEGABYTE and entry.file_size > MAX_RATIO * max(entry.compress_size, 1), "an entry packed too tightly"),
    )
    return next((words for wrong, words in checks if wrong), "")


def _hidden(name: str) -> bool:
    """Folders and notes that operating systems leave in archives."""
    return name.startswith("__MACOSX/") or name.rsplit("/", 1)[-1].startswith(".")


class _Bomb(BadInput):
    """An archive that unpacks to far more than it weighs: none of it is used."""


def _bomb(name: str) -> BadInput:
    limit = f"at most 2 GiB, and {MAX_RATIO} times its packed size"
    return _Bomb("The file unpacks to far more than it weighs.", file=name, expected=limit, do="split it, or unpack it first")


def _scanned(path: Path, name: str, packing: Packing, inner: str, packed: int) -> Member:
    """Read ``path`` once: digest, size, head, and what would break a reader later."""
    scan = Scan()
    with refusing(name), unpacked(path, packing, inner) as stream:
        while chunk := stream.read(CHUNK):
            scan.feed(chunk)
            tight = scan.size > MEGABYTE and scan.size > MAX_RATIO * packed
            if packing is not Packing.PLAIN and (scan.size > MAX_UNPACKED or tight):
                raise _bomb(name)
    nested = packing is not Packing.PLAIN and _packing(scan.head) is not Packing.PLAIN
    other = next((words for magic, words in OTHER_PACKINGS.items() if scan.head.startswith(magic)), "")
    if packing is Packing.PLAIN and workbook.is_locked(path, scan.head):
        raise BadInput(
            "This Excel book has a password.", file=name, do="open it in Excel, take the password off, and save it again"
        )
    if nested:
        raise BadInput("An archive lies inside an archive.", file=name, do="unpack the outer one and load what is inside")
    if other:
        raise BadInput(
            f"This is {other}.",
            file=name,
            do="give the published CSV, JSON or GeoJSON, plain, gz or zip, or an Excel book (.xlsx)",
        )
    digest = scan.digest.hexdigest()
    return Member(name, path, packing, inner, digest, scan.size, scan.head, scan.nul_line, scan.long_line)
