"""What is each column of an unknown table most likely to be, and which source is the table most like?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from data_access.catalogue import SOURCES, Shape, Source
from data_access.ingest.mapping import evidence, matching, roles
from data_access.ingest.mapping.evidence import Values
from data_access.ingest.mapping.given import Given
from data_access.mappings import NEW

LEAST = 0.5  # below, a column is left out
ALIKE = 0.6  # a table is taken for a form of a source from here on
_BY_VALUES = frozenset({"ward", "lsoa", "lat", "lng"})  # what such values are needs no heading
_OF_PEOPLE = frozenset({"patient", "client", "person", "victim", "service", "user", "subject"})
# What is taken, and what there is no room for then.
_BARS = (
    ({"moment", "day", "month"}, {"moment", "day", "month"}),
    ({"moment", "month"}, {roles.CLOCK}),
    ({"lat", "lng"}, {"easting", "northing"}),
    ({"easting", "northing"}, {"lat", "lng"}),
)
_BY_WORDS = frozenset({"category", "gender", "ethnicity", "method", "crime_type", "offence", "setting"})


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column is taken for ("" is left out), how surely from 0 to 1, and what of a person it looks like."""

    role: str = roles.LEFT_OUT
    sure: float = 0.0
    like: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known of the place: the borough's name and code, and its wards' names with their GSS codes."""

    borough: frozenset[str] = frozenset()
    wards: Mapping[str, str] = field(default_factory=dict)


def values_of(given: Given, ground: Ground) -> tuple[Values, ...]:
    """The values of each column, looked at once."""
    named = zip(given.heading, given.columns, strict=True)
    return tuple(Values(title, column, ground.borough, ground.wards) for title, column in named)


def guesses(given: Given, looked_at: Sequence[Values], target: str) -> tuple[Guess, ...]:
    """What each column is most likely to be, in a form of ``target`` or of a new source; months' columns are nothing else."""
    described = len(given.described)
    like = [each.like for each in looked_at[:described]]
    offered = roles_for(target, wide=bool(given.months))
    scores = {
        (at, role): score
        for at, title in enumerate(given.described)
        if not like[at]
        for role in offered
        if (score := _score(role, title, looked_at[at], target)) >= LEAST
    }
    taken = dict(_assigned(scores))
    _promote(taken, scores, looked_at, like)
    if target == NEW:
        _sorted_by(taken, looked_at, like)
    whole = [Guess(*taken.get(at, (roles.LEFT_OUT, 0.0)), like[at]) for at in range(described)]
    return (*whole, *[Guess() for _ in range(given.months)])


def _score(role: str, title: str, values: Values, target: str) -> float:
    headed = heading_score(role, title, target)
    borne_out = evidence.says(role, values, _words(target, role))
    if borne_out is None:
        return 0.85 * headed
    if borne_out < 0.5:
        return 0.0
    score = 0.6 * headed + 0.4 * borne_out
    if role in _BY_VALUES:
        return max(score, 0.7 * borne_out)
    if role in _BY_WORDS and len(values.distinct) > 1:
        return max(score, 0.6 * borne_out)
    return max(score, LEAST) if role in roles.HAPPENED else score


def heading_score(role: str, title: str, target: str) -> float:
    """How like a heading is to those that suppliers use for a role, from 0 to 1; somebody's number is never a record's."""
    said = matching.plain(title)
    if role == "record_id" and _OF_PEOPLE & set(said.split()):
        return 0.0
    return max((_alike(said, alias) for alias in _aliases(role, target)), default=0.0)


@cache
def _aliases(role: str, target: str) -> tuple[str, ...]:
    layouts = SOURCES[target].layouts if target else ()
    theirs = [name for layout in layouts for each in layout.fields_to(role) for name in each.columns]
    return (*roles.ALIASES.get(role, ()), *map(matching.plain, theirs))


def _alike(said: str, alias: str) -> float:
    if said == alias:
        return 1.0
    words, wanted = set(said.split()), set(alias.split())
    if wanted < words and len(alias) > 1:
        return max(0.9 - 0.04 * len(words - wanted), 0.6)
    return 0.85 * matching.likeness(said, alias) if len(alias) > 2 else 0.0


def _assigned(scores: Mapping[tuple[int, str], float]) -> Iterator[tuple[int, tuple[str, float]]]:
    """Each column one role and each role one column, the surest first; other dates may be several, a point has two parts."""
    columns: set[int] = set()
    held: set[str] = set()
    for (at, role), score in sorted(scores.items(), key=lambda each: -each[1]):
        alone = role in roles.PAIRS and not any(other == roles.PAIRS[role] for _, other in scores)
        if at in columns or role in _barred(held) or alone:
            continue
        columns.add(at)
        held |= {role} if role != roles.OTHER_DATE else set()
        yield at, (role, score)


def _barred(held: Collection[str]) -> set[str]:
    """The roles that those taken leave no room for: one time, one kind of point."""
    taken, barred = set(held), set(held)
    for having, bars in _BARS:
        if taken & having:
            barred |= bars
    return barred


