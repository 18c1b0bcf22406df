"""What the returns board tells, as a view receives it. Types only: ``data_access.briefings`` fills them in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data_access.catalogue import Source
from data_access.catalogue.suppliers import Supplier
from data_access.released import State


class Standing(StrEnum):
    """How one month's return stands on a day.

    ``released.State`` says what a month holds, and alone decides what may be
    compared. This adds the day it is looked at: whether the return was due,
    and whether what came is oddly little.
    """

    COMPLETE = "complete"
    PROVISIONAL = "provisional"
    DOUBTFUL = "doubtful"
    PARTIAL = "partial"
    DEFECTIVE = "defective"
    LATE = "late"
    NOT_SUPPLIED = "not-supplied"
    NOT_DUE = "not-due"
    NOT_COLLECTED = "not-collected"


STANDING_WORDS: Mapping[Standing, str] = {
    Standing.COMPLETE: "complete",
    Standing.PROVISIONAL: "provisional",
    Standing.DOUBTFUL: "partial?",
    Standing.PARTIAL: "partial",
    Standing.DEFECTIVE: "known to be wrong",
    Standing.LATE: "late",
    Standing.NOT_SUPPLIED: "not supplied",
    Standing.NOT_DUE: "not due yet",
    Standing.NOT_COLLECTED: "not collected",
}
# How a month stands whose state somebody set.
SET_BY_HAND: Mapping[State, Standing] = {
    State.COMPLETE: Standing.COMPLETE,
    State.PROVISIONAL: Standing.PROVISIONAL,
    State.PARTIAL: Standing.PARTIAL,
    State.DEFECTIVE: Standing.DEFECTIVE,
    State.MISSING: Standing.NOT_SUPPLIED,
    State.LATE: Standing.LATE,
    State.NOT_COLLECTED: Standing.NOT_COLLECTED,
}
# What somebody has to ask the supplier about.
TO_CHASE = frozenset({Standing.LATE, Standing.DOUBTFUL, Standing.PARTIAL, Standing.NOT_SUPPLIED})


@dataclass(frozen=True, slots=True)
class Return:
    """One month of one source as it stands.

    ``reason`` is a phrase, "" where there is nothing to explain. ``since`` is
    the day from which it has stood so: the day after a return's day, the day a
    file was loaded or somebody set it; None where nobody knows. ``count`` is
    of the borough, None where nothing is held. ``on_time`` is True where what
    stands was loaded by its day; False says no more than that this is not
    known. ``by_hand``: somebody at the desk said so.
    """

    month: date
    standing: Standing
    reason: str = ""
    since: date | None = None
    count: int | None = None
    on_time: bool = False
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class FieldGaps:
    """Share of a source's records in which one field is not recorded, by month; months that hold nothing are not in it.

    Records whose form does not ask it are not counted; ``not_asked`` are the
    months of which no record's form does.
    """

    key: str
    title: str
    by_month: Mapping[date, float]
    not_asked: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class SourceReturns:
    """One source's months, the earliest first, and the fields its records leave empty.

    ``supplier`` is the one whose records they are, where several send them;
    None for all together.
    """

    source: Source
    months: tuple[Return, ...]
    fields: tuple[FieldGaps, ...] = ()
    supplier: Supplier | None = None

    @property
    def title(self) -> str:
        return f"{self.source.title}, {self.supplier.name}" if self.supplier else self.source.title

    def never_asked(self, held: Collection[date]) -> tuple[str, ...]:
        """The fields, by title, that no form of these months asks."""
        return tuple(each.title for each in self.fields if held and each.not_asked.issuperset(held))

    @property
    def addressee(self) -> str:
        return self.supplier.name if self.supplier else self.source.agency

    def standing(self, *among: Standing) -> tuple[Return, ...]:
        return tuple(each for each in self.months if each.standing in among)


@dataclass(frozen=True, slots=True)
class ReturnsBoard:
    """Every open source's returns as they stand ``today``, those to chase first; ``asked`` are the months across.

    ``pretended``: ``today`` is a demonstration's day, not the calendar's.
    """

    today: date
    asked: tuple[date, ...]
    sources: tuple[SourceReturns, ...]
    borough: str
    pretended: bool = False


@dataclass(frozen=True, slots=True)
class PartnersBoard:
    """The returns of sources that no page shows, each followed by its suppliers': for the desk, and without a number."""

    today: date
    asked: tuple[date, ...]
    sources: tuple[SourceReturns, ...]


@dataclass(frozen=True, slots=True)
class SupplierLetter:
    """One source's returns, to be told to its supplier; ``returns`` is None where the address names none that is loaded."""

    today: date
    borough: str
    returns: SourceReturns | None
    loaded: tuple[Source, ...]
