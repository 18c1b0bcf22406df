"""What moved most: a row for each comparison, with its interval on one scale."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from data_access.verdicts import Verdict
from data_access.wording import thousands
from layouts.components.interval import change_interval, scale_heads
from layouts.components.table import Column, Line, table
from layouts.components.verdict import verdict_mark


def movement_table(heads: Sequence[str], rows: Sequence[tuple[Sequence[str], Verdict]], caption: str) -> html.Div:
    """Rows of (labels, verdict), strongest evidence first as given; clear changes stand out.

    An interval crosses "same" exactly when the verdict is "no clear change":
    both come from the same test.
    """
    columns = [
        *(Column(head) for head in heads),
        Column("Now", numeric=True),
        Column("Before", numeric=True, quiet=True),
        Column("Change", numeric=True),
        Column(scale_heads(), spoken="Interval"),
        Column("Verdict"),
    ]
    return table(columns, [_line(labels, verdict) for labels, verdict in rows], caption, class_name="movements")


def _line(labels: Sequence[str], verdict: Verdict) -> Line:
    counts = [thousands(verdict.now), thousands(verdict.before), verdict.change_words or "–"]
    return Line([*labels, *counts, change_interval(verdict), verdict_mark(verdict)], marked=verdict.clear)
