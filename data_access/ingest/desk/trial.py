"""What did a dry run find, kept as text between one request and the next?"""

from __future__ import annotations

import json
from collections.abc import Iterable

from data_access.history import GivenFile, Held
from data_access.uploads import MonthTotal, Reason, Refused, Trial, Wrong


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
