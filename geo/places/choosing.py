"""Of the places that a text names, which one is meant, or why can none be chosen?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from geo.places.answers import Answer, Band, Candidate, Point
from geo.places.gazetteer import Gazetteer, Kind, Place
from geo.places.matching import Match
from geo.places.places_apart import metres_to_point, nearest, widest
from geo.places.text import Said

# Points stand at the middle of a stretch, not at its ends. Two streets whose points come this near meet …
MEET_M = 250.0
SAID_TO_MEET_M = 500.0  # … and so do two that the text calls a junction
SAME_PART_M = 800.0  # places all within this are in one part of the borough
NEAR_M = 500.0  # a station and a street named together are this near, or one of them is wrong
SPECIFIC = frozenset({Kind.STREET, Kind.LANDMARK})


@dataclass(frozen=True, slots=True)
class Chosen:
    """An answer in the making; without a point it says why there is none."""

    reason: str
    band: Band = Band.NONE
    point: Point | None = None
    spread_m: float = 0.0
    name: str = ""
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Hints:
    """What the text says about the part of town: a postcode district, areas; and whether it speaks of a junction."""

    district: str
    middle: tuple[Point, float] | None
    areas: tuple[Place, ...]
    unknown_district: bool
    junction: bool

    @classmethod
    def of(cls, said: Said, known: Gazetteer, groups: Sequence[Sequence[Match]]) -> Hints:
        """The hints of one text."""
        named = [[known.places[match.place] for match in group] for group in groups]
        beside_another = not said.junction and any(not _has_area(places) for places in named)
        areas = (_as_area(places, mixed=beside_another) for places in named)
        middle = known.districts.get(said.district)
        unknown = bool(said.district) and middle is None
        return cls(said.district, middle, tuple(area for area in areas if area), unknown, said.junction)

    def allow(self, place: Place) -> bool:
        """Whether this place can be in the part of town that is named, generously."""
        if (
            self.middle
            and self.district not in place.districts
            and metres_to_point(place, self.middle[0]) > self.middle[1] + NEAR_M
        ):
            return False
        return all(metres_to_point(place, area.point) <= area.spread_m + NEAR_M for area in self.areas)

    def favour(self, place: Place) -> bool:
        """Whether this place is in the part of town that is named, strictly."""
        inside = all(metres_to_point(place, area.point) <= area.spread_m for area in self.areas)
        return inside and (not self.district or self.district in place.districts)

    def words(self) -> str:
        return " and ".join([*([self.district] if self.district else []), *(area.name for area in self.areas)])


def _has_area(places: Sequence[Place]) -> bool:
    return any(place.kind is Kind.AREA for place in places)


def _as_area(places: Sequence[Place], *, mixed: bool) -> Place | None:
    """The area that a name is the name of; beside another name also where a street is called the same."""
    areas = [place for place in places if place.kind is Kind.AREA]
    return areas[0] if len(areas) == 1 and (mixed or len(places) == 1) else None


def nowhere(reason: str, candidates: tuple[Candidate, ...] = (), unread: tuple[str, ...] = ()) -> Answer:
    """No point, and why."""
    return Answer(Band.NONE, reason, candidates=candidates, unread=unread)


def chosen_of(
    groups: Sequence[Sequence[Match]], hints: Hints, known: Gazetteer, candidates: tuple[Candidate, ...]
) -> Chosen | None:
    """What these names say together; nothing where they name no street, landmark or area."""
    named = [[known.places[match.place] for match in group] for group in groups]
    sure = [places for places in named if not _has_area(places)]
    specific = [found for places in (named if hints.junction else sure) if (found := [p for p in places if p.kind in SPECIFIC])]
    if len(specific) > 1:
        return _together(specific, hints, candidates)
    if specific and not (hints.junction and _has_area(named[0]) and not sure):
        return _alone(specific[0], hints, candidates)
    areas = [place for places in named for place in places if place.kind in {Kind.AREA, Kind.ROAD_NUMBER}]
    return _in_area(areas, candidates) if areas else None


def _alone(places: Sequence[Place], hints: Hints, candidates: tuple[Candidate, ...]) -> Chosen:
    """One name, of one place or of several."""
    allowed = [place for place in places if hints.allow(place)]
    if not allowed:
        return Chosen(f"{places[0].name} is not in {hints.words()}, which it also names", candidates=candidates)
    kept = [place for place in allowed if hints.favour(place)] or allowed
    if len(kept) == 1:
        return _narrow(kept[0], candidates if len(places) > 1 else ())
    return _several(kept, candidates)


def _narrow(place: Place, candidates: tuple[Candidate, ...]) -> Chosen:
    if place.kind is Kind.LANDMARK:
        return Chosen(place.name, Band.EXACT, place.point, place.spread_m, place.name, candidates)
    reason = f"somewhere on {place.name}, all of it within {_metres(place.spread_m)} of this point"
    return Chosen(reason, Band.STREET, place.point, place.spread_m, place.name, candidates)


def _several(places: Sequence[Place], candidates: tuple[Candidate, ...]) -> Chosen:
    """Equally good places: their part of town where they share one, else no point."""
    names = " or ".join(dict.fromkeys(place.name for place in places))
    across = widest(places)
    if across > SAME_PART_M:
        return Chosen(f"it could be {names}, {_metres(across)} apart", candidates=candidates)
    return Chosen(f"it could be {names}, near each other", Band.AREA, places[0].point, round(across, 1), names, candidates)


def _together(named: Sequence[Sequence[Place]], hints: Hints, candidates: tuple[Candidate, ...]) -> Chosen:
    """Several names in one text: a landmark on a street, or streets that meet."""
    pairs = [
        (nearest(one, other), one, other)
        for first, second in combinations(named, 2)
        for one in first
        for other in second
        if hints.allow(one) and hints.allow(other) and one is not other
    ]
    if not pairs:
        return Chosen(f"none of its places is in {hints.words()}", candidates=candidates)
    near, one, other = min(pairs, key=lambda pair: pair[0].metres)
    landmark = next((place for place in (one, other) if place.kind is Kind.LANDMARK), None)
    apart = f"{one.name} and {other.name} are {_metres(near.metres)} apart"
    if landmark is not None:
        reason = f"{landmark.name}, near {other.name if landmark is one else one.name}"
        at = Chosen(reason, Band.EXACT, landmark.point, landmark.spread_m, landmark.name, candidates)
        return at if near.metres <= NEAR_M else Chosen(apart, candidates=candidates)
    if near.metres <= (SAID_TO_MEET_M if hints.junction else MEET_M):
        reason = f"where {one.name} and {other.name} come nearest, {_metres(near.metres)} between their points"
        return Chosen(
            reason, Band.JUNCTION, near.middle, max(round(near.metres, 1), 50.0), f"{one.name} and {other.name}", candidates
        )
    if near.metres <= SAME_PART_M:
        return Chosen(
            f"{apart}: somewhere between them",
            Band.AREA,
            near.middle,
            round(near.metres, 1),
            f"{one.name} and {other.name}",
            candidates,
        )
    return Chosen(apart, candidates=candidates)


def _in_area(areas: Sequence[Place], candidates: tuple[Candidate, ...]) -> Chosen:
    smallest = min(areas, key=lambda place: place.spread_m)
    apart = [area for area in areas if metres_to_point(area, smallest.point) > area.spread_m + NEAR_M]
    if apart:
        return Chosen(f"it names {smallest.name} and {apart[0].name}, which lie apart", candidates=candidates)
    reason = f"somewhere in {smallest.name}" if smallest.kind is Kind.AREA else f"{smallest.name} is a long road"
    return Chosen(reason, Band.AREA, smallest.point, smallest.spread_m, smallest.name, candidates)


def _metres(metres: float) -> str:
    """A distance as it is said.

    >>> _metres(86), _metres(1240)
    ('90 m', '1.2 km')
    """
    return f"{metres / 1000:.1f} km" if metres >= 1000 else f"{round(metres, -1):.0f} m"
