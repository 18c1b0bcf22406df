"""What source file does a draft come to, and what is still missing from it?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from data_access.catalogue import SOURCES
from data_access.catalogue.code_lists import UNKNOWN
from data_access.ingest.mapping import forms, roles
from data_access.ingest.mapping.draft import NO_WARD, Draft, is_year, label, slug
from data_access.mappings import NEW, OWN, SET_ASIDE

FINEST_CELL = 9
NEEDED = {
    "title": "what the source is called",
    "agency": "who supplies it",
    "disclosure": "who may see it: its class",
    "singular": "what one row is called",
    "plural": "what several rows are called",
    "licence": "under which licence or agreement it came",
}
CLASSES = ("O", "R", "S")
_TIME_FLOORS = {"moment": "minute", "day": "day", "month": "month"}
_SORTS = ("category", "crime_type", "offence", "method", "outcome", "setting")


@dataclass(frozen=True, slots=True)
class Numbers:
    """The next numbers in snapshots that nobody has: of sources, and of added values by dimension."""

    source: int
    category: int


def missing(draft: Draft) -> tuple[str, ...]:
    """What must still be said, as sentences; none where the file can be written."""
    return (*_columns_missing(draft), *_facts_missing(draft))


def _columns_missing(draft: Draft) -> Iterator[str]:
    taken = [role for role in draft.roles if role not in {roles.LEFT_OUT, roles.OTHER_DATE}]
    for role in dict.fromkeys(role for role in taken if taken.count(role) > 1):
        yield f"Two columns are “{roles.TITLES[role]}”: keep one."
    times = [role for role in taken if role in roles.HAPPENED]
    if not draft.given.months and not times:
        yield "No column says when it happened."
    if len(set(times)) > 1:
        yield "Two columns say when it happened: keep one, and call the other “Another date”."
    for role in dict.fromkeys(taken):
        if role in roles.PAIRS and roles.PAIRS[role] not in taken:
            yield f"“{roles.TITLES[role]}” needs “{roles.TITLES[roles.PAIRS[role]]}”."
    if {"lat", "easting"} <= set(taken):
        yield "Two kinds of points: keep degrees or metres."
    if roles.CLOCK in taken and "day" not in taken:
        yield "A time of day needs the date it happened in a column of its own."
    for at in draft.too_many:
        yield f"“{draft.given.heading[at]}” has too many different words to be sorts of anything: leave it out."
    yield from _of_its_kind(draft, taken)
    yield from _unread_times(draft)


def _of_its_kind(draft: Draft, taken: Sequence[str]) -> Iterator[str]:
    if draft.counts:
        if not draft.given.months and "n" not in taken:
            yield "No column says how many were counted."
        strange = [role for role in taken if role not in roles.OF_COUNTS]
        for role in strange:
            yield f"Numbers by area cannot have “{roles.TITLES[role]}”: leave that column out."
        if "borough" not in taken and not draft.facts["covers"]:
            yield "No column names the borough: say that the file is of this borough only."
    else:
        if draft.given.months:
            yield "Months head columns, so the rows are numbers and not incidents."
        if "n" in taken:
            yield "A row that is one incident has no number: leave that column out, or say that the rows are numbers."


def _unread_times(draft: Draft) -> Iterator[str]:
    for at, role in enumerate(draft.roles):
        if role in (*roles.HAPPENED, roles.CLOCK) and not forms.forms(draft.given.columns[at], role)[0]:
            yield f"“{draft.given.heading[at]}” is written in no way that can be read as “{roles.TITLES[role]}”."


def _facts_missing(draft: Draft) -> Iterator[str]:
    if draft.target != NEW:
        return
    for name, words in NEEDED.items():
        if not draft.facts[name]:
            yield f"Say {words}."
    if draft.facts["disclosure"] not in {"", *CLASSES}:
        yield "The class is O, R or S."
    if draft.facts["title"] and not slug(draft.facts["title"]):
        yield "The title needs letters."
    for name, low, high in (("due_day", 1, 31), ("due_after", 0, 24)):
        text = draft.facts[name]
        if not (text.isascii() and text.isdigit() and low <= int(text[:4]) <= high):
            yield (
                f"The day a return is due is a whole number from {low} to {high}."
                if name == "due_day"
                else (f"The months until then are a whole number from {low} to {high}.")
            )


# -- the file --------------------------------------------------------------------------


def text(draft: Draft, numbers: Numbers, *, made: str) -> str:
    """The source file as TOML; ``made`` is the remark on its first line. Nothing may be missing."""
    lines = [f"# {made}"]
    worded = [each.role for each in draft.words] + [role for role in draft.roles if role == "age_group"]
    words = {role: _words_of(draft, role) for role in dict.fromkeys(worded)}
    if draft.target == NEW:
        lines += _of_source(draft, numbers)
    else:
        lines.append(f"extends = {_q(draft.target)}")
    lines += ["", "[[layout]]", *_of_layout(draft), "", "[layout.read]", *_of_fields(draft)]
    for role, meanings in words.items():
        lines += ["", f"[words.{role}]", *(f"{_q(word)} = {_q(meaning)}" for word, meaning in meanings.items())]
    return "\n".join(lines) + "\n"


def _q(value: str) -> str:
    """A text as TOML's basic string; JSON's is one but for the delete character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(values: Sequence[str]) -> str:
    return f"[{', '.join(map(_q, values))}]"


