"""How many people live in each ward or small area, by age and sex or by ethnicity?

Three vintages are read, each in the layout its publisher uses, one row of the
table for each number of the file:

* mid-2020 by ward (London Borough of Lewisham, from ONS): single years, and
  five-year bands of everybody, of men and of women. The borough used this
  layout for that year alone, so the layout says the year.
* census 2011 ethnicity by ward: the five groups; Chinese stands under Asian and
  Arab under Other in the file already, as in 2021.
* census 2021 by LSOA 2021: five ethnic groups, and six bands of age.

Every file's own sums are checked: a total that is not the sum of its parts
refuses the file.

**Whose file is it?** The five-year files of men, of women and of everybody
have the same columns, and no word inside says which is which. One alone cannot
be told, so :func:`read` leaves its ``gender`` empty, and ``resolved``,
given all readings of a load, settles it by arithmetic
(``data_access/ingest/residents_by_sex.py``).

The table has ``schema.residents``' columns and ``line``; ``rows_in`` counts
the file's lines. Totals of census 2021 come from the ethnicity file alone: the
sums of the two files differ, because ONS perturbs cells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pyarrow as pa

from data_access.catalogue.dimensions import area_code, area_number
from data_access.errors import BadInput
from data_access.ingest.csv_rows import rows
from data_access.ingest.heading import heading
from data_access.ingest.opening import Member
from data_access.ingest.reading import Content, Reading, Rejected
from data_access.ingest.residents_layouts import EVERYONE, Ages, Figure, Layout, Unusable, layout_of

_COLUMNS: dict[str, pa.DataType] = {
    "vintage": pa.string(),
    "bands": pa.string(),
    "area_kind": pa.string(),
    "area": pa.int32(),
    "gender": pa.int16(),
    "age_from": pa.int16(),
    "age_to": pa.int16(),
    "ethnicity": pa.int16(),
    "residents": pa.int32(),
    "line": pa.int32(),
}
COLUMNS = pa.schema(_COLUMNS)
_CODES = {"ward": ("E05", "W05"), "lsoa": ("E01", "W01")}
_DO = "take the file as it was published; numbers are plain digits, without commas, blanks or decimals"


def read(member: Member) -> Reading:
    """The residents one file counts; ``gender`` is empty where the file does not say whose numbers they are.

    One unusable row refuses the file: a hole in the residents would make
    every rate that divides by them wrong, and nobody would see it.
    """
    layout = layout_of(heading(member))
    if layout is None:
        raise BadInput("This is no known table of residents", file=member.name, line=1, do=_DO)
    table = _Table(layout, member)
    ragged: list[Rejected] = []
    rows_in = 0
    for line, row in rows(member, ragged):
        rows_in += 1
        table.add(line, row)
    for row_out in ragged:
        raise BadInput(f"The row has {row_out.value}", file=member.name, line=row_out.line, do=row_out.do)
    if not rows_in:
        raise BadInput("The file has a heading and no rows", file=member.name, expected="residents of areas", do=_DO)
    table.refuse_holes()
    return Reading(layout.title, Content.RESIDENTS, table.columns(), rows_in)


class _Table:
    """The numbers met so far, each under its area, breakdown, ages and ethnicity."""

    def __init__(self, layout: Layout, member: Member) -> None:
        self.layout, self.member = layout, member
        self.figures: dict[tuple[int, str, Ages, int], tuple[int, int]] = {}  # (residents, line)

    def add(self, line: int, row: Sequence[str]) -> None:
        try:
            area = self._area(row[0])
            for figure in self.layout.figures(row):
                self._add(area, line, figure)
        except Unusable as error:
            what = f"“{error.value[:60]}” cannot be used"
            raise BadInput(what, file=self.member.name, line=line, field=error.column, expected=error.rule, do=_DO) from error

    def _area(self, code: str) -> int:
        number = area_number(code)
        if number is None or not code.startswith(_CODES[self.layout.area_kind]):
            raise Unusable("area", f"the GSS code of a {self.layout.area_kind}", code)
        return number

    def _add(self, area: int, line: int, figure: Figure) -> None:
        key = (area, figure.bands, figure.ages, figure.ethnicity)
        before = self.figures.setdefault(key, (figure.residents, line))
        repeated_total = self.layout.long and figure.bands == "total" and before[0] == figure.residents
        if before[1] != line and not repeated_total:
            raise Unusable("area", f"each number once (first on line {before[1]})", area_code(area))

    def refuse_holes(self) -> None:
        """Stop where an area lacks a group or a band that others have, or its groups do not add up to its total."""
        parts: dict[int, list[int]] = defaultdict(list)
        totals: dict[int, int] = {}
        for (area, bands, _, _), (residents, _) in self.figures.items():
            if bands == "total":
                totals[area] = residents
            else:
                parts[area].append(residents)
        for area, found in parts.items():
            whole_area = totals.get(area, sum(found))
            if len(found) != max(map(len, parts.values())) or sum(found) != whole_area:
                what = f"The rows of {area_code(area)} are incomplete or do not add up to its total"
                raise BadInput(what, file=self.member.name, expected="every group of every area", do=_DO)

    def columns(self) -> pa.Table:
        keys = list(self.figures)
        gender = None if self.layout.unsaid else EVERYONE
        found: dict[str, Sequence[object]] = {
            "vintage": [self.layout.vintage] * len(keys),
            "bands": [bands for _, bands, _, _ in keys],
            "area_kind": [self.layout.area_kind] * len(keys),
            "area": [area for area, _, _, _ in keys],
            "gender": [gender] * len(keys),
            "age_from": [ages[0] for _, _, ages, _ in keys],
            "age_to": [ages[1] for _, _, ages, _ in keys],
            "ethnicity": [ethnicity for _, _, _, ethnicity in keys],
            "residents": [residents for residents, _ in self.figures.values()],
            "line": [line for _, line in self.figures.values()],
        }
        return pa.table(found, schema=COLUMNS)
