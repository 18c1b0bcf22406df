"""What has a person said of a table: what each column is, what its words mean, and the facts of a new source?

A form's fields come as they were sent: what is no column, no role and no word
of this table is refused, whoever sent it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from data_access.catalogue import DIMENSIONS, SOURCES, Shape
from data_access.catalogue.code_lists import UNKNOWN
from data_access.errors import BadInput
from data_access.ingest.mapping import evidence, matching, proposal, roles
from data_access.ingest.mapping.evidence import Values
from data_access.ingest.mapping.given import Given
from data_access.ingest.mapping.proposal import Ground, Guess
from data_access.mappings import FACTS, NEW, OWN, SET_ASIDE, Choice, Word, WordList

NO_WARD = "none"
LONGEST_SHORT = 4  # letters of a word that may be an abbreviation: DIY, RTC
MOST_LETTERS = 200  # of a fact
_GSS = re.compile(r"[EWSN]05\d{6}")
_PLACES = frozenset({"an address", "a full postcode"})
_DEFAULTS = {
    "due_day": "20",
    "due_after": "1",
    "licence": "Supplied to the partnership under its information sharing agreement; not for publication",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A table with everything said of it; ``guesses`` are what would be proposed."""

    given: Given
    looked_at: tuple[Values, ...]
    ground: Ground
    guesses: tuple[Guess, ...]
    roles: tuple[str, ...]
    facts: Mapping[str, str]
    words: tuple[WordList, ...]
    too_many: tuple[int, ...]

    @property
    def target(self) -> str:
        return self.facts["target"]

    @property
    def counts(self) -> bool:
        return self.facts["kind"] == "counts"

    def at(self, role: str) -> int | None:
        """The column that is taken for ``role``."""
        return next((at for at, taken in enumerate(self.roles) if taken == role), None)


def draft(given: Given, ground: Ground, form: Mapping[str, str] | None = None) -> Draft:
    """What is proposed for a table, or with a form what a person has said of it; :class:`BadInput` for what was forged."""
    looked_at = proposal.values_of(given, ground)
    said = _checked(form or {})
    target = said["target"] if "target" in said else proposal.likely_target(given, looked_at)
    if target != NEW and target not in SOURCES:
        raise BadInput("There is no such source.", field="target", do="choose one of the list")
    guessed = proposal.guesses(given, looked_at, target)
    fresh = said.get("drawn-for", target) != target
    taken = tuple(
        guess.role if fresh else _role(said.get(f"role-{at}", guess.role), at, guess, target, given)
        for at, guess in enumerate(guessed[: len(given.described)])
    )
    facts = _facts(said, given, target, taken, fresh=fresh)
    asked = [at for at, role in enumerate(taken) if _has_words(role, looked_at[at])]
    many = tuple(at for at in asked if len(_distinct(given.columns[at], taken[at])) > evidence.MOST_WORDS)
    lists = tuple(one for at in asked if at not in many if (one := _list(at, taken[at], given, facts, ground, said)).words)
    return Draft(given, looked_at, ground, guessed, taken, facts, lists, many)


def _checked(form: Mapping[str, str]) -> dict[str, str]:
    for name, value in form.items():
        if len(value) > MOST_LETTERS or not value.isprintable():
            raise BadInput(
                "A field cannot be used.", field=name[:40], expected=f"at most {MOST_LETTERS} plain letters", do="shorten it"
            )
    return dict(form)


def _role(role: str, at: int, guess: Guess, target: str, given: Given) -> str:
    if role not in {roles.LEFT_OUT, *offered(guess, target, given)}:
        raise BadInput("A column cannot be that.", field=given.heading[at][:60], do="choose one of the list")
    return role


def offered(guess: Guess, target: str, given: Given) -> tuple[str, ...]:
    """What a column may be: one that looks like something about a person nothing, or a place in words that is not kept."""
    every = proposal.roles_for(target, wide=bool(given.months))
    if guess.like:
        return ("free_text",) if guess.like in _PLACES and "free_text" in every else ()
    return every


