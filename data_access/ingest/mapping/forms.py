"""How is a column of times written: as days, as moments, as months, or as the time of day?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

from data_access.ingest.rows import times

DAYS = (
    "%d/%m/%Y",
    "%Y-%m-%d",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%d/%m/%y",
    "%d %b %Y",
    "%d %B %Y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%Y/%m/%d",
    "%Y%m%d",
)
CLOCKS = ("%H:%M", "%H:%M:%S", "%H%M")
_JOINTS = (" ", "T", " / ")
MOMENTS = tuple(f"{day}{joint}{clock}" for joint in _JOINTS[:2] for day in DAYS for clock in CLOCKS[:2])
TOGETHER = tuple(f"{day}{_JOINTS[2]}{clock}" for day in DAYS for clock in CLOCKS)
MONTHS = ("%Y-%m", "%b-%y", "%b %Y", "%B %Y", "%m/%Y", "%b-%Y", "%B-%Y", "%b %y", "%Y%m", "%Y/%m")
OF = {"day": DAYS, "moment": MOMENTS, "month": (*MONTHS, *DAYS), "clock": CLOCKS, "together": TOGETHER}
_PARTS = {
    "d": r"\d\d",
    "m": r"\d\d",
    "Y": r"\d{4}",
    "y": r"\d\d",
    "H": r"\d\d",
    "M": r"\d\d",
    "S": r"\d\d",
    "b": r"[A-Za-z]{3}",
    "B": r"[A-Za-z]+",
}
TRIED = 200  # values of a column
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)", re.ASCII)


def forms(texts: Sequence[str], kind: str) -> tuple[tuple[str, ...], float]:
    """The forms that read these texts as ``kind`` (a key of ``OF``), the commonest first, and the share they read.

    A form that reads only what another reads too is left out; month before day
    is never guessed at.

    >>> forms(["03/05/2026", "17/05/2026"], "day"), forms(["03/05/2026"], "moment")
    ((('%d/%m/%Y',), 1.0), ((), 0.0))
    """
    left = list(dict.fromkeys(text for text in texts if text.strip()))[:TRIED]
    whole = len(left)
    if not whole:
        return (), 0.0
    if kind == "moment" and all(map(_STAMP.fullmatch, left)):
        return (times.UTC_STAMPS,), 1.0
    found: list[str] = []
    while left:
        read = {form: [text for text in left if _reads(form, text)] for form in OF[kind] if form not in found}
        best = max(read, key=lambda form: len(read[form]))
        if not read[best]:
            break
        found.append(best)
        left = [text for text in left if text not in read[best]]
    return tuple(found), 1 - len(left) / whole


def _reads(form: str, text: str) -> bool:
    return _shape(form).fullmatch(text) is not None and times.written(text, (form,)) is not None


@cache
def _shape(form: str) -> re.Pattern[str]:
    """What a text of this form looks like: most are told apart by that, sooner than by reading them."""
    return re.compile(re.sub(r"%(\w)", lambda part: _PARTS[part[1]], form.replace(".", r"\.")), re.ASCII)


def kind_of(texts: Sequence[str]) -> str:
    """Which kind of time a column holds: "moment", "day", "month", "clock", or "" for none."""
    shares = {kind: forms(texts, kind)[1] for kind in ("moment", "day", "clock")}
    shares["month"] = forms(texts, "month")[1] if all(_begins_a_month(text) for text in texts[:TRIED] if text.strip()) else 0.0
    best = max(("month", "moment", "day", "clock"), key=lambda kind: shares[kind])
    return best if shares[best] >= 0.8 else ""


def _begins_a_month(text: str) -> bool:
    form = next((form for form in DAYS if _reads(form, text)), "")
    day = times.written(text, (form,)) if form else None
    return day is None or day.day == 1


def spelled(listed: Sequence[str]) -> str:
    """The forms as an example of each: ``17/05/2026 13:30``."""
    like = datetime(2026, 5, 17, 13, 30)
    return " or ".join(_STAMP_WORDS if form == times.UTC_STAMPS else like.strftime(form) for form in listed)


_STAMP_WORDS = f"{date(2026, 5, 17):%Y-%m-%d}T13:30:00+01:00"
