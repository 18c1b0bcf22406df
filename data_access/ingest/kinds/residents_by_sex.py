"""Are these the residents of both sexes, the men, or the women, when the file does not say?

Settled by arithmetic over all tables of one load, for those of one vintage and
kind of area, in two steps. Everybody: a table that says so (single years), or
one whose totals are the sum of two others' in every area. One sex: a table
nowhere above everybody's; it is the women's if its people aged 75 and over
(of a table of broader bands, its oldest) are more than 52 in 100 of
everybody's, the men's if fewer than 48: women outlive men in every English
borough (59 in 100 of those over 75 in Lewisham, 56 of those over 65). A table
that neither step settles is known but not used, and says so: nothing is
guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import pyarrow as pa
import pyarrow.compute as pc

from data_access.catalogue import DIMENSIONS
from data_access.ingest.files.reading import Content, Reading
from data_access.ingest.kinds.figure_tables import EVERYONE

OLD = 75
WOMEN_FROM, MEN_TO = 0.52, 0.48
Family = tuple[str, str]


def resolved(readings: Sequence[Reading]) -> list[Reading]:
    """The same readings in the same order, each table of residents with its ``gender``, or known and not used."""
    unsaid = [_unsaid(reading) for reading in readings]
    families = {_family(reading) for reading, silent in zip(readings, unsaid, strict=True) if silent}
    everybody = {family: _everybody([each for each in readings if _is_of(each, family)]) for family in families}
    return [
        _settled(reading, everybody[_family(reading)]) if silent else reading
        for reading, silent in zip(readings, unsaid, strict=True)
    ]


def _unsaid(reading: Reading) -> bool:
    return reading.content is Content.DENOMINATORS and reading.table["gender"].null_count > 0


def _is_of(reading: Reading, family: Family) -> bool:
    return reading.content is Content.DENOMINATORS and _family(reading) == family


def _everybody(same: Sequence[Reading]) -> list[pa.Table]:
    """The tables of both sexes among those of one vintage and kind of area."""
    totals = [_totals(reading.table) for reading in same]
    return [
        reading.table
        for position, reading in enumerate(same)
        if not _unsaid(reading)
        or any(totals[position] == _sum(*pair) for pair in combinations(totals[:position] + totals[position + 1 :], 2))
    ]


def _family(reading: Reading) -> Family:
    first = reading.table.slice(0, 1).to_pylist()[0]
    return str(first["vintage"]), str(first["area_kind"])


def _totals(table: pa.Table) -> dict[int, int]:
    rows = table.filter(pc.field("bands") == "total").select(["area", "n"]).to_pylist()
    return {int(row["area"]): int(row["n"]) for row in rows}


def _sum(one: Mapping[int, int], other: Mapping[int, int]) -> dict[int, int]:
    return {area: one.get(area, 0) + other.get(area, 0) for area in one.keys() | other.keys()}


def _settled(reading: Reading, everybody: Sequence[pa.Table]) -> Reading:
    gender = _gender(reading.table, everybody)
    if gender is None:
        note = "Nothing says whether these are all residents, men or women: load it with the two others, or the single years."
        empty = reading.table.slice(0, 0)
        return replace(reading, content=Content.KNOWN, table=empty, notes=[*reading.notes, note])
    code = EVERYONE if gender == "everyone" else DIMENSIONS["gender"].slugs.index(gender)
    column = pa.array([code] * reading.table.num_rows, type=pa.int16())
    words = {"everyone": "all residents", "female": "women", "male": "men"}[gender]
    table = reading.table.set_column(reading.table.schema.get_field_index("gender"), "gender", column)
    return replace(reading, table=table, notes=[*reading.notes, f"Taken as {words}, by arithmetic."])


def _gender(table: pa.Table, everybody: Sequence[pa.Table]) -> str | None:
    """Whose numbers these are ("everyone", "female", "male"); None where they do not show it."""
    these, age = _totals(table), _oldest(table)
    if any(these == _totals(each) for each in everybody):
        return "everyone"
    fitting = next((each for each in everybody if age in each["age_from"].to_pylist()), None)
    if fitting is None:
        return None
    all_of_them = _totals(fitting)
    if these.keys() != all_of_them.keys() or any(these[area] >= all_of_them[area] for area in these):
        return None
    share = _old(table, age) / max(_old(fitting, age), 1)
    if share >= 1 or MEN_TO <= share <= WOMEN_FROM:
        return None
    return "female" if share > WOMEN_FROM else "male"


def _oldest(table: pa.Table) -> int:
    """The age from which this table's people are old: 75 where a band begins there, else where its last one does."""
    starts = set(pc.drop_null(table["age_from"]).to_pylist())
    return OLD if OLD in starts else max(starts, default=OLD)


def _old(table: pa.Table, age: int) -> int:
    """People of that age and over, by whichever bands the table has."""
    return int(pc.sum(table.filter(pc.field("age_from") >= age)["n"]).as_py() or 0)
