"""What does each month of each source hold for the borough?

The partnership's own force decides a month's state; other forces' rows are
incidents like any other, but a month without our force's file is missing.
Sources of other agencies have no force.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data_access.catalogue import DIMENSIONS, SOURCES
from data_access.ingest.arriving import gaps
from data_access.ingest.arriving.candidates import ALL_TYPES, EXTRACT, FORCE, Candidate
from data_access.ingest.arriving.register import Register
from data_access.released import State

SHARE_WITHOUT_POINTS = 0.99
NO_FORCE = 0  # of sources that no police force publishes
# Sources that one police force publishes: theirs is the force that counts.
_PUBLISHERS = {
    source.code: {DIMENSIONS["force"].code(layout.force) for layout in source.layouts if layout.force not in {"", "told"}}
    for source in SOURCES.values()
}
Key = tuple[int, date]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many records of a month lie where; ``own_points`` of ``own_rows`` have coordinates or an area."""

    located: int = 0
    outside: int = 0
    unplaced: int = 0
    own_rows: int = 0
    own_points: int = 0


@dataclass(frozen=True, slots=True)
class Covered:
    """One row of ``schema.coverage``."""

    source: int
    month: date
    state: State
    reason: str = ""
    through: date | None = None
    types: str = ""
    located: int = 0
    outside: int = 0
    unplaced: int = 0


@dataclass(frozen=True, slots=True)
class Ground:
    """Whose coverage it is: the borough's code, its force's code, and whether any boundary is loaded."""

    borough: str
    force: int
    bounded: bool


def covered(slots: Sequence[Candidate], tallies: Mapping[Key, Tally], ground: Ground, register: Register) -> Iterator[Covered]:
    """Coverage of every month with a slot, and of those the register knows to be absent between them."""
    by_month: dict[Key, list[Candidate]] = defaultdict(list)
    for slot in slots:
        by_month[slot.source, slot.month].append(slot)
    for key in sorted(by_month):
        yield _month(key, by_month[key], tallies.get(key, Tally()), ground, register)
    for source in sorted({source for source, _ in by_month}):
        listed = [month for of, month in by_month if of == source]
        for month, reason in register.absent(source, ground.force):
            if month not in listed and min(listed) < month < max(listed):
                yield Covered(source, month, State.MISSING, reason)


def _month(key: Key, slots: Sequence[Candidate], tally: Tally, ground: Ground, register: Register) -> Covered:
    own = [slot for slot in slots if slot.force in {NO_FORCE, ground.force, *_PUBLISHERS.get(key[0], ())}]
    state, reason, through, types = _state(key, own, tally, ground, register)
    if not own:
        others = sorted({DIMENSIONS["force"].values[slot.force].label for slot in slots})
        reason = f"only from {_and(others)}"
    return Covered(*key, state, reason, through, types, tally.located, tally.outside, tally.unplaced)


def _state(
    key: Key, own: Sequence[Candidate], tally: Tally, ground: Ground, register: Register
) -> tuple[State, str, date | None, str]:
    if not own:
        return State.MISSING, "", None, ""
    types = _types(own)
    defect = register.defect(key[0], ground.force, key[1], frozenset(slot.layout for slot in own))
    if defect:
        return State.DEFECTIVE, defect, None, types
    if tally.own_rows and tally.own_points <= (1 - SHARE_WITHOUT_POINTS) * tally.own_rows:
        return State.NO_LOCATIONS, "the file has no coordinates", None, types
    if tally.own_rows and not ground.bounded:
        return State.NO_LOCATIONS, "no boundaries of the borough are loaded", None, types
    reasons = list(dict.fromkeys(phrase for slot in own for phrase in _reasons(slot, ground.borough)))
    if not reasons:
        return State.COMPLETE, "", None, types
    throughs = [through for slot in own if (through := gaps.through(slot.note, slot.last_day))]
    return State.PARTIAL, "; ".join(reasons), max(throughs, default=None), types


def _types(own: Sequence[Candidate]) -> str:
    """The only crime types the month covers; "" for all."""
    if any(slot.types == ALL_TYPES for slot in own):
        return ""
    return ",".join(sorted({slug for slot in own for slug in slot.types.split(",")}))


def _reasons(slot: Candidate, borough: str) -> Iterator[str]:
    if slot.types:
        labels = [DIMENSIONS["crime_type"].label(slug).lower() for slug in slot.types.split(",")]
        yield f"{_and(labels)} only"
    if slot.area not in {FORCE, borough}:
        yield _part(slot, borough)
    if slot.note:
        yield slot.note


def _part(slot: Candidate, borough: str) -> str:
    if slot.ward_answer:
        return "answers for some wards only"
    if slot.area != EXTRACT:
        return f"only the area {slot.area}"
    return f"part of the force's file, not known to be all of the borough (--scope {borough} says that it is)"


def _and(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
