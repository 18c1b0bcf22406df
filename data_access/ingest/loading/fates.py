"""What became of every file: loaded, superseded, or known and not used, and which of its rows were set aside?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.compute as pc

from data_access import months
from data_access.catalogue import SOURCES, Shape
from data_access.ingest.arriving.areas import LOADED, Reference
from data_access.ingest.arriving.arrivals import Arrival, Arrivals
from data_access.ingest.arriving.candidates import Candidate
from data_access.ingest.files.reading import Content
from data_access.ingest.stored.store import Known, Store
from data_access.schema import SOURCE_CODES

UNUSED = "known, not used yet"
_SHOWN_MONTHS = 3
_SHAPES = {SOURCE_CODES[key]: source.shape for key, source in SOURCES.items()}
_QUARANTINE = pa.schema(
    [
        ("file", pa.int32()),
        ("line", pa.int32()),
        ("column", pa.string()),
        ("rule", pa.string()),
        ("value", pa.string()),
        ("do", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class FilesOf:
    """``schema.files`` and ``schema.quarantine`` of the new snapshot; ``given`` are this load's files, in order."""

    files: pa.Table
    numbers: dict[str, int]
    quarantine: pa.Table
    given: tuple[Known, ...]
    changed: bool


def files_of(taken: Arrivals, before: Store, settled: Sequence[Candidate], reference: Reference) -> FilesOf:
    """Every file of the store and of this load, with its fate now."""
    claims: dict[str, list[Candidate]] = defaultdict(list)
    for claim in settled:
        claims[claim.sha256].append(claim)
    numbers = {sha256: known.file for sha256, known in before.files.items()}
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    listed = {sha256: _again(known, claims[sha256]) for sha256, known in before.files.items()}
    for arrival in taken.read:
        number = numbers.setdefault(arrival.sha256, len(numbers) + 1)
        listed[arrival.sha256] = _row(number, arrival, claims[arrival.sha256], reference, now)
    rows = sorted(listed.values())
    order = sorted([*taken.known, *((each.order, each.sha256) for each in taken.read)])
    given = tuple(listed[sha256] for sha256 in dict.fromkeys(sha256 for _, sha256 in order) if sha256 in listed)
    changed = {(row.sha256, row.fate) for row in rows} != {(row.sha256, row.fate) for row in before.files.values()}
    table = pa.table({name: [getattr(row, name) for row in rows] for name in Known._fields})
    return FilesOf(table, numbers, _quarantine(taken.read, before, numbers), given, changed)


def _again(known: Known, claims: Sequence[Candidate]) -> Known:
    """A file of the store: as it was, unless this load took records from it."""
    if all(claim.kept for claim in claims):
        return known
    used = known.rows_in - known.rows_rejected - known.rows_repeated
    fate = fate_of(claims)
    if fate.startswith(LOADED):  # earlier losses stay told
        fate = known.fate + fate.removeprefix(LOADED)
    return known._replace(rows_loaded=_rows(claims, used), fate=fate)


def _row(number: int, arrival: Arrival, claims: Sequence[Candidate], reference: Reference, now: datetime) -> Known:
    reading = arrival.reading
    used = reading.rows_in - len(reading.rejected) - reading.repeated
    match reading.content:
        case Content.INCIDENTS | Content.AREA_COUNTS:
            fate, loaded = fate_of(claims), _rows(claims, used)
        case Content.KNOWN:
            fate, loaded = UNUSED, 0
        case _:
            fate = reference.fates[arrival.sha256]
            loaded = used if fate == LOADED else 0
    repeated = reading.repeated + sum(claim.repeated for claim in claims)
    counts = (reading.rows_in, loaded, len(reading.rejected), repeated)
    return Known(number, arrival.name, arrival.sha256, reading.layout, *counts, now, fate)


def fate_of(claims: Sequence[Candidate]) -> str:
    """``loaded``, ``superseded by …``, or both where a file of several months lost some."""
    lost = [claim for claim in claims if not claim.kept]
    if not lost:
        return LOADED
    winners = _several(dict.fromkeys(claim.beaten_by for claim in lost), 1)
    if len(lost) == len(claims):
        return f"superseded by {winners}"
    when = _several(dict.fromkeys(months.address(claim.month) for claim in lost), _SHOWN_MONTHS)
    return f"{LOADED}; {when} superseded by {winners}"


def _several(words: Iterable[str], shown: int) -> str:
    listed = list(words)
    more = f" and {len(listed) - shown} more" if len(listed) > shown else ""
    return ", ".join(listed[:shown]) + more


def _rows(claims: Sequence[Candidate], used: int) -> int:
    """How many of a file's rows count now; a row of a wide file counts when any of its months does."""
    kept = [claim for claim in claims if claim.kept]
    wide = any(_SHAPES[claim.source] is Shape.AREA_COUNTS for claim in kept)
    return used if wide else sum(claim.rows for claim in kept)


def _quarantine(read: Sequence[Arrival], before: Store, numbers: dict[str, int]) -> pa.Table:
    rows = [
        {"file": numbers[arrival.sha256], **{name: getattr(row, name) for name in _QUARANTINE.names[1:]}}
        for arrival in read
        for row in sorted(arrival.reading.rejected, key=lambda each: each.line)
    ]
    fresh = pa.Table.from_pylist(rows, schema=_QUARANTINE)
    if before.path is None:
        return fresh
    old = before.arrow("SELECT * FROM old.quarantine").cast(_QUARANTINE)
    again = pa.array([numbers[arrival.sha256] for arrival in read], pa.int32())
    return pa.concat_tables([old.filter(pc.invert(pc.is_in(old["file"], value_set=again))), fresh])
