"""What do the given files hold, and which of them must be refused?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from data_access.errors import BadInput
from data_access.ingest.arriving.corrections import Corrections
from data_access.ingest.files.heading import heading
from data_access.ingest.files.opening import Member, members
from data_access.ingest.files.reading import Content, Reading
from data_access.ingest.files.stages import Tell
from data_access.ingest.files.walking import Found, found
from data_access.ingest.kinds import known_files, residents_by_sex
from data_access.ingest.kinds.recognise import is_prose, recognised
from data_access.settings import Settings

_GRID = re.compile(rb"EPSG:+27700")


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file as it came: its place in the order given, its bytes' digest, and what it says."""

    order: int
    name: str
    sha256: str
    source: str
    reading: Reading
    ward_answer: bool = False
    on_grid: bool = False
    heading: tuple[str, ...] = ()


@dataclass(slots=True)
class Arrivals:
    """Everything a load was given.

    ``known`` holds (order, sha256) of files the store has already; ``ignored``
    names notes that are not data; ``refused`` keeps each refusal's message.
    """

    read: list[Arrival] = field(default_factory=list)
    known: list[tuple[int, str]] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    refused: list[BadInput] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Rules:
    """How to read: whose force a file without one is, whether many bad rows may pass, what cells say instead.

    ``plain_names``: a file is called by its own name, without its folder's.
    """

    settings: Settings
    force: str
    accept_bad_rows: bool = False
    corrections: Corrections = field(default_factory=Corrections)
    plain_names: bool = False


def arrivals(paths: Sequence[Path], rules: Rules, *, known: Mapping[str, object], tell: Tell) -> Arrivals:
    """Read every file under ``paths``; a refused one is noted and the others read on, so that all problems show at once."""
    taken = Arrivals(refused=[_without_files(path) for path in paths if path.is_dir() and not any(found([path]))])
    seen: set[str] = set()
    for order, (member, named) in enumerate(_members(found(paths, plain=rules.plain_names), taken)):
        tell(member.name)
        if member.ignored:
            taken.ignored.append(f"{member.name} ({member.ignored})")
            continue
        if member.sha256 in known or member.sha256 in seen:
            taken.known.append((order, member.sha256))
        elif not named and is_prose(member):
            taken.ignored.append(member.name)
        else:
            _read(order, replace(member, told=partial(tell, member.name)), rules, taken)
        seen.add(member.sha256)
    settled = residents_by_sex.resolved([each.reading for each in taken.read])
    taken.read = [replace(each, reading=reading) for each, reading in zip(taken.read, settled, strict=True)]
    return taken


def _without_files(folder: Path) -> BadInput:
    return BadInput("No files were found in this folder.", file=str(folder), do="give the folder that holds the files")


def _members(files: Iterator[Found], taken: Arrivals) -> Iterator[tuple[Member, bool]]:
    for file in files:
        try:
            for member in members(file.path, file.name, taken.refused):
                yield member, file.named and not member.inner
        except BadInput as refusal:
            taken.refused.append(refusal)


def _read(order: int, member: Member, rules: Rules, taken: Arrivals) -> None:
    try:
        layout = recognised(member, rules.settings, force=rules.force)
        reading = layout.read(replace(member, corrected=rules.corrections.of(member.sha256)))
        if not rules.accept_bad_rows:
            _refuse_many_bad(reading, member.name, rules.settings.thresholds.bad_rows_percent)
    except BadInput as refusal:
        taken.refused.append(refusal)
        return
    if reading.content in {Content.INCIDENTS, Content.AREA_COUNTS} and not reading.rows_in:  # or every count would be nought
        taken.refused.append(BadInput("The file has a first row and no others.", file=member.name, do="download it again"))
        return
    why = known_files.reason(reading.layout)
    if reading.content is Content.KNOWN and not reading.notes and why:
        reading.notes.append(why)
    on_grid = reading.content is Content.AREAS and _GRID.search(member.head) is not None
    taken.read.append(
        Arrival(order, member.name, member.sha256, layout.source, reading, layout.ward_answer, on_grid, heading(member))
    )


def too_many_bad(reading: Reading, percent: float) -> bool:
    """Whether more of a file's rows are bad than the partnership lets pass."""
    return sum(row.fault for row in reading.rejected) * 100 > percent * reading.rows_in


def _refuse_many_bad(reading: Reading, name: str, percent: float) -> None:
    if not too_many_bad(reading, percent):
        return
    faults = [row for row in reading.rejected if row.fault]
    bad = len(faults)
    first = min(faults, key=lambda row: row.line)
    raise BadInput(
        f"{bad:,} of {reading.rows_in:,} rows cannot be used. The first: {first.rule} (“{first.value}”).",
        file=name,
        line=first.line,
        field=first.column,
        expected=f"at most {percent:g} % bad rows",
        do=f"{first.do}. Or load with --accept-bad-rows: those rows are then left out and listed",
    )
