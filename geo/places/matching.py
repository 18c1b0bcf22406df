"""Which names of the gazetteer stand in these words, where, and how well?

A name's score is the share of its words that the text holds, each weighed by
how telling it is: "Brownhill" tells more than "Road". Its words may stand in
another order or have a stranger between them, for a small deduction; another
kind of street ("Brownhill Close") is another street.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from geo.places import words
from geo.places.gazetteer import Gazetteer, Kind, Name
from geo.places.readings import Reader, Reading, nearly_kinds
from geo.places.text import Token

ACCEPT = 0.82  # a name scoring less is not named by the text …
SUGGEST = 0.6  # … but may be what was meant, and is shown to whoever reviews it
NO_KIND = 0.5  # "Brownhill" for Brownhill Road: worth half of what "Road" would have added
SURE = 0.9  # a word likelier than this is that word, not a guess at it
GAP, TURNED = 0.15, 0.05  # deducted for a stranger between two words of a name, for two words in another order
MARGIN = 0.03  # names scoring within this of the best are as good as it


@dataclass(frozen=True, slots=True)
class Match:
    """One name seen in the text. ``covered`` are the positions it explains; ``words``, how many of the name's own stand there.

    ``named`` is false for a mere suggestion.
    """

    place: int
    score: float
    covered: frozenset[int]
    named: bool
    words: int


# Words that stand in many names and in ordinary sentences: "park" alone is not Park Hill.
_GENERIC = words.STREET_KINDS | words.LANDMARK_KINDS | words.JUNCTION_WORDS | words.RELATIONS | words.FILLER
Placed = tuple[int, Reading]  # which word of the name, and its reading


@dataclass(frozen=True, slots=True)
class _Seen:
    """A text's readings by word, the positions where a kind of street is said, and those where a stranger stands."""

    readings: Mapping[str, list[Reading]]
    kinds: frozenset[int]
    strangers: frozenset[int]


def matches(tokens: Sequence[Token], reader: Reader) -> list[Match]:
    """The names that ``tokens`` hold, best first."""
    known = reader.known
    readings: dict[str, list[Reading]] = defaultdict(list)
    for reading in reader.readings(tokens):
        readings[reading.word].append(reading)
    silent = words.FILLER | known.borough | words.CATEGORY_WORDS
    kinds = frozenset(token.position for token in tokens if _says_kind(token.word))
    strangers = frozenset(t.position for t in tokens if t.word not in silent and not t.word[0].isdigit())
    seen = _Seen(readings, kinds, strangers)
    best: dict[tuple[int, frozenset[int]], Match] = {}
    for at in dict.fromkeys(at for word in readings for at in known.by_word.get(word, ())):
        for match in _scored(known.names[at], seen, known):
            spot = match.place, match.covered
            if spot not in best or best[spot].score < match.score:
                best[spot] = match
    return sorted(best.values(), key=lambda match: (-match.score, -len(match.covered), match.place))


def _says_kind(word: str) -> bool:
    return any(each in words.STREET_KINDS for each in (word, *words.ABBREVIATIONS.get(word, ()), *nearly_kinds(word)))


def _scored(name: Name, seen: _Seen, known: Gazetteer) -> Iterator[Match]:
    """The name's matches, one for each place in the text where its most telling word stands."""
    telling = max(range(len(name.tokens)), key=lambda at: name.weights[at] * (name.tokens[at] in seen.readings))
    for anchor in seen.readings.get(name.tokens[telling], ()):
        chosen = list(_chosen(name, seen.readings, (telling, anchor)))
        covered = frozenset(position for _, reading in chosen for position in range(reading.first, reading.last + 1))
        score = sum(name.weights[at] * reading.likeness for at, reading in chosen) + _kind_missing(name, chosen, seen.kinds)
        score -= GAP * _strangers(covered, seen) + TURNED * _turned(chosen)
        if score >= SUGGEST and not _halved(chosen):
            named = score >= ACCEPT and _allowed(name, chosen, seen, known)
            yield Match(name.place, round(min(score, 1.0), 4), covered, named, len(chosen))


