"""What was given at the data desk and waits there, and what a dry run of it found. Types only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from data_access.history import GivenFile, Held

SHRUNK = 0.75  # a month that keeps less than this part of its records may be of half a file
ENOUGH = 20  # of fewer records a month may well lose a quarter


class Step(StrEnum):
    """How far an upload has come. ``STOPPED`` is never written: a run is said to be under way, and its process is gone."""

    COMING = "coming"
    TRYING = "trying"
    TRIED = "tried"
    PUBLISHING = "publishing"
    PUBLISHED = "published"
    FAILED = "failed"
    STOPPED = "stopped"


class Work(StrEnum):
    """What is done at the desk in a process of its own: with files that were given, or with what the store holds."""

    UPLOAD = "upload"
    PLACE = "place"  # the texts that wait are looked up again
    UNDO = "undo"


RUNNING = frozenset({Step.TRYING, Step.PUBLISHING})


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that no load would take, and why.

    ``unknown`` where no layout is like it; ``removed`` where it names somebody, so that it is not kept here.
    """

    file: str
    words: str
    unknown: bool = False
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Wrong:
    """One row that was set aside: its line, and what stands in the offending column ("" where that may not be shown)."""

    line: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Rows of one file set aside alike: under one rule, for one column.

    ``rows`` counts them all, ``shown`` are the first. ``secret``: the file is
    of a source about people, so no value is ever shown. ``correctable``: the
    column is one of the file's own, so another value can be given. Not a
    ``fault``: other rows say it, so that nothing is lost without them. ``words``
    are those the layout knows for the column, where it knows any.
    """

    file: str
    sha256: str
    source: str
    column: str
    rule: str
    do: str
    rows: int
    shown: tuple[Wrong, ...] = ()
    secret: bool = False
    correctable: bool = False
    words: tuple[str, ...] = ()
    fault: bool = True


@dataclass(frozen=True, slots=True)
class MonthTotal:
    """A source's month: what is published, what would be, and ``last``, what the month before would hold (None: nothing)."""

    source: str
    month: str
    was: Held
    now: Held
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """What a dry run found.

    ``before`` names the snapshot it was held against, "" for none. ``changes``
    says whether a load would publish anything. ``over`` are files with more
    bad rows than the partnership's settings let pass. ``replaced`` pairs a
    file with the one that would speak for its records.
    """

    before: str = ""
    changes: bool = False
    files: tuple[GivenFile, ...] = ()
    refused: tuple[Refused, ...] = ()
    ignored: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    months: tuple[MonthTotal, ...] = ()
    replaced: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def doubtful(self) -> bool:
        """Whether publishing leaves out more than a few rows or loses many, so that somebody must say that they have seen it."""
        return bool(self.refused or self.over or self.shrinking)

    @property
    def shrinking(self) -> tuple[MonthTotal, ...]:
        """Months that would lose so many of their records that a file may have come in half."""
        return tuple(each for each in self.months if each.was.total >= ENOUGH and each.now.total < SHRUNK * each.was.total)

    @property
    def hollow(self) -> bool:
        """Whether every row of every file is set aside, so that there is nothing to publish."""
        rejected = sum(file.rows_rejected for file in self.files)
        return bool(rejected) and not any(file.rows_loaded or file.rows_repeated for file in self.files)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One upload, or another work at the desk: its files by name, in the order given, and how far it has come.

    Times are UTC: ``at`` when it came, ``since`` when its run was asked for,
    ``began`` when the run's turn came. ``progress`` is what is being done now,
    with ``done`` rows or texts of ``whole`` (0: not known), or what came of it;
    ``trouble`` why the last run came to nothing. ``firm``: readers are about to
    see it, so that it cannot be stopped. ``stale``: rows were corrected since
    the dry run. ``held``: somebody, a browser or a run, is at it this moment.
    ``shown`` is the snapshot that an undo is to take back.
    """

    id: str
    author: str
    at: datetime
    step: Step
    names: tuple[str, ...] = ()
    note: str = ""
    progress: str = ""
    trouble: str = ""
    stale: bool = False
    held: bool = False
    result: Trial | None = None
    work: Work = Work.UPLOAD
    since: datetime | None = None
    began: datetime | None = None
    done: int = 0
    whole: int = 0
    firm: bool = False
    shown: str = ""

    @property
    def running(self) -> bool:
        return self.step in RUNNING and self.held


@dataclass(frozen=True, slots=True)
class Waiting:
    """An upload as the desk shows it: with the cells that were corrected since the dry run, by file, line and heading."""

    upload: Incoming
    corrected: Mapping[str, Mapping[int, Mapping[str, str]]] = field(default_factory=dict)
