"""What is known to be wrong or absent in the published series?

Read from ``known_defects.toml``: a small register that is edited by hand.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from data_access import months
from data_access.catalogue import DIMENSIONS
from data_access.errors import Fault
from data_access.schema import SOURCE_CODES

FILE = Path(__file__).with_name("known_defects.toml")


@dataclass(frozen=True, slots=True)
class Entry:
    """Months of one source and force, and what readers are told; ``layout`` "" means every form of the file."""

    source: int
    force: int
    since: date
    until: date
    reason: str
    layout: str = ""

    def covers(self, source: int, force: int, month: date) -> bool:
        return (source, force) == (self.source, self.force) and self.since <= month <= self.until


@dataclass(frozen=True, slots=True)
class Register:
    """The whole register."""

    defects: tuple[Entry, ...]
    missing: tuple[Entry, ...]

    def defect(self, source: int, force: int, month: date, layouts: frozenset[str]) -> str:
        """Why this month is known to be wrong; "" where nothing is known."""
        known = (each for each in self.defects if each.covers(source, force, month))
        return next((each.reason for each in known if not each.layout or each.layout in layouts), "")

    def absent(self, source: int, force: int) -> Iterator[tuple[date, str]]:
        """Each month that is known never to have been published, and why."""
        for each in self.missing:
            if (each.source, each.force) == (source, force):
                for month in months.between(each.since, each.until):
                    yield month, each.reason


@cache
def register() -> Register:
    listed = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Register(tuple(map(_entry, listed["defect"])), tuple(map(_entry, listed["missing"])))


def _entry(each: Mapping[str, str]) -> Entry:
    since, until = months.parse(each["since"]), months.parse(each["until"])
    force = DIMENSIONS["force"].code(each["force"])
    if since is None or until is None or force is None:
        raise Fault(f"{FILE.name}: an entry of {each['source']} names no known force or month")
    return Entry(SOURCE_CODES[each["source"]], force, since, until, each["reason"], each.get("layout", ""))
