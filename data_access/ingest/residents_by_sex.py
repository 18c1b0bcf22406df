"""Are these the residents of both sexes, the men, or the women, when the file does not say?

Settled by arithmetic over all tables of one load and, for ward tables of one
vintage, in two steps. Everybody: a table that says so (single years), or the
one whose totals are the sum of two others' in every ward. One sex: a table
nowhere above everybody's; it is the women's if its people aged 75 and over
are more than 52 in 100 of everybody's, the men's if fewer than 48 (women
outlive men in every English borough: 59 in 100 in Lewisham). A table that
neither step settles is known but not used, and says so: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import pyarrow as pa
import pyarrow.compute as pc

from data_access.catalogue import DIMENSIONS
from data_access.ingest.reading import Content, Reading
from data_access.ingest.residents_layouts import EVERYONE

OLD = 75
WOMEN_FROM, MEN_TO = 0.52, 0.48


def resolved(readings: Sequence[Reading]) -> list[Reading]:
    """The same readings in the same order, each table of residents with its ``gender``, or known and not used."""
    unsaid = [_unsaid(reading) for reading in readings]
    everybody = _everybody(readings, unsaid)
    return [_settled(reading, everybody) if is_unsaid else reading for reading, is_unsaid in zip(readings, unsaid, strict=True)]


def _unsaid(reading: Reading) -> bool:
    return reading.content is Content.RESIDENTS and reading.table["gender"].null_count > 0


def _everybody(readings: Sequence[Reading], unsaid: Sequence[bool]) -> pa.Table | None:
    """The table of both sexes, for the vintage and areas whose tables do not say."""
    wanted = {_family(reading) for reading, is_unsaid in zip(readings, unsaid, strict=True) if is_unsaid}
    same = [reading for reading in readings if reading.content is Content.RESIDENTS and _family(reading) in wanted]
    for reading in same:
        if not _unsaid(reading):
            return reading.table
    totals = [_totals(reading.table) for reading in same]
    for position, whole in enumerate(totals):
        others = totals[:position] + totals[position + 1 :]
        if any(whole == _sum(one, other) for one, other in combinations(others, 2)):
            return same[position].table
    return None


def _family(reading: Reading) -> tuple[str, str]:
    first = reading.table.slice(0, 1).to_pylist()[0]
    return str(first["vintage"]), str(first["area_kind"])


def _totals(table: pa.Table) -> dict[int, int]:
    rows = table.filter(pc.field("bands") == "total").select(["area", "residents"]).to_pylist()
    return {int(row["area"]): int(row["residents"]) for row in rows}


def _sum(one: Mapping[int, int], other: Mapping[int, int]) -> dict[int, int]:
    return {area: one.get(area, 0) + other.get(area, 0) for area in one.keys() | other.keys()}


def _settled(reading: Reading, everybody: pa.Table | None) -> Reading:
    gender = None if everybody is None else _gender(reading.table, everybody)
    if gender is None:
        note = "Nothing says whether these are all residents, men or women: load it with the two others, or the single years."
        empty = reading.table.slice(0, 0)
        return replace(reading, content=Content.KNOWN, table=empty, notes=[*reading.notes, note])
    code = EVERYONE if gender == "everyone" else DIMENSIONS["gender"].slugs.index(gender)
    column = pa.array([code] * reading.table.num_rows, type=pa.int16())
    words = {"everyone": "all residents", "female": "women", "male": "men"}[gender]
    table = reading.table.set_column(reading.table.schema.get_field_index("gender"), "gender", column)
    return replace(reading, table=table, notes=[*reading.notes, f"Taken as {words}, by arithmetic."])


def _gender(table: pa.Table, everybody: pa.Table) -> str | None:
    """Whose numbers these are ("everyone", "female", "male"); None where they do not show it."""
    these, all_of_them = _totals(table), _totals(everybody)
    if these == all_of_them:
        return "everyone"
    if these.keys() != all_of_them.keys() or any(these[area] >= all_of_them[area] for area in these):
        return None
    share = _old(table) / max(_old(everybody), 1)
    if share >= 1 or MEN_TO <= share <= WOMEN_FROM:
        return None
    return "female" if share > WOMEN_FROM else "male"


def _old(table: pa.Table) -> int:
    """People aged 75 and over, by whichever ages the table has."""
    return int(pc.sum(table.filter(pc.field("age_from") >= OLD)["residents"]).as_py() or 0)
