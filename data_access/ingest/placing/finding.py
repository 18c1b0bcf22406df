"""Where are the places that a load's rows describe in words?

Every text is looked up once, however many rows hold it. What is found surely
becomes a point and its words are dropped; of what is not, the words are kept
for review, without house numbers; of a home, nothing. Words beside coordinates
are only asked whether they speak of a home: then the coordinates go too. Texts
that the store keeps are looked up again when names or answers have changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from data_access.catalogue import DIMENSIONS
from data_access.catalogue.dimensions import area_number
from data_access.ingest.arriving.arrivals import Arrival
from data_access.ingest.files.reading import Content
from data_access.ingest.files.stages import FINDING, Tell
from data_access.ingest.placing.known_places import Names, names_of
from data_access.ingest.rows.said import HOME, NOT_FOUND
from data_access.ingest.stored.store import Store
from data_access.ledger.places import digest_of
from data_access.place_review import Answers, PlaceAnswer, Verdict
from data_access.schema import SOURCE_CODES
from geo.places.answers import Answer, Band
from geo.places.geocoder import Geocoder
from geo.places.wards import WardShapes

_CONFIDENCE = DIMENSIONS["confidence"]
BANDS = {band: _CONFIDENCE.code(band.value) or NOT_FOUND for band in Band}
TEXTS = pa.schema(
    [
        ("text", pa.int32()),
        ("source", pa.int16()),
        ("said", pa.string()),
        ("stated", pa.int16()),
        ("confidence", pa.int16()),
        ("reason", pa.string()),
        ("name", pa.string()),
        ("lat", pa.float64()),
        ("lng", pa.float64()),
        ("ward", pa.int32()),
        ("candidates", pa.string()),
        ("answered", pa.bool_()),
    ]
)
NOTHING, BOROUGH, WARD = range(3)  # what a row with these words states itself of where it was
AGAIN = TEXTS.append(pa.field("kept", pa.bool_()))
_OLD_TEXTS = "SELECT * EXCLUDE (rows) FROM old.texts ORDER BY text"
_KEYS = {code: key for key, code in SOURCE_CODES.items()}
TOLD_EACH = 250  # texts
Item = TypeVar("Item")
Row = dict[str, object]
Key = tuple[int, str, int, bool]  # source, words, what the row states itself, and whether it has coordinates


@dataclass(frozen=True, slots=True)
class Words:
    """What became of the texts.

    ``texts`` are rows of ``schema.texts`` but for their counts; ``again`` those
    of the store whose place is another now, ``kept`` false where their words
    are dropped; ``placed_by`` is the digest of all they were looked up in,
    ``listed_by`` of the files of names alone.
    """

    read: Sequence[Arrival]
    texts: pa.Table = field(default_factory=TEXTS.empty_table)
    again: pa.Table = field(default_factory=AGAIN.empty_table)
    placed_by: str = ""
    listed_by: str = ""
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Finder:
    """Looks texts up, by what people said of them before, else by the names that are known."""

    geocoder: Geocoder
    wards: WardShapes
    answers: Answers

    def find(self, source: int, said: str) -> Row:
        """One text's row of ``AGAIN``, without a number."""
        found = self.geocoder.find(said)
        answer = None if found.home else self._answered(source, said)
        row = self._told(answer) if answer else self._looked_up(found)
        return {"source": source, "said": said, **row}

    def beside_a_point(self, source: int, said: str) -> Row:
        """The same of a row with coordinates: a home, or nothing to look up."""
        answer = self._answered(source, said)
        home = self.geocoder.speaks_of_home(said) or (answer is not None and answer.verdict is Verdict.HOME)
        return {"source": source, "said": said, **_row(HOME if home else 0, "", kept=False)}

    def _answered(self, source: int, said: str) -> PlaceAnswer | None:
        if not self.answers:
            return None
        digest = digest_of(said)
        return self.answers.get((digest, _KEYS[source])) or self.answers.get((digest, ""))

    def _looked_up(self, found: Answer) -> Row:
        if found.home:
            return _row(HOME, "", kept=False)
        confidence = BANDS[found.band]
        if found.band.street_or_better and found.point:
            return _row(confidence, "", name=found.name, lat=found.point.lat, lng=found.point.lng, kept=False)
        ward = self.wards.around(found.point.lat, found.point.lng, found.spread_m) if found.point else None
        shown = [[c.name, c.kind, round(c.point.lat, 6), round(c.point.lng, 6), round(c.score, 2)] for c in found.candidates]
        if found.point and not shown:
            shown = [[found.name, "area", round(found.point.lat, 6), round(found.point.lng, 6), 1.0]]
        return _row(confidence, found.reason, name=found.name, ward=ward, candidates=json.dumps(shown))

    def _told(self, answer: PlaceAnswer) -> Row:
        match answer.verdict:
            case Verdict.HOME:
                return _row(HOME, "", kept=False)
            case Verdict.POINT:
                confidence = _CONFIDENCE.code(answer.band) or BANDS[Band.EXACT]
                return _row(confidence, "", name=answer.name, lat=answer.lat, lng=answer.lng, answered=True)
            case Verdict.WARD:
                return _row(BANDS[Band.AREA], "", name=answer.name, ward=area_number(answer.ward), answered=True)
        return _row(NOT_FOUND, "", answered=True)