def key_of(draft: Draft) -> str:
    return draft.facts["key"]


def own_values(draft: Draft) -> dict[str, str]:
    """The categories that a new source adds: slug to label. One of its own where no column sorts its rows."""
    key = key_of(draft)
    shown = {
        f"{key}-{slug(word.text)}": label(word.text) for each in draft.words if each.role == "category" for word in each.words
    }
    used = {
        f"{key}-{word.choice.removeprefix(OWN)}" for each in draft.words for word in each.words if word.choice.startswith(OWN)
    }
    found = {value: words for value, words in shown.items() if value in used}
    return found if found or _sort(draft) != "category" else {f"{key}-all": label(draft.facts["plural"])}


def _sort(draft: Draft) -> str:
    return next((role for role in _SORTS if role in draft.roles), "category")


def _of_source(draft: Draft, numbers: Numbers) -> Iterator[str]:
    facts, own, sort = draft.facts, own_values(draft), _sort(draft)
    points = any(role in roles.POINTS for role in draft.roles)
    place = "point" if points else next((role for role in ("ward", "lsoa") if role in draft.roles), "borough")
    time = "month" if draft.given.months else next(role for role in roles.HAPPENED if role in draft.roles)
    time = "moment" if roles.CLOCK in draft.roles else time
    yield f"code = {numbers.source}"
    for name in ("title", "agency"):
        yield f"{name} = {_q(facts[name])}"
    yield f"dataset = {_q(facts['title'])}"
    yield f"kind = {_q(facts['kind'])}"
    yield f"disclosure = {_q(facts['disclosure'])}"
    yield f"noun = {_list([facts['singular'], facts['plural']])}"
    yield f"sort = {_q(sort)}"
    yield f"headline = {_list(_first_sorts(draft, sort, own))}"
    if points:
        yield f"finest_cell = {FINEST_CELL}"
    rule = f"Every row is one {facts['singular']}." if not draft.counts else "Numbers as the supplier counted them."
    yield f"counting_rule = {_q(rule)}"
    yield f"geography = {_q(place)}"
    yield f"time_floor = {_q('month' if draft.counts else _TIME_FLOORS[time])}"
    yield "caveats = []"
    yield f"licence = {_q(facts['licence'])}"
    yield 'address = ""'
    yield from ("", "[due]", f"day = {facts['due_day']}", f"months_after = {facts['due_after']}")
    if own:
        yield from ("", "[values.category]")
        for at, (value, words) in enumerate(own.items()):
            yield f"{value} = {{ code = {numbers.category + at}, label = {_q(words)} }}"


def _first_sorts(draft: Draft, sort: str, own: Mapping[str, str]) -> list[str]:
    if sort == "category":
        return list(own)[:3]
    told = _words_of(draft, sort).values()
    return [value for value in dict.fromkeys(told) if value != UNKNOWN][:3]


