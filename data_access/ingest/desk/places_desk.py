"""Which places in words wait for a person, what may be said of them, and how are they placed again?

Whatever is sent here may be forged: a text that does not wait, a candidate it
does not have, a point outside the country and a ward that is not loaded are
refused in words, and change nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.exc import SQLAlchemyError

from data_access import ledger
from data_access.catalogue import DIMENSIONS, SOURCES, Source
from data_access.catalogue.dimensions import area_code
from data_access.errors import BadInput, LionError
from data_access.ingest.desk.desk import seen
from data_access.ingest.stored.store import ENGINE_FAULTS, attached
from data_access.ledger.places import digest_of, withdrawn
from data_access.place_review import Answers, Bands, Older, PlaceAnswer, PlacesDesk, Progress, Spot, Unplaced, Verdict
from data_access.settings import Settings
from geo import crs

_CONFIDENCE = DIMENSIONS["confidence"]
_SOURCES = {source.code: source for source in SOURCES.values()}
_WORDED = sorted(source.code for source in SOURCES.values() if source.worded)
_TEXTS = """
    SELECT source, said, confidence, reason, candidates, answered, rows, text FROM old.texts ORDER BY rows DESC, said, source
"""
_MONTHS = """
    SELECT text, strftime(month, '%Y-%m'), count(*) FROM old.incidents WHERE text IS NOT NULL GROUP BY ALL ORDER BY ALL
"""
_OLDER = """
    SELECT i.source, f.name, count(*) FROM old.incidents i JOIN old.slots s USING (slot) JOIN old.files f USING (file)
    WHERE s.found_by NOT IN ('', (SELECT value FROM old.meta WHERE key = 'listed_by')) AND list_contains(?, i.confidence)
    GROUP BY ALL ORDER BY ALL
"""
_WARDS = "SELECT code, name FROM old.areas WHERE kind = 'ward' AND in_borough ORDER BY name"
_BANDS = """
    SELECT source, confidence, count(*) FROM old.incidents WHERE list_contains(?, source) GROUP BY ALL ORDER BY ALL
"""
_SURE = [_CONFIDENCE.code(slug) for slug in ("exact", "junction", "street")]
# How narrow a chosen candidate is, by its kind.
_BAND_OF = {"street": "street", "place": "exact", "postcode": "exact"}
_CHOOSE = "choose one of the answers on the page"


@dataclass(frozen=True, slots=True)
class _Held:
    """One row of a snapshot's texts, with what tells it again."""

    digest: str
    source: Source
    said: str
    band: str
    reason: str
    candidates: str
    answered: bool
    rows: int
    months: Mapping[str, int]


def places_desk(settings: Settings) -> PlacesDesk:
    """Everything the review shows."""
    current, damage = seen(settings.store)
    if current is None:
        return PlacesDesk("", (), (), (), {}, trouble=damage)
    with attached(current) as connection:
        months = _by_text(connection.execute(_MONTHS).fetchall())
        texts = [_held(row[:-1], months.get(row[-1], {})) for row in connection.execute(_TEXTS).fetchall()]
        older = [Older(_SOURCES[source], *held) for source, *held in connection.execute(_OLDER, [_SURE]).fetchall()]
        wards = {area_code(code): name for code, name in connection.execute(_WARDS).fetchall()}
        counted = connection.execute(_BANDS, [_WORDED]).fetchall()
    answers, trouble = _answers(settings)
    stale = [each for each in texts if each.answered is not (_stands(each, answers) is not None)]
    waiting = [each for each in texts if _stands(each, answers) is None]
    return PlacesDesk(
        current.name,
        _queue(waiting),
        tuple(answers.values()),
        _bands(counted),
        wards,
        sum(each.rows for each in stale),
        trouble,
        _progress(texts, waiting),
        tuple(older),
    )