def _row(confidence: int, reason: str, **told: object) -> Row:
    return {**_BLANK, "confidence": confidence, "reason": reason, **told}


_BLANK: Row = {"name": "", "lat": None, "lng": None, "ward": None, "candidates": "[]", "answered": False, "kept": True}


def found_in(
    read: Sequence[Arrival],
    before: Store,
    reference: Mapping[Content, pa.Table],
    remembered: Callable[[], Answers],
    borough: str,
    tell: Tell,
) -> Words:
    """The arrivals with their words turned into points, and what is kept of those that were not.

    ``remembered`` reads what people said, if there is anything to look up.
    """
    if not any(map(_distinct, read)) and not (before.path and before.meta.get("placed_by")):
        return Words(read)
    tables = [each.reading.table for each in read if each.reading.content is Content.INCIDENTS]
    return _looked_up(read, before, names_of(reference, before, tables, borough), remembered(), tell)


def _looked_up(read: Sequence[Arrival], before: Store, names: Names, answers: Answers, tell: Tell) -> Words:
    placed_by, listed_by = _digest(names, answers), names.listed()[:16]
    held = before.arrow(_OLD_TEXTS).cast(TEXTS) if before.path else TEXTS.empty_table()
    stale = held.num_rows > 0 and before.meta.get("placed_by") != placed_by
    fresh = list(dict.fromkeys(key for each in read for key in _distinct(each)))
    if not fresh and not stale:
        return Words(read, held, placed_by=before.meta.get("placed_by", ""), listed_by=listed_by)
    tell(FINDING)
    known, unknown = names.gazetteer()
    finder = Finder(Geocoder(known), WardShapes.of(_wards(names)), answers)
    notes = tuple(f"The alias for “{means}” is not used: no name or postcode that is known is called so." for means in unknown)
    count = _Counting(tell, len(fresh) + (held.num_rows if stale else 0))
    again = list(_again(held, finder, count)) if stale else []
    rows = _found(fresh, finder, count)
    numbers, first = _numbered(held, rows)
    told = {row["text"]: row for row in again}
    stand = [told.get(row["text"], row) for row in held.to_pylist()]
    stand += [{**row, "text": numbers[key[:3]]} for key, row in rows.items() if row["kept"] and numbers[key[:3]] >= first]
    kept = [row for row in stand if row.get("kept", True)]
    return Words(
        [_placed(each, rows, numbers) for each in read],
        pa.Table.from_pylist([{name: row[name] for name in TEXTS.names} for row in kept], schema=TEXTS),
        pa.Table.from_pylist(again, schema=AGAIN),
        placed_by,
        listed_by,
        notes,
    )


@dataclass(slots=True)
class _Counting:
    """Tells now and then how many texts were looked up."""

    tell: Tell
    whole: int
    done: int = 0

    def each(self, items: Iterable[Item]) -> Iterator[Item]:
        for item in items:
            if self.done % TOLD_EACH == 0:
                self.tell(FINDING, self.done, self.whole)
            self.done += 1
            yield item


def _found(keys: Sequence[Key], finder: Finder, count: _Counting) -> dict[Key, Row]:
    """What came of each text, looked up once whatever its rows state."""
    once: dict[tuple[int, str, bool], Row] = {}
    for source, said, _, given in count.each(keys):
        if (source, said, given) not in once:
            once[source, said, given] = (finder.beside_a_point if given else finder.find)(source, said)
    return {key: {**once[key[0], key[1], key[3]], "stated": key[2]} for key in keys}


def _numbered(held: pa.Table, rows: Mapping[Key, Row]) -> tuple[dict[tuple[int, str, int], int], int]:
    """Each kept text's number, those of the store as they were, and the first that is new."""
    plain = held.select(["source", "said", "stated", "text"]).to_pylist()
    numbers = {(row["source"], row["said"], row["stated"]): row["text"] for row in plain}
    first = 1 + max(numbers.values(), default=0)
    fresh = dict.fromkeys(key[:3] for key, row in rows.items() if row["kept"] and key[:3] not in numbers)
    return {**numbers, **dict(zip(fresh, range(first, first + len(fresh)), strict=True))}, first


