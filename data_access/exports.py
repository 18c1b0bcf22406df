"""A released answer as a file: CSV, JSON or GeoJSON. The screen, the command and the downloads share these."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from data_access import months
from data_access.catalogue import Kind
from data_access.rates import Rated
from data_access.released import STATE_WORDS, Apportioned, MonthCoverage, Released, Row, State

MIME: Final = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "geojson": "application/geo+json",
}
# A spreadsheet would run a cell that starts with one of these.
_ACTIVE: Final = ("=", "+", "-", "@", "\t", "\r")

# The columns that end every table of counts: a file is quoted long after its address is forgotten.
CONTEXT: Final = ("source", "since", "until", "months")
ESTIMATE: Final = "estimate"  # a column that only answers with estimates have: "yes" or "no"

Scalar = str | int | float | None


def records(answer: Released | Rated) -> list[dict[str, Scalar]]:
    """One mapping a row: each dimension's slug, then ``count`` (and residents and rate where asked).

    An answer that holds estimates says of each row whether it is one. One by
    ward and month has a row without a count for a ward's month of which nothing
    came though others' did.
    """
    released = answer.released if isinstance(answer, Rated) else answer
    keys = [dimension.key for dimension in released.by]
    listed: list[dict[str, Scalar]] = []
    for row in (*released.rows, *_absent(released)):
        record: dict[str, Scalar] = dict(zip(keys, row.keys, strict=True))
        record["count"] = row.value
        if released.apportioned:
            record[ESTIMATE] = "yes" if row.about else "no"
        if isinstance(answer, Rated):
            record |= {"residents": answer.residents(row), "rate_per_1000": answer.rate(row)}
        listed.append(record)
    return listed


def _absent(released: Released) -> list[Row]:
    """Of an answer by ward and month, the wards' months of which nothing came: no count, which is not nought."""
    keys = [dimension.key for dimension in released.by]
    if set(keys) != {"ward", "month"}:
        return []
    counted = {row.keys for row in released.rows}
    gaps = [(area, months.address(e.month)) for area, entries in released.coverage.areas.items() for e in entries if not e.drawn]
    pairs = (pair if keys[0] == "ward" else pair[::-1] for pair in gaps)
    return [Row(pair, None) for pair in pairs if pair not in counted]


def columns(answer: Released | Rated) -> list[str]:
    released = answer.released if isinstance(answer, Rated) else answer
    more = ["residents", "rate_per_1000"] if isinstance(answer, Rated) else []
    marked = [ESTIMATE] if released.apportioned else []
    return [*(dimension.key for dimension in released.by), "count", *marked, *more]


def as_csv(answer: Released | Rated) -> str:
    """The dimensions' columns, ``count`` and what goes with it; then what a number alone does not say: ``CONTEXT``.

    A table by month alone has every month asked: 0 where nothing was recorded,
    an empty count where nothing was supplied.
    """
    released = answer.released if isinstance(answer, Rated) else answer
    told = [*records(answer), *_months_without(released)]
    if _by_month_alone(released):
        told.sort(key=lambda record: str(record["month"]))
    heads = columns(answer)
    context = _Context(released)
    return written([*heads, *CONTEXT], [[*(record.get(head) for head in heads), *context.of(record)] for record in told])


class _Context:
    """What stands at the end of each row: the same for all but a row of one month or ward, which has its own state."""

    def __init__(self, released: Released) -> None:
        self.same = (released.source.key, months.address(released.since), months.address(released.until))
        self.coverage = released.coverage
        self.told: dict[str, tuple[str, dict[str, str]]] = {}

    def of(self, record: Mapping[str, Scalar]) -> tuple[str, ...]:
        asked, states = self._of_ward(str(record.get("ward", "")))
        return (*self.same, states.get(str(record.get("month", "")), asked))

    def _of_ward(self, ward: str) -> tuple[str, dict[str, str]]:
        """The months as one ward has them ("" for the question): all in words, and each."""
        if ward not in self.told:
            entries = self.coverage.months_of(ward) if ward else self.coverage.months
            self.told[ward] = (months_held(entries), {months.address(entry.month): _state(entry) for entry in entries})
        return self.told[ward]


def months_held(entries: Sequence[MonthCoverage]) -> str:
    """What is there of the months asked: ``complete``, or ``2022-01 not supplied; 2022-12 partial: to the 17th only``."""
    gaps = groupby((entry for entry in entries if not entry.comparable), _state)
    told = [(state, [months.address(entry.month) for entry in run]) for state, run in gaps]
    return "; ".join(f"{', '.join(named)} {state}" for state, named in told) or STATE_WORDS[State.COMPLETE]


def _state(entry: MonthCoverage) -> str:
    return f"{STATE_WORDS[entry.state]}{f': {entry.reason}' if entry.reason and not entry.comparable else ''}"


def _by_month_alone(released: Released) -> bool:
    return [dimension.key for dimension in released.by] == ["month"]


