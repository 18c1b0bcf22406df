"""Of all files that speak for the same records, which one is believed?

The wider scope wins: every crime type before some; then the whole force, then
a borough told with ``--scope`` or covered by all its wards' answers, then an
extract. Of two equals, one known to be wrong loses; else the later replaces
the earlier. Files of different
crime types stand side by side. No incident is ever counted twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import pyarrow as pa
import pyarrow.compute as pc

from data_access.ingest.arriving.candidates import ALL_TYPES, EXTRACT, FORCE, Candidate
from data_access.ingest.arriving.register import register
from data_access.ingest.stored.store import Store

# Columns two files of one month share when one was cut out of the other.
_SAME = ("lat", "lng", "hour", "weekday", "crime_type", "age", "gender", "ethnicity", "object", "search_type", "record_id")
_OF_SLOT = """
    SELECT p.lat, p.lng, i.hour, i.weekday, i.crime_type, i.age, i.gender, i.ethnicity, i.object, i.search_type, i.record_id
    FROM old.incidents i LEFT JOIN old.places p USING (place)
    WHERE i.source = ? AND i.month = ? AND i.slot = ?
"""
_MISSING = "SELECT count(*) FROM (SELECT * FROM small EXCEPT ALL SELECT * FROM large)"
_IDS = "SELECT record_id FROM old.incidents WHERE source = ? AND month = ? AND slot = ? ORDER BY line"

_NEVER = -2  # before every file's order: it replaces nothing

Complete = Callable[[Sequence[Candidate]], bool]


@dataclass(slots=True, eq=False)
class _Contender:
    """One file, or all ward answers of a month together, asking to speak for one force's month."""

    members: list[Candidate]
    area: str
    types: str
    order: int

    @property
    def name(self) -> str:
        files = list(dict.fromkeys(member.name for member in self.members))
        return files[0] if len(files) == 1 else f"{len(files)} answers of the API, such as {files[0]}"


