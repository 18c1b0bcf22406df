"""Where does this text say that it was, how sure is that, and why?

Never a guess: a text that names two places equally well, or two things that
cannot both be true, gets no point, and says which they were. Never a home.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from geo.places import words
from geo.places.answers import Answer, Band, Candidate, Decision
from geo.places.choosing import Chosen, Hints, chosen_of, nowhere
from geo.places.gazetteer import POSTCODE_SPREAD_M, Gazetteer, Kind
from geo.places.matching import Match, matches, spoken
from geo.places.places_apart import metres_to_point
from geo.places.readings import Reader
from geo.places.text import Said, read_text

HOME = "a home is never put on the map"
DISAGREE_M = 1_000.0  # a postcode further than this from the street beside it cannot be its postcode
SHOWN = 5  # candidates
WHOLE = 0.99  # a score: every word of the name stands there as it is written


@dataclass(slots=True)
class Geocoder:
    """Finds places in texts. ``remembered`` maps ``text.key_of`` a text to what a person decided about it."""

    known: Gazetteer
    remembered: Mapping[str, Decision] = field(default_factory=dict)
    _reader: Reader = field(init=False)

    def __post_init__(self) -> None:
        self._reader = Reader(self.known)

    def find(self, text: str) -> Answer:
        """The answer for one text. A home stays a home whatever is remembered."""
        said = read_text(text, self.known.vocabulary)
        found = matches(said.tokens, self._reader)
        groups = [self._street_if_numbered(group, said) for group in spoken(found)]
        if home := self._home(said, groups):
            return Answer(Band.NONE, f"“{home}”: {HOME}", home=True)
        if (decision := self.remembered.get(said.key)) is not None:
            return _recalled(decision)
        unread = self._unread(said, groups)
        if away := _elsewhere(unread):
            return nowhere(f"it names {away.title()}, which the gazetteer does not hold", self._shown(found), unread)
        return self._decided(said, groups, found, unread)

    def speaks_of_home(self, text: str) -> bool:
        """Whether :meth:`find` would take the text for a home; quick for one that has no such word."""
        said = read_text(text, self.known.vocabulary)
        return bool(said.homes) and self.find(text).home

    def _decided(self, said: Said, groups: Sequence[Sequence[Match]], found: Sequence[Match], unread: tuple[str, ...]) -> Answer:
        if said.postcode in self.known.postcodes:
            return self._at_postcode(said, groups, unread)
        hints = Hints.of(said, self.known, groups)
        if hints.unknown_district:
            return nowhere(f"the gazetteer holds no postcode of {said.district}", self._shown(found), unread)
        chosen = chosen_of(groups, hints, self.known, self._shown([match for group in groups for match in group]))
        if chosen is not None:
            return _worded(chosen, unread)
        if said.district:
            return self._in_district(said, unread)
        if not said.tokens:
            return nowhere("nothing was written that says where")
        if said.category:
            return nowhere(f"“{said.category}” is a kind of place, and there are many", (), unread)
        return nowhere("no place that is known is named in it", self._shown(found), unread)

    def _at_postcode(self, said: Said, groups: Sequence[Sequence[Match]], unread: tuple[str, ...]) -> Answer:
        point = self.known.postcodes[said.postcode]
        shown = f"{said.postcode[:-3]} {said.postcode[-3:]}"
        for group in groups:
            places = [self.known.places[match.place] for match in group]
            exact = [place for place in places if place.kind in {Kind.STREET, Kind.LANDMARK}]
            if exact and min(metres_to_point(place, point) for place in exact) > DISAGREE_M:
                reason = f"{shown} is more than {DISAGREE_M:,.0f} m from {exact[0].name}, which it also names"
                return nowhere(reason, (Candidate(shown, "postcode", point, 1.0), *self._shown(group)), unread)
        return Answer(Band.EXACT, f"the postcode {shown}", point, POSTCODE_SPREAD_M, shown, (), unread)

    def _in_district(self, said: Said, unread: tuple[str, ...]) -> Answer:
        sector = said.postcode[:-2] if said.postcode else ""
        name = sector if sector in self.known.districts else said.district
        point, spread_m = self.known.districts[name]
        missing = f"the gazetteer does not hold {said.postcode[:-3]} {said.postcode[-3:]}; " if said.postcode else ""
        shown = f"{name[:-1]} {name[-1]}" if name == sector else name
        return Answer(Band.AREA, f"{missing}somewhere in {shown}", point, spread_m, shown, (), unread)

    def _street_if_numbered(self, group: list[Match], said: Said) -> list[Match]:
        """Of a street and an area of one name, the street, where a house number stands before it."""
        before = min(position for match in group for position in match.covered) - 1
        numbered = any(token.position == before and token.word[0].isdigit() for token in said.tokens)
        streets = [match for match in group if self.known.places[match.place].kind is Kind.STREET]
        return streets if numbered and streets else group

    def _home(self, said: Said, groups: Sequence[Sequence[Match]]) -> str:
        """The first words for a home that are no part of a name standing there in full, as in Manor House Gardens."""
        whole = {position for group in groups for match in group if match.score >= WHOLE for position in match.covered}
        for home in said.homes:
            at = {token.position for token in said.tokens if token.word in home.split()}
            if not at or not at <= whole:
                return home
        return ""

    def _unread(self, said: Said, groups: Sequence[Sequence[Match]]) -> tuple[str, ...]:
        covered = {position for group in groups for match in group for position in match.covered}
        silent = words.FILLER | self.known.borough | words.WEAK_JUNCTION_WORDS | words.CATEGORY_WORDS
        left = [token.word for token in said.tokens if token.position not in covered and token.word not in silent]
        return tuple(word for word in left if not word[0].isdigit())

    def _shown(self, found: Sequence[Match]) -> tuple[Candidate, ...]:
        best = {match.place: match.score for match in sorted(found, key=lambda match: match.score)}
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
        places = self.known.places
        return tuple(Candidate(places[at].name, places[at].kind.value, places[at].point, score) for at, score in ranked)


def _recalled(decision: Decision) -> Answer:
    if decision.point is None:
        return Answer(Band.NONE, "a person decided that this text names no place", remembered=True)
    reason = f"a person decided that this text means {decision.name}"
    return Answer(decision.band, reason, decision.point, decision.spread_m, decision.name, remembered=True)


def _elsewhere(unread: Sequence[str]) -> str:
    """A place far away among the words that were not understood."""
    runs = (
        " ".join(unread[start:end]) for start in range(len(unread)) for end in range(start + 1, min(start + 3, len(unread)) + 1)
    )
    return next((run for run in runs if run in words.ELSEWHERE), "")


def _worded(chosen: Chosen, unread: tuple[str, ...]) -> Answer:
    if chosen.point is None:
        return nowhere(chosen.reason, chosen.candidates, unread)
    return Answer(chosen.band, chosen.reason, chosen.point, chosen.spread_m, chosen.name, chosen.candidates, unread)
