"""What has changed, where is most, and is it fair? The sentences over a page, from results already computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_access.estimates import Actions, Disparity, MonthShare, Proportionality, Rate, Share
from data_access.released import Released
from data_access.verdicts import Movements, Verdict, VerdictKind
from data_access.wording import capitalised, listed, percent, spelled, thousands, times
from layouts.changes import level
from layouts.findings import leading, lowered, people_of
from layouts.fractions import degree, rate_words, relative, share_of, share_words

MOST_NAMED = 3
# Fewer with a stated group than this say nothing of a difference between groups, nor that there is none.
FEWEST_STATED = 30


def changed(subject: str, verdict: Verdict, than: str = "last year") -> str:
    """One subject and its verdict: ``Recorded crime is level with last year``."""
    match verdict.kind:
        case VerdictKind.HIGHER | VerdictKind.LOWER:
            return f"{capitalised(subject)} is {_degree(verdict)} than {than}"
        case VerdictKind.NO_CLEAR_CHANGE if level(verdict):
            return f"{capitalised(subject)} is level with {than}"
        case VerdictKind.NO_CLEAR_CHANGE:
            return f"{capitalised(subject)} shows no clear change from {than}"
        case VerdictKind.TOO_FEW:
            return f"{capitalised(subject)} is too rare to compare with {than}"
    return f"{capitalised(subject)} cannot be compared with {than}"


def overview(whole: tuple[str, Verdict], parts: Sequence[tuple[str, Verdict]], than: str = "last year") -> str:
    """What changed over the borough: ``Recorded crime is level with last year. Violence is a little higher.``.

    ``parts`` are (name in small letters, verdict); only clear changes are
    named, the strongest evidence first.
    """
    first = f"{changed(*whole, than)}."
    clear = sorted((part for part in parts if part[1].clear), key=lambda part: part[1].p or 0.0)
    named = [f"{name} is {_degree(verdict)}" for name, verdict in clear[:MOST_NAMED]]
    if not named:
        return first
    more = len(clear) - len(named)
    rest = f"; {spelled(more)} more {'has' if more == 1 else 'have'} changed" if more else ""
    return f"{first} {capitalised(', '.join(named))}{rest}."


def ward(
    verdict: Verdict,
    rate: Rate | None,
    borough: Rate | None,
    borough_name: str,
    than: str = "last year",
    subject: str = "crime here",
) -> str:
    """How is it here: ``Crime here is level with last year. For each resident there is about twice as much as …``."""
    first = f"{changed(subject, verdict, than)}."
    if rate is None or borough is None or borough.per_1000 == 0:
        return first
    if rate.interval.holds(borough.per_1000):
        return f"{first} For each resident there is about as much as across {borough_name}."
    amount = relative(rate.per_1000 / borough.per_1000, countable=False)
    return f"{first} For each resident there is {amount} across {borough_name}."


def kinds(released: Released, names: Mapping[str, str] | None = None) -> str:
    """``Mostly violence and theft``: the fewest types that make more than half; else the commonest alone.

    ``names`` are shorter words for some of them.
    """
    short = names or {}
    counts = {slug: value for slug, value in released.values().items() if value}
    total = sum(counts.values())
    ranked = sorted(counts, key=lambda slug: -counts[slug])
    for few in (1, 2, 3):
        first = ranked[:few]
        if 2 * sum(counts[slug] for slug in first) > total > 0 and "unknown" not in first:
            named = listed([(short.get(slug) or released.label(slug)).lower() for slug in first])
            return f"{'Only' if few == len(ranked) else 'Mostly'} {named}"
    return leading(released)


def stand_out(movements: Movements, place: str = "ward") -> str:
    """``Three ward changes stand out from chance``."""
    if movements.verdict.kind is VerdictKind.CANNOT_COMPARE:
        return f"{capitalised(place)} changes cannot be told: {lowered(movements.verdict.reason)}"
    if not movements.tested:
        return f"Too few in any {place} to tell a change"
    verb = "changes stand" if movements.stand > 1 else "change stands"
    return f"{capitalised(spelled(movements.stand))} {place} {verb} out from chance"


def tested_together(movements: Movements) -> str:
    """How many were tested and how many stand: the note under the table."""
    if not movements.tested:
        return ""
    one = movements.stand == 1
    small = f" {capitalised(spelled(movements.too_few))} more had too few to test." if movements.too_few else ""
    return (
        f"{thousands(movements.tested)} comparisons were tested together; {thousands(movements.singly)} looked different "
        f"one at a time, {thousands(movements.stand)} stand{'s' if one else ''} once that is allowed for, "
        f"and the intervals are as wide as that needs.{small}"
    )


def highest_rates(rates: Sequence[Rate], borough: Rate | None, names: Mapping[str, str], each: str = "ward") -> str:
    """``Rates are highest in Lewisham Central and Deptford``: those clearly above the borough's and near the top one."""
    if borough is None or not rates:
        return "No rate can be given"
    if borough.count == 0:
        return f"None were recorded in any {each}"
    above = sorted((rate for rate in rates if rate.interval.low > borough.per_1000), key=lambda rate: -rate.per_1000)
    if not above:
        return f"No {each}’s rate is clearly above the borough’s"
    near = [names.get(rate.key, rate.key) for rate in above if rate.per_1000 >= 0.75 * above[0].per_1000]
    if len(near) > MOST_NAMED:
        return f"Rates are highest in {near[0]} and {spelled(len(near) - 1)} more {each}s"
    return f"{'The rate is' if len(near) == 1 else 'Rates are'} highest in {listed(near)}"


