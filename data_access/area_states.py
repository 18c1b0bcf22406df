"""What does a month hold for one ward, or of one supplier, and what does that make of the whole?

The files of a month can be whole but for one ward, or one of several
hospitals. For that area the month is then partial or not supplied; for the
borough it is partial, and says which areas lack; for every other ward it is
whole. What somebody said of an area stands over what its files show.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from data_access.released import ABSENT, MonthCoverage, State
from data_access.rulings import Said
from data_access.wording import listed, thousands

WARD, SUPPLIER = "ward", "supplier"
_NAMED = 3
Areas = Mapping[str, MonthCoverage]  # by GSS code, or the supplier's own


def short_words(kind: str, count: int, expected: float) -> str:
    """Why an area's month is not whole: ``nothing came, though about 20 are usual``; no number of a supplier's."""
    if kind == SUPPLIER:
        return (
            "far less came than in the months before" if count else "nothing came, though something did in the months around it"
        )
    return f"{thousands(count) if count else 'nothing'} came, though about {thousands(round(expected))} are usual"


def board_words(states: Mapping[str, State], of: int, kind: tuple[str, str]) -> str:
    """``3 of 19 wards partial: Bellingham, Downham and Grove Park``: how many lack, with every name."""
    absent = [name for name, state in states.items() if state in ABSENT]
    short = [name for name, state in states.items() if state not in ABSENT]
    many = f"{thousands(len(states))} of {thousands(of)} {kind[0 if of == 1 else 1]}"
    if not absent or not short:
        return f"{many} {'absent' if absent else 'partial'}: {listed([*absent, *short])}"
    return f"{many} partial or absent: nothing from {listed(absent)}, not all from {listed(short)}"


def lacking_words(states: Mapping[str, State]) -> str:
    """What a month lacks, by the names of its areas: ``nothing from Bellingham; too little from Downham``."""
    absent = [name for name, state in states.items() if state in ABSENT]
    short = [name for name, state in states.items() if state not in ABSENT]
    parts = [f"nothing from {_several(absent)}"] if absent else []
    return "; ".join([*parts, *([f"not all from {_several(short)}"] if short else [])])


def _several(names: list[str]) -> str:
    more = [f"{len(names) - _NAMED} others"] if len(names) > _NAMED + 1 else names[_NAMED:]
    return listed([*names[:_NAMED], *more])


def areas_told(entry: MonthCoverage, found: Areas, said: Mapping[str, Said], held: Collection[str]) -> dict[str, MonthCoverage]:
    """Every area of which there is something to tell in a month that the whole source is told of as ``entry``.

    ``found`` is what the files show; ``held`` are the areas with records, of
    which nobody can say that nothing came. Where somebody called the whole
    month complete, what its files show of an area no longer counts.
    """
    if entry.state in ABSENT:
        return {}
    looked_into = entry.found is not None and entry.comparable
    told = {} if looked_into else dict(found)
    for area, each in said.items():
        if each.state not in ABSENT or area not in held:
            shown = found.get(area, entry.found or entry)
            told[area] = MonthCoverage(entry.month, each.state, each.reason, None, each.since, shown)
    return told


def of_one(entry: MonthCoverage, own: MonthCoverage | None) -> MonthCoverage:
    """The month for one area: its own state, unless the whole is worse and nobody spoke of the area."""
    if own is None:
        return entry
    worse = entry.comparable or (own.state in ABSENT and entry.drawn)
    return own if own.found is not None or worse else entry


def of_many(entry: MonthCoverage, areas: Areas, names: Mapping[str, str]) -> MonthCoverage:
    """The month for several areas together, or all: partial where any of them lacks, with which."""
    states = {names.get(area, area): each.state for area, each in areas.items() if not each.comparable}
    if not states or entry.found is not None or entry.state not in {State.COMPLETE, State.PROVISIONAL, State.PARTIAL}:
        return entry
    reason = "; ".join(part for part in (entry.reason, lacking_words(states)) if part)
    return replace(entry, state=State.PARTIAL, reason=reason)