def _by_text(rows: Sequence[tuple[int, str, int]]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for text, month, count in rows:
        found.setdefault(text, {})[month] = count
    return found


def _progress(texts: Sequence[_Held], waiting: Sequence[_Held]) -> Progress:
    every, left = ({each.digest for each in held} for held in (texts, waiting))
    rows, open_rows = (sum(each.rows for each in held) for held in (texts, waiting))
    return Progress(len(every), len(every - left), rows, rows - open_rows)


def _held(row: tuple[int, str, int, str, str, bool, int], months: Mapping[str, int]) -> _Held:
    source, said, confidence, reason, candidates, answered, rows = row
    about = (digest_of(said), _SOURCES[source], said, _CONFIDENCE.slug(confidence), reason, candidates, answered, rows)
    return _Held(*about, months)


def _stands(text: _Held, answers: Answers) -> PlaceAnswer | None:
    return answers.get((text.digest, text.source.key)) or answers.get((text.digest, ""))


def _answers(settings: Settings) -> tuple[Answers, str]:
    try:
        with ledger.opened(ledger.address_of(settings.store, settings.ledger)) as book:
            return book.places.standing(), ""
    except BadInput as fault:
        return {}, str(fault)
    except (SQLAlchemyError, OSError):
        return {}, "The ledger cannot be read, so no answer can be kept."


def _queue(waiting: Sequence[_Held]) -> tuple[Unplaced, ...]:
    """One entry for each text, whichever sources say it; those that hold up most rows first."""
    alike: dict[str, list[_Held]] = {}
    for each in waiting:
        alike.setdefault(each.digest, []).append(each)
    entries = (_entry(held) for held in alike.values())
    return tuple(sorted(entries, key=lambda entry: (-entry.rows, entry.said)))


def _entry(held: Sequence[_Held]) -> Unplaced:
    first = held[0]
    sources = tuple(dict.fromkeys(each.source for each in held))
    rows = sum(each.rows for each in held)
    spots = tuple(Spot(*candidate) for candidate in json.loads(first.candidates))
    months: Counter[str] = Counter()
    for each in held:
        months.update(each.months)
    reason = first.reason or "nobody has said yet"
    return Unplaced(first.digest, first.said, sources, rows, first.band, reason, spots, dict(sorted(months.items())))


def _bands(counted: Sequence[tuple[int, int, int]]) -> tuple[Bands, ...]:
    found: dict[int, dict[str, int]] = {}
    for source, confidence, rows in counted:
        found.setdefault(source, {})[_CONFIDENCE.slug(confidence)] = rows
    return tuple(Bands(_SOURCES[source], counts) for source, counts in found.items())


def said_of(sent: object, by: object, settings: Settings) -> tuple[bool, str]:
    """Keep what somebody says of a text, or take an answer back; whether it was kept, and what to say of it."""
    try:
        if not isinstance(sent, dict) or not isinstance(by, str) or not by.strip():
            raise BadInput("Nothing was kept.", expected="your name", do="give it, and try again")
        author, desk = ledger.author_named(by), places_desk(settings)
        answer = _withdrawal(sent, author, desk) if sent.get("deed") == "withdraw" else _answer(sent, author, desk)
        with ledger.opened(ledger.address_of(settings.store, settings.ledger)) as book:
            book.places.remember(answer)
    except LionError as fault:
        return False, str(fault)
    except (OSError, SQLAlchemyError, *ENGINE_FAULTS):
        return False, "Nothing was kept: the ledger could not be written."
    return True, _kept(answer)


def _kept(answer: PlaceAnswer) -> str:
    said = f"“{answer.said}”" if answer.said else "That text"
    words = {
        Verdict.WITHDRAWN: "Taken back: that text waits again",
        Verdict.HOME: "Kept: that text speaks of a home, and its words will be dropped",
        Verdict.NOWHERE: f"Kept: {said} names no place",
        Verdict.WARD: f"Kept: {said} is somewhere in {answer.name}",
        Verdict.POINT: f"Kept: {said} is {answer.name}",
    }
    return f"{words[answer.verdict]}."


def _withdrawal(sent: Mapping[object, object], author: str, desk: PlacesDesk) -> PlaceAnswer:
    wanted = (sent.get("digest"), sent.get("source"))
    found = next((each for each in desk.answered if (each.digest, each.source) == wanted), None)
    if found is None:
        raise BadInput("Nothing was taken back: no such answer stands.", do="look at the list, and try again")
    return withdrawn(found, author)


def _answer(sent: Mapping[object, object], author: str, desk: PlacesDesk) -> PlaceAnswer:
    text = next((each for each in desk.waiting if each.digest == sent.get("digest")), None)
    if text is None:
        raise BadInput("Nothing was kept: that text does not wait for an answer.", do="choose another from the list")
    source = text.sources[0].key if sent.get("only") is True and len(text.sources) == 1 else ""
    note = sent.get("note")
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    told = _told(sent, text, desk)
    remark = " ".join(note.split()) if isinstance(note, str) else ""
    return PlaceAnswer(text.digest, text.said, source, told.verdict, author, now, *told.where, note=remark)


@dataclass(frozen=True, slots=True)
class _Told:
    """A verdict, and the answer's lat, lng, ward, band and name."""

    verdict: Verdict
    where: tuple[float | None, float | None, str, str, str] = (None, None, "", "", "")


def _told(sent: Mapping[object, object], text: Unplaced, desk: PlacesDesk) -> _Told:
    match sent.get("choice"):
        case "home":
            return _Told(Verdict.HOME)
        case "nowhere":
            return _Told(Verdict.NOWHERE)
        case "ward":
            ward = sent.get("ward")
            if not isinstance(ward, str) or ward not in desk.wards:
                raise BadInput("Nothing was kept: no ward was chosen.", expected="a ward of the list", do=_CHOOSE)
            return _Told(Verdict.WARD, (None, None, ward, "area", desk.wards[ward]))
        case "point":
            lat, lng = _point(sent.get("lat"), sent.get("lng"))
            return _Told(Verdict.POINT, (lat, lng, "", "exact", "a point on the map"))
        case str(choice) if choice.isascii() and choice.isdigit() and int(choice[:4]) < len(text.candidates):
            return _of_candidate(text.candidates[int(choice[:4])])
    raise BadInput("Nothing was kept: no answer was chosen.", do=_CHOOSE)


def _of_candidate(spot: Spot) -> _Told:
    """A candidate as a point, if it is narrower than an area: of an area no point is the place."""
    band = _BAND_OF.get(spot.kind)
    if band is None:
        do = "say which ward it is in, or press the map where it was"
        raise BadInput(f"Nothing was kept: {spot.name} is an area, and has no one point.", do=do)
    return _Told(Verdict.POINT, (spot.lat, spot.lng, "", band, spot.name))


def _point(lat: object, lng: object) -> tuple[float, float]:
    try:
        y, x = float(str(lat).strip()), float(str(lng).strip())
    except ValueError:
        y = x = float("nan")
    if not crs.in_great_britain([y], [x]).item():
        expected = "degrees such as 51.4535 and -0.0205"
        raise BadInput(
            "Nothing was kept: that is no point in Great Britain.", expected=expected, do="press the map, or type both"
        )
    return round(y, 6), round(x, 6)


def named_points(settings: Settings) -> list[tuple[str, float, float]]:
    """Streets and stations whose points are published, for whoever looks for one on the map."""
    current, _ = seen(settings.store)
    if current is None:
        return []
    with attached(current) as connection:
        rows = connection.execute(_NAMED).fetchall()
    return [(str(name), float(lat), float(lng)) for name, lat, lng in rows]


_NAMED = """
    SELECT name, round(lat, 5), round(lng, 5) FROM old.names WHERE kind IN ('street', 'place') AND lat IS NOT NULL
    UNION SELECT name, round(lat, 5), round(lng, 5) FROM old.places WHERE name IS NOT NULL ORDER BY ALL
"""
