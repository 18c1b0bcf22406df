"""What did a dry run find, kept as text between one request and the next?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date

from data_access import months
from data_access.errors import BadInput, NamesSomebody, NotRecognised
from data_access.history import GivenFile, Held, MonthChange
from data_access.ingest.loading.load import LoadReport
from data_access.ingest.loading.recording import given_file
from data_access.ingest.placing.bands import words
from data_access.schema import SOURCE_CODES
from data_access.uploads import MonthTotal, Reason, Refused, Trial, Wrong

_KEYS = {code: key for key, code in SOURCE_CODES.items()}


def trial_of(report: LoadReport) -> Trial:
    """What a dry run's report comes to, for whoever decides."""
    after = {(_KEYS[each.source], each.month): each.located + each.outside + each.unplaced for each in report.coverage}
    return Trial(
        before=report.before,
        changes=report.news,
        files=tuple(given_file(each) for each in report.files),
        refused=tuple(map(_refused, report.refused)),
        ignored=report.ignored,
        over=report.over,
        reasons=report.reasons,
        months=tuple(_total(each, after) for each in report.changes),
        replaced=report.replaced,
        notes=(*map(words, report.bands), *report.notes),
        seconds=round(report.seconds, 1),
    )


def _refused(each: BadInput) -> Refused:
    unknown, removed = isinstance(each, NotRecognised), isinstance(each, NamesSomebody)
    return Refused(each.file, f"{each} It was removed from here." if removed else str(each), unknown, removed)


def _total(change: MonthChange, after: Mapping[tuple[str, date], int]) -> MonthTotal:
    month = months.parse(change.month)
    last = after.get((change.source, months.shift(month, -1))) if month else None
    return MonthTotal(change.source, change.month, change.was, change.now, last)


def from_text(text: str) -> Trial:
    """A trial as ``json.dumps(asdict(trial))`` wrote it."""
    said = json.loads(text)
    return Trial(
        before=said["before"],
        changes=said["changes"],
        files=tuple(GivenFile(**each) for each in said["files"]),
        refused=tuple(Refused(**each) for each in said["refused"]),
        ignored=tuple(said["ignored"]),
        over=tuple(said["over"]),
        reasons=tuple(map(_reason, said["reasons"])),
        months=tuple(map(_month, said["months"])),
        replaced=tuple((one, other) for one, other in said["replaced"]),
        notes=tuple(said["notes"]),
        seconds=said["seconds"],
    )


def _reason(said: dict[str, object]) -> Reason:
    shown, words = said["shown"], said["words"]
    assert isinstance(shown, Iterable)
    assert isinstance(words, Iterable)
    told = {**said, "shown": tuple(Wrong(**each) for each in shown), "words": tuple(words)}
    return Reason(**told)  # type: ignore[arg-type]  # as asdict wrote it


def _month(said: dict[str, object]) -> MonthTotal:
    told = {**said, "was": Held(**said["was"]), "now": Held(**said["now"])}  # type: ignore[arg-type]
    return MonthTotal(**told)  # type: ignore[arg-type]