def _again(held: pa.Table, finder: Finder, count: _Counting) -> Iterator[Row]:
    """The store's texts whose place is another now, or whose candidates are."""
    for row in count.each(held.to_pylist()):
        now = {**finder.find(row["source"], row["said"]), "stated": row["stated"]}
        if any(now[name] != row[name] for name in TEXTS.names if name != "text") or not now["kept"]:
            yield {**now, "text": row["text"]}


def _digest(names: Names, answers: Answers) -> str:
    told = sorted(f"{key} {one.verdict} {one.lat} {one.lng} {one.ward} {one.band}" for key, one in answers.items())
    return hashlib.sha256(f"{names.digest()} {told}".encode()).hexdigest()[:16]


def _wards(names: Names) -> Mapping[int, bytes]:
    ours = names.areas.filter(pc.equal(names.areas["kind"], "ward"))
    return dict(zip(ours["code"].to_pylist(), ours["shape"].to_pylist(), strict=True))


def _distinct(arrival: Arrival) -> list[Key]:
    """Each text of a file once, with what its rows state and whether they have coordinates."""
    table = arrival.reading.table
    if "said" not in table.schema.names or table["said"].null_count == table.num_rows:
        return []
    source = SOURCE_CODES[arrival.source]
    found = _asked(table).group_by(["said", "stated", "given"]).aggregate([]).to_pylist()
    return [(source, each["said"], each["stated"], each["given"]) for each in found if each["said"]]


def _asked(table: pa.Table) -> pa.Table:
    """Of each row its words, what it states itself, and whether it has coordinates."""
    ward = pc.is_valid(table["stated_ward"])
    borough = pc.not_equal(table["stated"], 0)
    stated = pc.if_else(ward, pa.scalar(WARD, pa.int16()), pc.if_else(borough, pa.scalar(BOROUGH, pa.int16()), NOTHING))
    given = pc.fill_null(pc.is_finite(table["lat"]), fill_value=False)
    return pa.table({"said": table["said"].cast(pa.string()), "stated": stated.cast(pa.int16()), "given": given})


def _placed(arrival: Arrival, rows: Mapping[Key, Row], numbers: Mapping[tuple[int, str, int], int]) -> Arrival:
    """A file's table with what was found in the place of its words."""
    keys = _distinct(arrival)
    if not keys:
        return arrival
    table = arrival.reading.table
    each = [rows[key] for key in keys]
    at = _positions(_asked(table), keys)

    def told(name: str, kind: pa.DataType) -> pa.Array:
        return pa.array([row[name] for row in each], kind).take(at)

    texts = pa.array([numbers[key[:3]] if row["kept"] else None for key, row in zip(keys, each, strict=True)], pa.int32())
    confidence = pc.coalesce(told("confidence", pa.int16()), table["confidence"])
    point = {name: pc.coalesce(told(name, pa.float64()), table[name]) for name in ("lat", "lng")}
    home, nowhere = pc.equal(confidence, HOME), pa.scalar(float("nan"))
    columns = {
        **{name: pc.if_else(home, nowhere, degrees) for name, degrees in point.items()},
        "confidence": confidence,
        "stated_ward": pc.coalesce(table["stated_ward"], told("ward", pa.int32())),
        "text": texts.take(at),
        "said": pa.nulls(table.num_rows, table.schema.field("said").type),
    }
    for name, column in columns.items():
        table = table.set_column(table.schema.get_field_index(name), table.schema.field(name), column)
    return replace(arrival, reading=replace(arrival.reading, table=table))


def _positions(asked: pa.Table, keys: Sequence[Key]) -> pa.Array:
    """Each row's place among ``keys``; NULL for a row without words."""
    listed = {name: [key[at] for key in keys] for at, name in ((1, "said"), (2, "stated"), (3, "given"))}
    known = pa.table({**listed, "at": list(range(len(keys)))}).cast(_KNOWN)
    numbered = asked.append_column("row", pa.array(range(asked.num_rows), pa.int64()))
    joined = numbered.join(known, ["said", "stated", "given"], join_type="left outer").sort_by("row")
    return joined["at"].combine_chunks()


_KNOWN = pa.schema([("said", pa.string()), ("stated", pa.int16()), ("given", pa.bool_()), ("at", pa.int32())])
