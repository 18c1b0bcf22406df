"""A released answer as a file: CSV, JSON or GeoJSON. The screen, the command and the downloads share these."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Final

from data_access import months
from data_access.catalogue import Kind
from data_access.rates import Rated
from data_access.released import STATE_WORDS, Apportioned, MonthCoverage, Released, Row

MIME: Final = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "geojson": "application/geo+json",
}
# A spreadsheet would run a cell that starts with one of these.
_ACTIVE: Final = ("=", "+", "-", "@", "\t", "\r")

ESTIMATE: Final = "estimate"  # a column that only answers with estimates have: "yes" or "no"
NOT_COMPLETE: Final = "not_complete"  # a column that only answers by ward have, where any is not whole: its months, and how

Scalar = str | int | float | None


def records(answer: Released | Rated) -> list[dict[str, Scalar]]:
    """One mapping a row: each dimension's slug, then ``count`` (and residents and rate where asked).

    An answer that holds estimates says of each row whether it is one; one by
    ward says of which months a ward's count is not whole, and has a row without
    a count for a ward's month of which nothing came.
    """
    released = answer.released if isinstance(answer, Rated) else answer
    keys = [dimension.key for dimension in released.by]
    listed: list[dict[str, Scalar]] = []
    for row in (*released.rows, *_absent(released)):
        record: dict[str, Scalar] = dict(zip(keys, row.keys, strict=True))
        record["count"] = row.value
        if released.apportioned:
            record[ESTIMATE] = "yes" if row.about else "no"
        if _told_by_ward(released):
            record[NOT_COMPLETE] = "; ".join(f"{e.month:%Y-%m} {STATE_WORDS[e.state]}" for e in released.short(row.keys))
        if isinstance(answer, Rated):
            record |= {"residents": answer.residents(row), "rate_per_1000": answer.rate(row)}
        listed.append(record)
    return listed


def _told_by_ward(released: Released) -> bool:
    return bool(released.coverage.areas) and "ward" in {dimension.key for dimension in released.by}


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
    marked += [NOT_COMPLETE] if _told_by_ward(released) else []
    return [*(dimension.key for dimension in released.by), "count", *marked, *more]


def as_csv(answer: Released | Rated) -> str:
    """The dimensions' columns, then ``count``; nothing else, so that any tool reads it, but a mark on estimates."""
    return written(columns(answer), [list(record.values()) for record in records(answer)])


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
    """One feature for each place (every shape given, 0 where none was recorded), its numbers as properties.

    ``shapes`` maps area codes or cells to GeoJSON features, as the map draws them.
    """
    released = answer.released if isinstance(answer, Rated) else answer
    place = next(dimension.key for dimension in released.by if dimension.kind in (Kind.AREA, Kind.CELL))
    by_place: dict[str, list[Mapping[str, Scalar]]] = {}
    for record in records(answer):
        by_place.setdefault(str(record[place]), []).append(record)
    if len(released.by) == 1:  # every place of the map, so that nothing recorded is a zero to see, not a hole
        none: dict[str, Scalar] = {"count": 0, **({ESTIMATE: "yes"} if released.apportioned else {})}
        by_place = {code: by_place.get(code, [{place: code, **none}]) for code in shapes}
    features = [
        {**shapes[code], "properties": {"name": released.names.get(code, ""), **record}}
        for code, listed in by_place.items()
        if code in shapes
        for record in listed
    ]
    return json.dumps(
        {"type": "FeatureCollection", "features": features, "about": about(released)}, ensure_ascii=False, separators=(",", ":")
    )