def _months_without(released: Released) -> list[dict[str, Scalar]]:
    """Of an answer by month alone, the months asked that have no row."""
    if not _by_month_alone(released):
        return []
    there = {row.keys[0] for row in released.rows}
    silent = [entry for entry in released.coverage.months if months.address(entry.month) not in there]
    none: dict[str, Scalar] = {ESTIMATE: "no"} if released.apportioned else {}
    return [{"month": months.address(entry.month), "count": 0 if entry.drawn else None, **none} for entry in silent]


def written(heads: Sequence[str], rows: Sequence[Sequence[Scalar]]) -> str:
    """Rows as CSV that a spreadsheet shows and never runs."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([[_inert(value) for value in row] for row in rows])
    return file.getvalue()


def _inert(value: Scalar) -> Scalar:
    return f"'{value}" if isinstance(value, str) and value.startswith(_ACTIVE) else value


def as_json(answer: Released | Rated) -> str:
    """The rows with all that must be known to quote them."""
    released = answer.released if isinstance(answer, Rated) else answer
    return json.dumps(about(released) | {"rows": records(answer)}, ensure_ascii=False, separators=(",", ":"))


def about(released: Released) -> dict[str, object]:
    """Source, period, coverage, caveats and provenance of an answer."""
    return {
        "question": released.question,
        "source": released.source.key,
        "source_title": released.source.title,
        "licence": released.source.licence,
        "since": months.address(released.since),
        "until": months.address(released.until),
        "total": released.total,
        "coverage": {
            "located": released.coverage.located,
            "outside": released.coverage.outside,
            "no_location": released.coverage.unplaced,
            "months_not_complete": [_gap(gap) for gap in released.coverage.gaps],
            "areas_not_complete": [
                {"area": area, "name": released.names.get(area, area), **_gap(entry)}
                for area, entries in sorted(released.coverage.areas.items())
                for entry in entries
            ],
            "months_set_by_hand": [_set_by_hand(entry, entry.found) for entry in released.coverage.months if entry.found],
        },
        "caveats": [caveat.words for caveat in released.caveats],
        **(_estimated(released.apportioned) if released.apportioned else {}),
        "snapshot": released.provenance.snapshot,
        "demonstration": released.provenance.demonstration,
    }


def _gap(entry: MonthCoverage) -> dict[str, object]:
    return {"month": months.address(entry.month), "state": entry.state, "reason": entry.reason}


def _set_by_hand(entry: MonthCoverage, found: MonthCoverage) -> dict[str, object]:
    """A month whose state somebody set, beside what its files show."""
    since = entry.since.isoformat() if entry.since else ""
    told = {"month": months.address(entry.month), "state": entry.state, "reason": entry.reason, "since": since}
    return {**told, "by_its_files": found.state, "by_its_files_reason": found.reason}


def _estimated(how: Apportioned) -> dict[str, object]:
    """How estimates were made, and how far off such estimates were."""
    measured = {"records": how.records, "half_within": how.half_within, "nine_in_ten_within": how.nine_in_ten_within}
    return {"apportioned": {"to": how.asked, "by": how.by, "measured_on": how.source, **measured, "words": how.error}}


def as_geojson(answer: Released | Rated, shapes: Mapping[str, Mapping[str, object]]) -> str:
    """One feature for each place, its numbers as properties and what they rest on.

    Every shape given has one: 0 where none was recorded, null where no month
    asked was supplied.
    ``shapes`` maps area codes or cells to GeoJSON features, as the map draws them.
    """
    released = answer.released if isinstance(answer, Rated) else answer
    place = next(dimension.key for dimension in released.by if dimension.kind in (Kind.AREA, Kind.CELL))
    by_place: dict[str, list[Mapping[str, Scalar]]] = {}
    for record in records(answer):
        by_place.setdefault(str(record[place]), []).append(record)
    if len(released.by) == 1:  # every place of the map, so that nothing recorded is a zero to see, not a hole
        marked: dict[str, Scalar] = {ESTIMATE: "yes"} if released.apportioned else {}
        none = {code: {"count": 0 if _held(released, code) else None, **marked} for code in shapes}
        by_place = {code: by_place.get(code, [{place: code, **none[code]}]) for code in shapes}
    context = _Context(released)
    features = [
        {
            **shapes[code],
            "properties": {
                "name": released.names.get(code, ""),
                **record,
                **dict(zip(CONTEXT, context.of(record), strict=True)),
            },
        }
        for code, listed in by_place.items()
        if code in shapes
        for record in listed
    ]
    return json.dumps(
        {"type": "FeatureCollection", "features": features, "about": about(released)}, ensure_ascii=False, separators=(",", ":")
    )


def _held(released: Released, code: str) -> bool:
    """Whether anything was supplied of a place in the months asked, so that no record there means none."""
    entries = released.coverage.months_of(code)
    return not entries or any(entry.drawn for entry in entries)