def _promote(
    taken: dict[int, tuple[str, float]], scores: Mapping[tuple[int, str], float], looked_at: Sequence[Values], like: Sequence[str]
) -> None:
    """Where no column says when it happened, the likeliest other date does; every date left over is another date."""
    happened = [at for at, (role, _) in taken.items() if role in roles.HAPPENED]
    times = {at: looked_at[at].kind for at in range(len(like)) if looked_at[at].kind in roles.HAPPENED and not like[at]}
    others = [at for at in times if taken.get(at, ("", 0))[0] in {"", roles.OTHER_DATE}]
    if not happened and others:
        best = max(others, key=lambda at: scores.get((at, times[at]), 0.0))
        if scores.get((best, times[best]), 0.0):
            taken[best] = times[best], scores[best, times[best]]
            others.remove(best)
    for at in others:
        taken[at] = roles.OTHER_DATE, max(scores.get((at, roles.OTHER_DATE), 0.0), LEAST)
    if not any(role == "day" for role, _ in taken.values()):
        for at in [at for at, (role, _) in taken.items() if role == roles.CLOCK]:
            del taken[at]


def _sorted_by(taken: dict[int, tuple[str, float]], looked_at: Sequence[Values], like: Sequence[str]) -> None:
    """Where nothing says what sort of record a row is, the first column that could does."""
    if any(role in {"category", "crime_type", "offence", "method"} for role, _ in taken.values()):
        return
    free = [at for at in range(len(like)) if at not in taken and not like[at] and len(looked_at[at].distinct) > 1]
    best = next((at for at in free if evidence.says("category", looked_at[at]) is None and looked_at[at].sorts), None)
    if best is not None:
        taken[best] = "category", LEAST


def roles_for(target: str, *, wide: bool) -> tuple[str, ...]:
    """What a column may be in a form of a source, or of a new one."""
    every = tuple(roles.TITLES)
    if target != NEW:
        source = SOURCES[target]
        read = {each.to for layout in source.layouts for each in layout.fields if not each.fixed}
        every = tuple(role for role in every if role in read | _always(source))
    return tuple(role for role in every if role in roles.OF_COUNTS - {"month", "day", "n"}) if wide else every


def _always(source: Source) -> set[str]:
    """What any form of a source may say besides what the known ones do."""
    if source.shape is Shape.AREA_COUNTS:
        return {"month", "day", roles.OTHER_DATE, "borough"}
    ward = {"ward"} if "ward" in source.carries else set()
    return {*roles.HAPPENED, roles.CLOCK, roles.OTHER_DATE, "borough", "free_text", *ward}


def likely_target(given: Given, looked_at: Sequence[Values]) -> str:
    """The source that a table is most likely a further form of; ``NEW`` where it is like none."""
    found = _told(guess.role for guess in guesses(given, looked_at, NEW))
    scored = {key: _alike_source(source, given, looked_at, found) for key, source in SOURCES.items()}
    best = max(scored, key=lambda key: scored[key])
    return best if scored[best] >= ALIKE else NEW


def _alike_source(source: Source, given: Given, looked_at: Sequence[Values], roles_found: frozenset[str]) -> float:
    """How like a source's forms a table is: by its headings or by what it tells, and by the words of what sorts its rows."""
    layouts = [layout for layout in source.layouts if layout.reader == "csv" and layout.wide == bool(given.months)]
    if "category" in roles_found - source.carries:
        return 0.0  # it is sorted by something of its own
    said = [matching.plain(title) for title in given.described]
    found = 0.0
    for layout in layouts:
        wanted = [matching.plain(name) for each in layout.fields for name in each.columns]
        near = [max(matching.likeness(name, title) for title in said) for name in wanted]
        theirs = _told(each.to for each in layout.fields if not each.fixed)
        headed = sum(near) / len(near) if near else 0.0
        shared = len(theirs & roles_found)
        alike = (shared / len(theirs | roles_found) + shared / max(len(roles_found), 1)) / 2
        found = max(found, 0.6 * headed, 0.5 * alike)
    return found + 0.4 * _words_known(source, looked_at) if found else 0.0


def _told(listed: Iterable[str]) -> frozenset[str]:
    """What a table tells, whichever way it writes its times and points."""
    kinds = {"day": "time", "moment": "time", "month": "time", "easting": "point", "lat": "point"}
    return frozenset(kinds.get(role, role) for role in listed) - {
        "northing",
        "lng",
        roles.CLOCK,
        roles.OTHER_DATE,
        roles.LEFT_OUT,
    }


def _words_known(source: Source, looked_at: Sequence[Values]) -> float:
    """How many of the words of what sorts a source's rows stand in some column of the table."""
    offered = source.offers.get(source.kind, ())
    if not offered:
        return 0.0
    return max((_known_among(values, source.kind, offered) for values in looked_at if values.sorts), default=0.0)


def _known_among(values: Values, dimension: str, offered: Sequence[str]) -> float:
    """The share of a column's words that mean one of these values."""
    return values.share(lambda text: matching.matched(text, dimension, offered)[1] >= matching.SURE)


@cache
def _words(target: str, role: str) -> frozenset[str]:
    """The words that a source's own forms know for a role, all plain."""
    if target == NEW:
        return frozenset()
    known = [each.words or {} for layout in SOURCES[target].layouts for each in layout.fields_to(role)]
    return frozenset(matching.plain(word) for words in known for word in words if word)