def _of_layout(draft: Draft) -> Iterator[str]:
    known = SOURCES[draft.target].layouts[0] if draft.target else None
    yield f"name = {_q(draft.facts['layout'])}"
    if known and known.force:
        yield f"force = {_q(known.force)}"
    if draft.facts["covers"] and "borough" not in draft.roles:
        yield 'covers = "borough"'
    if draft.given.months:
        yield f"months = {_q(draft.given.form)}"
    if draft.counts and _each_once(draft):
        yield "once = true"
    if not draft.counts and (known is None or any(each.continuous for each in SOURCES[draft.target].layouts)):
        yield "continuous = true"
    dates = [draft.given.heading[at] for at, role in enumerate(draft.roles) if role == roles.OTHER_DATE]
    if dates:
        yield f"dates = {_list(dates)}"
    yield "heading = ["
    yield from (f"    {_q(name)}," for name in draft.given.described)
    yield "]"


def _each_once(draft: Draft) -> bool:
    """Whether each area, month and sort stands in one row only, as a correct table of numbers does."""
    numbers = draft.at("n")
    last = len(draft.given.described)
    keys = list(zip(*(column for at, column in enumerate(draft.given.columns[:last]) if at != numbers), strict=True))
    return len(set(keys)) == len(keys)


def _of_fields(draft: Draft) -> Iterator[str]:
    listed = {each.position for each in draft.words}
    clock = draft.at(roles.CLOCK)
    for at, role in enumerate(draft.roles):
        name = draft.given.heading[at]
        if role in {roles.LEFT_OUT, roles.OTHER_DATE, roles.CLOCK}:
            continue
        if role == "day" and clock is not None:
            columns, written = [name, draft.given.heading[clock]], _together(draft, at, clock)
            yield f"moment = {{ together = {_list(columns)}, forms = {_list(written)} }}"
        elif role in roles.HAPPENED:
            yield f"{role} = {{ column = {_q(name)}, forms = {_list(forms.forms(draft.given.columns[at], role)[0])} }}"
        elif role == "age_group" and any(is_year(word) for word in draft.looked_at[at].distinct):
            yield f'age_group = {{ column = {_q(name)}, form = "years", words = "age_group" }}'
        elif at in listed:
            yield f"{role} = {{ column = {_q(name)}, words = {_q(role)} }}"
        else:
            yield f"{role} = {_q(name)}"
    yield from _fixed(draft)


def _together(draft: Draft, day: int, clock: int) -> tuple[str, ...]:
    first, second = (draft.given.columns[at] for at in (day, clock))
    return forms.forms([f"{one} / {other}" for one, other in zip(first, second, strict=True) if one and other], "together")[0]


def _fixed(draft: Draft) -> Iterator[str]:
    """What every row says without a column: as in the source's own forms, or the one category of a source without sorts."""
    if draft.target:
        for each in SOURCES[draft.target].layouts[0].fields:
            if each.fixed and each.to not in draft.roles:
                yield f"{each.to} = {{ is = {_q(each.fixed)} }}"
    elif not any(role in _SORTS for role in draft.roles):
        yield f"category = {{ is = {_q(next(iter(own_values(draft))))} }}"


def _words_of(draft: Draft, role: str) -> dict[str, str]:
    """Each word with what it means; those whose rows are set aside are not among them."""
    found: dict[str, str] = {}
    for word in (word for each in draft.words if each.role == role for word in each.words):
        if word.choice == SET_ASIDE:
            continue
        own = word.choice.startswith(OWN)
        meaning = f"{key_of(draft)}-{word.choice.removeprefix(OWN)}" if own else word.choice
        found[word.text.casefold()] = "" if word.choice == NO_WARD else meaning
    if role in roles.CODED:
        found = {**_known_already(draft.target, role), **found}
        if not any(not word.text for each in draft.words if each.role == role for word in each.words):
            found.setdefault("", UNKNOWN)
    return found


def _known_already(target: str, role: str) -> dict[str, str]:
    """What the source's other forms say for a role: a word that this file happens not to hold may stand in the next."""
    layouts = SOURCES[target].layouts if target else ()
    return {word: slug for layout in layouts for each in layout.fields_to(role) for word, slug in (each.words or {}).items()}
