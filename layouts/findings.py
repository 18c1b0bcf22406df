"""What does a figure show, in one sentence? From released counts; true whatever they hold.

Shares are of the records that state the thing asked. Each function says so
when nothing was recorded, nothing is known, or too little is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import sqrt

from data_access import months
from data_access.catalogue.code_lists import UNKNOWN
from data_access.released import ABSENT, Released
from data_access.verdicts import Comparison
from data_access.wording import capitalised, listed, spelled, thousands
from layouts.changes import against, of_the_rest, speaks_for_all
from layouts.fractions import NEAR, share_of, share_words
from layouts.wording import gaps

# From this share on, that a thing is not known is the finding.
MUCH_UNKNOWN = 0.25
# From this share on, a sentence says that it speaks of the rest.
SOME_UNKNOWN = 0.05
# From this share of the months on, those that hold some kinds or places only leave nothing to say of the whole.
MUCH_UNSOUND = 0.1
# Fewer than this cannot show an hour that stands out.
FEWEST_FOR_A_PEAK = 50

_SAID: Mapping[str, str] = {
    "controlled-drugs": "for drugs",
    "evidence-of-offences": "for evidence of an offence",
    "threaten-or-harm": "for anything to threaten or harm",
    "unavailable": "for an object not available",
    "no-further-action": "followed by no further action",
    "arrest": "followed by an arrest",
    "community-resolution": "followed by a community resolution",
    "no-suspect-identified": "closed with no suspect identified",
    "under-investigation": "under investigation",
}


def trend(released: Released) -> str:
    """How many over the months asked: ``4,123 searches``."""
    asked = set(map(months.address, months.between(released.since, released.until)))
    values = [row.value for row in released.rows if row.keys[0] in asked]
    if None in values:
        return f"Some months of {released.source.noun[1]} are withheld"
    total = sum(value for value in values if value is not None)
    return _how_many(released, total if total or not _not_supplied(released) else None)


def trend_against(change: Comparison, released: Released) -> str:
    """How many, and against the year before: ``4,123 searches, about a quarter fewer than the year before``."""
    if change.total is None and any(True for _ in released.withheld()):
        return f"Some months of {released.source.noun[1]} are withheld"
    said = _how_many(released, change.total)
    if change.total is None:
        return said
    return f"{said}{against(change.verdict)}" if speaks_for_all(change) else f"{said}; {of_the_rest(change)}"


def leading(released: Released) -> str:
    """What is commonest: ``More than half of searches were for drugs``; or what is not known, where that is much."""
    counts, early = _known(released)
    if early:
        return early
    if released.overlapping:
        return f"{capitalised(released.source.noun[1])} are counted several ways, which overlap"
    most = max(counts.values())
    first = [slug for slug, count in counts.items() if count == most]
    if len(first) > 1:
        return f"{capitalised(listed([_name(released, slug) for slug in first[:3]]))} are level" + _further(first)
    known = sum(counts.values())
    aside = sum(_values(released).values()) - known
    said = _leader(released, first[0], most, known)
    return f"Where {_thing(released)} is known, {lowered(said)}" if aside > SOME_UNKNOWN * (known + aside) else said


def _leader(released: Released, slug: str, most: int, known: int) -> str:
    share = share_of(most, known, released.source.noun)
    match released.by[0].key:
        case "object":
            return f"{share} {_SAID.get(slug) or f'for {_name(released, slug)}'}"
        case "crime_type":
            return f"{share} {_name(released, slug)}"
        case "outcome" if slug in _SAID:
            return f"{share} {_SAID[slug]}"
        case "ethnicity" | "officer_ethnicity" | "gender":
            return f"{share} of {_people(released, slug)}"
        case "ward" | "old_ward" | "lsoa":
            return f"{share} in {released.label(slug)}"
        case "age":
            return f"{share} of people {'aged ' if slug[0].isdigit() else ''}{_name(released, slug)}"
        case "weekday":
            return f"{share} on a {_name(released, slug)}"
    return f"{capitalised(share_words(most, known))}: {_name(released, slug)}"


def people(released: Released) -> str:
    """Who: ``Nine in ten people searched were male``, from age and gender."""
    at = [dimension.key for dimension in released.by].index("gender")
    counts, early = _known(released, at)
    if early:
        return early
    searched = released.source.key == "stop-and-search"
    noun = ("person searched", "people searched") if searched else ("person", "people")
    most = max(counts.values())
    first = [slug for slug, count in counts.items() if count == most]
    labels = [released.by[at].label(slug).lower() for slug in first]
    if len(first) > 1:
        return f"As many {noun[1]} were {listed(labels, 'as')}"
    return f"{share_of(most, sum(counts.values()), noun)} {labels[0]}"


def peak(released: Released) -> str:
    """When: ``Searches peak from 4 to 6 pm``, from hours and weekdays."""
    at = [dimension.key for dimension in released.by].index("hour")
    counts, early = _known(released, at)
    if early:
        return early
    noun = released.source.noun[1]
    hours = [counts.get(str(hour), 0) for hour in range(24)]
    total, top = sum(hours), max(hours)
    if total < FEWEST_FOR_A_PEAK:
        return f"Too few {noun} to say when they peak"
    # Three standard errors above the even share: the highest of 24 even hours reaches it about once in fifty.
    if top - 3 * sqrt(top) <= total / 24:
        return f"No hour stands out for {noun}"
    first, length = _run(hours, top)
    verb = "peak" if length <= 4 else "are most frequent"
    return f"{capitalised(noun)} {verb} {hours_words(first, (first + length) % 24)}"


def _run(hours: list[int], top: int) -> tuple[int, int]:
    """The busiest hour with those beside it that come close to it; over midnight, too."""
    first, length = hours.index(top), 1
    while length < 24 and hours[(first + length) % 24] >= 0.8 * top:
        length += 1
    while length < 24 and hours[(first - 1) % 24] >= 0.8 * top:
        first, length = (first - 1) % 24, length + 1
    return first, length


def hours_words(first: int, end: int) -> str:
    """``from 4 to 6 pm``, ``from 11 am to 1 pm``, ``from 10 pm to midnight``."""
    same_half = first // 12 == end // 12 and first < end and first % 12
    return f"from {first % 12 if same_half else _clock(first)} to {_clock(end)}"


def _clock(hour: int) -> str:
    return {0: "midnight", 12: "noon"}.get(hour, f"{hour % 12} {'am' if hour < 12 else 'pm'}")


def concentration(released: Released, place: tuple[str, str] = ("cell", "cells")) -> str:
    """Where: ``One search in five was in four cells``: the fewest cells (or areas called ``place``) that hold about a fifth."""
    counts, early = _known(released)
    if early:
        return early
    total, held, cells = sum(counts.values()), 0, 0
    for count in sorted(counts.values(), reverse=True):
        if held >= (1 / 5 - NEAR) * total:
            break
        held, cells = held + count, cells + 1
    return f"{share_of(held, total, released.source.noun)} in {spelled(cells)} {place[0 if cells == 1 else 1]}"


def placed(released: Released) -> Mapping[str, int]:
    """Counts by place where any may be said; nothing where a count is withheld, or too much is not known."""
    counts, early = _known(released)
    return {} if early else counts


def _values(released: Released, at: int = 0) -> Counter[str]:
    """Counts by one of the dimensions, the others summed; nothing withheld."""
    counts: Counter[str] = Counter()
    for row in released.rows:
        counts[row.keys[at]] += row.value or 0
    return counts


def _known(released: Released, at: int = 0) -> tuple[Counter[str], str]:
    """Counts of what is known, or the sentence that says why they cannot be read."""
    counts = _values(released, at)
    total = sum(counts.values())
    if any(True for _ in released.withheld()):
        return counts, "Some counts are withheld, so no share is given"
    if not total:
        return counts, _how_many(released, None if _not_supplied(released) else 0)
    if unsound := _unsound(released):
        return counts, unsound
    unknown = counts.pop(UNKNOWN, 0)
    if unknown >= MUCH_UNKNOWN * total:
        words = released.by[at].label(UNKNOWN).lower() if released.by[at].values else "not known"
        whose = f"all {_these(released, total)}" if unknown == total else share_words(unknown, total)
        return counts, f"For {'the only ' + _noun(released, 1) if total == 1 else whose}, {_thing(released, at)} was {words}"
    return +counts, ""


def _unsound(released: Released) -> str:
    """Why nothing is said of what is commonest: months that lack whole kinds or places, or are known to be wrong.

    A month to its 17th only is none of these: its days are like any others.
    """
    held = [entry for entry in released.coverage.months if entry.drawn]
    skewed = tuple(entry for entry in held if not entry.comparable and entry.through is None)
    return f"No finding: {gaps(skewed, brief=True)}" if len(skewed) > MUCH_UNSOUND * len(held) else ""


def _these(released: Released, total: int) -> str:
    return f"{thousands(total)} {_noun(released, total)}"


def _how_many(released: Released, total: int | None) -> str:
    if total is None:
        return f"{capitalised(released.source.noun[1])} were not supplied for this period"
    return f"No {released.source.noun[1]} were recorded" if total == 0 else _these(released, total)


def _noun(released: Released, count: int) -> str:
    return released.source.noun[0 if count == 1 else 1]


def _not_supplied(released: Released) -> bool:
    asked = [entry for entry in released.coverage.months if released.since <= entry.month <= released.until]
    return bool(asked) and all(entry.state in ABSENT for entry in asked)


def _thing(released: Released, at: int = 0) -> str:
    dimension = released.by[at]
    return dimension.title.lower() if dimension.values else "the place"


def _name(released: Released, slug: str) -> str:
    """A category inside a sentence: small letters, but names of places and peoples keep their capital."""
    label = released.label(slug)
    kept = {"ward", "old_ward", "lsoa", "ethnicity", "officer_ethnicity", "weekday", "force", "legislation"}
    return label if released.by[0].key in kept else label.lower()


def _people(released: Released, slug: str) -> str:
    key = released.by[0].key
    if key == "gender":
        return f"{_name(released, slug)} people"
    return people_of(released.label(slug))


def people_of(label: str) -> str:
    """An ethnic group as people: ``Black people``, ``people of Mixed ethnicity``."""
    return f"people of {label} ethnicity" if label in ("Mixed", "Other") else f"{label} people"


def lowered(sentence: str) -> str:
    """The sentence with its first letter small, to stand after another's beginning."""
    return f"{sentence[:1].lower()}{sentence[1:]}"


def _further(first: Iterable[str]) -> str:
    more = len(list(first)) - 3
    return f", with {spelled(more)} more" if more > 0 else ""
