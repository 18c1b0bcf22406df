"""Which cells of which files were corrected, and may a cell say this?

A correction stands in the ledger, never in the file: the digest of the file's
bytes, the line, the column and the value that counts instead. It is applied
wherever that file is read, and the corrected row must pass every rule that any
row must.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from data_access import ledger
from data_access.errors import BadInput
from data_access.history import Correction
from data_access.ingest.files import opening
from data_access.ingest.files.opening import Member, members
from data_access.ingest.kinds.recognise import recognised
from data_access.settings import Settings

LONGEST = 200  # letters of a corrected value
KEY = "corrected "  # in a snapshot's meta: which corrections of a file it was read with


@dataclass(frozen=True, slots=True)
class Corrections:
    """All that hold, by file; ``trouble`` says why they could not be read."""

    by_file: Mapping[str, opening.Cells] = field(default_factory=dict)
    trouble: str = ""

    def of(self, sha256: str) -> opening.Cells:
        return self.by_file.get(sha256, {})

    def digest(self, sha256: str) -> str:
        """Tells two sets of a file's corrections apart; "" for none."""
        cells = sorted((line, sorted(row.items())) for line, row in self.of(sha256).items())
        return hashlib.sha256(json.dumps(cells).encode()).hexdigest()[:16] if cells else ""

    def news(self, sha256: str, stated: Mapping[str, str]) -> bool:
        """Whether a snapshot that says this of itself read the file with other corrections."""
        return not self.trouble and self.digest(sha256) != stated.get(KEY + sha256, "")


def standing(store: Path, settings: Settings) -> Corrections:
    """Those in the ledger; none, with the reason, where it cannot be read: a ledger that fails loses no load."""
    try:
        found = listed(store, settings)
    except BadInput as fault:
        return Corrections(trouble=f"No corrections were applied, and no kept totals checked. {fault}")
    except (SQLAlchemyError, OSError):
        return Corrections(trouble="No corrections were applied, and no kept totals checked: the ledger cannot be read.")
    cells: dict[str, dict[int, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for one in found:
        cells[one.sha256][one.line][one.column] = one.value
    return Corrections({sha256: {line: dict(row) for line, row in lines.items()} for sha256, lines in cells.items()})


def listed(store: Path, settings: Settings) -> tuple[Correction, ...]:
    """Every correction, the earliest first; a ledger that was never begun holds none."""
    address = ledger.address_of(store, settings.ledger)
    if not ledger.begun(address):
        return ()
    with ledger.opened(address) as book:
        return book.corrections()


@dataclass(frozen=True, slots=True)
class Cells:
    """One column of some lines of a given file, all to say ``value`` from now on."""

    path: Path
    file: str
    sha256: str
    lines: tuple[int, ...]
    column: str
    value: str


def correct(cells: Cells, author: str, note: str, store: Path, settings: Settings) -> None:
    """Write a correction down for each line, once their rows pass every rule; :class:`BadInput`, without the value, where not."""
    _refuse_unwritable(cells)
    source = refuse_unusable(_member(cells), cells, standing(store, settings), settings)
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    told = (cells.column, cells.value, author, now, cells.file, source, note)
    with ledger.opened(ledger.address_of(store, settings.ledger)) as book:
        book.correct(tuple(Correction(cells.sha256, line, *told) for line in cells.lines))


def refuse_unusable(member: Member, cells: Cells, before: Corrections, settings: Settings) -> str:
    """Read the rows alone, with their corrections, as the file's own reader does; the key of its source.

    Another column of a row may be wrong as well: the row then stays aside for that.
    """
    earlier = before.of(cells.sha256)
    corrected = {line: {**earlier.get(line, {}), cells.column: cells.value} for line in cells.lines}
    alone = replace(member, only=set(cells.lines), corrected=corrected)
    layout = recognised(alone, settings, force=settings.force)
    reading = layout.read(alone)
    wrong = next((row for row in reading.rejected if row.column in {cells.column, ""}), None)
    if wrong is not None:
        raise BadInput(f"The row still breaks a rule: {wrong.rule}.", line=wrong.line, field=wrong.column, do=wrong.do)
    if reading.rows_in < len(set(cells.lines)):
        raise BadInput("There is no such row.", line=cells.lines[0], do="choose one of those listed")
    return layout.source


def _refuse_unwritable(cells: Cells) -> None:
    if len(cells.value) > LONGEST or not cells.value.isprintable():
        expected = f"one line of at most {LONGEST} letters"
        raise BadInput("This value cannot be kept.", field=cells.column, expected=expected, do="give a plain one")


def _member(cells: Cells) -> Member:
    found = next((each for each in members(cells.path, cells.path.name, []) if each.sha256 == cells.sha256), None)
    if found is None:
        raise BadInput("There is no such file in this upload.", do="choose one of those listed")
    return found