def _chosen(name: Name, readings: Mapping[str, list[Reading]], anchor: Placed) -> Iterator[Placed]:
    """For each word of the name, its best reading near the anchor; no position is used for two words."""
    telling, fixed = anchor
    used = dict.fromkeys(range(fixed.first, fixed.last + 1), fixed.part)
    for at, word in enumerate(name.tokens):
        if at == telling:
            yield anchor
            continue
        near = [each for each in readings.get(word, ()) if _free(each, used) and _apart(each, fixed) <= len(name.tokens) + 1]
        if near:
            best = max(near, key=lambda each: each.likeness - GAP * _apart(each, fixed))
            used[best.first] = best.part
            yield at, best


def _free(reading: Reading, used: Mapping[int, bool]) -> bool:
    """Whether nothing else was read here, or the other half of two words run together."""
    return all(position not in used or (used[position] and reading.part) for position in range(reading.first, reading.last + 1))


def _apart(one: Reading, other: Reading) -> int:
    return max(other.first - one.last, one.first - other.last, 0)


def _kind_missing(name: Name, chosen: Sequence[Placed], kinds: frozenset[int]) -> float:
    """Half of the kind's share where the text says no kind; nothing where it says another one."""
    if name.kind_at < 0 or any(at == name.kind_at for at, _ in chosen) or not chosen:
        return 0.0
    after = max(reading.last for _, reading in chosen) + 1
    return 0.0 if after in kinds else NO_KIND * name.weights[name.kind_at]


def _strangers(covered: frozenset[int], seen: _Seen) -> int:
    """Words between those of the name that are not silent ones; another street's kind among them counts three times."""
    between = set(range(min(covered), max(covered) + 1)) - covered
    return len(between & seen.strangers) + 2 * len(between & seen.kinds)


def _halved(chosen: Sequence[Placed]) -> bool:
    """Whether the name takes one of two words that were run together, and leaves the other."""
    parts = Counter(reading.first for _, reading in chosen if reading.part)
    return any(count == 1 for count in parts.values())


def _turned(chosen: Sequence[Placed]) -> int:
    order = [reading.first for _, reading in sorted(chosen, key=lambda each: each[0])]
    return sum(left > right for left, right in pairwise(order))


def _allowed(name: Name, chosen: Sequence[Placed], seen: _Seen, known: Gazetteer) -> bool:
    """Whether what stands there is enough to name this place.

    A station needs its "station", an area every word. A street without its
    kind needs a word of its own, rightly spelt, and nothing after it that
    could make another name of it: "Elmers End" is not Elmers Road.
    """
    kind = known.places[name.place].kind
    whole = len(chosen) == len(name.tokens)
    likeness = min(reading.likeness for at, reading in chosen if at != name.kind_at)
    if kind is Kind.LANDMARK:
        return whole
    if kind is not Kind.STREET:
        return whole and likeness >= SURE
    if name.kind_at < 0 or any(at == name.kind_at for at, _ in chosen):
        return not _loose(chosen, known) or (whole and not _turned(chosen) and _unbroken(chosen))
    after = max(reading.last for _, reading in chosen) + 1
    return likeness == 1 and after not in seen.strangers and not _loose(chosen, known)


def _unbroken(chosen: Sequence[Placed]) -> bool:
    spots = [reading.first for _, reading in chosen]
    return max(spots) - min(spots) < len(spots)


def _loose(chosen: Sequence[Placed], known: Gazetteer) -> bool:
    """Whether all these words also stand in ordinary sentences, or name the borough or another place."""
    return all(reading.word in _GENERIC or reading.word in known.loose for _, reading in chosen)


def spoken(found: Sequence[Match]) -> list[list[Match]]:
    """The best matches that do not overlap, each with its rivals: others as good for the same words.

    A longer name wins over a shorter one inside it: "Lewisham Road" does not
    also name the area Lewisham.
    """
    chosen: list[list[Match]] = []
    taken: set[int] = set()
    named = [match for match in found if match.named]
    for best in sorted(named, key=lambda match: (-len(match.covered) * match.score, match.place)):
        if taken & best.covered:
            continue
        rivals = [each for each in named if each.covered & best.covered and each.score >= best.score - MARGIN]
        rivals = [each for each in rivals if not (each.covered <= best.covered and each.words < best.words)]
        rivals = [each for each in rivals if not each.covered < best.covered and not each.covered & taken]
        unique = {each.place: each for each in sorted(rivals, key=lambda each: each.score)}
        chosen.append(sorted(unique.values(), key=lambda each: (-each.score, each.place)))
        taken |= best.covered
    return chosen
