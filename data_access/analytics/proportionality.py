"""Are some groups searched more than others, for their number, and do their searches lead to action as often?

Self-defined ethnicity only: officers' words over a census in which people
describe themselves would mix two questions. People searched in the borough
may live elsewhere, so a ratio also depends on the residents it is read
against; compute it against two.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.stats import chi2_contingency

from data_access import months
from data_access.analytics.intervals import rate_ratio_interval, wilson_interval
from data_access.analytics.rates import PER, rate
from data_access.catalogue.code_lists import UNKNOWN
from data_access.estimates import Actions, Disparity, Interval, MonthShare, Proportionality, Rate, Share
from data_access.released import Released

NO_ACTION = "no-further-action"


def share(key: str, part: int, whole: int) -> Share:
    """``part`` of ``whole`` with Wilson's interval."""
    return Share(key, part, whole, part / whole if whole else None, wilson_interval(part, whole))


def proportionality(
    counts: Mapping[str, int | None], residents: Mapping[str, int], *, reference: str = "white"
) -> Proportionality:
    """Each group's rate per 1,000 residents and its ratio to the reference group's.

    The ratio's interval is exact, given the two groups' sum. Its bounds say
    what it would be if every search without a stated group were of the
    reference, or of the group itself. Groups without residents, or withheld,
    get no rate and are counted in ``left_out``.
    """
    stated = {key: count for key, count in counts.items() if key != UNKNOWN and count is not None}
    unknown = counts.get(UNKNOWN) or 0
    known = {key: rate(key, count, residents[key]) for key, count in stated.items() if residents.get(key, 0) > 0}
    against = known.get(reference)
    groups = sorted(
        (_disparity(found, against, unknown) for found in known.values()), key=lambda group: (-group.rate.per_1000, group.key)
    )
    left_out = {key: count for key, count in stated.items() if key not in known}
    return Proportionality(reference, tuple(groups), share(UNKNOWN, unknown, sum(stated.values()) + unknown), left_out)


def _disparity(found: Rate, against: Rate | None, unknown: int) -> Disparity:
    highest = PER * (found.count + unknown) / found.residents
    if against is None or against.count == 0 or found.key == against.key:
        return Disparity(found, highest, None, None, None)
    between = rate_ratio_interval(found.count, against.count, exposure_a=found.residents, exposure_b=against.residents)
    least = found.per_1000 / (PER * (against.count + unknown) / against.residents)
    bounds = Interval(least, highest / against.per_1000)
    return Disparity(found, highest, found.per_1000 / against.per_1000, between, bounds)


def not_stated_by_month(released: Released) -> tuple[MonthShare, ...]:
    """The share of each month's records without a stated group, from an answer by month and group.

    None for months with nothing to read: not loaded, missing, withheld or
    empty. A partial month keeps its share, which its coverage marks.
    """
    sums: dict[str, list[int]] = {}
    broken = {row.keys[0] for row in released.withheld()}
    for row in released.rows:
        part, whole = sums.setdefault(row.keys[0], [0, 0])
        value = row.value or 0
        sums[row.keys[0]] = [part + (value if row.keys[1] == UNKNOWN else 0), whole + value]
    found = []
    for month in months.between(released.since, released.until):
        slug = months.address(month)
        part, whole = (0, 0) if slug in broken else sums.get(slug, [0, 0])
        found.append(MonthShare(month, share(slug, part, whole) if whole else None))
    return tuple(found)


def actions(released: Released) -> Actions:
    """How often did searches lead to action, by group, from an answer by group and outcome?

    Action is any recorded outcome but "no further action": arrest, community
    resolution, penalty notice, summons, caution, drugs warning. It need not be
    linked to what was searched for. Searches without an outcome are left out
    and counted. Whether the stated groups differ is one chi-square test over
    all of them at the 5 % level.
    """
    acted: dict[str, int] = {}
    ended: dict[str, int] = {}
    unknown = 0
    for row in released.rows:
        group, outcome = row.keys
        if row.value is None:
            continue
        if outcome == UNKNOWN:
            unknown += row.value
            continue
        ended[group] = ended.get(group, 0) + row.value
        acted[group] = acted.get(group, 0) + (0 if outcome == NO_ACTION else row.value)
    groups = tuple(share(group, acted[group], ended[group]) for group in ended)
    overall = share("all", sum(acted.values()), sum(ended.values()))
    return Actions(overall, groups, _differ([group for group in groups if group.key != UNKNOWN]), unknown)


def _differ(groups: list[Share]) -> bool | None:
    """Whether the groups' shares differ; None with fewer than two, or where under five of a kind are to be expected.

    Groups too small for the test stand aside from it.
    """
    whole = sum(group.whole for group in groups)
    acted = sum(group.part for group in groups)
    rarer = min(acted, whole - acted)
    large = [group for group in groups if group.whole * rarer >= 5 * whole and group.whole > 0]
    if len(large) < 2 or rarer == 0:
        return None
    table = np.array([[group.part, group.whole - group.part] for group in large])
    if (table.sum(axis=0) == 0).any():
        return False
    return bool(chi2_contingency(table).pvalue <= 0.05)
