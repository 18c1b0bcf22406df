"""Which files of a monthly archive are this force's, and how do they get their places?

Only names of the one known form are taken, each written beside its place and
then renamed: nothing in an archive can write anywhere else, and a file cut
short gets no name.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import zipfile
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data_access import months
from data_access.errors import NotFetched
from data_access.fetch.checks import csv_table
from data_access.fetch.part import Part, edition_of
from data_access.fetch.transfer import Fetched
from data_access.ingest.files.opening import BROKEN, MAX_RATIO, MAX_UNPACKED, MEGABYTE

_NAME = re.compile(r"(\d{4}-\d{2})/\1-([a-z0-9-]+?)-(street|outcomes|stop-and-search)\.csv", re.ASCII)


class Damaged(NotFetched):
    """An archive in which a file that was asked for cannot be read: it is no use to keep it."""


@dataclass(frozen=True, slots=True)
class Member:
    """One force's file of one month in an archive."""

    month: date
    force: str
    kind: str
    info: zipfile.ZipInfo


def members(archive: zipfile.ZipFile) -> list[Member]:
    """Every file of the known form, in the order of names."""
    found = []
    for info in sorted(archive.infolist(), key=lambda each: each.filename):
        match = _NAME.fullmatch(info.filename)
        month = months.parse(match[1]) if match else None
        if match and month:
            found.append(Member(month, match[2], match[3], info))
    return found


def take(
    path: Path, to: Path, *, forces: Sequence[str], wanted: Collection[date], kinds: Collection[str], address: str
) -> Mapping[tuple[str, date], list[tuple[Path, Fetched]]]:
    """Write these forces' files of the ``wanted`` months below ``to``, a folder each; what came, by force and month.

    :class:`NotFetched` where a force has no file in the whole archive (it is
    most likely misspelt), or where a file in it is damaged.
    """
    came: dict[tuple[str, date], list[tuple[Path, Fetched]]] = defaultdict(list)
    with zipfile.ZipFile(path) as archive:
        held = members(archive)
        _refuse_unknown({each.force for each in held}, forces, address)
        for each in held:
            if each.force in forces and each.month in wanted and each.kind in kinds:
                file = to / each.force / each.info.filename
                came[each.force, each.month].append((file, _written(archive, each.info, file, address)))
    return came


def _refuse_unknown(held: set[str], forces: Sequence[str], address: str) -> None:
    unknown = [force for force in forces if force not in held]
    if unknown:
        expected = f"one of {', '.join(sorted(held))}" if held else "files such as 2024-01/2024-01-metropolitan-street.csv"
        what = f"The archive holds no file of “{unknown[0]}”"
        raise NotFetched(what, file=address, expected=expected, do="correct --force, or “force” in partnership.toml")


def _written(archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: Path, address: str) -> Fetched:
    if info.file_size > MAX_UNPACKED or info.file_size > max(MEGABYTE, MAX_RATIO * info.compress_size):
        raise Damaged(f"{info.filename} unpacks to far more than it weighs", file=address, do="tell the publisher")
    part = Part(file)
    part.begin(edition_of(address, {}))
    try:
        with archive.open(info) as packed, part.path.open("wb") as plain:
            shutil.copyfileobj(packed, plain, 1 << 20)
        problem = csv_table(part.path)
    except BROKEN as error:
        if isinstance(error, OSError) and error.errno is not None:  # the disk's fault, not the archive's
            raise
        problem = f"cut short or damaged ({str(error).lower()})"
    if problem:
        part.discard()
        what = f"{info.filename} in the archive cannot be used. It is {problem}"
        raise Damaged(what, file=address, do="give the same command again; if it stays so, tell the publisher")
    with part.path.open("rb") as plain:
        sha256 = hashlib.file_digest(plain, "sha256").hexdigest()
    part.place()
    return Fetched(sha256, info.file_size, "", "")
