"""Street crime held against the police's own figure for the borough: the difference is shown, not hidden."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data_access import months
from data_access.holdings import EXPECTED_UNDER, ControlTotal
from data_access.wording import MINUS, NBSP, percent, spelled, thousands
from layouts.components.table import Column, Line, table

_SHOWN = 24  # months


def control_totals(totals: Sequence[ControlTotal]) -> list[Component]:
    """A section, where there is any month to compare."""
    if not totals:
        return []
    low, high = (percent(share) for share in EXPECTED_UNDER)
    words = (
        f"police.uk’s street crime without antisocial behaviour usually runs {low} to {high} under the Metropolitan Police’s own "
        "figure for the borough: some crimes have no place, and the files are made on different days. Neither is corrected here."
    )
    columns = [
        Column("Month"),
        Column("Street crime, police.uk", numeric=True),
        Column("Met’s borough figure", numeric=True),
        Column("Difference", numeric=True),
        Column("As expected?"),
    ]
    lines = [_line(each) for each in reversed(totals[-_SHOWN:])]
    body = table(columns, lines, "Street crime without antisocial behaviour beside the Met’s figure, by month")
    return [html.Section([html.H2(finding(totals)), html.P(words), body], className="panel")]


def finding(totals: Sequence[ControlTotal]) -> str:
    """``Street crime against the Met’s figure: as expected in 20 of 24 months``."""
    good = sum(each.expected for each in totals)
    return f"Street crime beside the Met’s own figure: as expected in {spelled(good)} of {spelled(len(totals))} months"


def _line(each: ControlTotal) -> Line:
    said = "yes" if each.expected else "no"
    cells = [months.words(each.month), thousands(each.counted), thousands(each.published), _signed(each.share), said]
    return Line(cells, marked=not each.expected)


def _signed(share: float) -> str:
    """``−5.2 %``."""
    return f"{MINUS if share < 0 else '+'}{abs(share) * 100:.1f}{NBSP}%"
