"""How do figures that were read become the snapshot's tables, and what do residents still owe each other?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pyarrow as pa

from data_access.catalogue import DIMENSIONS
from data_access.catalogue.dimensions import area_number
from data_access.catalogue.figures import FigureLayout, ages_of
from data_access.errors import BadInput

DENOMINATORS = pa.schema(
    [
        ("source", pa.string()),
        ("base", pa.string()),
        ("vintage", pa.string()),
        ("bands", pa.string()),
        ("area_kind", pa.string()),
        ("area", pa.int32()),
        ("gender", pa.int16()),
        ("age_from", pa.int16()),
        ("age_to", pa.int16()),
        ("ethnicity", pa.int16()),
        ("whose", pa.string()),
        ("n", pa.int32()),
        ("line", pa.int32()),
    ]
)
INDICATORS = pa.schema(
    [
        ("source", pa.string()),
        ("indicator", pa.string()),
        ("period", pa.string()),
        ("since", pa.date32()),
        ("until", pa.date32()),
        ("area_kind", pa.string()),
        ("area", pa.string()),
        ("ours", pa.bool_()),
        ("whose", pa.string()),
        ("value", pa.float64()),
        ("lower", pa.float64()),
        ("upper", pa.float64()),
        ("base", pa.float64()),
        ("line", pa.int32()),
    ]
)
EVERYONE = 0  # the code of "everyone" in gender and ethnicity
_DO = "take the file as it was published"


@dataclass(frozen=True, slots=True)
class Found:
    """One figure: of which area, time and people, and where it stood."""

    line: int
    area: str
    ours: bool
    since: date
    until: date
    what: str
    whose: str
    ages: str
    gender: str
    ethnicity: str
    bands: str
    value: float
    lower: float | None = None
    upper: float | None = None
    base: float | None = None

    def of(self, said: Mapping[str, str], value: float, *, bands: str = "") -> Found:
        """A figure of the same row, with what its headings say."""
        get = said.get
        who = (get("what", ""), get("group", ""), get("ages", ""), get("gender", ""), get("ethnicity", ""))
        where = (self.line, self.area, self.ours, self.since, self.until)
        return Found(*where, *who, bands or self.bands, value, self.lower, self.upper, self.base)

    @property
    def key(self) -> tuple[object, ...]:
        who = (self.whose, self.ages, self.gender, self.ethnicity)
        return self.area, self.since, self.what, self.bands, *who

    def with_more(self, value: float) -> Found:
        return replace(self, value=self.value + value) if value else self


def indicators(found: Sequence[Found], layout: FigureLayout) -> pa.Table:
    same = {"source": layout.source, "period": layout.period.kind, "area_kind": layout.area.kind}
    names = {"indicator": "what"}
    columns = {
        name: [same[name]] * len(found) if name in same else [getattr(each, names.get(name, name)) for each in found]
        for name in INDICATORS.names
    }
    return pa.table(columns, schema=INDICATORS)


def denominators(found: Sequence[Found], layout: FigureLayout, file: str) -> pa.Table:
    """The counts of one file; :class:`BadInput` where an area lacks what others have, or does not add up."""
    _refuse_holes(found, file)
    ages = [ages_of(each.ages) or (None, None) for each in found]
    columns: dict[str, Sequence[object]] = {
        "source": [layout.source] * len(found),
        "base": [each.what for each in found],
        "vintage": [layout.vintage] * len(found),
        "bands": [each.bands for each in found],
        "area_kind": [layout.area.kind] * len(found),
        "area": [area_number(each.area) for each in found],
        "gender": [None if layout.unsaid else _code("gender", each.gender) for each in found],
        "age_from": [first for first, _ in ages],
        "age_to": [last for _, last in ages],
        "ethnicity": [_code("ethnicity", each.ethnicity) for each in found],
        "whose": [each.whose for each in found],
        "n": [int(each.value) for each in found],
        "line": [each.line for each in found],
    }
    return pa.table(columns, schema=DENOMINATORS)


def _code(dimension: str, slug: str) -> int:
    return DIMENSIONS[dimension].slugs.index(slug) if slug else EVERYONE


def _refuse_holes(found: Sequence[Found], file: str) -> None:
    """Stop where an area lacks a group or a band that others have, or its groups do not add up to its total."""
    parts: dict[str, list[float]] = defaultdict(list)
    totals: dict[str, float] = {}
    for each in found:
        if each.bands == "total":
            totals[each.area] = each.value
        else:
            parts[each.area].append(each.value)
    most = max(map(len, parts.values()), default=0)
    for area, listed in parts.items():
        if len(listed) != most or sum(listed) != totals.get(area, sum(listed)):
            what = f"The rows of {area} are incomplete or do not add up to its total"
            raise BadInput(what, file=file, expected="every group of every area", do=_DO)