def disparity(found: Proportionality, released: Released) -> str:
    """``Where ethnicity was stated, Black people were searched at 2.2 times the rate of White people``.

    Of the groups clearly above the reference, the one whose interval begins highest.
    """
    if found.unknown.whole - found.unknown.part < FEWEST_STATED:
        return "Too few searches state an ethnicity to compare groups"
    above = _clearest(found)
    reference = people_of(released.label(found.reference))
    if above is not None and above.ratio is not None:
        group = people_of(released.label(above.key))
        return f"Where ethnicity was stated, {group} were searched {rate_words(above.ratio)} {reference}"
    if any(group.ratio is not None for group in found.groups):
        return f"Where ethnicity was stated, no group was searched clearly more often than {reference}"
    return "Too few searches state an ethnicity to compare groups"


def disparity_doubt(found: Proportionality, released: Released, other: tuple[str, Proportionality] | None = None) -> str:
    """What the unknown could do: ``But three in ten … If they were all White the ratio would be 1.0; if all Black, 4.2.``.

    ``other`` is a second denominator with its name: ``("the 2011 census", …)``.
    """
    unknown = found.unknown
    said = _how_unknown(unknown)
    above = _clearest(found)
    if above is None or above.ratio_bounds is None:
        return capitalised(said)
    bounds, label = above.ratio_bounds, released.label(above.key)
    if unknown.part:
        said += (
            f" If they were all {released.label(found.reference)} the ratio would be {times(bounds.low)}; "
            f"if all {label}, {times(bounds.high)}."
        )
    second = other[1].of(above.key) if other else None
    if other and second is not None and second.ratio is not None:
        said += f" Against {other[0]} it is {times(second.ratio)}."
    return capitalised(said)


def _how_unknown(unknown: Share) -> str:
    if unknown.whole == 0:
        return "No searches were recorded."
    if unknown.part == 0:
        return "Every search states an ethnicity."
    but = "but " if unknown.part >= 0.1 * unknown.whole else ""
    gives = "gives" if unknown.part == 1 else "give"
    return f"{but}{share_words(unknown.part, unknown.whole)} of the {thousands(unknown.whole)} searches {gives} no ethnicity."


def highest_group(found: Proportionality, released: Released) -> str:
    """``Searches per 1,000 residents are highest for Black people on what was stated``.

    Together with the group whose rate is most surely high stand all that lie
    within its interval or above; where those are all, or many, none is the highest.
    """
    if not any(group.rate.count for group in found.groups):
        return "No searches state an ethnicity"
    surest = max(found.groups, key=lambda group: group.rate.interval.low)
    near = [group for group in found.groups if group.rate.per_1000 >= surest.rate.interval.low]
    counted = [group for group in found.groups if group.rate.count]
    if len(near) > MOST_NAMED or len(near) == len(counted) > 1:
        return "No group’s rate is clearly the highest on what was stated"
    names = listed([people_of(released.label(group.key)) for group in near])
    return f"Searches per 1,000 residents are highest for {names} on what was stated"


def not_stated(overall: Share, by_month: Sequence[MonthShare]) -> str:
    """``31 % have no stated ethnicity; it has ranged from 22 to 42 % a month``."""
    if overall.share is None:
        return "No searches were recorded"
    said = f"{capitalised(percent(overall.share))} have no stated ethnicity"
    known = [month.share.share for month in by_month if month.share is not None and month.share.share is not None]
    if len(known) < 2 or percent(min(known)) == percent(max(known)):
        return said
    return f"{said}; it has ranged from {min(known) * 100:.0f} to {percent(max(known))} a month"


def led_to_action(found: Actions) -> str:
    """``One search in three led to action, with no clear difference between stated groups``."""
    if found.overall.share is None:
        return "No search has a recorded outcome"
    share = share_of(found.overall.part, found.overall.whole, ("search", "searches")).rsplit(" ", 1)[0]
    said = f"{share} led to action"
    if found.differ is None:
        return said
    return f"{said}, {'and stated groups differ' if found.differ else 'with no clear difference between stated groups'}"


def _clearest(found: Proportionality) -> Disparity | None:
    """The group whose ratio is most surely above the reference's; None when none is."""
    above = [group for group in found.groups if group.ratio_interval is not None and group.ratio_interval.low > 1]
    return max(above, key=lambda group: group.ratio_interval.low if group.ratio_interval else 0.0, default=None)


def _degree(verdict: Verdict) -> str:
    return degree(verdict.ratio if verdict.ratio is not None else 1.0)
