"""Which of several suppliers send one source, by what name, and when did one join or leave?

Read from ``data_access/ingest/suppliers.toml``, or the file that LION_SUPPLIERS
names. A supplier who joins or leaves changes what a source counts: that is a
series break, and nothing is compared across it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from data_access import strict_toml
from data_access.catalogue import source_files
from data_access.errors import BadInput
from data_access.strict_toml import Table

FILE = source_files.FOLDER.parent / "suppliers.toml"
MANUAL = "docs/how-to/late-or-partial.md"


@dataclass(frozen=True, slots=True)
class Supplier:
    """One of those who send a source: ``code`` as their files give it.

    ``joined`` is the first day their records are of, ``left`` the first day
    they no longer are; None where they were there from the first, or still are.
    """

    source: str
    code: str
    name: str
    joined: date | None = None
    left: date | None = None

    @property
    def last_day(self) -> date | None:
        return self.left - timedelta(days=1) if self.left else None


def declared(file: Path) -> tuple[Supplier, ...]:
    """Every ``[[supplier]]`` of a file; :class:`BadInput` names the first that cannot be used."""
    top = strict_toml.opened(file, manual=MANUAL, absent="correct LION_SUPPLIERS")
    found = tuple(_supplier(table) for table in top.tables_or_none("supplier"))
    top.refuse_unread()
    seen: set[tuple[str, str]] = set()
    for each in found:
        if (each.source, each.code) in seen:
            what = f"{each.code} of {each.source} is declared twice."
            raise BadInput(what, file=str(file), field="code", expected="each supplier once", do="delete one of the two")
        seen.add((each.source, each.code))
    return found


def _supplier(table: Table) -> Supplier:
    joined, left = (table.day(key) if table.has(key) else None for key in ("joined", "left"))
    if joined and left and left <= joined:
        raise table.bad("left", f"is {left}.", "a day after joined", "correct one of the two")
    source = table.choice("source", tuple(each.file.stem for each in source_files.tables()))
    return Supplier(source, table.text("code"), table.text("name"), joined, left)


SUPPLIERS: tuple[Supplier, ...] = declared(Path(os.environ.get("LION_SUPPLIERS") or FILE))


def supplier(source: str, code: str) -> Supplier:
    """The supplier of a code; one that nobody declared goes by its code."""
    found = (each for each in SUPPLIERS if (each.source, each.code) == (source, code))
    return next(found, Supplier(source, code, code))
