"""When did each row happen, London time?

A stamp that is not written as its layout says, or lies in the future, sets its
row aside: no date is ever guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_access.ingest.rows.records import Checks, Codes, Texts, distinct

LONDON = ZoneInfo("Europe/London")
UTC_STAMPS = "utc"  # the form of ISO 8601 stamps with a zone
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)", re.ASCII)


def today() -> date:
    """London's date, wherever the machine stands."""
    return datetime.now(UTC).astimezone(LONDON).date()


def this_month() -> date:
    return today().replace(day=1)


@dataclass(frozen=True, slots=True)
class Times:
    """London's calendar for each row; hour and weekday are catalogue codes."""

    month: npt.NDArray[np.datetime64]
    day: npt.NDArray[np.datetime64]
    hour: Codes
    weekday: Codes


def london_times(texts: Texts, column: str, checks: Checks, *, last: date) -> Times:
    """When each row happened, London time; a stamp that is no moment, or after ``last`` month, is a bad row."""
    positions, each = distinct(texts)
    stamps = [text if _STAMP.fullmatch(text) else None for text in each]
    utc = pd.to_datetime(pd.Series(stamps, dtype=object), format="ISO8601", utc=True, errors="coerce")
    local = pd.DatetimeIndex(utc).tz_convert(LONDON)
    wall = local.tz_localize(None).to_numpy()
    missing = np.isnat(wall)
    day = wall.astype("datetime64[D]")[positions]
    do = "give a date and time such as 2023-08-01T13:30:00+00:00; load the file as published, not saved from Excel"
    checks.refuse(missing[positions], column, "not a date and time", value=texts.__getitem__, do=do)
    month = day.astype("datetime64[M]")
    _refuse_future(month, texts, column, checks, last)
    hour = np.where(missing, 0, local.hour.to_numpy() + 1).astype(np.int16)[positions]
    weekday = np.where(missing, 0, local.day_of_week.to_numpy() + 1).astype(np.int16)[positions]
    return Times(month, day, hour, weekday)


_ISO, _ISO_SHAPE = "%Y-%m-%dT%H:%M:%S", re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", re.ASCII)


def local_times(texts: Texts, forms: Sequence[str], column: str, checks: Checks, *, last: date, clock: bool) -> Times:
    """When each row happened, as London's calendar and clock say it in one of ``forms`` (strptime); ``clock``: with an hour."""
    positions, each = distinct(texts)
    parsed = np.array([written(text, forms) for text in each], dtype="datetime64[s]")[positions]
    missing = np.isnat(parsed)
    do = f"give a date such as {datetime(2023, 8, 1, 13, 30).strftime(forms[0])}; load the file as supplied, not saved from Excel"
    checks.refuse(missing, column, "not a date", value=texts.__getitem__, do=do)
    day = parsed.astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    _refuse_future(month, texts, column, checks, last)
    hour = np.where(missing | (not clock), 0, (parsed - day).astype("timedelta64[h]").astype(np.int64) + 1)
    weekday = np.where(missing, 0, (day.astype(np.int64) + 3) % 7 + 1)  # the first of 1970 was a Thursday
    return Times(month, day, hour.astype(np.int16), weekday.astype(np.int16))


def written(text: str, forms: Sequence[str]) -> datetime | None:
    """A moment in exactly one of these forms; None for anything else.

    >>> written("2023-08-01", ["%Y-%m-%d"]), written("2023-8-1", ["%Y-%m-%d"])
    (datetime.datetime(2023, 8, 1, 0, 0), None)
    """
    return next((moment for form in forms if (moment := _moment(text, form)) is not None), None)


def _moment(text: str, form: str) -> datetime | None:
    if form == _ISO and _ISO_SHAPE.fullmatch(text):  # a sixth of strptime's time
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            return None
    try:
        moment = datetime.strptime(text, form)  # London's wall clock, as the supplier writes it
    except ValueError:
        return None
    return moment if moment.strftime(form) == text else None


def published_months(
    texts: Texts, forms: Sequence[str], column: str, checks: Checks, *, last: date
) -> npt.NDArray[np.datetime64]:
    """The month each row names, in one of ``forms`` (strptime); anything else is a bad row."""
    positions, each = distinct(texts)
    parsed = np.array([written(text, forms) for text in each], dtype="datetime64[M]")[positions]
    do = f"give a month such as {date(2023, 8, 1).strftime(forms[0])}; load the file as published, not saved from Excel"
    checks.refuse(np.isnat(parsed), column, "not a month", value=texts.__getitem__, do=do)
    _refuse_future(parsed, texts, column, checks, last)
    return parsed


def _refuse_future(month: npt.NDArray[np.datetime64], texts: Texts, column: str, checks: Checks, last: date) -> None:
    future = month > np.datetime64(last, "M")
    do = "correct the date: it has not happened yet"
    checks.refuse(future, column, "in the future", value=texts.__getitem__, do=do)