def settle(claims: Sequence[Candidate], store: Store, *, borough: str, complete: Complete) -> list[Candidate]:
    """Every claim once, each that is not believed with the name of the one that is in ``beaten_by``.

    ``complete`` says whether a month's ward answers cover the borough.
    """
    candidates = _each_file_once(claims)
    months: dict[tuple[int, object], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        months[candidate.source, candidate.month].append(candidate)
    for listed in months.values():
        answers = [each for each in listed if each.ward_answer]
        if all(each.slot is not None for each in listed):  # settled by an earlier load; but wards may have come since
            _cover(answers, borough, complete)
        else:
            files = [each for each in listed if not each.ward_answer]
            _settle_month(files, _united(answers, store, borough, complete), store, borough)
    return candidates


def _each_file_once(claims: Sequence[Candidate]) -> list[Candidate]:
    """Of the same bytes again, the store's rows stay, unless this time another scope was told, or cells were corrected."""
    fresh = {(each.sha256, *each.key): each for each in claims if each.slot is None}
    doubles: set[int] = set()
    for old in (each for each in claims if each.slot is not None):
        again = fresh.get((old.sha256, *old.key))
        if again is not None:
            same = not again.renewed and (again.ward_answer or (again.area, again.types) == (old.area, old.types))
            old.order = again.order
            doubles.add(id(again if same else old))
    return [each for each in claims if id(each) not in doubles]


def _united(answers: list[Candidate], store: Store, borough: str, complete: Complete) -> _Contender | None:
    """A month's ward answers, each record once, as one contender for every force's month."""
    answers = sorted(answers, key=lambda each: (each.order, each.name, each.force))
    if not answers:
        return None
    _replace_republished(answers, store)
    kept = [each for each in answers if each.kept]
    _drop_repeats(kept, store)
    types = {each.types for each in kept}
    area = _cover(kept, borough, complete)
    return _Contender(kept, area, types.pop() if len(types) == 1 else ALL_TYPES, max(each.order for each in kept))


def _cover(answers: Sequence[Candidate], borough: str, complete: Complete) -> str:
    whole = complete(answers) or any(each.area == borough for each in answers)  # read, or told with --scope
    area = borough if whole else EXTRACT
    for each in answers:
        each.area = area
    return area


def _ids(candidate: Candidate, store: Store) -> pa.ChunkedArray:
    if candidate.table is not None:
        return candidate.table["record_id"]
    return store.arrow(_IDS, (candidate.source, candidate.month, candidate.slot))["record_id"]


def _replace_republished(answers: Sequence[Candidate], store: Store) -> None:
    """An answer for the same ward, saved later, replaces the earlier one: neighbours share only their edge's records."""
    files: dict[str, list[Candidate]] = defaultdict(list)
    ids: dict[str, set[str]] = defaultdict(set)
    for each in answers:
        files[each.sha256].append(each)
        ids[each.sha256].update(_ids(each, store).to_pylist())
    for earlier, later in combinations(files, 2):
        shared = len(ids[earlier] & ids[later])
        if shared * 2 > min(len(ids[earlier]), len(ids[later])):
            for each in files[earlier]:
                each.beaten_by = each.beaten_by or files[later][0].name


def _drop_repeats(answers: Sequence[Candidate], store: Store) -> None:
    """Each record stays with the first answer that has it; the store's own answers come first."""
    seen: set[str] = set()
    for each in sorted(answers, key=lambda one: one.slot is None):
        ids = _ids(each, store).to_pylist()
        if each.table is not None:
            fresh = pa.array([record not in seen for record in ids], pa.bool_())
            each.repeated = each.table.num_rows - pc.sum(fresh).as_py()
            each.table = each.table.filter(fresh)
            each.rows = each.table.num_rows
        seen.update(ids)


def _settle_month(files: Sequence[Candidate], answers: _Contender | None, store: Store, borough: str) -> None:
    shares: dict[tuple[int, str], list[_Contender]] = defaultdict(list)
    for each in files:
        shares[each.force, each.supplier].append(_Contender([each], each.area, each.types, each.order))
    for (force, _), contenders in shares.items():
        _find_extracts(contenders, store)
        everybody = [*contenders, *([answers] if answers else [])]
        for contender, winner in _beaten(everybody, borough):
            for member in contender.members:
                if member.force == force:
                    member.beaten_by = winner.name


def _beaten(contenders: Iterable[_Contender], borough: str) -> list[tuple[_Contender, _Contender]]:
    """Each loser with the contender that beat it."""
    believed: list[_Contender] = []
    losers: list[tuple[_Contender, _Contender]] = []
    for contender in sorted(contenders, key=lambda each: _width(each, borough), reverse=True):
        winner = next((each for each in believed if _overlap(each.types, contender.types)), None)
        if winner is None:
            believed.append(contender)
        else:
            losers.append((contender, winner))
    return losers


def _width(contender: _Contender, borough: str) -> tuple[bool, int, bool, int]:
    first = contender.members[0]
    sound = not register().defect(first.source, first.force, first.month, frozenset({first.layout}))
    told = contender.area == borough and not first.ward_answer
    area = {FORCE: 4, borough: 3 if told else 2}.get(contender.area, 1)
    return contender.types == ALL_TYPES, area, sound, contender.order


def _overlap(one: str, other: str) -> bool:
    return ALL_TYPES in {one, other} or bool(set(one.split(",")) & set(other.split(",")))


def _find_extracts(contenders: Sequence[_Contender], store: Store) -> None:
    """A file all of whose rows stand in another, twice as long or more, was cut out of it."""
    for small in contenders:
        for large in contenders:
            one, other = small.members[0], large.members[0]
            alike = (small.area, small.types) == (large.area, large.types) and not one.told
            if alike and one.rows * 2 < other.rows and _cut_out(one, other, store):
                small.area, one.area, small.order = EXTRACT, EXTRACT, _NEVER


def _cut_out(small: Candidate, large: Candidate, store: Store) -> bool:
    tables = [_comparable(each, store) for each in (small, large)]
    if tables[0] is None or tables[1] is None:
        return False
    with store.connected() as connection:
        connection.register("small", tables[0])
        connection.register("large", tables[1])
        missing = connection.execute(_MISSING).fetchone()
        connection.unregister("small")
        connection.unregister("large")
    return missing is not None and missing[0] == 0


def _comparable(candidate: Candidate, store: Store) -> pa.Table | None:
    if candidate.table is None:
        return store.arrow(_OF_SLOT, (candidate.source, candidate.month, candidate.slot))
    if "lat" not in candidate.table.schema.names:
        return None  # counts: no rows to compare
    plain = candidate.table.select(list(_SAME))
    for name in ("lat", "lng"):
        values = pa.array(plain[name].to_numpy(), from_pandas=True)  # NaN becomes NULL, as the store has it
        plain = plain.set_column(plain.schema.get_field_index(name), name, values)
    return plain
