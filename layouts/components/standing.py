"""How one month's return stands, as a mark that says its words; no two differ by colour alone."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html

from data_access import months
from data_access.returns import STANDING_WORDS, Return, Standing
from data_access.wording import thousands
from layouts.components.attributes import said, worn

ON_TIME = "complete, on time"
# The mark of each standing: a shape of its own in assets/returns.css.
MARKS: Mapping[Standing, str] = {standing: standing.value for standing in Standing}


def words(each: Return) -> str:
    """``complete, on time``, ``late``."""
    return ON_TIME if each.standing is Standing.COMPLETE and each.on_time else STANDING_WORDS[each.standing]


def because(each: Return, source: str) -> str:
    """Everything about one cell: ``Stop and search, August 2026: late. was due on …``."""
    held = f" {thousands(each.count)} records." if each.count is not None and each.standing is not Standing.DOUBTFUL else ""
    reason = f" – {each.reason}" if each.reason else ""
    return f"{source}, {months.words(each.month)}: {words(each)}{reason}.{held}".replace("?.", "?")


def mark(each: Return, source: str) -> html.Span:
    """The mark, with its reason for a pointer, a key that rests on it, and a reader who hears it."""
    told = because(each, source)
    drawn = said(
        html.Span(
            className=f"standing {_shape(each)}{' by-hand' if each.by_hand else ''}",
            role="img",
            tabIndex="0" if each.reason else None,
        ),
        told,
    )
    return worn(drawn, {"data-why": told})


def _shape(each: Return) -> str:
    return "on-time" if each.standing is Standing.COMPLETE and each.on_time else MARKS[each.standing]


def key() -> html.P:
    """What each mark means."""
    shown = {"on-time": ON_TIME} | {MARKS[standing]: STANDING_WORDS[standing] for standing in Standing}
    shown |= {f"{MARKS[Standing.COMPLETE]} by-hand": "underlined: set by hand"}
    pairs = [
        html.Span([worn(html.Span(className=f"standing {shape}"), {"aria-hidden": "true"}), f" {said_as}"])
        for shape, said_as in shown.items()
    ]
    return html.P(pairs, className="key")
