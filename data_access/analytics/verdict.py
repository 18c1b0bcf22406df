"""Is this change real? Words from two periods, their coverage, their breaks and how much months vary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from data_access.analytics.dispersion import dispersion
from data_access.analytics.pairing import Pairing, pairing
from data_access.analytics.two_counts import Dispersion, could_show, interval, p_value, visible_counts
from data_access.catalogue.series_breaks import SeriesBreak
from data_access.estimates import Interval
from data_access.released import MonthCoverage
from data_access.verdicts import Cause, Verdict, VerdictKind
from data_access.wording import capitalised, spelled, thousands

# Fewer pairs of months than this say nothing about how much months vary.
FEWEST_PAIRS = 3
# Fewer incidents than this in both periods together: not even a doubling could be told from chance.
FEWEST_INCIDENTS = 10
ALPHA = 0.05


def verdict(
    counts: Mapping[date, int | None],
    coverage: Sequence[MonthCoverage],
    breaks: Sequence[SeriesBreak] = (),
    *,
    since: date,
    until: date,
    alpha: float = ALPHA,
) -> Verdict:
    """Is the period higher or lower than the year before, or is there no telling?

    ``counts`` maps months (first days) to incidents, None where withheld; a
    complete month without an entry is nought. Months pair with the same month
    a year before; pairs with a gap or across a break are dropped and said.
    The two sums are compared by an exact test that allows for the months'
    dispersion; at most ``alpha`` of unchanged series are called changed.
    Leap days are not allowed for. It says nothing of causes, and a rise may be
    a rise in reporting.
    """
    withheld = frozenset(month for month, count in counts.items() if count is None)
    pairs = pairing(coverage, breaks, since=since, until=until, withheld=withheld)
    now = [counts.get(month) or 0 for month in pairs.compared]
    before = [counts.get(month) or 0 for month in pairs.befores]
    if len(now) < FEWEST_PAIRS:
        return cannot_compare(pairs, sum(now), sum(before))
    spread = dispersion(now, before)
    return judged(pairs, sum(now), sum(before), spread, alpha=alpha)


def judged(pairs: Pairing, now: int, before: int, spread: Dispersion, *, alpha: float = ALPHA) -> Verdict:
    """The verdict on two sums over the same paired months, at one significance level."""
    if enough(now + before, spread):
        p = float(p_value(now, before, phi=spread.phi, df=spread.df))
        low, high = interval(now, before, phi=spread.phi, df=spread.df, alpha=alpha)
        (visible,) = visible_counts(before, phi=spread.phi, df=spread.df, alpha=alpha)
        bounds = Interval(float(low), float(high))
        return tested(pairs, (now, before), p=p, phi=spread.phi, bounds=bounds, visible=visible, alpha=alpha)
    return too_few(pairs, now, before)


def tested(
    pairs: Pairing,
    counts: tuple[int, int],
    *,
    p: float,
    phi: float,
    bounds: Interval,
    visible: tuple[int | None, int | None],
    alpha: float,
) -> Verdict:
    """The verdict on a test already made, with what it could have seen."""
    now, before = counts
    kind = VerdictKind.NO_CLEAR_CHANGE if p > alpha else VerdictKind.HIGHER if now > before else VerdictKind.LOWER
    return Verdict(
        kind,
        now,
        before,
        pairs.compared,
        pairs.left_out,
        ratio=now / before if before else float("inf"),
        interval=bounds,
        p=p,
        level=1 - alpha,
        phi=phi,
        visible=visible,
    )


def enough(total: int, spread: Dispersion) -> bool:
    """Whether so many incidents, however they fell, could say anything; their number alone decides, not their split."""
    return total >= FEWEST_INCIDENTS and could_show(total, spread, alpha=ALPHA)


def too_few(pairs: Pairing, now: int, before: int) -> Verdict:
    total = now + before
    said = "None in either period" if total == 0 else f"Only {thousands(total)} in both periods together"
    return Verdict(VerdictKind.TOO_FEW, now, before, pairs.compared, pairs.left_out, reason=said)


def cannot_compare(pairs: Pairing, now: int, before: int) -> Verdict:
    return Verdict(VerdictKind.CANNOT_COMPARE, now, before, pairs.compared, pairs.left_out, reason=why_not(pairs))


def why_not(pairs: Pairing) -> str:
    """The reason too few months can be compared, the commonest cause first."""
    causes = [entry.cause for entry in pairs.left_out]
    asked = len(pairs.compared) + len(causes)
    if asked < FEWEST_PAIRS and not causes:
        return f"At least {spelled(FEWEST_PAIRS)} months are needed to compare periods"
    if causes and all(cause is Cause.NOT_LOADED for cause in causes) and not pairs.compared:
        return "The year before is not loaded"
    examples = "; ".join(entry.why for entry in pairs.left_out[:2])
    more = f"; and {spelled(len(causes) - 2)} more" if len(causes) > 2 else ""
    usable = capitalised(spelled(len(pairs.compared))) if pairs.compared else "None"
    if asked == 1:
        return f"The month cannot be compared with the year before ({examples}{more})"
    return f"{usable} of {spelled(asked)} months can be compared with the year before ({examples}{more})"