def _facts(said: Mapping[str, str], given: Given, target: str, taken: Sequence[str], *, fresh: bool) -> dict[str, str]:
    facts = {name: said.get(name, _DEFAULTS.get(name, "")).strip() for name in FACTS}
    facts["target"] = target
    if target != NEW:
        facts["kind"] = "counts" if SOURCES[target].shape is Shape.AREA_COUNTS else "incidents"
        facts["disclosure"] = SOURCES[target].disclosure
    elif facts["kind"] not in {"incidents", "counts"}:
        facts["kind"] = "counts" if given.months or ("n" in taken and "moment" not in taken) else "incidents"
    named = PurePosixPath(given.member.name.partition(" › ")[0]).name  # of a book, and not of the month's sheet in it
    title = SOURCES[target].title if target else facts["title"]
    facts["layout"] = facts["layout"] if facts["layout"] and not fresh else f"{title or 'A table'}, as in {named}"[:120]
    facts["key"] = slug(facts["key"]) or (slug(f"{target}-{named.split('.')[0]}") if target else slug(facts["title"]))
    if "covers" not in said or fresh:
        theirs = any(layout.covers for layout in SOURCES[target].layouts) if target else facts["kind"] == "counts"
        facts["covers"] = "borough" if theirs and "borough" not in taken else ""
    return facts


def slug(text: str) -> str:
    """A text as a file's name and an address have it: at most 40 small letters, figures and hyphens.

    >>> slug("Bins & bonfires, 2026")
    'bins-bonfires-2026'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:40].strip("-")


# -- words ---------------------------------------------------------------------------


def _has_words(role: str, values: Values) -> bool:
    if role == "ward":
        return any(_GSS.fullmatch(text) is None for text in values.distinct)
    return role in roles.CODED


def is_year(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 3


def _distinct(texts: Sequence[str], role: str) -> dict[str, tuple[str, int]]:
    """Each word as a reader tells them apart, with one way of writing it and how many rows say it; ages in years are none."""
    counted = Counter(text.strip() for text in texts)
    found: dict[str, tuple[str, int]] = {}
    for text, rows in counted.items():
        if (role == "age_group" and is_year(text)) or (role == "ward" and _GSS.fullmatch(text)):
            continue
        shown, before = found.get(text.casefold(), (text, 0))
        found[text.casefold()] = shown, before + rows
    return dict(sorted(found.items()))


def _list(at: int, role: str, given: Given, facts: Mapping[str, str], ground: Ground, said: Mapping[str, str]) -> WordList:
    distinct = _distinct(given.columns[at], role)
    choices = _choices(role, facts, ground, [shown for shown, _ in distinct.values()])
    values = {each.value for each in choices}
    words = []
    for index, (shown, rows) in enumerate(distinct.values()):
        choice, sure = _best(shown, role, facts, ground, values)
        chosen = said.get(f"word-{at}-{role}-{index}", choice)
        if chosen not in values:
            if facts["target"] != NEW or not chosen.startswith(OWN):
                raise BadInput("A word cannot mean that.", field=given.heading[at][:60], do="choose one of the list")
            chosen = choice
        words.append(Word(shown, rows, chosen, sure))
    title = roles.TITLES[role]
    return WordList(at, given.heading[at], role, title, tuple(words), choices)


def _choices(role: str, facts: Mapping[str, str], ground: Ground, shown: Sequence[str]) -> tuple[Choice, ...]:
    aside = Choice(SET_ASIDE, "Not known: set these rows aside")
    if role == "ward":
        wards = [Choice(code, name) for name, code in sorted(ground.wards.items())]
        return (aside, *wards, Choice(NO_WARD, "No ward"))
    dimension = DIMENSIONS[role]
    nothing = Choice(UNKNOWN, dimension.label(UNKNOWN))
    if facts["target"] == NEW and role == "category":
        own = {f"{OWN}{slug(text)}": label(text) for text in shown if slug(text)}
        return (aside, *(Choice(value, words) for value, words in own.items()), nothing)
    slugs = SOURCES[facts["target"]].offers.get(role, dimension.slugs) if facts["target"] else dimension.slugs
    return (aside, *(Choice(each, dimension.label(each)) for each in slugs if each != UNKNOWN), nothing)


def label(text: str) -> str:
    """A published word as a label: ``FLY TIPPING`` is Fly tipping."""
    words = text.strip()
    words = words.lower() if words.isupper() and len(words) > LONGEST_SHORT else words
    return words[:1].upper() + words[1:80]


def _best(text: str, role: str, facts: Mapping[str, str], ground: Ground, values: set[str]) -> tuple[str, float]:
    if role == "ward":
        near = [(matching.likeness(matching.plain(text), matching.plain(name)), code) for name, code in ground.wards.items()]
        sure, code = max(near, default=(0.0, ""))
        if not text.strip():
            return NO_WARD, 1.0
    elif facts["target"] == NEW and role == "category" and f"{OWN}{slug(text)}" in values:
        return f"{OWN}{slug(text)}", 1.0
    else:
        code, sure = matching.matched(text, role, values - {SET_ASIDE})
    return (code, sure) if sure >= matching.SURE else (SET_ASIDE, 0.0)
